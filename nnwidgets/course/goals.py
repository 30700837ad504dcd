"""What sums of a few units are to become: the indicator of [1, 3], and a staircase."""

from __future__ import annotations

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
