"""The curves of the ApproximationExplorer: f, F, and the handles of a drawn f."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import Units, unit_places
from nnwidgets.course import approximations as numbers
from nnwidgets.course.approximations import GRID, HANDLE_REACH, HANDLES_AT, Target
from nnwidgets.course.constructions import UNIT
from nnwidgets.figures.approximation.approximation import Curves
from nnwidgets.figures.scenes import chart as charts
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.figures.schema.chart import Handle
    from nnwidgets.widgets.approximation.approximation import Approximation

Floats = NDArray[np.float64]


def handles_for(heights: Floats) -> list[Handle]:
    """A handle for each height of a drawn target."""
    return [
        charts.handle(
            f"h_{i + 1}",
            f"height at x = {short(float(x))}",
            (float(x), float(y)),
            (-HANDLE_REACH, HANDLE_REACH),
            0.05,
        )
        for i, (x, y) in enumerate(zip(HANDLES_AT, heights, strict=True))
    ]


def curves_of(values: Mapping[str, Any], result: Approximation) -> Curves:
    """The curves of the left frame."""
    target = result.target
    ends = (-1.15, 1.15) if values["target"] == "drawn" else ends_of(target.values)
    f = (GRID[::5], target.values[::5])
    if not target.problem and (target.slope.breaks or values["target"] == "drawn"):
        f = with_gap(target)
    if result.units is None or result.measured is None:
        return Curves(f, None, None, ends)
    x, y = sum_curve(result.units, values["kind"], result.n_placed)
    at = np.array([result.measured.at])
    one, other = target.function(at)[0], numbers.sums_at(at, result.units, values["kind"])[0]
    whole = result.n_placed >= len(result.units.biases)
    return Curves(f, (x, y), (float(at[0]), float(one), float(other)) if whole else None, ends)


def with_gap(target: Target) -> tuple[Floats, Floats]:
    """The curve of f, parted where it jumps."""
    y = target.values
    jumps = np.flatnonzero(np.abs(np.diff(y)) > 0.02) if target.slope.breaks else np.empty(0, int)
    kept = np.union1d(np.arange(0, len(y), 5), np.concatenate([jumps, jumps + 1]))
    x, y = GRID[kept], y[kept]
    gaps = 1 + np.searchsorted(kept, jumps)
    return np.insert(x, gaps, np.nan), np.insert(y, gaps, np.nan)


def sum_curve(units: Units, kind: str, n_placed: int) -> tuple[Floats, Floats]:
    """F of the first units, with a gap at every jump of a sum of steps."""
    part = Units(*(numbers_[:n_placed] for numbers_ in units))
    if n_placed == 0:
        return np.array(UNIT), np.zeros(2)
    if kind != "step":
        x = numbers.places_for(part, kind, GRID[::5])
        return x, numbers.sums_at(x, part, kind)
    stands = np.unique(unit_places(part.weights, part.biases))
    stands = stands[(stands > 0.0) & (stands < 1.0)]
    x = np.concatenate([[0.0], np.repeat(stands, 3), [1.0]])
    x[1:-1:3] -= numbers.NEAR
    x[3::3] += numbers.NEAR
    y = np.asarray(numbers.sums_at(x, part, kind), dtype=np.float64)
    y[2:-1:3] = np.nan
    return x, y


def ends_of(values: Floats) -> tuple[float, float]:
    """Ends of an axis that hold a curve, with room around it; for a constant too."""
    known = values[np.isfinite(values)]
    if not known.size:
        return -1.0, 1.0
    low, high = (float(v) for v in np.percentile(known, [0.5, 99.5]))
    room = max(0.15 * (high - low), 0.05 * max(abs(low), abs(high)), 1e-3)
    return low - room, high + room
