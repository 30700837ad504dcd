"""A finite difference: the line through two points of f, and its error over the step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes import chart as charts
from nnwidgets.text import short

if TYPE_CHECKING:
    from nnwidgets.figures.schema.chart import ChartScene

Floats = NDArray[np.float64]

ERROR_AXIS = (-16.0, 2.0)
"""Ends of the axis of errors, as powers of ten; an error of 0 stands at the lower end."""


class Secant(NamedTuple):
    """A line through two points of a curve.

    Attributes:
        x: places along the curve, shape (n,).
        f: the curve there, shape (n,).
        ends: the two places, shape (2,).
        heights: the curve there, shape (2,).
    """

    x: Floats
    f: Floats
    ends: Floats
    heights: Floats


class Errors(NamedTuple):
    """Errors of a difference over its step.

    Attributes:
        steps: shape (n,).
        errors: shape (n,).
        now: the present step and its error.
    """

    steps: Floats
    errors: Floats
    now: tuple[float, float]


def difference_chart(x: float, secant: Secant, errors: Errors, label: str) -> ChartScene:
    """Two frames: the secant at x, and the error over the step on logarithmic axes."""
    low, high = float(secant.f.min()) - 0.3, float(secant.f.max()) + 0.3
    (left, right), (start, end) = secant.ends, secant.heights
    line = start + (end - start) / (right - left) * (secant.x - left)
    line = np.where((line > low) & (line < high), line, np.nan)
    curve = charts.frame(
        (44, 24, 230, 190),
        charts.axis("x", (float(secant.x[0]), float(secant.x[-1])), [x - 0.5, x, x + 0.5]),
        charts.axis("f", (low, high), [round(low + 0.3, 1), round(high - 0.3, 1)]),
        "the line through two points of f",
        lines=[charts.curve(secant.x, secant.f), charts.curve(secant.x, line, "class-a")],
        points=[charts.ring(float(left), float(start)), charts.ring(float(right), float(end))],
    )
    powers = charts.powers_of_ten(errors.errors, ERROR_AXIS)
    (place,) = charts.powers_of_ten([errors.now[1]], ERROR_AXIS)
    valley = charts.frame(
        (350, 24, 226, 190),
        charts.log_axis("h", (-15.5, -0.5), [1e-15, 1e-10, 1e-5, 0.1]),
        charts.log_axis("error", ERROR_AXIS, [1e-15, 1e-10, 1e-5, 1.0]),
        "its error, over h",
        lines=[charts.curve(np.log10(errors.steps), powers)],
        points=[charts.ring(float(np.log10(errors.now[0])), float(place))],
    )
    at = f"at h = {short(errors.now[0])} it is {short(errors.now[1], 2)}"
    return charts.chart((600, 262), f"{label}; {at}", curve, valley)
