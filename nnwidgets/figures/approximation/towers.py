"""How close towers come to a function, and how many of them there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.approximation.boxes import BOX, CHART, square_map
from nnwidgets.figures.scenes import chart as charts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.chart import ChartScene
    from nnwidgets.figures.schema.region import RegionScene

Array = NDArray[np.float64]

N_TICKS = (1, 2, 4, 8, 16)
N_SHOWN = frozenset({1, 2, 3, 4, 6, 8, 12, 16, 24})
ERRORS = (-2.0, 0.6)  # powers of ten


def difference_map(field: Array, label: str) -> RegionScene:
    """F − f from above: blue where the towers are too low, vermilion where too high."""
    nothing = np.zeros((0, 4), dtype=np.float32)
    return square_map(
        field,
        "class",
        (-0.35, 0.35),
        nothing,
        "F − f: blue too low, orange too high",
        label,
        quantity="F − f",
    )


def error_chart(
    counts: Sequence[int], errors: Sequence[float], bounds: Array | None, n: int, label: str
) -> ChartScene:
    """The largest error of the towers and its bound, over N, both on axes of powers of ten.

    Args:
        counts: N.
        errors: measured at these N.
        bounds: L d / 2 there, or None where there is no L.
        n: the present N, which is ringed.
        label: the picture in words.
    """
    x, y = np.log10(counts), charts.powers_of_ten(errors, ERRORS)
    shown = [i for i, count in enumerate(counts) if count in N_SHOWN]
    points = charts.data_points(x[shown], y[shown], [0] * len(shown))
    lines = [charts.curve(x, y, "class-a", "largest error")]
    place = list(counts).index(n)
    if bounds is not None:
        lines.append(charts.curve(x, np.log10(bounds), "ink", "its bound"))
    frame = charts.frame(
        BOX,
        charts.log_axis("N, boxes along each axis", (0.0, float(x[-1])), N_TICKS),
        charts.log_axis("error", ERRORS),
        "● largest error · " + ("no bound" if bounds is None else "line: its bound"),
        lines=lines,
        points=[*points, charts.ring(float(x[place]), float(y[place]))],
    )
    return charts.chart(CHART, label, frame)


def dimensions_chart(boxes: Sequence[int], m: int, label: str) -> ChartScene:
    """The number of boxes N^m for m = 1, 2, …, a bar each, on an axis of powers of ten.

    Args:
        boxes: for each m from 1.
        m: the present m, whose bar is lit.
        label: the picture in words.
    """
    ticks = (0.0, 3.0, 6.0, 9.0, 12.0, 15.0)
    names = ("1", "thousand", "million", "billion", "10¹²", "10¹⁵")
    y = charts.log_axis("boxes", (0.0, 15.0))
    y["ticks"] = list(zip(ticks, names, strict=True))
    frame = charts.frame(
        (84.0, 28.0, 500.0, 200.0),
        charts.axis(
            "m, dimensions of the input", (0.4, len(boxes) + 0.6), range(1, len(boxes) + 1)
        ),
        y,
        "N to the power m, and as many units in layer 2",
        bars=[
            charts.bar(
                "chosen" if k == m else "plain",
                (k - 0.36, k + 0.36),
                (0.0, float(np.log10(count))),
            )
            for k, count in enumerate(boxes, 1)
        ],
    )
    return charts.chart((600, 280), label, frame)
