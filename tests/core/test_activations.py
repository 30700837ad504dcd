"""Oracles: closed forms, math's own functions in one number at a time, central differences."""

import math
import pickle
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from numpy.typing import ArrayLike

import nnwidgets
from nnwidgets.core.activation_row import Activation, table
from nnwidgets.core.activations import (
    ACTIVATIONS,
    find_activation,
    gelu,
    relu,
    sigmoid,
    softmax,
    step,
)
from nnwidgets.core.backprop import backpropagate, network_graph
from nnwidgets.core.formula import parse_formula
from nnwidgets.core.graph import backward
from nnwidgets.core.inspection import equation
from nnwidgets.core.losses import quadratic_cost
from nnwidgets.core.network import Network
from nnwidgets.core.training import gradient_descent

if TYPE_CHECKING:
    from nnwidgets.core.checks import Elementwise

ELEMENTWISE = [name for name in ACTIVATIONS if name != "softmax"]
EXTREMES = [-1e308, -1000.0, -745.0, -40.0, 0.0, 40.0, 710.0, 1e308]
LIMITS: dict[str, Callable[[float], float]] = {
    "identity": lambda z: z,
    "step": lambda z: 1.0 if z >= 0 else 0.0,
    "sigmoid": lambda z: math.exp(z) / (1 + math.exp(z)) if z < 0 else 1 / (1 + math.exp(-z)),
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0.0),
    "leaky_relu": lambda z: z if z > 0 else z / 100,
    "gelu": lambda z: 0.5 * z * math.erfc(-z / math.sqrt(2)),
}


@pytest.mark.parametrize("name", ELEMENTWISE)
@pytest.mark.parametrize("z", [*EXTREMES, -2.5, -0.3, 0.7, 3.0])
def test_value_is_the_closed_form_over_the_whole_float_range(name: str, z: float) -> None:
    assert ACTIVATIONS[name](np.array([z]))[0] == pytest.approx(LIMITS[name](z), rel=1e-14)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_derivative_is_the_central_difference(name: str) -> None:
    z, h = np.array([-2.0, -0.4, 0.3, 1.7]), 1e-5
    activation = ACTIVATIONS[name]
    assert activation.derivative is not None
    difference = (activation(z + h) - activation(z - h)) / (2 * h)
    np.testing.assert_allclose(activation.derivative(z), difference, atol=1e-9)


@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
def test_derivative_keeps_its_digits_in_the_tail(name: str) -> None:
    # 1 − σ(40) is 0 in floats; σ' is not: σ'(z) → e^(−|z|), tanh'(z) → 4 e^(−2|z|)
    derivative = ACTIVATIONS[name].derivative
    assert derivative is not None
    limit = {"sigmoid": math.exp(-40), "tanh": 4 * math.exp(-80)}[name]
    np.testing.assert_allclose(derivative(np.array([-40.0, 40.0])), limit, rtol=1e-14)
    np.testing.assert_array_equal(derivative(np.array([-1e308, 1e308])), 0.0)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_derivative_from_the_output_is_the_derivative(name: str) -> None:
    activation, z = ACTIVATIONS[name], np.array([-8.0, -0.4, 0.3, 6.0])
    assert activation.derivative is not None
    slopes = activation.rule(np.array([1.0, 2.0, 3.0, 4.0]), activation(z), z)
    np.testing.assert_allclose(slopes, activation.derivative(z) * [1, 2, 3, 4], atol=1e-15)
    np.testing.assert_allclose(activation.quick(z), activation(z), rtol=1e-15)


def test_gelu_and_its_derivative_keep_their_digits_and_their_limits() -> None:
    # Φ(−10) from tables: 7.619853024160527e−24; Φ(z) ~ Φ'(z)/|z|, so gelu' ~ z Φ'(z) far left
    assert gelu(-10.0) == pytest.approx(-7.619853024160527e-23, rel=1e-13)
    derivative = ACTIVATIONS["gelu"].derivative
    assert derivative is not None
    ends = np.array([-np.inf, -1e308, 1e308, np.inf])
    assert derivative(ends).tolist() == [0.0, 0.0, 1.0, 1.0]
    assert gelu(ends).tolist() == [0.0, 0.0, 1e308, np.inf]
    assert derivative(np.array([0.0])) == 0.5


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "gelu"])
def test_first_weights_keep_the_mean_square_of_the_activations(name: str) -> None:
    # He et al.'s condition, n_in var(w) E[φ(z)²] = 1, with the integral by the trapezoidal rule
    z = np.linspace(-12.0, 12.0, 2_000_001)
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    mean_square = np.sum(ACTIVATIONS[name](z) ** 2 * density) * (z[1] - z[0])
    assert ACTIVATIONS[name].weight_variance * mean_square == pytest.approx(1.0, rel=1e-9)
    rng = np.random.default_rng(0)
    network = Network.random([400, 400], name, rng=rng, scale="fan_in")
    expected = ACTIVATIONS[name].weight_variance / 400
    assert network.layers[0].weights.var() == pytest.approx(expected, rel=0.02)


HALF_ENTERED: list[tuple[Activation, str]] = [
    (Activation("relu", relu), "the derivative is missing; derivative_text, how"),
    (Activation("relu", relu, np.sign), "derivative_text, how the derivative is written, is miss"),
    (Activation("relu", relu, None, "1 if {0} > 0"), "'relu' is not complete: the derivative is m"),
    (Activation("swish", relu, np.sign, "1"), "its name must be its function's, 'relu'"),
    (Activation("sin", np.sin, np.cos, "cos {0}"), "its function needs the decorator @accepts_nod"),
]


@pytest.mark.parametrize(("row", "sentence"), HALF_ENTERED)
def test_a_half_entered_row_says_what_is_missing(row: Activation, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        table(ACTIVATIONS["tanh"], row)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_one_row_is_enough_for_layers_graphs_training_and_formulas(
    name: str, check_gradient: Callable[..., None]
) -> None:
    function = getattr(nnwidgets, name)
    assert function is ACTIVATIONS[name].function
    x, y = np.array([[0.3, -0.8], [1.2, 0.5]]), np.array([[0.2], [0.9]])
    network = Network.random([2, 3, 1], name, rng=np.random.default_rng(1))
    expected = function(network.layers[0].biases + x @ network.layers[0].weights.T)
    np.testing.assert_allclose(network.layers[0](x), expected, rtol=1e-14)

    graph = network_graph(network, x)
    adjoints = backward(quadratic_cost(graph.output, y))
    for found, node in zip(backpropagate(network, x, y), graph.weights, strict=True):
        np.testing.assert_allclose(found.weights, adjoints[node], rtol=1e-12, atol=1e-16)
    run = gradient_descent(network, x, y, learning_rate=0.01, n_steps=1)
    step = [g for pair in backpropagate(network, x, y) for part in pair for g in part.ravel()]
    np.testing.assert_allclose(
        run.network.parameters, network.parameters - 0.01 * np.array(step), rtol=1e-13
    )

    assert pickle.loads(pickle.dumps(network)) == network  # noqa: S301 -- made right here
    if name != "step":
        check_gradient(function, x)
    if name != "identity":
        formula = parse_formula(f"{name}(x)")
        assert formula(x=-0.7) == pytest.approx(LIMITS[name](-0.7), rel=1e-14)
        text = equation(formula.graph, {formula.graph: "a", formula.inputs["x"]: "x"})
        assert text in {f"a = {name}(x)", "a = σ(x)"}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_nan_stays_nan_and_empty_stays_empty(name: str) -> None:
    assert np.isnan(ACTIVATIONS[name](np.array([np.nan]))).all()
    assert ACTIVATIONS[name](np.empty((0, 3))).shape == (0, 3)
    assert ACTIVATIONS[name](np.empty((3, 0))).shape == (3, 0)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_argument_is_never_changed_and_never_returned(name: str) -> None:
    z = np.array([-1.0, 0.5])
    result = ACTIVATIONS[name](z)
    assert z.tolist() == [-1.0, 0.5]
    assert not np.shares_memory(result, z)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_numbers_lists_and_integers_are_welcome(name: str) -> None:
    function = cast("Elementwise", ACTIVATIONS[name].function)
    assert float(function(2)) == pytest.approx(LIMITS[name](2))
    assert function([[1, -1]]).shape == (1, 2)
    assert function(np.array([1, 2])).dtype == np.float64


def test_what_merely_has_a_method_apply_is_no_node() -> None:
    class Column:  # a table's column, as data-frame libraries have it
        def apply(self, _name: str) -> None:
            raise AssertionError

        def __array__(self, dtype: None = None, copy: None = None) -> np.ndarray:
            return np.array([0.0, 1.0])

    assert sigmoid(Column())[0] == 0.5


@pytest.mark.parametrize("bad", ["text", ["a"], None, 1j, [[1.0], [1.0, 2.0]], object()])
def test_what_is_no_number_is_refused_with_a_sentence(bad: ArrayLike) -> None:
    with pytest.raises(TypeError, match=r"sigmoid: expected .*, got"):
        sigmoid(bad)


def test_softmax_matches_numbers_computed_elsewhere() -> None:
    # "softmax" in the reference numbers. The first row: exp to 28 digits in the decimal module;
    # the slide prints [0.62842832, 0.2312239, 0.14034778], where the first and last are not right
    rows = {
        (2.0, 1.0, 0.5): [0.6285317192, 0.2312238984, 0.1402443832],
        (1.0, 2.0, 3.0, 4.0): [0.0320586033, 0.0871443187, 0.2368828181, 0.6439142599],
        (2.5, -1.0, 3.2, 0.5): [0.3145360930, 0.0094981670, 0.6333979088, 0.0425678312],
        (1000.0, 1001.0, 1002.0): [0.0900305732, 0.2447284711, 0.6652409558],
        (-1e308, 1e308): [0.0, 1.0],
        (1e308, 1e308): [0.5, 0.5],
    }
    for z, p in rows.items():
        np.testing.assert_allclose(softmax(z), p, rtol=3e-8, atol=1e-300)


def test_softmax_works_on_rows_and_refuses_a_single_number() -> None:
    z = np.array([[0.0, 1.0], [5.0, -2.0]])
    np.testing.assert_allclose(softmax(z)[:, 0], [sigmoid(-1.0), sigmoid(7.0)], rtol=1e-14)
    with pytest.raises(ValueError, match="softmax: expected logits of shape"):
        softmax(3.0)


def test_softmax_derivative_is_the_matrix_of_central_differences() -> None:
    z, h = np.array([0.3, -1.0, 2.0]), 1e-5
    derivative = ACTIVATIONS["softmax"].derivative
    assert derivative is not None
    columns = [(softmax(z + h * e) - softmax(z - h * e)) / (2 * h) for e in np.eye(3)]
    np.testing.assert_allclose(derivative(z), np.transpose(columns), atol=1e-10)


def test_kinks_take_the_values_that_are_written_down() -> None:
    assert step(0.0) == 1.0
    assert relu(-0.0) == 0.0
    for name in ("relu", "step"):
        derivative = ACTIVATIONS[name].derivative
        assert derivative is not None
        assert derivative(np.array([0.0]))[0] == 0.0


def test_find_activation_knows_names_functions_and_your_own() -> None:
    assert find_activation("sigmoid").function is sigmoid
    assert find_activation(relu) is ACTIVATIONS["relu"]
    own = find_activation(np.sin)
    assert (own.name, own.derivative) == ("sin", None)
    with pytest.raises(ValueError, match="unknown activation 'sigmod': use one of identity, step"):
        find_activation("sigmod")
    with pytest.raises(TypeError, match="expected the name of an activation or a function, got 3"):
        find_activation(3)  # type: ignore[arg-type]


def test_fractions_and_whole_numbers_of_any_size_are_real_numbers() -> None:
    assert sigmoid([10**20, 1.0]).tolist() == [1.0, sigmoid(1.0)]
    half, numbers = cast("float", Fraction(1, 2)), cast("list[float]", [Fraction(-1, 2), 10**30])
    assert sigmoid(half) == sigmoid(0.5)
    assert relu(numbers).tolist() == [0.0, 1e30]
    with pytest.raises(ValueError, match="expected a number below"):
        relu([10**400])
