"""Curves with data points on them, as scenes for the chart view: plain data, drawn as SVG.

A chart is a list of frames. A frame has a box (left, top, width, height) in the chart's own units,
two fixed axes, and what is drawn between them.
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.theme import CLASS_MARKS, MARKERS
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from nnwidgets.figures.schema.chart import (
        Axis,
        Band,
        BandKind,
        Bar,
        BarKind,
        ChartFrame,
        ChartScene,
        Drawn,
        Handle,
        Line,
        LineKind,
        Offset,
        Point,
        Rule,
        RuleKind,
        Text,
    )
    from nnwidgets.figures.schema.common import Mark, Range

Array = NDArray[np.float64]
Box = tuple[float, float, float, float]

LEFT, RIGHT, TOP, BOTTOM = 52.0, 12.0, 26.0, 46.0
"""What stands around a frame: numbers of the axis, nothing, the title, numbers and a title."""


def axis(title: str, ends: Range, ticks: Sequence[float]) -> Axis:
    """A fixed axis with its title, its ends, and the numbers written at it."""
    return {
        "title": title,
        "range": (float(ends[0]), float(ends[1])),
        "ticks": [(float(tick), short(tick)) for tick in ticks],
    }


def named_axis(title: str, ends: Range, names: Sequence[tuple[float, str]]) -> Axis:
    """A fixed axis with words at some places of it."""
    return {**axis(title, ends, []), "ticks": [(float(at), name) for at, name in names]}


def log_axis(title: str, powers: Range, values: Sequence[float] | None = None) -> Axis:
    """A logarithmic axis: what is drawn on it are powers of ten, log₁₀ of the data.

    Args:
        title: its name.
        powers: its ends, as powers of ten.
        values: the data whose numbers are written at it; 1, 10, 100 … if left out.

    >>> log_axis("error", (-2, 0.5))["ticks"]
    [(-2.0, '0.01'), (-1.0, '0.1'), (0.0, '1')]
    >>> log_axis("units", (0, 2), [1, 20])["ticks"]
    [(0.0, '1'), (1.3010299956639813, '20')]
    """
    if values is None:
        values = [10.0**power for power in range(math.ceil(powers[0]), math.floor(powers[1]) + 1)]
    ticks = [(math.log10(value), short(value)) for value in values]
    return {**named_axis(title, powers, ticks), "log": True}


def powers_of_ten(values: Array | Sequence[float], ends: Range) -> Array:
    """log₁₀ of data for a `log_axis`; what lies beyond its ends, 0 and below, stands at an end.

    >>> powers_of_ten([0.0, 0.1, 1e9], (-3, 2)).tolist()
    [-3.0, -1.0, 2.0]
    """
    low, high = 10.0 ** float(ends[0]), 10.0 ** float(ends[1])
    return np.log10(np.clip(np.asarray(values, dtype=np.float64), low, high))


def side_by_side(size: tuple[float, float], shares: Sequence[float] = (1, 1)) -> list[Box]:
    """The boxes of frames that stand side by side, with room for titles and numbers around each.

    Args:
        size: of the picture.
        shares: how the frames share the width that is left.

    >>> side_by_side((740, 316))
    [(52.0, 26.0, 306.0, 244.0), (422.0, 26.0, 306.0, 244.0)]
    """
    room = size[0] - len(shares) * (LEFT + RIGHT)
    widths = [room * share / sum(shares) for share in shares]
    lefts = accumulate((width + LEFT + RIGHT for width in widths[:-1]), initial=LEFT)
    height = size[1] - TOP - BOTTOM
    return [
        (round(left, 1), TOP, round(width, 1), height)
        for left, width in zip(lefts, widths, strict=True)
    ]


def frame(box: Box, x: Axis, y: Axis, title: str = "", **drawn: Unpack[Drawn]) -> ChartFrame:
    """One pair of axes, and what is drawn between them.

    Args:
        box: left, top, width, height.
        x: from `axis` or `log_axis`.
        y: from `axis` or `log_axis`.
        title: over the frame.
        **drawn: lists of `lines`, `points`, `rules`, `bands`, `bars`, `texts` and `handles`.
    """
    return {"box": box, "x": x, "y": y, "title": title, **drawn}


def chart(size: tuple[int, int], label: str, *frames: ChartFrame) -> ChartScene:
    """Scene of a chart; `label` is its text alternative."""
    return {"width": size[0], "height": size[1], "label": label, "frames": list(frames)}


def curve(x: Array, y: Array, kind: LineKind = "ink", name: str = "") -> Line:
    """A line through the points (x, y), with a gap where y is not a number.

    Args:
        x: shape (n,).
        y: shape (n,).
        kind: how it looks.
        name: what it shows, where the axis does not say it; for figures in reports.
    """
    points = np.column_stack([x, y]).astype(np.float32).tobytes()
    line: Line = {"points": points, "kind": kind}
    return {**line, "name": name} if name else line


def points_of(line: Line) -> Array:
    """The points (x, y) of a line, shape (n, 2)."""
    return np.frombuffer(line["points"], np.float32).astype(np.float64).reshape(-1, 2)


def rule(*, x: float | None = None, y: float | None = None, kind: RuleKind = "ink") -> Rule:
    """A straight line across the whole frame, at one x or at one y.

    Raises:
        ValueError: not exactly one of them is given.
    """
    if x is not None and y is None:
        return {"x": float(x), "kind": kind}
    if y is not None and x is None:
        return {"y": float(y), "kind": kind}
    raise ValueError("expected either x or y of a rule")


def band(kind: BandKind, *, x: Range | None = None, y: Range | None = None) -> Band:
    """A lightly coloured part of the frame."""
    found: Band = {"kind": kind}
    if x is not None:
        found["x"] = x
    if y is not None:
        found["y"] = y
    return found


def bar(kind: BarKind, x: Range, y: Range) -> Bar:
    """A filled rectangle."""
    return {"kind": kind, "x": x, "y": y}


def note(x: float, y: float, text: str, **place: Unpack[Offset]) -> Text:
    """Text in a frame: `dx`, `dy` shift it in units of the chart; `anchor` start, middle, end."""
    return {"x": float(x), "y": float(y), "text": text, **place}


def ring(x: float, y: float, kind: Mark = "a") -> Point:
    """A ring of its own, around nothing: a place that is moved, or as a "ghost" where it was."""
    return {
        "x": round(x, 6),
        "y": round(y, 6),
        "label": kind,
        "shape": "ring",
        "wrong": False,
        "chosen": True,
    }


def dot(x: float, y: float, kind: Mark = "ink") -> Point:
    """A value on a line: measured, or as "a" the present one."""
    return {
        "x": round(x, 6),
        "y": round(y, 6),
        "label": kind,
        "shape": "circle",
        "wrong": False,
        "chosen": False,
    }


def handle(address: str, name: str, at: tuple[float, float], ends: Range, step: float) -> Handle:
    """A ring that the mouse and arrow keys move up and down.

    Args:
        address: of the number that it moves, in the explorer.
        name: its words for a screen reader.
        at: its place.
        ends: of the numbers it may have.
        step: of an arrow key.
    """
    return {
        "id": address,
        "name": name,
        "x": at[0],
        "y": round(at[1], 6),
        "low": ends[0],
        "high": ends[1],
        "step": step,
    }


def data_points(
    x: Array,
    y: Array,
    classes: Sequence[int],
    right: Sequence[bool] | None = None,
    chosen: int | None = None,
) -> list[Point]:
    """Data by colour and shape; what is on the wrong side is ringed, what is chosen is outlined."""
    wrong = [False] * len(x) if right is None else [not ok for ok in right]
    return [
        {
            "x": round(float(x[i]), 4),
            "y": round(float(y[i]), 4),
            "label": CLASS_MARKS[k],
            "shape": MARKERS[k],
            "wrong": wrong[i],
            "chosen": i == chosen,
        }
        for i, k in enumerate(classes)
    ]
