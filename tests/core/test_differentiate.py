"""Oracles: derivatives by hand, and the error's own law for differences."""

import numpy as np
import pytest

from nnwidgets.core.differentiate import numerical_gradient, value_and_gradient
from nnwidgets.core.functions import exp, sin
from nnwidgets.core.node import Node


def test_value_and_gradient_of_two_arguments() -> None:
    u, v = np.array([1.0, 2.0]), np.array([[0.5], [1.5]])
    value, (du, dv) = value_and_gradient(lambda u, v: (exp(v) * u).sum())(u, v)
    assert value == pytest.approx(3.0 * (np.exp(0.5) + np.exp(1.5)))
    np.testing.assert_allclose(du, [np.exp(0.5) + np.exp(1.5)] * 2)
    np.testing.assert_allclose(dv, 3.0 * np.exp(v))


def test_an_argument_that_is_not_used_has_gradient_zero() -> None:
    _, (du, dv) = value_and_gradient(lambda u, _v: u * 2.0)(1.0, [1.0, 2.0])
    assert du == 2.0
    assert dv.tolist() == [0.0, 0.0]


def test_gradients_share_no_memory() -> None:
    _, (du, dv) = value_and_gradient(lambda u, v: (u + v).sum())([1.0, 2.0], [3.0, 4.0])
    du *= 5.0
    assert dv.tolist() == [1.0, 1.0]


def test_ordinary_nodes_inside_are_constants() -> None:
    c = Node([2.0, 3.0]) * 2.0
    for function in (lambda u: (c * u).sum(), lambda u: (u * c).sum()):
        assert value_and_gradient(function)([1.0, 1.0])[1][0].tolist() == [4.0, 6.0]


def test_nesting_is_refused_rather_than_wrong() -> None:
    def outer(u: Node) -> Node:
        return value_and_gradient(lambda v: u * v)(2.0)[0] * u

    with pytest.raises(TypeError, match="second derivatives are not computed here"):
        value_and_gradient(outer)(3.0)


def test_a_function_that_fails_leaves_nothing_behind() -> None:
    kept = []

    def function(u: Node) -> Node:
        kept.append(u * 2.0)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        value_and_gradient(function)(1.0)
    assert kept[0].tape is None


def test_results_and_arguments_that_cannot_be_used() -> None:
    with pytest.raises(TypeError, match="use the nodes themselves, not their"):
        value_and_gradient(lambda u: u.value)(1.0)
    with pytest.raises(ValueError, match=r"got shape \(2,\): end with .sum\(\)"):
        value_and_gradient(lambda u: u * 2.0)([1.0, 2.0])
    with pytest.raises(ValueError, match="argument 2: expected finite numbers, got nan"):
        value_and_gradient(lambda u, v: u * v)(1.0, np.nan)


def test_numerical_gradient_has_the_shape_of_x() -> None:
    x = np.array([[0.5, 1.0], [-2.0, 3.0]])
    np.testing.assert_allclose(
        numerical_gradient(lambda x: np.sin(x).sum(), x), np.cos(x), atol=1e-9
    )
    assert numerical_gradient(lambda x: x**3, 2.0) == pytest.approx(12.0, rel=1e-9)
    assert numerical_gradient(lambda x: sin(x).sum(), np.empty((0, 2))).shape == (0, 2)


@pytest.mark.parametrize("step", [1e-1, 1e-2, 1e-3])
def test_the_error_of_central_differences_is_h_squared_f3_over_6(step: float) -> None:
    error = numerical_gradient(np.exp, 0.0, step) - 1.0
    assert error == pytest.approx(step**2 / 6, rel=0.01)


def test_numerical_gradient_refuses_what_it_cannot_do() -> None:
    with pytest.raises(ValueError, match="step: expected a positive number, got 0"):
        numerical_gradient(np.exp, 1.0, 0)
    with pytest.raises(ValueError, match=r"one number as result, got \(2,\)"):
        numerical_gradient(np.exp, [1.0, 2.0])


def test_the_step_counts_as_the_floats_have_it() -> None:
    assert numerical_gradient(lambda x: x, 1e8) == 1.0
    assert numerical_gradient(lambda x: x * x, 1e8) == pytest.approx(2e8, rel=1e-2)
    with pytest.raises(ValueError, match=r"step: 1e-06 is lost beside x = 1e\+11: take a larger"):
        numerical_gradient(lambda x: x * x, 1e11)


@pytest.mark.parametrize(
    ("answer", "got"), [(None, "NoneType"), ("text", "text"), (Node(1.0), "Node")]
)
def test_a_function_that_answers_with_no_number_is_named(answer: object, got: str) -> None:
    with pytest.raises(
        TypeError, match=f"the function's result: expected real numbers, got .*{got}"
    ):
        numerical_gradient(lambda _: answer, 1.0)
