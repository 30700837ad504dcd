"""What sums of a few units are to become: the indicator of [1, 3], and a staircase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array

MAX_UNITS = 6
"""Units of the sum."""
ENDS = (1.0, 3.0)
"""The interval of the indicator."""
HEIGHTS, JUMPS = (2.0, 3.0, 1.0, 1.5), (0.0, 2.0, 4.0)
"""The staircase: 2 up to 0, then 3 up to 2, then 1 up to 4, then 1.5."""

GOALS: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "indicator": ((0.0, 1.0, 0.0), ENDS),
    "staircase": (HEIGHTS, JUMPS),
}
"""The heights of each goal from left to right, and where it jumps."""


def distinct(places: Array) -> Array:
    """Places in order, without nan; those that differ by rounding only are one.

    >>> distinct(np.array([3.0, np.nan, 1.0, 0.1 + 0.2, 0.3]))
    array([0.3, 1. , 3. ])
    """
    known = places[~np.isnan(places)]
    near = np.abs(known) < 1e6  # farther out there are no nine decimals to round to
    return np.unique(np.where(near, np.round(np.where(near, known, 0.0), 9), known))


def between(jumps: Array) -> Array:
    """A place to the left of all jumps, one in the middle of each pair, one to the right."""
    return np.concatenate([jumps[:1] - 1, jumps[:-1] / 2 + jumps[1:] / 2, jumps[-1:] + 1])
