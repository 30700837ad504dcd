"""How far an approximation is off: measured on a grid, and at most."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.checks import Array, finite, whole

if TYPE_CHECKING:
    from collections.abc import Callable


def largest_error(
    function: Callable[..., Any],
    approximation: Callable[..., Any],
    interval: tuple[float, float],
    n_points: int = 10_001,
) -> float:
    """The largest |f(x) − F(x)|, measured on a grid of the interval, ends included.

    >>> largest_error(np.sin, lambda x: 0.0 * x, (0.0, np.pi))
    1.0
    """
    grid = np.linspace(*ends(interval), whole(n_points, "n_points", least=2))
    difference = values_at(function, grid) - values_at(approximation, grid)
    return float(np.abs(difference).max())


def lipschitz_constant(
    function: Callable[..., Any], interval: tuple[float, float], n_points: int = 100_001
) -> float:
    """L, the steepest slope |f(x) − f(y)| / |x − y| between neighbours of a fine grid.

    >>> round(lipschitz_constant(np.sin, (0.0, 1.0)), 6)
    1.0
    """
    grid = np.linspace(*ends(interval), whole(n_points, "n_points", least=2))
    return float(np.abs(np.diff(values_at(function, grid)) / np.diff(grid)).max())


def step_bound(lipschitz: float, n_units: int, interval: tuple[float, float]) -> float:
    """L (b − a) / (2N), what `step_network` guarantees."""
    a, b = ends(interval)
    return lipschitz * (b - a) / (2 * whole(n_units, "n_units"))


def relu_bound(curvature: float, n_units: int, interval: tuple[float, float]) -> float:
    """M h² / 8 with h = (b − a) / (N − 1) and |f''| ≤ M, what `relu_network` guarantees."""
    a, b = ends(interval)
    return curvature * ((b - a) / (whole(n_units, "n_units", least=2) - 1)) ** 2 / 8.0


def units_needed(lipschitz: float, tolerance: float, interval: tuple[float, float]) -> int:
    """⌈L (b − a) / (2 ε)⌉, with so many steps the bound is at most ε.

    >>> units_needed(7.0, 0.1, (0.0, 1.0)), units_needed(7.0, 0.05, (0.0, 1.0))
    (35, 70)
    """
    if not tolerance > 0.0:
        raise ValueError(f"tolerance: expected a positive number, got {tolerance}")
    return max(1, ceil(round(step_bound(lipschitz, 1, interval) / tolerance, 9)))


def ends(interval: tuple[float, float]) -> tuple[float, float]:
    """The ends a < b of an interval, checked."""
    a_b = finite(interval, "interval")
    if a_b.shape != (2,) or not a_b[0] < a_b[1]:
        raise ValueError(f"interval: expected (a, b) with a < b, got {interval}")
    return float(a_b[0]), float(a_b[1])


def values_at(function: Callable[..., Any], points: Array) -> Array:
    """The function at every point. One that takes single numbers only is asked point by point.

    Raises:
        ValueError: a value that is not finite.
    """
    try:
        values = np.asarray(function(points), dtype=float)
    except (TypeError, ValueError):
        values = np.array([function(float(x)) for x in points], dtype=float)
    return np.broadcast_to(finite(values, "function"), points.shape)
