"""Pictures of an approximation: the curve and the sum, and the error over the number of units."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes import chart as charts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.chart import ChartFrame, ChartScene, Handle

Array = NDArray[np.float64]

SIZE = (740, 316)
LEFT = (66.0, 26.0, 362.0, 244.0)
RIGHT = (498.0, 26.0, 232.0, 244.0)
COUNTS = (-0.1, 2.5)  # of log₁₀ N
ERRORS = (-5.0, 1.0)  # of log₁₀ of the error


class Curves(NamedTuple):
    """What stands in the left frame.

    Attributes:
        target: x and y of f.
        total: x and y of F, with gaps where it jumps; None where there is none.
        worst: where the largest error is, and f and F there; None where there is none.
        ends: of the axis.
    """

    target: tuple[Array, Array]
    total: tuple[Array, Array] | None
    worst: tuple[float, float, float] | None
    ends: tuple[float, float]


class Errors(NamedTuple):
    """What stands in the right frame.

    Attributes:
        counts: N of the measured errors, shape (n,).
        measured: the errors, shape (n,).
        bound: of each count, nan where there is none; or None for no line at all.
        now: N and the error of the sum that is shown; None where there is none.
        name: of the bound.
    """

    counts: Array
    measured: Array | None
    bound: Array | None
    now: tuple[float, float] | None
    name: str


def approximation_chart(
    curves: Curves, errors: Errors, handles: Sequence[Handle], label: str
) -> ChartScene:
    """F beside f, and the measured largest error beside the bound on logarithmic axes."""
    return charts.chart(SIZE, label, curve_frame(curves, handles), error_frame(errors))


def curve_frame(curves: Curves, handles: Sequence[Handle]) -> ChartFrame:
    """The target as a broad line, the sum on it, and the largest gap as a dotted line."""
    low, high = curves.ends
    lines = [charts.curve(*curves.target, "target", "f")]
    if curves.total is not None:
        x, y = curves.total
        inside = (y >= low) & (y <= high)
        lines.append(charts.curve(x, np.where(inside, y, np.nan), "sum", "F"))
    if curves.worst is not None:
        x0, one, other = curves.worst
        lines.append(
            charts.curve(np.array([x0, x0]), np.array([one, other]), "gap", "largest error")
        )
    return charts.frame(
        LEFT,
        charts.axis("x", (0.0, 1.0), [0, 0.25, 0.5, 0.75, 1]),
        charts.axis("f, F", curves.ends, ticks_between(low, high)),
        title="broad: f · bold: F · dotted: largest error",
        lines=lines,
        handles=list(handles),
    )


def error_frame(errors: Errors) -> ChartFrame:
    """Both on logarithmic axes: the bound is a thin line, the measured errors are dots."""
    n = np.log10(errors.counts)
    lines, points, texts = [], [], []
    if errors.bound is not None and np.isfinite(errors.bound).any():
        bound = log_error(errors.bound)
        lines.append(charts.curve(n, bound, "faint", f"bound {errors.name}"))
        last = int(np.flatnonzero(np.isfinite(bound))[0])
        texts.append(charts.note(float(n[last]), float(bound[last]), errors.name, dx=8, dy=-6))
    if errors.measured is not None:
        measured = log_error(errors.measured)
        lines.append(charts.curve(n, measured, "ink", "measured"))
        points = [charts.dot(float(a), float(b)) for a, b in zip(n, measured, strict=True)]
    if errors.now is not None:
        now = log_error(np.array([errors.now[1]]))[0]
        points.append(charts.ring(float(np.log10(errors.now[0])), float(now)))
    x = charts.log_axis("units N", COUNTS)
    y = charts.log_axis("error", ERRORS)
    return charts.frame(RIGHT, x, y, "largest error", lines=lines, points=points, texts=texts)


def log_error(errors: Array) -> Array:
    """log₁₀ of errors, an error of 0 at the lower end of the axis."""
    powers: Array = np.log10(np.maximum(errors, 10.0 ** ERRORS[0]))
    return powers


def ticks_between(low: float, high: float) -> list[float]:
    """Three to six round numbers between two.

    >>> ticks_between(-0.2, 1.1)
    [0.0, 0.5, 1.0]
    """
    width = high - low
    power = 10.0 ** np.floor(np.log10(width))
    step = next(s * power for s in (0.1, 0.2, 0.5, 1.0, 2.0) if width / (s * power) <= 5)
    first = np.ceil(low / step)
    count = int(np.floor(high / step) - first) + 1
    return [round(float((first + i) * step), 10) + 0.0 for i in range(count)]
