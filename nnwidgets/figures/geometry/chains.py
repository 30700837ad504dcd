"""Segments joined end to end, so that a dash runs along the whole curve."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

Place = tuple[float, float]


def chained(segments: NDArray[np.float32]) -> list[NDArray[np.float64]]:
    """Curves through segments (x₁, y₁, x₂, y₂) that meet, each of shape (n_points, 2).

    Args:
        segments: shape (n_segments, 4); ends that meet are equal.

    >>> [len(curve) for curve in chained(np.array([[0, 0, 1, 0], [2, 0, 1, 0], [5, 5, 6, 6]]))]
    [3, 2]
    """
    open_ends: dict[Place, deque[Place]] = {}
    chains: dict[int, deque[Place]] = {}
    for x0, y0, x1, y1 in np.asarray(segments, dtype=np.float64).tolist():
        a, b = (x0, y0), (x1, y1)
        if a == b:
            continue
        left = open_ends.pop(a, None) or deque([a])
        right = open_ends.pop(b, None) or deque([b])
        chains.pop(id(left), None)
        chains.pop(id(right), None)
        chain = left if right is left else joined(left, a, right, b)
        if right is left:
            chain.append(chain[0])
        chains[id(chain)] = chain
        if chain[0] != chain[-1]:
            open_ends[chain[0]] = open_ends[chain[-1]] = chain
    return [np.array(chain) for chain in chains.values()]


def joined(left: deque[Place], a: Place, right: Iterable[Place], b: Place) -> deque[Place]:
    """A chain that ends at `a` and one that begins at `b`, whichever way round they are."""
    if left[-1] != a:
        left.reverse()
    rest = list(right)
    left.extend(rest if rest[0] == b else reversed(rest))
    return left
