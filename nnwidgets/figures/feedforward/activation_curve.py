"""The curve of an activation φ, and where one neuron stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.approximation.approximation import ticks_between
from nnwidgets.figures.scenes.chart import axis, chart, curve, dot, frame, ring, rule

if TYPE_CHECKING:
    from nnwidgets.figures.schema.chart import ChartScene, Line, Point

Array = NDArray[np.float64]
Place = tuple[float, float]

SIZE = (320, 228)
BOX = (52, 28, 258, 154)
MAX_SHOWN = 1e30
"""A student's function may give any number; a picture holds single precision."""


def activation_curve(
    z: Array,
    values: Array,
    point: Place | None,
    ghost: Place | None,
    *,
    name: str,
    label: str,
) -> ChartScene:
    """The activation φ over z, with the neuron's present (z, a) and where it was before.

    A drag moves the point, its guide and its ghost, and nothing else.

    Args:
        z: where the curve is drawn, shape (n,).
        values: φ there, shape (n,); nan where there is none.
        point: the present (z, a), or None where there is none.
        ghost: the point before the last drag, or None.
        name: of the activation, as the title.
        label: the picture in words.
    """
    shown = np.clip(values, -MAX_SHOWN, MAX_SHOWN)
    x_ends, y_ends = (float(z[0]), float(z[-1])), room_for(shown)
    lines: list[Line] = [curve(z, shown)]
    points: list[Point] = []
    if ghost is not None and ghost != point and is_inside(ghost, x_ends, y_ends):
        points.append(ring(*ghost, kind="ghost"))
    if point is not None:
        lines.append(guide(point, x_ends[0], y_ends[0]))
        if is_inside(point, x_ends, y_ends):
            points.append(dot(*point, kind="a"))
    main = frame(
        BOX,
        axis("preactivation z", x_ends, ticks_between(*x_ends)),
        axis("a", y_ends, ticks_between(*y_ends)),
        f"activation {name}",
        lines=lines,
        rules=[rule(x=0.0, kind="faint"), rule(y=0.0, kind="faint")],
        points=points,
    )
    return chart(SIZE, label, main)


def guide(point: Place, left: float, bottom: float) -> Line:
    """From the axis of z up to the point, and from there to the axis of a."""
    (z, a) = point[0], min(max(point[1], -MAX_SHOWN), MAX_SHOWN)
    return curve(np.array([z, z, left]), np.array([bottom, a, a]), "guide")


def is_inside(point: Place, x_ends: Place, y_ends: Place) -> bool:
    """Whether a point lies between the ends of both axes."""
    return x_ends[0] <= point[0] <= x_ends[1] and y_ends[0] <= point[1] <= y_ends[1]


def room_for(values: Array) -> Place:
    """An axis a little longer than the curve; from −0.1 to 1.1 where there is none."""
    seen = values[np.isfinite(values)]
    low, high = (0.0, 1.0) if seen.size == 0 else (min(0.0, seen.min()), max(1.0, seen.max()))
    return float(low - 0.1 * (high - low)), float(high + 0.1 * (high - low))
