"""Oracles: the formula in Python loops, closed forms, numbers computed elsewhere, differences."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike

from nnwidgets.core.differentiate import numerical_gradient, value_and_gradient
from nnwidgets.core.losses import (
    COSTS,
    binary_cross_entropy,
    cross_entropy,
    hinge,
    quadratic_cost,
)
from nnwidgets.core.node import Node
from nnwidgets.course.datasets import ten_points

RNG = np.random.default_rng(11)
CASES = [
    ("quadratic_cost", RNG.normal(size=(4, 3)), RNG.normal(size=(4, 3))),
    ("quadratic_cost", RNG.normal(size=3), RNG.normal(size=3)),
    ("binary_cross_entropy", RNG.normal(size=5), np.array([0.0, 1.0, 1.0, 0.3, 0.0])),
    ("binary_cross_entropy", RNG.normal(size=(3, 1)), np.array([0.0, 1.0, 1.0])),
    ("cross_entropy", RNG.normal(size=(4, 3)), np.array([0, 2, 1, 1])),
    ("cross_entropy", RNG.normal(size=(2, 3)), np.array([[0.2, 0.3, 0.5], [1, 0, 0]])),
    ("cross_entropy", RNG.normal(size=4), np.array(3)),
    ("hinge", RNG.normal(size=5), np.array([1, -1, 1, 1, -1])),
]


def test_the_constant_output_one_half_costs_a_quarter_on_the_ten_points() -> None:
    # higham.const_half_output_cost_paper
    assert quadratic_cost(np.full((10, 2), 0.5), ten_points().targets) == 0.25


def test_quadratic_cost_is_the_mean_over_samples_not_over_numbers() -> None:
    # (½(1 + 4) + ½(9 + 16)) / 2
    assert quadratic_cost([[1.0, 2.0], [3.0, 4.0]], np.zeros((2, 2))) == 7.5
    assert quadratic_cost([1.0, 2.0], [0.0, 0.0]) == 2.5


def test_binary_cross_entropy_is_the_textbook_formula() -> None:
    z, y = [-1.5, 0.2, 2.0], [0, 1, 0]
    terms = [
        math.log(1 / (1 + math.exp(-t))) if label else math.log(1 - 1 / (1 + math.exp(-t)))
        for t, label in zip(z, y, strict=True)
    ]
    assert binary_cross_entropy(z, y) == pytest.approx(-sum(terms) / 3, rel=1e-14)


def test_cross_entropy_matches_numbers_computed_elsewhere() -> None:
    # "softmax" in the reference numbers: CE_true_index3
    assert cross_entropy([1.0, 2.0, 3.0, 4.0], 3) == pytest.approx(0.4401896985611953, rel=1e-14)
    assert cross_entropy([[1.0, 2.0, 3.0, 4.0]] * 2, [3, 3]) == pytest.approx(0.4401896985611953)
    # two classes are the binary case: z = z1 − z0
    assert cross_entropy([0.3, 1.0], 1) == pytest.approx(binary_cross_entropy(0.7, 1), rel=1e-14)


def test_hinge_counts_what_is_missing_to_a_margin_of_one() -> None:
    assert hinge([2.0, 0.5, -1.0], [1, 1, 1]) == pytest.approx((0.0 + 0.5 + 2.0) / 3)


@pytest.mark.parametrize(("name", "outputs", "targets"), CASES)
def test_gradient_is_the_central_difference_and_the_graph_agrees(
    name: str, outputs: np.ndarray, targets: np.ndarray
) -> None:
    cost = COSTS[name]
    gradient = cost.gradient(outputs, cost.prepare(outputs, targets))
    difference = numerical_gradient(lambda F: cost.function(F, targets), outputs)
    np.testing.assert_allclose(gradient, difference, atol=1e-9)
    value, (traced,) = value_and_gradient(lambda F: cost.function(F, targets))(outputs)
    assert value == pytest.approx(cost.function(outputs, targets), rel=1e-15)
    np.testing.assert_allclose(traced, gradient, rtol=1e-15)


@pytest.mark.parametrize(
    ("cost", "outputs", "targets", "value"),
    [
        (quadratic_cost, [[1e308]], [[-1e308]], np.inf),
        (binary_cross_entropy, [-1000.0, 1000.0], [0, 1], 0.0),
        (binary_cross_entropy, [-1000.0, 1000.0], [1, 0], 1000.0),
        (binary_cross_entropy, [1e308], [0], 1e308),
        (cross_entropy, [[1e308, -1e308]], [0], 0.0),
        (cross_entropy, [[1e308, -1e308]], [1], np.inf),
        (cross_entropy, [[1e308, -1e308]], [[1.0, 0.0]], 0.0),
        (cross_entropy, [[1000.0, 1001.0, 1002.0]], [2], 0.4076059644443803),
        (hinge, [-1e308], [1], 1e308),
    ],
)
def test_extremes_have_their_limits_without_a_warning(
    cost: Callable[..., float], outputs: ArrayLike, targets: ArrayLike, value: float
) -> None:
    assert cost(outputs, targets) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize("name", COSTS)
def test_gradients_stay_finite_at_the_extremes(name: str) -> None:
    cost, outputs = COSTS[name], np.array([[-1e308], [1e308]])
    targets = cost.prepare(outputs, [[1], [1]])
    assert np.isfinite(cost.gradient(outputs, targets)).all()


@pytest.mark.parametrize("name", COSTS)
def test_every_cost_refuses_nan_text_nothing_and_other_shapes(name: str) -> None:
    cost: Any = COSTS[name].function
    with pytest.raises(ValueError, match="outputs: expected finite numbers, got nan"):
        cost([[np.nan]], [[1.0]])
    with pytest.raises(ValueError, match="targets: expected finite numbers, got inf"):
        cost([[1.0]], [[np.inf]])
    with pytest.raises(TypeError, match="targets: expected real numbers, got text"):
        cost([[1.0]], [["a"]])
    with pytest.raises(ValueError, match=r"targets of the outputs' shape \(2, 1\), got \(3,\)"):
        cost([[1.0], [2.0]], [1.0, 1.0, 1.0])
    with pytest.raises(ValueError, match="at least one sample"):
        cost(np.empty((0, 1)), np.empty((0, 1)))


def test_labels_of_another_cost_are_refused_with_the_way_out() -> None:
    with pytest.raises(ValueError, match=r"from 0 to 1; for labels −1 and \+1 use \(y \+ 1\) / 2"):
        binary_cross_entropy([0.5], [-1])
    with pytest.raises(ValueError, match="for labels 0 and 1 use 2 y − 1"):
        hinge([0.5], [0])
    with pytest.raises(ValueError, match="class numbers from 0 to 2"):
        cross_entropy([[1.0, 2.0, 3.0]], [3])
    with pytest.raises(ValueError, match="class numbers from 0 to 2"):
        cross_entropy([[1.0, 2.0, 3.0]], [0.5])
    with pytest.raises(ValueError, match="probabilities and add up to 1"):
        cross_entropy([[1.0, 2.0, 3.0]], [[1.0, 1.0, 0.0]])
    with pytest.raises(ValueError, match="got a single number"):
        cross_entropy(1.0, 0)


def test_costs_take_nodes() -> None:
    node = hinge(Node([2.0, 0.5]), [1, 1])
    assert isinstance(node, Node)
    assert (node.value, node.shape) == (0.25, ())
