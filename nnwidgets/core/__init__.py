"""The mathematics of the course: numpy only."""

from nnwidgets.core import datasets
from nnwidgets.core.activations import (
    ACTIVATIONS,
    Activation,
    find_activation,
    identity,
    relu,
    sigmoid,
    softmax,
    step,
    tanh,
)
from nnwidgets.core.backprop import (
    LayerGradient,
    NetworkGraph,
    backpropagate,
    deltas,
    find_cost,
    network_graph,
)
from nnwidgets.core.differentiate import numerical_gradient, value_and_gradient
from nnwidgets.core.formula import Formula, FormulaError, parse_formula
from nnwidgets.core.functions import absolute, cos, exp, log, sin, sqrt, tan
from nnwidgets.core.graph import Gradients, backward, forward, topological_order
from nnwidgets.core.inspection import (
    BackwardStep,
    all_topological_orders,
    backward_steps,
    derivative_text,
    equation,
    label_nodes,
)
from nnwidgets.core.layer import Layer
from nnwidgets.core.losses import (
    COSTS,
    Cost,
    binary_cross_entropy,
    cross_entropy,
    hinge,
    quadratic_cost,
)
from nnwidgets.core.network import ForwardPass, Network
from nnwidgets.core.node import Node
from nnwidgets.core.operations import OPERATIONS, Operation
from nnwidgets.core.training import (
    History,
    Progress,
    descend,
    gradient_descent,
    trained_network,
    without_blocking,
)

__all__ = [
    "ACTIVATIONS",
    "COSTS",
    "OPERATIONS",
    "Activation",
    "BackwardStep",
    "Cost",
    "Formula",
    "FormulaError",
    "ForwardPass",
    "Gradients",
    "History",
    "Layer",
    "LayerGradient",
    "Network",
    "NetworkGraph",
    "Node",
    "Operation",
    "Progress",
    "absolute",
    "all_topological_orders",
    "backpropagate",
    "backward",
    "backward_steps",
    "binary_cross_entropy",
    "cos",
    "cross_entropy",
    "datasets",
    "deltas",
    "derivative_text",
    "descend",
    "equation",
    "exp",
    "find_activation",
    "find_cost",
    "forward",
    "gradient_descent",
    "hinge",
    "identity",
    "label_nodes",
    "log",
    "network_graph",
    "numerical_gradient",
    "parse_formula",
    "quadratic_cost",
    "relu",
    "sigmoid",
    "sin",
    "softmax",
    "sqrt",
    "step",
    "tan",
    "tanh",
    "topological_order",
    "trained_network",
    "value_and_gradient",
    "without_blocking",
]
