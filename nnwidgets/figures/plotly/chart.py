"""Charts as plotly figures: lines, points, bars, rules and bands between axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.plotly.canvas import Box
from nnwidgets.figures.plotly.look import dash, font
from nnwidgets.figures.plotly.marks import draw_bars, draw_line, draw_points, in_data
from nnwidgets.figures.theme import clear, light
from nnwidgets.text import short

if TYPE_CHECKING:
    from nnwidgets.figures.plotly.canvas import Axes, Canvas
    from nnwidgets.figures.schema.chart import (
        Axis,
        ChartFrame,
        ChartScene,
        Rule,
        RuleKind,
        Text,
    )

Array = NDArray[np.float64]
Style = dict[str, Any]

AXIS_TITLE = 24.0
"""Room for the title of the upward axis, which the explorers write over its numbers."""

RULES: dict[RuleKind, Style] = {
    "ink": {"color": light("ink"), "width": 1.5},
    "faint": {"color": light("quiet"), "width": 1},
    "ghost": {"color": light("ghost"), "width": 1.75, "dash": dash("ghost")},
}


def draw_chart(canvas: Canvas, scene: ChartScene, box: Box) -> None:
    """All frames of a chart, in the places that they have in the explorer."""
    across, down = box.width / scene["width"], box.height / scene["height"]
    for frame in scene["frames"]:
        left, top, width, height = frame["box"]
        place = Box(
            box.left + left * across,
            box.top + top * down,
            width * across,
            height * down,
        )
        draw_frame(
            canvas, frame, place.inside(AXIS_TITLE, 0, 0, 0) if frame["y"]["title"] else place
        )


def draw_frame(canvas: Canvas, frame: ChartFrame, box: Box) -> None:
    """One pair of axes, and what is drawn between them."""
    axes = canvas.axes(box, axis_style(frame["x"]), axis_style(frame["y"]))
    axes.title(frame["title"])
    for band in frame.get("bands", []):
        ends = span_of(axes, "x", band.get("x")) | span_of(axes, "y", band.get("y"))
        fill = clear(band["kind"], 0.14)
        axes.shape(type="rect", layer="below", line={"width": 0}, fillcolor=fill, **ends)
    draw_bars(axes, frame)
    for line in frame.get("lines", []):
        draw_line(axes, frame, line)
    for rule in frame.get("rules", []):
        draw_rule(axes, frame, rule)
    draw_points(axes, frame)
    for text in frame.get("texts", []):
        draw_text(axes, text)


def axis_style(axis: Axis) -> Style:
    """An axis with its title and ends; numbers that plotly finds anew when it is zoomed.

    Words at an axis stay where they are.
    """
    style: Style = {"title": {"text": axis["title"]}, "range": list(axis["range"])}
    log = axis.get("log", False)
    if log:
        style |= {"type": "log", "exponentformat": "e"}
    if any(text != short(10.0**at if log else at) for at, text in axis["ticks"]):
        style["tickvals"] = in_data(axis, [at for at, _ in axis["ticks"]])
        style["ticktext"] = [text for _, text in axis["ticks"]]
    elif not axis["ticks"]:
        style["showticklabels"] = False
        style["ticks"] = ""
    return style


def span_of(axes: Axes, name: str, ends: tuple[float, float] | None) -> Style:
    """The extent of a shape in one direction; from end to end where none is given."""
    reference = axes.x if name == "x" else axes.y
    if ends is None:
        return {f"{name}ref": f"{reference} domain", f"{name}0": 0, f"{name}1": 1}
    return {f"{name}0": ends[0], f"{name}1": ends[1]}


def draw_rule(axes: Axes, frame: ChartFrame, rule: Rule) -> None:
    """A straight line from end to end."""
    if "x" in rule:
        (at,) = in_data(frame["x"], [rule["x"]])
        ends = {"x0": at, "x1": at} | span_of(axes, "y", None)
    else:
        (at,) = in_data(frame["y"], [rule["y"]])
        ends = {"y0": at, "y1": at} | span_of(axes, "x", None)
    axes.shape(type="line", line=RULES[rule["kind"]], **ends)


def draw_text(axes: Axes, text: Text) -> None:
    """A text beside its place, on a ground of its own."""
    anchor = {"start": "left", "middle": "center", "end": "right"}[text.get("anchor", "start")]
    axes.write(
        text["x"],
        text["y"],
        text["text"],
        xanchor=anchor,
        yanchor="bottom",
        xshift=text.get("dx", 0),
        yshift=-text.get("dy", 0) - 4,
        font=font(),
        bgcolor=clear("ground", 0.7),
    )
