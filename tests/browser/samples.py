"""Explorers in the states that are looked at: by axe, for contrast, for what is cut."""

SAMPLES = {
    "neuron": "nw.NeuronExplorer()",
    "network": "nw.NetworkExplorer()",
    "first layer only": "nw.NetworkExplorer().set(step=1, selected='W1_21')",
    "gated": "nw.NetworkExplorer(predict='double_last_layer')",
    "solved": "nw.NetworkExplorer(predict='double_last_layer').commit('C').set(scale=2.5)",
    "frozen": "nw.NetworkExplorer(frozen=True).set(W1_11=1)",
    "broken": "nw.NetworkExplorer(feedforward=lambda W, b, x: None)",
    "large numbers": "nw.NetworkExplorer().set(W1=[[-11.37, -10.25]] * 2, b1=[-11.25, -12], "
    "W2=[[-10.75, -11.25]] * 3, W3=[[-11.75, -10.25, -12]] * 2, b3=[-11.25, -10.5], "
    "x=[0.05, 0.03], selected='b2_2')",
}
"""A later notebook adds its explorers here, each in the states that look different."""
