"""Where a relu unit folds: the straight line w·x + b = 0, cut to the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.scenes.region import Extent
    from nnwidgets.figures.schema.region import Fold

Array = NDArray[np.float64]
Ends = tuple[float, float, float, float]


def fold_ends(weights: Array, bias: float, extent: Extent) -> Ends | None:
    """The two ends of w₁ x + w₂ y + b = 0 within the map; None where it does not pass.

    Args:
        weights: w, shape (2,).
        bias: b.
        extent: of the map.

    >>> fold_ends(np.array([1.0, 0.0]), -0.5, (0.0, 1.0, 0.0, 1.0))
    (0.5, 0.0, 0.5, 1.0)
    """
    low, high = np.array(extent[::2]), np.array(extent[1::2])
    across = int(np.argmin(np.abs(weights)))  # the line is parted along the axis it follows most
    along = 1 - across
    reach = np.abs(weights) @ np.maximum(np.abs(low), np.abs(high))
    if weights[along] == 0 or abs(bias) > reach:  # no line, or one that passes far off
        return None
    at = np.array([low[across], high[across]])
    other = -(bias + weights[across] * at) / weights[along]
    # where it leaves through the other two sides, it is cut there
    if weights[across] != 0:
        kept = np.clip(other, low[along], high[along])
        with np.errstate(over="ignore", invalid="ignore"):  # where a weight is nearly 0
            at = np.where(kept == other, at, -(bias + weights[along] * kept) / weights[across])
        other = kept
    if np.any(other < low[along]) or np.any(other > high[along]):
        return None
    if np.any(at < low[across] - 1e-9) or np.any(at > high[across] + 1e-9):
        return None
    ends = np.empty((2, 2))
    ends[:, across], ends[:, along] = at, other
    x, y, x_end, y_end = (round(float(v), 4) for v in ends.ravel())
    return x, y, x_end, y_end


def fold_lines(
    weights: Array, biases: Array, extent: Extent, chosen: int | None = None
) -> list[Fold]:
    """The folds of several units, each with its number, for a region map.

    Args:
        weights: W, shape (n_units, 2).
        biases: b, shape (n_units,).
        extent: of the map.
        chosen: the unit, from 0, whose fold is drawn as selected.
    """
    ends = [fold_ends(w, float(b), extent) for w, b in zip(weights, biases, strict=True)]
    return named_folds(ends, chosen)


def named_folds(ends: Sequence[Ends | None], chosen: int | None = None) -> list[Fold]:
    """Those folds that pass, numbered from 1."""
    return [
        {"ends": pair, "name": str(i + 1), "chosen": i == chosen}
        for i, pair in enumerate(ends)
        if pair is not None
    ]
