"""The mathematics of the course: numpy only."""

from nnwidgets.core.activation_row import Activation
from nnwidgets.core.activations import (
    ACTIVATIONS,
    find_activation,
    gelu,
    identity,
    leaky_relu,
    relu,
    sigmoid,
    softmax,
    step,
    tanh,
)
from nnwidgets.core.approximation import (
    Units,
    fit_output_weights,
    relu_network,
    step_network,
    sum_of_units,
    unit_places,
    unit_values,
)
from nnwidgets.core.backprop import (
    LayerGradient,
    NetworkGraph,
    backpropagate,
    deltas,
    find_cost,
    network_graph,
)
from nnwidgets.core.bounds import (
    largest_error,
    lipschitz_constant,
    relu_bound,
    step_bound,
    units_needed,
)
from nnwidgets.core.conventions import CONVENTIONS, Convention
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
from nnwidgets.core.numpy_functions import NUMPY_FUNCTIONS
from nnwidgets.core.operations import OPERATIONS, Operation
from nnwidgets.core.towers import (
    TowerSize,
    box_network,
    tower_bound,
    tower_error,
    tower_network,
    tower_size,
)
from nnwidgets.core.training import (
    History,
    Progress,
    descend,
    gradient_descent,
    without_blocking,
)

__all__ = [
    "ACTIVATIONS",
    "CONVENTIONS",
    "COSTS",
    "NUMPY_FUNCTIONS",
    "OPERATIONS",
    "Activation",
    "BackwardStep",
    "Convention",
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
    "TowerSize",
    "Units",
    "absolute",
    "all_topological_orders",
    "backpropagate",
    "backward",
    "backward_steps",
    "binary_cross_entropy",
    "box_network",
    "cos",
    "cross_entropy",
    "deltas",
    "derivative_text",
    "descend",
    "equation",
    "exp",
    "find_activation",
    "find_cost",
    "fit_output_weights",
    "forward",
    "gelu",
    "gradient_descent",
    "hinge",
    "identity",
    "label_nodes",
    "largest_error",
    "leaky_relu",
    "lipschitz_constant",
    "log",
    "network_graph",
    "numerical_gradient",
    "parse_formula",
    "quadratic_cost",
    "relu",
    "relu_bound",
    "relu_network",
    "sigmoid",
    "sin",
    "softmax",
    "sqrt",
    "step",
    "step_bound",
    "step_network",
    "sum_of_units",
    "tan",
    "tanh",
    "topological_order",
    "tower_bound",
    "tower_error",
    "tower_network",
    "tower_size",
    "unit_places",
    "unit_values",
    "units_needed",
    "value_and_gradient",
    "without_blocking",
]
