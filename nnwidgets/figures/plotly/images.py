"""Small images, and the paper, as heat maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.figures.plotly.look import colour_scale, font
from nnwidgets.figures.theme import light

if TYPE_CHECKING:
    from nnwidgets.figures.plotly.canvas import Axes, Box, Canvas, Size
    from nnwidgets.figures.schema.gallery import GalleryItem, GalleryScene
    from nnwidgets.figures.schema.pad import PadScene

TILE, GAP, TEXT = 72.0, 12.0, 40.0
"""Pixels of an image's side, between two images, and of the text under each."""
TITLE, NOTE = 24.0, 30.0  # over the images, and under the paper
SMALL = 8  # pixels along the side of a digit on the paper


def gallery_size(scene: GalleryScene, room: float) -> Size:
    """As wide as there is room, and as high as the rows of images with their texts."""
    n_rows = -(-len(scene["items"]) // per_row(room))
    return room, TITLE + (TILE + TEXT) * max(n_rows, 1)


def per_row(room: float) -> int:
    """How many images stand side by side."""
    return max(1, int((room + GAP) // (TILE + GAP)))


def pad_size(scene: PadScene, room: float) -> Size:
    """A square with a line of text below it."""
    del scene
    side = min(room, 300.0)
    return side, side + NOTE


def draw_gallery(canvas: Canvas, scene: GalleryScene, box: Box) -> None:
    """The images in rows, each with its text under it; one that is wrong has a dashed frame."""
    canvas.write(box.left, box.top + 9, scene["title"], xanchor="left", font=font("quiet"))
    axes = canvas.picture(box.inside(0, TITLE, 0, 0), box.width, box.height - TITLE)
    for place, item in enumerate(scene["items"]):
        row, column = divmod(place, per_row(box.width))
        draw_image(axes, item, scene, column * (TILE + GAP), row * (TILE + TEXT))


def draw_image(axes: Axes, item: GalleryItem, scene: GalleryScene, left: float, top: float) -> None:
    """One image; hovering tells its words and the number of a pixel, from 0 to 255."""
    n = scene["size"]
    step = TILE / n
    pixels = np.frombuffer(item["pixels"], np.uint8).reshape(n, n)[::-1]
    axes.add(
        type="heatmap",
        x0=left + step / 2,
        dx=step,
        y0=top + step / 2,
        dy=step,
        z=pixels.tolist(),
        zmin=0,
        zmax=255,
        showscale=False,
        colorscale=colour_scale(scene["palette"]),
        name=item["label"],
        hovertemplate="%{z} of 255<extra>" + item["label"] + "</extra>",
    )
    ends = {"x0": left, "x1": left + TILE, "y0": top, "y1": top + TILE}
    line = {"color": light("ink" if item["wrong"] else "grid"), "width": 2}
    axes.shape(type="rect", line=line | {"dash": "dash" if item["wrong"] else "solid"}, **ends)
    text = item["text"].replace("\n", "<br>")
    axes.write(left + TILE / 2, top + TILE + 3, text, yanchor="top")


def draw_pad(canvas: Canvas, scene: PadScene, box: Box) -> None:
    """The paper with its strokes, or the stored image that it shows."""
    side = min(box.width, box.height - NOTE)
    axes = canvas.picture(box.inside(0, 0, box.width - side, box.height - side), 1, 1)
    if scene["pixels"] is not None:
        axes.add(
            type="heatmap",
            x0=0.5 / SMALL,
            dx=1 / SMALL,
            y0=0.5 / SMALL,
            dy=1 / SMALL,
            z=np.reshape(scene["pixels"], (SMALL, SMALL)).tolist(),
            zmin=0,
            zmax=1,
            showscale=False,
            name="ink",
            colorscale=colour_scale("image"),
            hovertemplate="ink: %{z:.2~f}<extra></extra>",
        )
    for number, stroke in enumerate(scene["strokes"], start=1):
        axes.add(
            mode="lines",
            x=[point[0] for point in stroke],
            y=[point[1] for point in stroke],
            line={"color": light("image-high"), "width": side / 14, "shape": "spline"},
            name=f"stroke {number}",
            hoverinfo="name",
        )
    axes.shape(type="rect", line={"color": light("quiet"), "width": 2}, x0=0, x1=1, y0=0, y1=1)
    canvas.write(box.left, box.top + side + 14, scene["note"], xanchor="left", font=font("quiet"))
