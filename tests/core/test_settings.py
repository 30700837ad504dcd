"""Every function of core gives the same numbers under any settings of numpy and Python.

The oracle: what it gives under the settings as they come.
"""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets import core
from nnwidgets.core import bounds, classification, starts
from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.losses import COSTS
from nnwidgets.course.datasets import ten_points

EXTREMES = np.array([-1e308, -1000.0, -745.2, -1e-310, 0.0, 1e-310, 40.0, 1000.0, 1e308])
STEEP = nw.Network([nw.Layer([[1000.0], [-1000.0]], [0.0, 1.0]), nw.Layer([[1.0, 1e-300]], [0.0])])
X, Y = ten_points()
SMALL = nw.Network.random([2, 2, 3, 2], rng=np.random.default_rng(0), scale=300.0)


def graph(x: Any) -> Any:  # noqa: ANN401
    z = nw.exp(-x * x) + nw.sigmoid(700.0 * x) * 1e-300 + nw.softmax(1000.0 * x) * 1e-200
    return (z * z).sum() + core.tan(x).mean() + (nw.tanh(x) ** 5).sum()


def walked() -> list[Any]:
    x = nw.Node([1e-200, -30.0, 0.7], "x")
    f = graph(x)
    steps = [(s.message, s.adjoint) for s in nw.backward_steps(f)]
    return [nw.backward(f)[x], nw.backward(f, {x: [0.0, 27.0, -1.0]})[x],
            nw.forward(f, {x: [0.0, 27.0, -1.0]})[f], steps, repr(x), repr(f)]  # fmt: skip


def trained() -> list[Any]:
    run = nw.gradient_descent(SMALL, X, Y, learning_rate=5.0, n_steps=30)
    by_one = nw.gradient_descent(SMALL, X, Y, learning_rate=1e-300, n_steps=30, batch_size=1,
                                 rng=np.random.default_rng(1))  # fmt: skip
    return [run.costs, run.parameters, by_one.costs, repr(run)]


def started() -> list[Any]:
    made = starts.random_starts(2, 3, "relu", rng=np.random.default_rng(0))
    run = starts.descend_starts(made, [0.0, 1e-200, 1.0], [1e-200, 0.5, 1.0], activation="relu",
                                learning_rate=1e-170, record_every=2)  # fmt: skip
    return [list(next(run)), list(next(run)), made.outputs([1e-300, 1.0], "relu")]


def wave(x: Any) -> Any:  # noqa: ANN401
    return nw.exp(-1000.0 * x * x)


def activation(name: str) -> Callable[[], Any]:
    return lambda: ACTIVATIONS[name](EXTREMES)


def derivative(name: str) -> Callable[[], Any]:
    known: Any = ACTIVATIONS[name].derivative
    return lambda: known(EXTREMES)


def function_of_core(name: str) -> Callable[[], Any]:
    return lambda: getattr(core, name)(EXTREMES)


def cost(name: str) -> Callable[[], Any]:
    return lambda: COSTS[name].function(1000.0 * X[:4], np.eye(2)[[0, 1, 1, 0]])


CASES: dict[str, Callable[[], Any]] = {
    **{name: activation(name) for name in ACTIVATIONS},
    **{f"{name}'": derivative(name) for name in ACTIVATIONS},
    **{name: function_of_core(name)
       for name in ("exp", "log", "sqrt", "sin", "cos", "tan", "absolute")},
    **{name: cost(name) for name in COSTS if name != "hinge"},
    "hinge": lambda: nw.hinge([1e-310, -1e308], [1.0, -1.0]),
    "network": lambda: [STEEP([[1.0], [-1.0], [1e-310]]), *STEEP.forward([1.0]).activations],
    "layer": lambda: STEEP.layers[0]([[-1.0]]),
    "random": lambda: nw.Network.random(
        [2, 2], rng=np.random.default_rng(0), scale=1e-320).parameters,
    "backpropagate": lambda: [list(g) for g in nw.backpropagate(STEEP, [[1.0]], [[1e-200]])],
    "deltas": lambda: nw.deltas(STEEP, [[1.0]], [[1e-200]]),
    "network_graph": lambda: nw.network_graph(STEEP, [[1.0]]).output.value,
    "graphs": walked,
    "training": trained,
    "starts": started,
    "value_and_gradient": lambda: nw.value_and_gradient(graph)([1e-200, -30.0, 0.7]),
    "numerical_gradient": lambda: nw.numerical_gradient(lambda x: float(wave(x)), 0.9),
    "formula": lambda: [nw.parse_formula("exp(-1000*x^2) + gelu(x)*1e-300*1e-10")(EXTREMES[3:6]),
                        nw.parse_formula("exp(-800)")()],
    "unit_places": lambda: core.unit_places([1e-310, 0.0, 1e300], [-8.0, 1.0, 1e-300]),
    "step_network": lambda: list(nw.step_network(wave, 5, (0.0, 2.0))),
    "relu_network": lambda: list(nw.relu_network(wave, 5, (0.0, 2.0))),
    "sum_of_units": lambda: nw.sum_of_units([-1.0, 1.0], [1000.0], [0.0], [1e-300], "sigmoid"),
    "unit_values": lambda: core.unit_values([-1.0, 1.0], [1000.0], [0.0], "sigmoid"),
    "fit_output_weights": lambda: core.fit_output_weights(
        [0.0, 0.5, 1.0], [1e-300, 0.0, 1.0], [900.0, -900.0], [0.0, 1.0], "sigmoid"),
    "steeper": lambda: list(core.Units(np.array([1e-300]), np.array([1.0]), np.array([1.0]))
                            .steeper(1e-100)),
    "largest_error": lambda: core.largest_error(wave, lambda x: 0.0 * x, (0.0, 2.0)),
    "lipschitz_constant": lambda: core.lipschitz_constant(wave, (0.0, 2.0)),
    "bounds": lambda: [core.step_bound(1e-320, 5, (0.0, 1.0)), bounds.relu_bound(1e-320, 5, (0, 1)),
                       core.units_needed(1e-320, 1e300, (0.0, 1.0))],
    "towers": lambda: [core.tower_bound(1e-320, 3, [0.0], [1.0]),
                       core.tower_network(lambda x: wave(x[:, 0]), 2, [0.0], [2.0])([[1.0]]),
                       core.tower_error(lambda x: wave(x[:, 0]), 2, [0.0], [2.0]),
                       core.box_network([0.0], [1.0])([[0.5]])],
    "classification": lambda: [classification.logit([1e-310, 0.5]),
                               classification.sample_cross_entropies([-1e3, 1e3], [0.0, 1.0]),
                               list(classification.confusion([1, 0], [1, 1]))],
}  # fmt: skip


def text(result: Any) -> str:  # noqa: ANN401
    """Every number to its last digit, whatever numpy prints."""
    if isinstance(result, list | tuple):
        return f"[{', '.join(map(text, result))}]"
    return str(np.asarray(result).tolist())


@pytest.mark.parametrize("name", CASES)
def test_numbers_do_not_depend_on_settings(name: str) -> None:
    with np.errstate(all="ignore"):
        expected = text(CASES[name]())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for setting in ("raise", "warn"):
            with np.errstate(all=setting), np.printoptions(precision=2, sign="+", threshold=1):
                before = np.geterr()
                assert text(CASES[name]()) == expected
                assert np.geterr() == before


def test_every_public_function_of_core_that_computes_is_asked() -> None:
    asked = {*CASES, "backward", "backward_steps", "forward", "gradient_descent", "descend", "Node",
             "Network", "Layer", "parse_formula", "step_bound", "relu_bound", "units_needed",
             "tower_bound", "tower_network", "tower_error", "box_network", "value_and_gradient",
             "Units", "Formula", "Activation"}  # fmt: skip
    words_and_records = {
        "ACTIVATIONS", "CONVENTIONS", "COSTS", "NUMPY_FUNCTIONS", "OPERATIONS", "BackwardStep",
        "Convention", "Cost", "FormulaError", "ForwardPass", "Gradients", "History",
        "LayerGradient", "NetworkGraph", "Operation", "Progress", "TowerSize",
        "all_topological_orders", "derivative_text", "equation", "find_activation", "find_cost",
        "label_nodes", "topological_order", "tower_size", "without_blocking",
    }  # fmt: skip
    assert set(core.__all__) <= asked | words_and_records
