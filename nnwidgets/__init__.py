"""Interactive notebooks and widgets that teach how neural networks work.

    import nnwidgets as nw

Every public name is listed here once.
"""

from nnwidgets.core import datasets
from nnwidgets.core.activations import identity, relu, sigmoid, softmax, step, tanh
from nnwidgets.core.losses import quadratic_cost
from nnwidgets.core.network import ForwardPass, Layer, Network
from nnwidgets.exercises import all_exercises, check, show_solution
from nnwidgets.widgets.feedforward import NetworkExplorer, NeuronExplorer

__version__ = "0.1.0"

__all__ = [
    "ForwardPass",
    "Layer",
    "Network",
    "NetworkExplorer",
    "NeuronExplorer",
    "all_exercises",
    "check",
    "datasets",
    "identity",
    "quadratic_cost",
    "relu",
    "show_solution",
    "sigmoid",
    "softmax",
    "step",
    "tanh",
]
