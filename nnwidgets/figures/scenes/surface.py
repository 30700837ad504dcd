"""Surfaces over the unit square as scenes for the surface view: faces, axes, and numbers on top."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.geometry.solids import CENTRE, CORNERS, Camera, Faces, flat
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.common import Anchor, PlacedText
    from nnwidgets.figures.schema.surface import SurfaceAxes, SurfaceScene

Array = NDArray[np.float64]

WIDTH, HEIGHT = 320, 268


def surface(
    faces: Faces,
    camera: Camera,
    *,
    title: str,
    label: str,
    ticks: tuple[float, ...],
    marks: Sequence[tuple[float, float, float, str]] = (),
) -> SurfaceScene:
    """Scene of a surface with its axes.

    Args:
        faces: from `columns`, `sheet` or `cliff`.
        camera: where it is seen from.
        title: over the picture.
        label: the picture in words.
        ticks: heights that are written at the upright axis.
        marks: (x₁, x₂, height, text): numbers that stand on the surface.
    """
    pixels = camera.pixels(faces.points)
    floor = camera.pixels(flat(CORNERS, camera.low))
    share = np.clip((faces.heights - camera.low) / (camera.high - camera.low), 0.0, 1.0)
    places = camera.pixels(np.array([mark[:3] for mark in marks]).reshape(-1, 3))
    on_top = [text_at(p, mark[3], dy=5) for p, mark in zip(places, marks, strict=True)]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "points": pixels.astype(np.float32).tobytes(),
        "counts": faces.counts.tobytes(),
        "shades": (share * 255.0 + 0.5).astype(np.uint8).tobytes(),
        "lights": faces.lights.tobytes(),
        "palette": "activation",
        "floor": floor.round(1).tolist(),
        "title": title,
        "label": label,
        "axes": axes(camera, ticks),
        "marks": on_top,
    }


@lru_cache(maxsize=64)  # a drag leaves them as they are
def axes(camera: Camera, ticks: tuple[float, ...]) -> SurfaceAxes:
    """The two near edges of the floor, an upright axis at its leftmost corner, and their names."""
    left = CORNERS[int(np.argmin(camera.pixels(flat(CORNERS, camera.low))[:, 0]))]
    heights = np.array([[*left, t] for t in ticks])
    upright = camera.pixels(np.array([[*left, camera.low], [*left, camera.high]]))
    near_1, near_2 = camera.nearer()
    x, y = (1.0 + near_1) / 2.0, (1.0 + near_2) / 2.0  # the corner that is nearest
    names, lines = [], [upright]
    for symbol, edge in (("x₁", [[0.0, y], [1.0, y]]), ("x₂", [[x, 0.0], [x, 1.0]])):
        ends = camera.pixels(flat(np.array(edge), camera.low))
        names += edge_texts(symbol, ends)
        lines.append(ends)
    return {
        "lines": [line.round(1).tolist() for line in lines],
        "texts": [
            *names,
            *(
                text_at(place, short(t), dx=-7, dy=5, anchor="end")
                for place, t in zip(camera.pixels(heights), ticks, strict=True)
            ),
        ],
    }


def edge_texts(symbol: str, ends: Array) -> list[PlacedText]:
    """An edge's name under its middle, and 0 and 1 at its ends, outside of the square."""
    out = ends.mean(axis=0) - CENTRE
    outwards = out / np.hypot(*out)
    places = [*(0.88 * ends + 0.12 * ends[::-1]), ends.mean(axis=0)]
    return [
        text_at(place + 15.0 * outwards, text, dy=7, anchor="middle")
        for place, text in zip(places, ("0", "1", symbol), strict=True)
    ]


def text_at(
    place: Array, text: str, *, dx: float = 0.0, dy: float = 0.0, anchor: Anchor = "middle"
) -> PlacedText:
    """A line of text at a pixel."""
    x, y = (float(v) for v in place)
    return {"x": round(x + dx, 1), "y": round(y + dy, 1), "text": text, "anchor": anchor}
