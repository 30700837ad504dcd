"""Strokes of a pen on the paper of `DigitExplorer`, as a page or code hands them in."""

from __future__ import annotations

import numpy as np

Stroke = list[tuple[float, float]]
"""Points (x, y) from 0 to 1, as parts of the paper's side, y downwards."""

MAX_POINTS = 4000
"""Of a drawing."""


def points_in(stroke: object) -> Stroke | None:
    """The points of a stroke that was given by code; None for anything else."""
    try:
        points = np.array([(float(x), float(y)) for x, y in stroke])  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        return None
    return points_of(points.ravel().tolist()) if points.size else []


def points_of(numbers: object) -> Stroke | None:
    """The points that a page sent as x, y, x, y, …; None for anything else."""
    if not isinstance(numbers, list) or not 0 < len(numbers) <= MAX_POINTS or len(numbers) % 2:
        return None
    if not all(type(n) in {int, float} and 0.0 <= n <= 1.0 for n in numbers):
        return None
    return list(zip(numbers[::2], numbers[1::2], strict=True))
