"""Oracles: the formula in Python loops, closed forms, central differences."""

import numpy as np
import pytest

from nnwidgets.core.datasets import ten_points
from nnwidgets.core.losses import quadratic_cost


def test_the_constant_output_one_half_costs_a_quarter_on_the_ten_points() -> None:
    # higham.const_half_output_cost_paper
    assert quadratic_cost(np.full((10, 2), 0.5), ten_points().targets) == 0.25


def test_quadratic_cost_is_the_mean_over_samples_not_over_numbers() -> None:
    # (½(1 + 4) + ½(9 + 16)) / 2
    assert quadratic_cost([[1.0, 2.0], [3.0, 4.0]], np.zeros((2, 2))) == 7.5
    assert quadratic_cost([1.0, 2.0], [0.0, 0.0]) == 2.5


def test_quadratic_cost_overflows_to_infinity_without_a_warning() -> None:
    assert quadratic_cost([[1e308]], [[-1e308]]) == np.inf


def test_quadratic_cost_refuses_what_it_cannot_compare() -> None:
    with pytest.raises(ValueError, match=r"targets of the outputs' shape \(2,\), got \(3,\)"):
        quadratic_cost([1.0, 2.0], [1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="at least one sample"):
        quadratic_cost(np.empty((0, 2)), np.empty((0, 2)))
    with pytest.raises(ValueError, match="outputs: expected finite numbers, got nan"):
        quadratic_cost([np.nan], [0.0])
    with pytest.raises(TypeError, match="targets: expected real numbers, got text"):
        quadratic_cost([1.0], ["a"])
