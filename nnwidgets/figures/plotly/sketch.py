"""Sketches as plotly figures: rectangles, paths and circles as shapes, texts as annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nnwidgets.figures.plotly.look import dash, font
from nnwidgets.figures.theme import CLEAR, light

if TYPE_CHECKING:
    from nnwidgets.figures.plotly.canvas import Axes, Box, Canvas
    from nnwidgets.figures.schema.sketch import (
        SketchItem,
        SketchScene,
        SketchStyle,
        SketchText,
    )

Style = dict[str, Any]

WIDTHS: dict[SketchStyle | None, float] = {
    "line": 2.25,
    "axis": 1.25,
    "guide": 1.0,
    "ghost": 2.0,
    "arrow": 3.0,
    "cross": 3.0,
    "point": 2.0,
}
DASHES: dict[SketchStyle | None, str] = {"guide": dash("guide"), "ghost": dash("mark")}


def draw_sketch(canvas: Canvas, scene: SketchScene, box: Box) -> None:
    """The items in their order; hovering over one with a title tells it."""
    axes = canvas.picture(box, scene["width"], scene["height"])
    for item in scene["items"]:
        if item["tag"] == "text":
            draw_words(axes, item)
        else:
            axes.shape(**shape_of(item), **look_of(item))
    told = [item for item in scene["items"] if item["tag"] == "rect" and "title" in item]
    axes.add(
        mode="markers",
        x=[item["x"] + item["width"] / 2 for item in told if item["tag"] == "rect"],
        y=[item["y"] + item["height"] / 2 for item in told if item["tag"] == "rect"],
        marker={"size": 14, "opacity": 0},
        hovertext=[item.get("title", "") for item in told],
        hoverinfo="text",
        name="values",
    )


def shape_of(item: SketchItem) -> Style:
    """Where a shape lies."""
    if item["tag"] == "rect":
        x, y = item["x"], item["y"]
        return {"type": "rect", "x0": x, "x1": x + item["width"], "y0": y, "y1": y + item["height"]}
    if item["tag"] == "circle":
        x, y, r = item["cx"], item["cy"], item["r"]
        return {"type": "circle", "x0": x - r, "x1": x + r, "y0": y - r, "y1": y + r}
    if item["tag"] == "path":
        return {"type": "path", "path": item["d"]}
    raise ValueError(f"a {item['tag']} is not a shape")


def look_of(item: SketchItem) -> Style:
    """The colours and the line of a shape; a chosen row has a ground and a border."""
    style = item.get("style")
    fill, stroke = item.get("fill"), item.get("stroke")
    if style == "row" and "selected" in item.get("states", []):
        fill, stroke = "panel", "quiet"
    line = {
        "color": light(stroke) if stroke else CLEAR,
        "width": WIDTHS.get(style, 1.5) if stroke else 0,
        "dash": DASHES.get(style, "solid"),
    }
    return {"fillcolor": light(fill) if fill else CLEAR, "line": line}


def draw_words(axes: Axes, item: SketchText) -> None:
    """A line of text."""
    anchor = {"start": "left", "middle": "center", "end": "right"}[item["text-anchor"]]
    text = f"<b>{item['text']}</b>" if item.get("style") == "bold" else item["text"]
    colour = item.get("fill", "quiet" if item.get("style") == "caption" else "ink")
    if text:
        axes.write(
            item["x"], item["y"] - 5, text, xanchor=anchor, yanchor="middle", font=font(colour)
        )
