"""Interactive notebooks and widgets that teach how neural networks work.

    import nnwidgets as nw

Every public name is listed here. The mathematics is imported at once, checks and explorers when
they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from nnwidgets.core import (
    FormulaError,
    ForwardPass,
    Layer,
    LayerGradient,
    Network,
    Node,
    all_topological_orders,
    backpropagate,
    backward,
    backward_steps,
    binary_cross_entropy,
    cos,
    cross_entropy,
    deltas,
    descend,
    exp,
    forward,
    gelu,
    gradient_descent,
    hinge,
    identity,
    leaky_relu,
    log,
    network_graph,
    numerical_gradient,
    parse_formula,
    quadratic_cost,
    relu,
    relu_network,
    sigmoid,
    sin,
    softmax,
    sqrt,
    step,
    step_network,
    sum_of_units,
    tanh,
    topological_order,
    value_and_gradient,
)
from nnwidgets.course import datasets
from nnwidgets.course.examples import trained_network

if TYPE_CHECKING:
    from nnwidgets.exercises import all_exercises, check, show_solution
    from nnwidgets.jupyter import needs
    from nnwidgets.widgets import (
        ApproximationExplorer,
        BackwardExplorer,
        BoundaryExplorer,
        BoxesExplorer,
        ClassifierExplorer,
        DepthExplorer,
        DifferencesExplorer,
        DigitExplorer,
        DigitPairExplorer,
        DimensionsExplorer,
        FoldsExplorer,
        FormulaExplorer,
        LossExplorer,
        NetworkExplorer,
        NetworkGraphExplorer,
        NeuronExplorer,
        OrderExplorer,
        SoftmaxExplorer,
        SquashExplorer,
        StartsExplorer,
        SweepsExplorer,
        TrainingExplorer,
        UnitsExplorer,
        UpdateOrderExplorer,
    )

__version__ = "0.1.0"

__all__ = [
    "ApproximationExplorer",
    "BackwardExplorer",
    "BoundaryExplorer",
    "BoxesExplorer",
    "ClassifierExplorer",
    "DepthExplorer",
    "DifferencesExplorer",
    "DigitExplorer",
    "DigitPairExplorer",
    "DimensionsExplorer",
    "FoldsExplorer",
    "FormulaError",
    "FormulaExplorer",
    "ForwardPass",
    "Layer",
    "LayerGradient",
    "LossExplorer",
    "Network",
    "NetworkExplorer",
    "NetworkGraphExplorer",
    "NeuronExplorer",
    "Node",
    "OrderExplorer",
    "SoftmaxExplorer",
    "SquashExplorer",
    "StartsExplorer",
    "SweepsExplorer",
    "TrainingExplorer",
    "UnitsExplorer",
    "UpdateOrderExplorer",
    "all_exercises",
    "all_topological_orders",
    "backpropagate",
    "backward",
    "backward_steps",
    "binary_cross_entropy",
    "check",
    "cos",
    "cross_entropy",
    "datasets",
    "deltas",
    "descend",
    "exp",
    "forward",
    "gelu",
    "gradient_descent",
    "hinge",
    "identity",
    "leaky_relu",
    "log",
    "needs",
    "network_graph",
    "numerical_gradient",
    "parse_formula",
    "quadratic_cost",
    "relu",
    "relu_network",
    "show_solution",
    "sigmoid",
    "sin",
    "softmax",
    "sqrt",
    "step",
    "step_network",
    "sum_of_units",
    "tanh",
    "topological_order",
    "trained_network",
    "value_and_gradient",
]


LAYERS = ("exercises", "widgets", "figures", "jupyter")


def __getattr__(name: str) -> Any:  # noqa: ANN401  # any public name, or a layer
    """A check, an explorer or a layer, imported now."""
    if name in LAYERS:
        return import_module(f"nnwidgets.{name}")
    if name in __all__:
        layers = (import_module(f"nnwidgets.{layer}") for layer in LAYERS)
        return getattr(next(layer for layer in layers if hasattr(layer, name)), name)
    raise AttributeError(f"module 'nnwidgets' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Every public name, so that Tab completes those that are not imported yet."""
    return [*__all__, *LAYERS]
