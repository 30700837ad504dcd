"""Oracles: the lecture's sums by cases, measured errors of others, bounds of the theorem."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from nnwidgets.core.approximation import (
    Units,
    fit_output_weights,
    relu_network,
    step_network,
    sum_of_units,
)
from nnwidgets.core.bounds import (
    largest_error,
    lipschitz_constant,
    relu_bound,
    step_bound,
    units_needed,
)
from nnwidgets.core.formula import parse_formula
from nnwidgets.core.towers import box_network, tower_bound, tower_error, tower_network

# M. Nielsen, Neural Networks and Deep Learning, chapter 4
NIELSEN = parse_formula("0.2 + 0.4*x^2 + 0.3*x*sin(15*x) + 0.05*cos(50*x)")
# uat.midpoint_step_max_err of the reference numbers, computed on a fine grid
STEP_ERRORS = {5: 0.4734123, 10: 0.2461064, 20: 0.1606428, 50: 0.0692682, 100: 0.0348936}
UNIT = (0.0, 1.0)


def approximate(units: Units, activation: str = "step") -> Callable[[Any], Any]:
    return lambda x: sum_of_units(x, *units, activation)


def test_the_lectures_sum_as_printed_is_one_two_one_and_no_bump() -> None:
    x = [-2.0, 0.9, 1.0, 2.0, 3.0, 3.1, 9.0]
    printed = sum_of_units(x, [1, -1, 0], [-1, 3, -1], [1, 1, 1], "step")
    assert printed.tolist() == [1, 1, 2, 2, 2, 1, 1]
    meant = sum_of_units(x, [1, -1, 0], [-1, 3, 1], [1, 1, -1], "step")
    assert meant.tolist() == [0, 0, 1, 1, 1, 0, 0]


def test_sum_of_units_in_m_dimensions_is_the_sum_written_out() -> None:
    rng = np.random.default_rng(0)
    x, w, b, v = (
        rng.normal(size=(5, 3)),
        rng.normal(size=(4, 3)),
        rng.normal(size=4),
        rng.normal(size=4),
    )
    expected = [sum(v[i] * math.tanh(sum(w[i] * point) + b[i]) for i in range(4)) for point in x]
    np.testing.assert_allclose(sum_of_units(x, w, b, v, "tanh"), expected, rtol=1e-13)
    assert sum_of_units(x[0], w, b, v, "tanh") == pytest.approx(expected[0], rel=1e-13)
    assert sum_of_units(0.5, w[:, 0], b, v, np.tanh) == pytest.approx(
        v @ np.tanh(0.5 * w[:, 0] + b)
    )


def test_sum_of_units_takes_numbers_in_any_arrangement_in_one_dimension() -> None:
    x = np.linspace(-1, 1, 6).reshape(2, 3)
    np.testing.assert_allclose(sum_of_units(x, [2.0], [1.0], [3.0], "identity"), 3 * (2 * x + 1))


@pytest.mark.parametrize("n_units", STEP_ERRORS)
def test_the_staircase_has_the_error_of_the_reference_and_keeps_its_bound(n_units: int) -> None:
    error = largest_error(NIELSEN, approximate(step_network(NIELSEN, n_units, UNIT)), UNIT, 200_001)
    assert error == pytest.approx(STEP_ERRORS[n_units], abs=1e-4)
    assert error <= step_bound(6.995592965540709, n_units, UNIT)


def test_the_lipschitz_constant_is_measured() -> None:
    assert lipschitz_constant(NIELSEN, UNIT) == pytest.approx(6.995592965540709, rel=1e-6)
    assert lipschitz_constant(lambda x: -3.0 * x, (-2.0, 5.0)) == pytest.approx(3.0)


def test_the_staircase_is_the_function_at_the_middles() -> None:
    units = step_network(math.sin, 8, (-1.0, 3.0))
    middles = np.linspace(-0.75, 2.75, 8)
    np.testing.assert_allclose(sum_of_units(middles, *units, "step"), np.sin(middles), rtol=1e-12)
    assert units.weights.shape == units.biases.shape == units.output_weights.shape == (8,)


def test_a_steep_sigmoid_comes_close_to_the_step_away_from_the_jumps() -> None:
    units = step_network(NIELSEN, 10, UNIT)
    x = np.linspace(0.05, 0.95, 10)
    for steepness, bound in ((100.0, 0.1), (1000.0, 1e-12)):
        smooth = sum_of_units(x, *units.steeper(steepness), "sigmoid")
        np.testing.assert_allclose(smooth, sum_of_units(x, *units, "step"), atol=bound)


def test_the_broken_line_of_relus_keeps_h_squared_over_eight() -> None:
    # uat.nma_relu_sin_10pts_max_err and its bound, sin on [0, 2π] through ten points
    interval = (0.0, 2 * math.pi)
    units = relu_network(np.sin, 10, interval)
    error = largest_error(np.sin, approximate(units, "relu"), interval, 100_001)
    assert error == pytest.approx(0.059397410526117356, abs=1e-6)
    assert relu_bound(1.0, 10, interval) == pytest.approx(0.06092348395734171, rel=1e-12)
    points = np.linspace(*interval, 10)
    np.testing.assert_allclose(sum_of_units(points, *units, "relu"), np.sin(points), atol=1e-13)


def test_units_are_a_network_with_one_hidden_layer() -> None:
    x = np.linspace(0, 1, 7)
    units = step_network(NIELSEN, 12, UNIT)
    network = units.network("step")
    assert network.sizes == [1, 12, 1]
    np.testing.assert_allclose(
        network(x[:, None])[:, 0], sum_of_units(x, *units, "step"), rtol=1e-12
    )
    plane = Units(np.ones((3, 2)), np.zeros(3), np.ones(3))
    assert plane.network("relu").sizes == [2, 3, 1]


def test_fitted_output_weights_are_the_least_squares_solution() -> None:
    rng = np.random.default_rng(1)
    x, w, b = rng.normal(size=(30, 2)), rng.normal(size=(5, 2)), rng.normal(size=5)
    y = rng.normal(size=30)
    v = fit_output_weights(x, y, w, b, "tanh")
    a = np.tanh(x @ w.T + b)
    np.testing.assert_allclose(a.T @ (a @ v - y), 0.0, atol=1e-12)  # the normal equations
    known = rng.normal(size=5)
    np.testing.assert_allclose(fit_output_weights(x, a @ known, w, b, "tanh"), known, rtol=1e-9)


@pytest.mark.parametrize("m", [1, 2, 3])
def test_a_box_is_its_indicator_ends_included(m: int) -> None:
    rng = np.random.default_rng(m)
    lower, upper = -rng.uniform(0.1, 1, m), rng.uniform(0.1, 1, m)
    x = np.vstack([rng.uniform(-1, 1, size=(200, m)), lower, upper, upper + 1e-9])
    inside = ((x >= lower) & (x <= upper)).all(axis=1)
    np.testing.assert_array_equal(box_network(lower, upper)(x)[:, 0], inside)


@pytest.mark.parametrize(("m", "n"), [(1, 7), (2, 5), (3, 3)])
def test_towers_are_as_high_as_the_function_in_the_middle_of_each_box(m: int, n: int) -> None:
    def function(x: np.ndarray) -> Any:  # noqa: ANN401
        return np.sin(3 * x).sum(axis=1)

    lower, upper = [-1.0] * m, [2.0] * m
    network = tower_network(function, n, lower, upper)
    assert network.sizes == [m, m * n, n**m, 1]
    x = np.random.default_rng(0).uniform(-1, 2, size=(300, m))
    middles = -1.0 + 3.0 * (np.floor((x + 1.0) * n / 3.0) + 0.5) / n
    np.testing.assert_allclose(network(x)[:, 0], function(middles), atol=1e-12)
    # |∇f| ≤ 3 √m, half the diagonal of a box is 3 √m / (2 n)
    assert np.abs(network(x)[:, 0] - function(x)).max() <= 9.0 * m / (2 * n)
    corner = network([upper])[0, 0]
    assert corner == pytest.approx(function(np.array([[2.0 - 1.5 / n] * m]))[0])


def test_halving_the_tolerance_doubles_the_units_in_one_dimension() -> None:
    assert [units_needed(7.0, e, UNIT) for e in (0.1, 0.05, 0.025)] == [35, 70, 140]
    assert units_needed(1.0, 10.0, UNIT) == 1


def test_constants_and_functions_of_single_numbers_are_welcome() -> None:
    def kinked(x: float) -> float:
        return 0.0 if x < 0.5 else 1.0

    assert largest_error(kinked, approximate(step_network(kinked, 2, UNIT)), UNIT) == 0.0
    assert step_network(lambda _x: 2.0, 3, UNIT).output_weights.tolist() == [2.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("attempt", "sentence"),
    [
        (lambda: step_network(np.sin, 0, UNIT), "n_units: expected at least 1, got 0"),
        (lambda: step_network(np.sin, 3, (1.0, 0.0)), r"interval: expected \(a, b\) with a < b"),
        (
            lambda: step_network(parse_formula("log(x)"), 3, (-1.0, 1.0)),
            "function: expected finite",
        ),
        (lambda: relu_network(np.sin, 1, UNIT), "n_units: expected at least 2, got 1"),
        (
            lambda: sum_of_units(0.0, [1.0], [1.0, 2.0], [1.0], "step"),
            r"weights of shape \(N,\) or",
        ),
        (lambda: sum_of_units(0.0, [1.0], [1.0], [1.0, 2.0], "step"), "expected 1 output weights"),
        (lambda: sum_of_units([0.0], [[1.0, 2.0]], [1.0], [1.0], "step"), "points with 2 coord"),
        (
            lambda: fit_output_weights([0.0], [1.0, 2.0], [1.0], [0.0], "step"),
            "one target for each",
        ),
        (lambda: tower_network(np.sum, 400, [0, 0], [1, 1]), r"400\^2 = 160000 boxes"),
        (lambda: tower_network(np.sum, 2, [0, 0], [1, 1]), "expected 4 values for as many points"),
        (lambda: box_network([0.0], [0.0]), "expected lower < upper, m numbers each"),
        (lambda: units_needed(1.0, 0.0, UNIT), "tolerance: expected a positive number"),
        (lambda: units_needed(7.0, 1e-308, UNIT), "takes more units than can be counted"),
        (lambda: units_needed(np.nan, 0.1, UNIT), "lipschitz: expected a number from 0 on"),
        (lambda: step_bound(-1.0, 2, UNIT), "lipschitz: expected a number from 0 on"),
        (lambda: relu_bound(-1.0, 2, UNIT), "curvature: expected a number from 0 on"),
        (lambda: tower_bound(-1.0, 2, [0.0], [1.0]), "lipschitz: expected a number from 0 on"),
        (lambda: step_bound(1.0, 2, (-1e308, 1e308)), "interval: expected b − a below"),
        (lambda: step_network(np.sin, 3, (1.0, 1.0 + 3e-16)), "4 points do not fit into"),
        (lambda: relu_network(np.sin, 9, (1.0, 1.0 + 1e-15)), "9 points do not fit into"),
        (lambda: step_network(lambda _: [1.0, 2.0], 3, UNIT), "function: expected 3 values"),
        (
            lambda: fit_output_weights([1e308], [1.0], [10.0], [0.0], "relu"),
            "the units' values: expected finite numbers",
        ),
        (lambda: tower_error(lambda _: 1.0, 2, [0.0], [1.0]), "values for as many points"),
        (lambda: tower_error(np.sum, 3, [0.0] * 4, [1.0] * 4), "expected at most 20000000 points"),
    ],
)
def test_mistakes_get_a_sentence(attempt: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        attempt()
