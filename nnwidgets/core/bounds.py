"""How far an approximation is off: measured on a grid, and at most."""

from __future__ import annotations

from math import ceil, inf
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.checks import Array, finite, not_negative, positive, quietly, whole

if TYPE_CHECKING:
    from collections.abc import Callable


@quietly
def largest_error(
    function: Callable[..., Any],
    approximation: Callable[..., Any],
    interval: tuple[float, float],
    n_points: int = 10_001,
) -> float:
    """The largest |f(x) − F(x)|, measured on a grid of the interval, ends included.

    Args:
        function: f, of arrays or of single numbers.
        approximation: F, likewise.
        interval: (a, b).
        n_points: of the grid.

    Raises:
        ValueError: an empty interval, a value that is not finite or not one number a point.

    >>> largest_error(np.sin, lambda x: 0.0 * x, (0.0, np.pi))
    1.0
    """
    grid = even_points(interval, whole(n_points, "n_points", least=2))
    difference = values_at(function, grid) - values_at(approximation, grid)
    return float(np.abs(difference).max())


@quietly
def lipschitz_constant(
    function: Callable[..., Any], interval: tuple[float, float], n_points: int = 100_001
) -> float:
    """L, the steepest slope |f(x) − f(y)| / |x − y| between neighbours of a fine grid.

    Arguments and errors as `largest_error`.

    >>> round(lipschitz_constant(np.sin, (0.0, 1.0)), 6)
    1.0
    """
    grid = even_points(interval, whole(n_points, "n_points", least=2))
    return float(np.abs(np.diff(values_at(function, grid)) / np.diff(grid)).max())


@quietly
def step_bound(lipschitz: float, n_units: int, interval: tuple[float, float]) -> float:
    """L (b − a) / (2N), what `step_network` guarantees.

    Raises:
        ValueError: L below 0, fewer than one unit, an empty interval.
    """
    a, b = ends(interval)
    return not_negative(lipschitz, "lipschitz") * (b - a) / (2 * whole(n_units, "n_units"))


@quietly
def relu_bound(curvature: float, n_units: int, interval: tuple[float, float]) -> float:
    """M h² / 8 with h = (b − a) / (N − 1) and |f''| ≤ M, what `relu_network` guarantees.

    Raises:
        ValueError: M below 0, fewer than two units, an empty interval.
    """
    a, b = ends(interval)
    h = (b - a) / (whole(n_units, "n_units", least=2) - 1)
    return not_negative(curvature, "curvature") * h**2 / 8.0


@quietly
def units_needed(lipschitz: float, tolerance: float, interval: tuple[float, float]) -> int:
    """⌈L (b − a) / (2 ε)⌉, with so many steps the bound is at most ε.

    Raises:
        ValueError: a tolerance that is not positive, or so small that the number is beyond the
            floats; L below 0, an empty interval.

    >>> units_needed(7.0, 0.1, (0.0, 1.0)), units_needed(7.0, 0.05, (0.0, 1.0))
    (35, 70)
    """
    needed = step_bound(lipschitz, 1, interval) / positive(tolerance, "tolerance")
    if needed == inf:
        raise ValueError(f"tolerance: {tolerance} takes more units than can be counted")
    return max(1, ceil(round(needed, 9)))


def ends(interval: tuple[float, float]) -> tuple[float, float]:
    """The ends a < b of an interval, checked."""
    a_b = finite(interval, "interval")
    if a_b.shape != (2,) or not a_b[0] < a_b[1]:
        raise ValueError(f"interval: expected (a, b) with a < b, got {interval}")
    a, b = float(a_b[0]), float(a_b[1])
    if b - a == inf:
        raise ValueError(f"interval: expected b − a below 1.8e308, got {interval}")
    return a, b


def even_points(interval: tuple[float, float], n_points: int) -> Array:
    """N points from a to b, equally far apart.

    Raises:
        ValueError: no interval, or one too short for so many floats.
    """
    points = np.linspace(*ends(interval), n_points)
    if not (np.diff(points) > 0.0).all():
        raise ValueError(f"interval: {n_points} points do not fit into {interval}, it is too short")
    return points


def values_at(function: Callable[..., Any], points: Array) -> Array:
    """The function at every point. One that takes single numbers only is asked point by point.

    Raises:
        ValueError: a value that is not finite, another number of values than of points.
    """
    try:
        values = np.asarray(function(points), dtype=float)
    except (TypeError, ValueError):
        values = np.array([function(float(x)) for x in points], dtype=float)
    if finite(values, "function").shape not in {(), (1,), points.shape}:
        raise ValueError(
            f"function: expected {len(points)} values for as many points, got shape {values.shape}"
        )
    return np.broadcast_to(values, points.shape)
