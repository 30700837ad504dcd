"""What stands on the unit square as a plotly figure that can be turned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.geometry.solids import CORNERS, TILT, Columns, Sheet, flat, kept
from nnwidgets.figures.plotly.look import colour_scale, font
from nnwidgets.figures.theme import light

if TYPE_CHECKING:
    from nnwidgets.figures.geometry.solids import Cliff, Solid
    from nnwidgets.figures.plotly.canvas import Box, Canvas
    from nnwidgets.figures.schema.surface import SurfaceScene

Array = NDArray[np.float64]
Style = dict[str, Any]

TITLE = 24.0
DISTANCE, HEIGHT = 1.95, 1.05  # of the eye from the middle, in sides of the square
HOVER = "x₁ = %{x:.3~f}<br>x₂ = %{y:.3~f}<br>height: %{z:.3~g}<extra></extra>"


def draw_surface(canvas: Canvas, scene: SurfaceScene, box: Box, solid: Solid) -> None:
    """A solid on the square, seen at first as the explorer shows it."""
    upright = {
        "gridcolor": light("grid"),
        "backgroundcolor": light("ground"),
        "nticks": 5,
        "tickfont": font(),
    }
    axis = {**upright, "range": [0, 1]}
    turn = turn_of(scene)
    name = canvas.scene(
        box.inside(0, TITLE, 0, 0),
        {
            "xaxis": axis | {"title": {"text": "x₁", "font": font()}},
            "yaxis": axis | {"title": {"text": "x₂", "font": font()}},
            "zaxis": upright | {"title": {"text": "height", "font": font()}},
            "aspectratio": {"x": 1, "y": 1, "z": 0.6},
            "camera": {
                "eye": {
                    "x": -DISTANCE * float(np.sin(turn)),
                    "y": -DISTANCE * float(np.cos(turn)),
                    "z": HEIGHT,
                }
            },
        },
    )
    canvas.write(box.left + box.width / 2, box.top + TITLE / 2, scene["title"])
    look = {"scene": name, "name": scene["title"], "hovertemplate": HOVER}
    scale = {"colorscale": colour_scale(scene["palette"]), "showscale": False}
    canvas.data.append({**trace_of(solid), **look, **scale})


def turn_of(scene: SurfaceScene) -> float:
    """The angle in radians by which the explorer has turned the square, from its floor's edge."""
    (x0, y0), (x1, y1) = scene["floor"][:2]
    return float(np.arctan2((y0 - y1) / np.sin(TILT), x1 - x0))


def trace_of(solid: Solid) -> Style:
    """The trace of a solid, without its colours."""
    if isinstance(solid, Sheet):
        ends = np.linspace(0.0, 1.0, len(solid.values)).tolist()
        return {"type": "surface", "x": ends, "y": ends, "z": solid.values.T.tolist()}
    if isinstance(solid, Columns):
        return steps_of(solid)
    return mesh_of(solid)


def steps_of(columns: Columns) -> Style:
    """A surface that rises straight up at every edge, and at the border from the floor."""
    heights = np.pad(np.repeat(np.repeat(columns.heights, 2, axis=0), 2, axis=1), 1)
    x, y = (np.repeat(edges, 2).tolist() for edges in (columns.edges_1, columns.edges_2))
    return {"type": "surface", "x": x, "y": y, "z": heights.T.tolist()}


def mesh_of(cliff: Cliff) -> Style:
    """The floor where a step is off, the block where it is on, and the walls around the block."""
    values = CORNERS @ cliff.weights + cliff.bias
    block = kept(CORNERS, values)
    parts = [flat(kept(CORNERS, -values), 0.0)]
    if len(block):
        parts.append(flat(block, 1.0))
        following = np.roll(block, -1, axis=0)
        parts += [
            np.array([[*p, 0.0], [*q, 0.0], [*q, 1.0], [*p, 1.0]])
            for p, q in zip(block, following, strict=True)
        ]
    faces = [part for part in parts if len(part) >= 3]
    starts = np.cumsum([0, *(len(face) for face in faces[:-1])])
    fans = np.array(
        [
            (start, start + k, start + k + 1)
            for start, face in zip(starts, faces, strict=True)
            for k in range(1, len(face) - 1)
        ]
    )
    points = np.concatenate(faces)
    corners = dict(zip("xyz", points.T.tolist(), strict=True))
    triangles = dict(zip("ijk", fans.T.tolist(), strict=True))
    heights = {"intensity": points[:, 2].tolist(), "cmin": 0, "cmax": 1, "flatshading": True}
    return {"type": "mesh3d", **corners, **triangles, **heights}
