"""Flat pictures of rectangles, paths, circles and texts, as scenes for the sketch view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nnwidgets.figures.theme import variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Item = dict[str, Any]
Point = tuple[float, float]


def sketch(
    width: float, height: float, items: Iterable[Item | None], label: str
) -> Mapping[str, object]:
    """Scene of the items, drawn in their order; None is left out.

    Args:
        width: of the picture, in pixels at its designed size.
        height: likewise.
        items: made by the functions below.
        label: the picture in words, for those who do not see it.
    """
    drawn = [item for item in items if item is not None]
    return {"width": width, "height": height, "items": drawn, "label": label}


def painted(item: Item, fill: str | None, stroke: str | None, style: str) -> Item:
    """The item in colours of the theme; `style` is one of the classes in explorer.css.

    Raises:
        KeyError: the theme has no such colour.
    """
    for name, colour in (("fill", fill), ("stroke", stroke)):
        if colour is not None:
            variable(colour)
            item[name] = colour
    if style:
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
    style: str = "",
) -> Item:
    """An upright rectangle; a negative width reaches to the left of `left`."""
    item = {
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
    style: str = "line",
) -> Item:
    """Straight lines from point to point."""
    steps = "L".join(f"{x:.4g},{y:.4g}" for x, y in points)
    item = {"tag": "path", "d": f"M{steps}Z" if closed else f"M{steps}"}
    return painted(item, fill, stroke, style)


def disc(
    centre: Point,
    radius: float,
    *,
    fill: str | None = None,
    stroke: str | None = None,
    style: str = "",
) -> Item:
    """A circle, filled or not."""
    item = {"tag": "circle", "cx": round(centre[0], 2), "cy": round(centre[1], 2), "r": radius}
    return painted(item, fill, stroke, style)


def words(
    place: Point, text: str, *, anchor: str = "start", fill: str | None = None, style: str = "text"
) -> Item:
    """A line of text; `anchor` says which part of it stands at the place: start, middle or end."""
    item = {
        "tag": "text",
        "x": round(place[0], 2),
        "y": round(place[1], 2),
        "text-anchor": anchor,
        "text": text,
    }
    return painted(item, fill, None, style)


def arrow(start: Point, end: Point, *, colour: str, size: float = 7.0) -> list[Item]:
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


def marker(shape: str, centre: Point, colour: str, size: float = 6.0) -> Item:
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
    return path(points, closed=True, fill=colour, style="")


CROSS = [
    *((-1.0, -0.6), (-0.6, -1.0), (0.0, -0.4), (0.6, -1.0), (1.0, -0.6), (0.4, 0.0)),
    *((1.0, 0.6), (0.6, 1.0), (0.0, 0.4), (-0.6, 1.0), (-1.0, 0.6), (-0.4, 0.0)),
]
"""Corners of an upright cross's outline turned by 45 degrees, clockwise from the left."""
