"""What stands between the axes of a chart, as traces: lines, bars and points."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.plotly.look import SIGNS, dash, mark_colour, marker
from nnwidgets.figures.scenes.chart import points_of
from nnwidgets.figures.theme import clear, light

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nnwidgets.figures.plotly.canvas import Axes
    from nnwidgets.figures.schema.chart import Axis, BarKind, ChartFrame, Line, LineKind, Point

Array = NDArray[np.float64]
Style = dict[str, Any]

LINES: dict[LineKind, Style] = {
    "ink": {"color": light("ink"), "width": 2},
    "faint": {"color": light("quiet"), "width": 1.5},
    "chosen": {"color": light("quiet"), "width": 3},
    "ghost": {"color": light("ghost"), "width": 1.75, "dash": dash("ghost")},
    "guide": {"color": light("class-a"), "width": 1.5, "dash": dash("guide")},
    "sum": {"color": light("ink"), "width": 3.25},
    "target": {"color": clear("ghost", 0.5), "width": 6},
    "gap": {"color": light("ink"), "width": 2.5, "dash": dash("guide")},
    "class-a": {"color": light("class-a"), "width": 2},
    "class-b": {"color": light("class-b"), "width": 2},
}
NAMES: dict[LineKind, str] = {"ghost": "before"}
"""What a line without a name is called."""

BARS: dict[BarKind, str] = {
    "plain": light("quiet"),
    "chosen": light("ink"),
    "gradient": light("gradient"),
    "class-a": light("class-a"),
    "class-b": light("class-b"),
}


def in_data(axis: Axis, values: Sequence[float] | Array) -> list[float | None]:
    """The data at places of an axis, ten to their power on a logarithmic one; None for a gap."""
    array = np.asarray(values, dtype=np.float64)
    data = 10.0**array if axis.get("log") else array
    return [value if np.isfinite(value) else None for value in data.tolist()]


def hover(frame: ChartFrame, name: str, y: str = "%{y:.4~g}") -> str:
    """What hovering says: both quantities by the names of their axes, and what is drawn."""
    lines = []
    if frame["x"]["title"]:
        lines.append(f"{frame['x']['title']}: %{{x:.4~g}}")
    lines.append(f"{frame['y']['title'] or 'y'}: {y}")
    return "<br>".join(lines) + f"<extra>{name}</extra>"


def draw_line(axes: Axes, frame: ChartFrame, line: Line) -> None:
    """A line with gaps where it has none; one that has a name can be told from others."""
    x, y = points_of(line).T
    said = line.get("name") or NAMES.get(line["kind"], "")
    silent = line["kind"] == "guide"
    axes.add(
        mode="lines",
        x=in_data(frame["x"], x),
        y=in_data(frame["y"], y),
        line=LINES[line["kind"]],
        name=said,
        **({"hoverinfo": "skip"} if silent else {"hovertemplate": hover(frame, said)}),
    )


def draw_bars(axes: Axes, frame: ChartFrame) -> None:
    """The bars of each colour as one trace; a bar on a logarithmic axis tells its upper end."""
    groups: dict[BarKind, list[tuple[float, ...]]] = defaultdict(list)
    for bar in frame.get("bars", []):
        (left, right), (low, high) = bar["x"], bar["y"]
        base, top = (float(value or 0.0) for value in in_data(frame["y"], [low, high]))
        told = top if frame["y"].get("log") else top - base
        groups[bar["kind"]].append(((left + right) / 2, right - left, base, top - base, told))
    for kind, bars in groups.items():
        columns = ("x", "width", "base", "y", "customdata")
        axes.add(
            type="bar",
            **dict(zip(columns, map(list, zip(*bars, strict=True)), strict=True)),
            marker={"color": BARS[kind], "line": {"color": light("ground"), "width": 1.5}},
            name=kind,
            hovertemplate=hover(frame, "", "%{customdata:.4~g}"),
        )


def draw_points(axes: Axes, frame: ChartFrame) -> None:
    """Points of one look as one trace, rings around those that are wrong or looked at."""
    groups: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in frame.get("points", []):
        groups[point["shape"], point["label"]].append(point)
    for points in groups.values():
        shape, label = points[0]["shape"], points[0]["label"]
        ring = shape == "ring"
        colour = light("ink") if ring and label != "ghost" else mark_colour(label)
        name = "before" if label == "ghost" else "" if label == "ink" else SIGNS[shape]
        axes.add(
            mode="markers",
            cliponaxis=False,
            **places(frame, points),
            marker=marker(shape, colour, 14 if ring else 10),
            name=name,
            hovertemplate=hover(frame, name),
        )
    shown = [point for point in frame.get("points", []) if point["shape"] != "ring"]
    add_rings(axes, frame, [point for point in shown if point["wrong"]], "wrong", 1.5)
    add_rings(axes, frame, [point for point in shown if point["chosen"]], "chosen", 2.5)
    add_rings(axes, frame, frame.get("handles", []), "can be moved", 2.5)


def add_rings(
    axes: Axes, frame: ChartFrame, points: Iterable[Any], name: str, width: float
) -> None:
    """Rings around points."""
    if found := list(points):
        ring = {"color": light("ink"), "width": width}
        axes.add(
            mode="markers",
            cliponaxis=False,
            **places(frame, found),
            marker={"symbol": "circle-open", "size": 17, "color": light("ink"), "line": ring},
            name=name,
            hoverinfo="skip",
        )


def places(frame: ChartFrame, points: Sequence[Any]) -> Style:
    """Where points stand."""
    return {
        "x": in_data(frame["x"], [point["x"] for point in points]),
        "y": in_data(frame["y"], [point["y"] for point in points]),
    }
