"""Bars in rows, column beside column, so that one row shows what becomes of one number."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes.sketch import arrow, marker, path, rectangle, sketch, words
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.common import Anchor, Shape
    from nnwidgets.figures.schema.sketch import (
        SketchItem,
        SketchPath,
        SketchScene,
        SketchStyle,
        SketchText,
    )

Array = NDArray[np.float64]

HEAD, FOOT = 40, 26
"""Pixels over the rows for titles and ticks, and under them for sums."""
NUMBER_WIDTH = 58
"""Pixels for the number at the end of a bar; it stands still while the bar moves."""
GAP = 12
THICKEST = 26.0


@dataclass(frozen=True)
class Row:
    """One row of bars.

    Attributes:
        label: at its left end.
        colour: of the theme, for its bars and its marker.
        marker: before the label, one of `theme.MARKERS`, or None.
        id: what a click on it is called; "" where it does nothing.
        selected: whether it is drawn as selected.
    """

    label: str
    colour: str = "class-a"
    marker: Shape | None = None
    id: str = ""
    selected: bool = False


@dataclass(frozen=True)
class Column:
    """One number for each row, as bars on a common axis.

    Attributes:
        title: over the bars.
        values: one for each row, nan marked as wrong; None where there are none, a question mark.
        span: ends of the axis. A bar that reaches beyond is cut, and marked so.
        ghost: the values before the last drag, or None.
        guide: a value at which a thin line stands, such as ½.
        footer: under the bars, such as their sum.
        arrows: draw arrows in the colour of gradients, not bars.
    """

    title: str
    values: Array | None
    span: tuple[float, float]
    ghost: Array | None = None
    guide: float | None = None
    footer: str = ""
    arrows: bool = False


@dataclass(frozen=True)
class Frame:
    """Where one column stands, in pixels."""

    left: float
    width: float
    top: float
    row_height: float
    n_rows: int
    span: tuple[float, float] = field(default=(0.0, 1.0))

    @property
    def thickness(self) -> float:
        """Of a bar."""
        return min(THICKEST, 0.62 * self.row_height)

    @property
    def bottom(self) -> float:
        """Under the last row."""
        return self.top + self.n_rows * self.row_height

    def across(self, value: float) -> float:
        """Where a value stands on the axis; what lies beyond its ends stands at them."""
        low, high = self.span
        share = (min(max(value, low), high) - low) / (high - low)
        return self.left + share * (self.width - NUMBER_WIDTH)

    def middle(self, row: int) -> float:
        """The height of a row's middle."""
        return self.top + (row + 0.5) * self.row_height


def bar_columns(
    rows: Sequence[Row],
    columns: Sequence[Column],
    *,
    label: str,
    size: tuple[float, float] = (600.0, 222.0),
    label_width: float = 38.0,
) -> SketchScene:
    """Scene of the columns side by side; the rows share the height, however many there are.

    Args:
        rows: from top to bottom.
        columns: from left to right, each with a value for every row.
        label: the picture in words.
        size: width and height of the picture in pixels.
        label_width: pixels for the labels of the rows.
    """
    width = (size[0] - label_width) / len(columns)
    row_height = (size[1] - HEAD - FOOT) / len(rows)
    items: list[SketchItem | None] = []
    for place, row in enumerate(rows):
        items += row_items(row, HEAD + place * row_height, row_height, size[0])
    for place, column in enumerate(columns):
        left = label_width + place * width
        frame = Frame(left, width - GAP, HEAD, row_height, len(rows), column.span)
        items += column_items(column, frame)
        for number, row in enumerate(rows):
            items += bar_items(column, frame, number, row)
    return sketch(*size, items, label)


def row_items(row: Row, top: float, height: float, width: float) -> list[SketchItem | None]:
    """The label of a row, and the ground that shows its selection and takes its clicks."""
    ground = rectangle(0, top + 1, width, height - 2, style="row")
    ground["states"] = ["selected"] if row.selected else []
    if row.id:
        ground |= {"id": row.id, "action": True, "title": f"show the formula of {row.label}"}
    middle = top + height / 2
    sign = marker(row.marker, (12, middle), row.colour) if row.marker else None
    style: SketchStyle = "bold" if row.selected else "text"
    return [ground, sign, words((24 if sign else 5, middle + 5), row.label, style=style)]


def column_items(column: Column, frame: Frame) -> list[SketchItem | None]:
    """Title, axis, guide and footer."""
    low, high = column.span
    start: Anchor = "start" if low == 0 else "middle"
    ends: list[tuple[float, Anchor]] = [(low, start), (high, "middle")]
    zero = frame.across(max(0.0, low))
    guide = None
    if column.guide is not None:
        at = frame.across(column.guide)
        guide = path([(at, frame.top - 3), (at, frame.bottom)], stroke="quiet", style="guide")
    ticks = [
        words((frame.across(value), frame.top - 6), short(value), anchor=anchor, style="caption")
        for value, anchor in ends
    ]
    return [
        words((frame.left, 15), column.title, style="bold"),
        *ticks,
        path([(zero, frame.top - 3), (zero, frame.bottom)], stroke="quiet", style="axis"),
        guide,
        words((frame.left, frame.bottom + 18), column.footer, style="text"),
    ]


def bar_items(column: Column, frame: Frame, number: int, row: Row) -> list[SketchItem | None]:
    """The bar of one row, its number, and where it was."""
    top = frame.middle(number) - frame.thickness / 2
    right = frame.left + frame.width
    if column.values is None:
        return [words((right, frame.middle(number) + 5), "?", anchor="end", style="number")]
    value = float(column.values[number])
    if math.isnan(value):
        return [
            *cross(frame.across(0.0) + 8, frame.middle(number)),
            wrong_number(right, frame, number),
        ]
    zero, end = frame.across(0.0), frame.across(value)
    if column.arrows:
        bar = arrow((zero, frame.middle(number)), (end, frame.middle(number)), colour="gradient")
    else:
        bar = [rectangle(zero, top, end - zero, frame.thickness, fill=row.colour)]
        bar[0]["title"] = f"{column.title}, {row.label}: {short(value, digits_for(value))}"
    ghost = None
    if column.ghost is not None and is_seen(float(column.ghost[number]), value):
        at = frame.across(float(column.ghost[number]))
        line = [(at, top - 2), (at, top + frame.thickness + 2)]
        ghost = path(line, stroke="ghost", style="ghost")
    cut = cut_mark(end, top, frame) if outside(value, column.span) else None
    text = words(
        (right, frame.middle(number) + 5),
        short(value, digits_for(value)),
        anchor="end",
        style="number",
    )
    return [*bar, cut, ghost, text]


def is_seen(ghost: float, value: float) -> bool:
    """Is a ghost worth drawing: a number, and not where the bar ends now?"""
    return math.isfinite(ghost) and ghost != value


def digits_for(value: float) -> int:
    """As many as there is room for: two beside a power of 10, four beside a whole part of three."""
    if value != 0 and not 1e-3 <= abs(value) < 1e5:
        return 2
    return 4 if 100 <= abs(value) < 1000 else 3


def outside(value: float, span: tuple[float, float]) -> bool:
    """Does a bar reach beyond its axis?"""
    return value < span[0] or value > span[1]


def cut_mark(end: float, top: float, frame: Frame) -> SketchPath:
    """A slanted break across a bar that is longer than its axis."""
    back = 9.0 if end > frame.left + 20 else -9.0
    bottom = top + frame.thickness
    corners = [(end - back, top - 1), (end - back - 4, bottom + 1)]
    corners += [(end - back + 2, bottom + 1), (end - back + 6, top - 1)]
    return path(corners, closed=True, fill="ground", style="cut")


def cross(x: float, y: float) -> list[SketchItem | None]:
    """The mark of what is broken."""
    arms = [[(x - 6, y - 6), (x + 6, y + 6)], [(x - 6, y + 6), (x + 6, y - 6)]]
    return [path(arm, stroke="wrong", style="cross") for arm in arms]


def wrong_number(right: float, frame: Frame, number: int) -> SketchText:
    """The word for no number."""
    place = (right, frame.middle(number) + 5)
    return words(place, "nan", anchor="end", fill="wrong", style="bold")
