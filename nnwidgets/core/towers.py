"""Boxes and towers: functions of m variables built from steps in two hidden layers.

Source: M. Nielsen, Neural Networks and Deep Learning (2015), chapter 4.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from nnwidgets.core.checks import Array, finite, not_negative, quietly, whole
from nnwidgets.core.layer import Layer
from nnwidgets.core.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

MOST_POINTS = 20_000_000


@quietly
def box_network(lower: ArrayLike, upper: ArrayLike) -> Network:
    """The indicator of a box: φ(Σⱼ [φ(xⱼ − lⱼ) + φ(−xⱼ + uⱼ)] − 2m + ½), φ the step.

    2m half-spaces, and one unit that fires where all of them are on: 1 if l ≤ x ≤ u, else 0.

    Args:
        lower: l, the m lower ends.
        upper: u, the m upper ends.

    Raises:
        ValueError: an empty box, a nan.

    >>> box_network([0.0, 0.0], [1.0, 2.0])([[0.5, 1.0], [0.5, 3.0]]).ravel()
    array([1., 0.])
    """
    low, high = corners(lower, upper)
    m = len(low)
    half_spaces = Layer(np.vstack([np.eye(m), -np.eye(m)]), np.concatenate([-low, high]), "step")
    return Network([half_spaces, Layer(np.ones((1, 2 * m)), [0.5 - 2 * m], "step")])


@quietly
def tower_network(
    function: Callable[[Array], Any],
    n_per_axis: int,
    lower: ArrayLike,
    upper: ArrayLike,
) -> Network:
    """A tower on each of N^m boxes, as high as f in its middle: a sum of boxes, φ the step.

    Layer 1 has N half-spaces for each axis, layer 2 one unit for each box, the output adds up
    their heights. Where |f(x) − f(y)| ≤ L ‖x − y‖, the error is at most L d / 2, with d the
    diagonal of a box. Halving it takes 2^m times as many boxes.

    Args:
        function: f, from points (n, m) to n numbers.
        n_per_axis: N; the network has mN + N^m hidden units.
        lower: the m lower ends of the domain.
        upper: its upper ends.

    Raises:
        ValueError: more than 100,000 boxes, an empty domain, a value of f that is not finite.

    >>> network = tower_network(lambda x: x[:, 0] + x[:, 1], 2, [0.0, 0.0], [1.0, 1.0])
    >>> network.sizes, float(network([0.9, 0.1])[0])
    ([2, 4, 4, 1], 1.0)
    """
    low, high = corners(lower, upper)
    m, n = len(low), whole(n_per_axis, "n_per_axis")
    if n**m > 100_000:
        raise ValueError(f"{n}^{m} = {n**m} boxes: expected at most 100000")
    edges = low + (high - low) * np.arange(n)[:, None] / n  # (n, m)
    cells = np.array(list(product(range(n), repeat=m)))
    heights = heights_at(function, edges[cells, range(m)] + (high - low) / (2 * n))
    # inside edge k and not inside edge k + 1: the box of that index along the axis
    inside = np.zeros((n**m, m, n))
    for axis in range(m):
        np.put_along_axis(inside[:, axis], cells[:, axis, None], 1.0, axis=1)
        beyond = cells[:, axis] + 1 < n
        inside[beyond, axis, cells[beyond, axis] + 1] = -1.0
    return Network(
        [
            Layer(np.repeat(np.eye(m), n, axis=0), -edges.T.ravel(), "step"),
            Layer(inside.reshape(n**m, m * n), np.full(n**m, 0.5 - m), "step"),
            Layer(heights[None, :], [0.0], "identity"),
        ]
    )


def heights_at(function: Callable[[Array], Any], points: Array) -> Array:
    """F at points (n, m): n numbers, checked."""
    heights = finite(function(points), "function")
    if heights.shape != points.shape[:1]:
        raise ValueError(
            f"function: expected {len(points)} values for as many points, got {heights.shape}"
        )
    return heights


def corners(lower: ArrayLike, upper: ArrayLike) -> tuple[Array, Array]:
    """The lower and upper ends of a box, checked."""
    low, high = finite(lower, "lower"), finite(upper, "upper")
    if low.ndim != 1 or low.shape != high.shape or not (low < high).all():
        raise ValueError(f"expected lower < upper, m numbers each, got {low} and {high}")
    return low, high


class TowerSize(NamedTuple):
    """What a tower network consists of; whole numbers of any size.

    Attributes:
        boxes: N^m, a unit of layer 2 and a height for each.
        hidden_units: mN + N^m.
        parameters: weights and biases of the three layers.
    """

    boxes: int
    hidden_units: int
    parameters: int


def tower_size(n_dimensions: int, n_per_axis: int) -> TowerSize:
    """N^m boxes, mN + N^m hidden units; nothing is built, so both may be large.

    >>> tower_size(2, 10)
    TowerSize(boxes=100, hidden_units=120, parameters=2261)
    >>> tower_size(10, 10).boxes
    10000000000
    """
    m, n = whole(n_dimensions, "n_dimensions"), whole(n_per_axis, "n_per_axis")
    boxes = n**m
    half_spaces = m * n
    parameters = half_spaces * (m + 1) + boxes * (half_spaces + 1) + boxes + 1
    return TowerSize(boxes, half_spaces + boxes, parameters)


@quietly
def tower_bound(lipschitz: float, n_per_axis: int, lower: ArrayLike, upper: ArrayLike) -> float:
    """L d / 2 with d = ‖u − l‖ / N, the diagonal of a box: what `tower_network` guarantees.

    Raises:
        ValueError: L below 0, an empty domain.

    >>> round(tower_bound(1.0, 2, [0.0, 0.0], [3.0, 4.0]), 6)
    1.25
    """
    low, high = corners(lower, upper)
    return (
        not_negative(lipschitz, "lipschitz")
        * float(np.linalg.norm(high - low))
        / (2 * whole(n_per_axis, "n_per_axis"))
    )


@quietly
def tower_error(
    function: Callable[[Array], Any],
    n_per_axis: int,
    lower: ArrayLike,
    upper: ArrayLike,
    n_points: int = 240,
) -> float:
    """The largest |f(x) − F(x)| of the towers, measured on a grid in every box, its edges included.

    A tower has one height, f in the middle of its box: the network need not be built.

    Args:
        function: f, from points (n, m) to n numbers.
        n_per_axis: N.
        lower: the m lower ends of the domain.
        upper: its upper ends.
        n_points: along each axis, about; at least five in every box.

    Raises:
        ValueError: more than 20 million points, an empty domain, a value of f that is not finite.

    >>> tower_error(lambda x: x[:, 0] + x[:, 1], 2, [0.0, 0.0], [1.0, 1.0])
    0.5
    """
    low, high = corners(lower, upper)
    m, n = len(low), whole(n_per_axis, "n_per_axis")
    n_places = 2 * max(2, n_points // (2 * n)) + 1
    if (n * n_places) ** m > MOST_POINTS:
        raise ValueError(f"expected at most {MOST_POINTS} points, got {n * n_places}^{m}")
    side = (high - low) / n
    cells = np.array(list(product(range(n), repeat=m)))
    middles = low + side * (cells + 0.5)
    # an odd number of places from edge to edge of a box: its middle is one of them
    places = np.linspace(-0.5, 0.5, n_places)
    offsets = side * np.array(list(product(places, repeat=m)))
    points = (middles[:, None, :] + offsets).reshape(-1, m)
    values = heights_at(function, points).reshape(n**m, -1)
    return float(np.abs(values - heights_at(function, middles)[:, None]).max())
