"""Boxes and towers: functions of m variables built from steps in two hidden layers.

Source: M. Nielsen, Neural Networks and Deep Learning (2015), chapter 4.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.checks import Array, finite, whole
from nnwidgets.core.layer import Layer
from nnwidgets.core.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike


def box_network(lower: ArrayLike, upper: ArrayLike) -> Network:
    """The indicator of a box: φ(Σⱼ [φ(xⱼ − lⱼ) + φ(−xⱼ + uⱼ)] − 2m + ½), φ the step.

    2m half-spaces, and one unit that fires where all of them are on: 1 if l ≤ x ≤ u, else 0.

    Args:
        lower: l, the m lower ends.
        upper: u, the m upper ends.

    >>> box_network([0.0, 0.0], [1.0, 2.0])([[0.5, 1.0], [0.5, 3.0]]).ravel()
    array([1., 0.])
    """
    low, high = corners(lower, upper)
    m = len(low)
    half_spaces = Layer(np.vstack([np.eye(m), -np.eye(m)]), np.concatenate([-low, high]), "step")
    return Network([half_spaces, Layer(np.ones((1, 2 * m)), [0.5 - 2 * m], "step")])


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
    heights = finite(function(edges[cells, range(m)] + (high - low) / (2 * n)), "function")
    if heights.shape != (n**m,):
        raise ValueError(
            f"function: expected {n**m} values for as many points, got {heights.shape}"
        )
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


def corners(lower: ArrayLike, upper: ArrayLike) -> tuple[Array, Array]:
    """The lower and upper ends of a box, checked."""
    low, high = finite(lower, "lower"), finite(upper, "upper")
    if low.ndim != 1 or low.shape != high.shape or not (low < high).all():
        raise ValueError(f"expected lower < upper, m numbers each, got {low} and {high}")
    return low, high
