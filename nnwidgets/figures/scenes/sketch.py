"""Flat pictures of rectangles, paths, circles and texts, as scenes for the sketch view."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from nnwidgets.figures.theme import variable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nnwidgets.figures.schema.common import Anchor, Shape
    from nnwidgets.figures.schema.sketch import (
        SketchCircle,
        SketchItem,
        SketchPath,
        SketchRect,
        SketchScene,
        SketchStyle,
        SketchText,
    )

    Item = TypeVar("Item", SketchRect, SketchPath, SketchCircle, SketchText)

Point = tuple[float, float]


def sketch(
    width: float, height: float, items: Iterable[SketchItem | None], label: str
) -> SketchScene:
    """Scene of the items, drawn in their order; None is left out.

    Args:
        width: of the picture, in pixels at its designed size.
        height: likewise.
        items: made by the functions below.
        label: the picture in words, for those who do not see it.
    """
    drawn = [item for item in items if item is not None]
    return {"width": width, "height": height, "items": drawn, "label": label}


def painted(item: Item, fill: str | None, stroke: str | None, style: SketchStyle | None) -> Item:
    """The item in colours of the theme; `style` is one of the classes in sketch.css.

    Raises:
        KeyError: the theme has no such colour.
    """
    if fill is not None:
        variable(fill)
        item["fill"] = fill
    if stroke is not None:
        variable(stroke)
        item["stroke"] = stroke
    if style is not None:
        item["style"] = style
    return item


def rectangle(
    left: float,
    top: float,
    width: float,
    height: float,
    *,
    fill: str | None = None,
    stroke: str | None = None,
    style: SketchStyle | None = None,
) -> SketchRect:
    """An upright rectangle; a negative width reaches to the left of `left`."""
    item: SketchRect = {
        "tag": "rect",
        "x": round(min(left, left + width), 2),
        "y": round(top, 2),
        "width": round(abs(width), 2),
        "height": round(height, 2),
    }
    return painted(item, fill, stroke, style)


def path(
    points: Iterable[Point],
    *,
    closed: bool = False,
    fill: str | None = None,
    stroke: str | None = None,
    style: SketchStyle | None = "line",
) -> SketchPath:
    """Straight lines from point to point."""
    steps = "L".join(f"{x:.4g},{y:.4g}" for x, y in points)
    item: SketchPath = {"tag": "path", "d": f"M{steps}Z" if closed else f"M{steps}"}
    return painted(item, fill, stroke, style)


def disc(
    centre: Point,
    radius: float,
    *,
    fill: str | None = None,
    stroke: str | None = None,
    style: SketchStyle | None = None,
) -> SketchCircle:
    """A circle, filled or not."""
    item: SketchCircle = {
        "tag": "circle",
        "cx": round(centre[0], 2),
        "cy": round(centre[1], 2),
        "r": radius,
    }
    return painted(item, fill, stroke, style)


def words(
    place: Point,
    text: str,
    *,
    anchor: Anchor = "start",
    fill: str | None = None,
    style: SketchStyle = "text",
) -> SketchText:
    """A line of text; `anchor` says which part of it stands at the place: start, middle or end."""
    item: SketchText = {
        "tag": "text",
        "x": round(place[0], 2),
        "y": round(place[1], 2),
        "text-anchor": anchor,
        "text": text,
    }
    return painted(item, fill, None, style)


def arrow(start: Point, end: Point, *, colour: str, size: float = 7.0) -> list[SketchItem]:
    """A straight arrow with a filled head; a line too short for a head has none."""
    (x0, y0), (x1, y1) = start, end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    if length == 0:
        return [path([start, end], stroke=colour, style="arrow")] * 2
    head = min(size, length)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    bx, by = x1 - head * ux, y1 - head * uy
    side = 0.6 * head
    corners = [(x1, y1), (bx - side * uy, by + side * ux), (bx + side * uy, by - side * ux)]
    return [
        path([start, (bx, by)], stroke=colour, style="arrow"),
        path(corners, closed=True, fill=colour, style="head"),
    ]


def marker(shape: Shape, centre: Point, colour: str, size: float = 6.0) -> SketchItem:
    """The marker of a class, one of `theme.MARKERS`, as the maps draw it.

    Raises:
        KeyError: there is no such marker.
    """
    if shape == "circle":
        return disc(centre, size, fill=colour)
    x, y = centre
    corners = {
        "square": [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)],
        "triangle": [(0.0, -1.1), (1.1, 0.9), (-1.1, 0.9)],
        "diamond": [(0.0, -1.25), (1.0, 0.0), (0.0, 1.25), (-1.0, 0.0)],
        "cross": CROSS,
    }[shape]
    points = [(x + size * across, y + size * down) for across, down in corners]
    return path(points, closed=True, fill=colour, style=None)


CROSS = [
    *((-1.0, -0.6), (-0.6, -1.0), (0.0, -0.4), (0.6, -1.0), (1.0, -0.6), (0.4, 0.0)),
    *((1.0, 0.6), (0.6, 1.0), (0.0, 0.4), (-0.6, 1.0), (-1.0, 0.6), (-0.4, 0.0)),
]
"""Corners of an upright cross's outline turned by 45 degrees, clockwise from the left."""
