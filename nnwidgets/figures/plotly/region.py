"""Maps over the plane as plotly figures: a heat map with its boundary, folds and points."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.figures.geometry.chains import chained
from nnwidgets.figures.plotly.canvas import LARGEST
from nnwidgets.figures.plotly.look import SIGNS, colour_scale, dash, font, marker
from nnwidgets.figures.scenes.region import values_of
from nnwidgets.figures.theme import light

if TYPE_CHECKING:
    from nnwidgets.figures.plotly.canvas import Axes, Box, Canvas, Size
    from nnwidgets.figures.schema.common import MapPoint
    from nnwidgets.figures.schema.region import Fold, RegionScene

LEFT, TOP, RIGHT, BOTTOM = 58.0, 26.0, 86.0, 50.0
"""Around the map: numbers and a title, the title over it, the scale of colours, numbers below."""


def region_size(scene: RegionScene, room: float) -> Size:
    """A square of the size that the map has on the page, and what stands around it."""
    side = min(LARGEST * (scene["width"] - 54.0), room - LEFT - RIGHT)
    x0, x1, y0, y1 = scene["extent"]
    return side + LEFT + RIGHT, side * (y1 - y0) / (x1 - x0) + TOP + BOTTOM


def draw_region(canvas: Canvas, scene: RegionScene, box: Box) -> None:
    """The field in its colours with a scale beside it, and what lies on it."""
    inner = box.inside(LEFT, TOP, RIGHT, BOTTOM)
    x0, x1, y0, y1 = scene["extent"]
    own_x = f"x{canvas.n_axes + 1}" if canvas.n_axes else "x"
    axes = canvas.axes(
        inner,
        {"title": {"text": scene["x_title"]}, "range": [x0, x1], "constrain": "domain"},
        {
            "title": {"text": scene["y_title"]},
            "range": [y0, y1],
            "constrain": "domain",
            "scaleanchor": own_x,
        },
    )
    axes.title(scene["title"])
    draw_field(axes, scene, inner)
    for fold in scene.get("folds", []):
        draw_fold(axes, fold)
    draw_segments(axes, scene["ghost"], "the boundary before", "map-ghost", dash("ghost"))
    draw_segments(axes, scene["boundary"], "the boundary", "map-ink", "solid")
    draw_points(axes, scene)
    if scene["marker"] is not None:
        x, y = scene["marker"]
        look = marker("ring", light("map-ink"), 16)
        axes.add(mode="markers", x=[x], y=[y], marker=look, **hover(scene, "the input"))


def draw_field(axes: Axes, scene: RegionScene, inner: Box) -> None:
    """A cell for each value, in the colours of the palette."""
    canvas, n = axes.canvas, scene["size"]
    x0, x1, y0, y1 = scene["extent"]
    centres = (np.arange(n) + 0.5) / n
    low, high = scene["span"]
    across, up = f"{scene['x_title']} = %{{x:.3~f}}", f"{scene['y_title']} = %{{y:.3~f}}"
    scale = {
        "x": (inner.left + inner.width + 8) / canvas.width,
        "y": 1 - (inner.top + inner.height / 2) / canvas.height,
        "len": inner.height / canvas.height,
        "thickness": 12,
        "xpad": 0,
        "ypad": 0,
        "outlinewidth": 0,
        "title": {"text": scene["quantity"], "side": "right", "font": font()},
    }
    axes.add(
        type="heatmap",
        x=(x0 + centres * (x1 - x0)).tolist(),
        y=(y0 + centres * (y1 - y0)).tolist(),
        z=values_of(scene).round(6).tolist(),
        zmin=low,
        zmax=high,
        colorscale=colour_scale(scene["palette"]),
        colorbar=scale,
        zsmooth=False,
        name=scene["quantity"],
        hovertemplate=f"{across}<br>{up}<br>{scene['quantity']}: %{{z:.3~g}}<extra></extra>",
    )


def draw_segments(axes: Axes, segments: bytes, name: str, colour: str, dashes: str) -> None:
    """Segments joined to lines, with gaps between them."""
    x: list[float | None] = []
    y: list[float | None] = []
    for chain in chained(np.frombuffer(segments, np.float32).reshape(-1, 4)):
        x += [*chain[:, 0].tolist(), None]
        y += [*chain[:, 1].tolist(), None]
    if x:
        line = {"color": light(colour), "width": 2.25, "dash": dashes}
        axes.add(mode="lines", x=x[:-1], y=y[:-1], line=line, name=name, hoverinfo="skip")


def draw_fold(axes: Axes, fold: Fold) -> None:
    """A straight line, its name near its beginning."""
    x, y, x_end, y_end = fold["ends"]
    line = {"color": light("map-ghost"), "width": 1.25 if fold["name"] else 1}
    if fold["chosen"]:
        line = {"color": light("map-ink"), "width": 2.5}
    name = f"line {fold['name']}".strip()
    axes.add(mode="lines", x=[x, x_end], y=[y, y_end], line=line, name=name, hoverinfo="name")
    if fold["name"]:
        axes.write(
            x + 0.06 * (x_end - x),
            y + 0.06 * (y_end - y),
            f"<b>{fold['name']}</b>",
            xshift=fold.get("dx", 0),
            yshift=-fold.get("dy", 0),
            font=font("map-ink"),
        )


def draw_points(axes: Axes, scene: RegionScene) -> None:
    """The points of each class as one trace, rings around those on the wrong side."""
    groups: dict[str, list[MapPoint]] = defaultdict(list)
    for point in scene["points"]:
        groups[point["label"]].append(point)
    for label, points in groups.items():
        shape = points[0]["shape"]
        colour = light(f"map-{label}" if label in {"a", "b"} else f"class-{label}")
        x, y = [point["x"] for point in points], [point["y"] for point in points]
        look = marker(shape, colour, 11)
        axes.add(
            mode="markers", cliponaxis=False, x=x, y=y, marker=look, **hover(scene, SIGNS[shape])
        )
    wrong = [point for point in scene["points"] if point["wrong"]]
    if wrong:
        x, y = [point["x"] for point in wrong], [point["y"] for point in wrong]
        ring = {**marker("ring", light("map-ink"), 19), "opacity": 0.9}
        axes.add(mode="markers", x=x, y=y, marker=ring, name="wrong", hoverinfo="skip")


def hover(scene: RegionScene, name: str) -> dict[str, str]:
    """What hovering over a point says."""
    places = f"{scene['x_title']} = %{{x:.3~f}}<br>{scene['y_title']} = %{{y:.3~f}}"
    return {"name": name, "hovertemplate": f"{places}<extra>{name}</extra>"}
