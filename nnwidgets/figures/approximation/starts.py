"""Constructed against trained: an error for every start, how it fell, and two curves to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes import chart as charts
from nnwidgets.text import short

if TYPE_CHECKING:
    from nnwidgets.figures.schema.chart import Axis, ChartFrame, ChartScene, Line, LineKind

Array = NDArray[np.float64]

SIZE = (300, 466)
UPPER = (44.0, 26.0, 230.0, 164.0)
LOWER = (44.0, 258.0, 230.0, 164.0)
ERRORS = (-3.0, 0.5)  # powers of ten
HEIGHTS = (-0.25, 1.25)


class Race(NamedTuple):
    """The largest errors of all starts, up to now.

    Attributes:
        steps: of the records, shape (n,).
        errors: shape (n, S); infinite for a start that has left the floats.
        constructed: the error of the constructed network.
        picked: the start that is looked at, from 0.
    """

    steps: Array
    errors: Array
    constructed: float
    picked: int


def powers(errors: Array) -> Array:
    """Errors as powers of ten, at the ends of the axis where they lie beyond."""
    return charts.powers_of_ten(errors, ERRORS)


def race_chart(race: Race, n_steps: int, label: str) -> ChartScene:
    """A dot for every start beside the constructed network's line; under it how all came there.

    Args:
        race: the errors.
        n_steps: the end of the axis.
        label: the picture in words.
    """
    last = race.errors[-1]
    count = len(last)
    level = float(powers(np.array(race.constructed)))
    good = last <= race.constructed
    dots = charts.data_points(
        np.arange(1.0, count + 1), powers(last), (~good).astype(int).tolist(), chosen=race.picked
    )
    words = f"line: constructed, {short(race.constructed)}"
    upper = charts.frame(
        UPPER,
        charts.axis("start", (0.0, count + 1.0), (1, 5, 10, 15, 20)),
        error_axis(),
        "● under the line, × over",
        points=dots,
        rules=[charts.rule(y=level)],
        texts=[charts.note(0.0, ERRORS[0], words, dx=6, dy=-7)],
    )
    others = [
        charts.curve(race.steps, powers(e), "faint", f"start {i}")
        for i, e in enumerate(race.errors.T, start=1)
    ]
    name = f"start {race.picked + 1}"
    picked = charts.curve(race.steps, powers(race.errors[:, race.picked]), "class-b", name)
    lower = charts.frame(
        LOWER,
        charts.axis("steps", (0.0, float(n_steps)), (0, n_steps // 2, n_steps)),
        error_axis(),
        f"all starts; coloured: {name}",
        lines=[*others, picked],
        rules=[charts.rule(y=level)],
    )
    return charts.chart(SIZE, label, upper, lower)


def error_axis() -> Axis:
    """The largest error, on a logarithmic axis."""
    return charts.log_axis("error", ERRORS)


class Curve(NamedTuple):
    """One approximation.

    Attributes:
        name: what it is.
        values: on the grid, shape (n,).
        error: its largest distance from f.
        places: −b/w of its units, where they have one.
    """

    name: str
    values: Array
    error: float
    places: Array


def curves_chart(
    x: Array, target: Array, constructed: Curve, picked: Curve, label: str
) -> ChartScene:
    """The target with the constructed network; under it the target with one that was trained.

    Args:
        x: the grid, shape (n,).
        target: f there.
        constructed: the upper curve.
        picked: the lower one.
        label: the picture in words.
    """
    return charts.chart(
        SIZE,
        label,
        one_curve(UPPER, x, target, constructed, "ink"),
        one_curve(LOWER, x, target, picked, "class-b"),
    )


def one_curve(box: charts.Box, x: Array, target: Array, curve: Curve, kind: LineKind) -> ChartFrame:
    """The target, dashed, an approximation with marks at −b/w, a ring where it is farthest off."""
    shown = np.where(
        (curve.values >= HEIGHTS[0]) & (curve.values <= HEIGHTS[1]), curve.values, np.nan
    )
    gaps = np.abs(np.nan_to_num(curve.values, nan=0.0, posinf=1e9, neginf=-1e9) - target)
    worst = int(np.argmax(gaps))
    height = float(np.clip(np.nan_to_num(curve.values[worst]), *HEIGHTS))
    return charts.frame(
        box,
        charts.axis("x", (0.0, 1.0), (0, 0.5, 1)),
        charts.axis("f, F", HEIGHTS, (0, 0.5, 1)),
        f"{curve.name}: off by {short(curve.error)} (ring)",
        lines=[
            charts.curve(x, target, "ghost", "f"),
            charts.curve(x, shown, kind, "F"),
            marks(curve.places),
        ],
        points=[charts.ring(float(x[worst]), height)],
        texts=[charts.note(1.0, HEIGHTS[1], "dashed: f · marks: −b/w", dx=-6, dy=17, anchor="end")],
    )


def marks(places: Array) -> Line:
    """A short stroke on the axis at each place within it: one line with gaps."""
    inside = places[(places >= 0.0) & (places <= 1.0)]
    heights = np.tile([HEIGHTS[0], HEIGHTS[0] + 0.1, np.nan], len(inside))
    return charts.curve(np.repeat(inside, 3), heights, "ink", "−b/w of a unit")
