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
    "formula with trouble": "nw.FormulaExplorer('log(x - 2)*y + log(x - 2)/y').set(formula='x +')",
    "tree": "nw.FormulaExplorer(predict='negative_x').set(view='tree')",
    "refused step": "nw.OrderExplorer(predict='n_orders').set(order='a b').set(order='a b d')",
    "network as arrays": "nw.NetworkGraphExplorer().set(step=5)",
    "network as numbers": "nw.NetworkGraphExplorer().set(grain='numbers')",
    "softmax": "nw.SoftmaxExplorer().set(k=5, target='3', method='stable', z_1=-1.2)",
    "overflow": "nw.SoftmaxExplorer(show=['shift']).set(c=710, k=5)",
    "two classes": "nw.SoftmaxExplorer(show=[], predict='two_above_half').commit('A').set(k=2)",
    "softmax not written": "nw.SoftmaxExplorer(lambda z: None, show=['temperature']).set(T=0.3)",
    "digits": "nw.DigitExplorer().set(n_units=16, learning_rate=0.2).train()",
    "digit drawn": "nw.DigitExplorer(nw.Network([nw.Layer([[0.0] * 64] * 10, range(10))]), "
    "softmax=lambda z: z).draw([(0.3, 0.1), (0.7, 0.1), (0.4, 0.9)])",
    "squash": "nw.SquashExplorer().set(into='half', z=-7.5)",
    "squash with trouble": "nw.SquashExplorer(lambda z: z[0])",
    "patients": "nw.ClassifierExplorer(predict='sharpen').commit('A').set(scale=10, threshold=0.9)",
    "points added": "nw.ClassifierExplorer().set(data='xor', added=[[2.9, 2.9, 1], [-3, 0, 0]])",
    "costs": "nw.LossExplorer(predict='one_or_three').commit('B').set(z=[-8, -8, 8, -7.5])",
    "folds": "nw.FoldsExplorer().set(n_units=4, W1_11=-3.75, b2_1=-2.25, selected='W2_13')",
    "without relu": "nw.FoldsExplorer().set(n_units=3, activation='identity', W1_12=1.5)",
    "boundary learned": "nw.BoundaryExplorer().set(data='spirals', n_units=16).train()",
    "two digits learned": "nw.DigitPairExplorer().set(data='49').train().set(threshold=0.8)",
    "units": "nw.UnitsExplorer().set(n_units=6, unit=6, kind='sigmoid', goal='staircase', "
    "w_2=-2.5, b_2=-7.75, v_5=-3.5, b_5=7.25)",
    "units gated": "nw.UnitsExplorer(predict='zero_weight')",
    "units that coincide": "nw.UnitsExplorer().set(n_units=5, w=[1] * 6, b=[-1] * 6, reach=24)",
    "many steps": "nw.ApproximationExplorer().set(n_units=126)",
    "drawn curve": "nw.ApproximationExplorer(predict='halve_tolerance').commit('B')"
    ".set(h_9=-1, h_1=1, kind='relu')",
    "formula without a value": "nw.ApproximationExplorer().set(formula='1e4/x')",
    "construction that fails": "nw.ApproximationExplorer(lambda f, n, interval: f)",
    "messages to predict": "nw.BackwardExplorer(predict='two_messages').commit('A').set(step=4)",
    "overwritten": "nw.BackwardExplorer().set(broken='overwrite').set(step=8)",
    "fifteen visits": "nw.BackwardExplorer().set(broken='no order').set(step=14)",
    "differences": "nw.DifferencesExplorer().set(exponent=-12.25, kind='central')",
    "sweeps": "nw.SweepsExplorer().set(n_inputs=50, n_outputs=50)",
    "updated first": "nw.UpdateOrderExplorer().set(order='update first', learning_rate=20)",
    "trained": "nw.TrainingExplorer().train()",
    "twenty layers": "nw.DepthExplorer(predict='first_layer').commit('A').set(depth=20)",
}
"""A later notebook adds its explorers here, each in the states that look different."""
