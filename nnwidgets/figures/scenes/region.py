"""Maps over the plane: a field on a grid as bytes, and the curve on which it is zero.

Bytes and single precision are enough for a picture and keep a step of a drag to about 12 kB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.theme import CLASS_MARKS, MARKERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.common import MapPoint, Palette
    from nnwidgets.figures.schema.region import Fold, RegionScene

Array = NDArray[np.float64]
Extent = tuple[float, float, float, float]  # x from, x to, y from, y to

WIDTH, HEIGHT = 300, 316


def grid(n: int, extent: Extent = (0.0, 1.0, 0.0, 1.0)) -> Array:
    """The centres of n × n equal cells, row by row from the bottom; shape (n², 2)."""
    x0, x1, y0, y1 = extent
    centres = (np.arange(n) + 0.5) / n
    x, y = np.meshgrid(x0 + centres * (x1 - x0), y0 + centres * (y1 - y0))
    return np.column_stack([x.ravel(), y.ravel()])


def as_bytes(field: Array, low: float, high: float) -> bytes:
    """Values from `low` to `high` as 0 … 255; what lies beyond is clipped, nan is the middle."""
    share = (np.clip(field, low, high) - low) / (high - low)
    cells: NDArray[np.uint8] = (np.nan_to_num(share, nan=0.5) * 255.0 + 0.5).astype(np.uint8)
    return cells.tobytes()


def zero_contour(field: Array, extent: Extent = (0.0, 1.0, 0.0, 1.0)) -> NDArray[np.float32]:
    """Line segments on which the field is 0, by marching squares.

    Between two neighbouring centres of different sign the zero is placed linearly. A square with
    two zeros on its edges gives one segment, a saddle with four gives two, one with a nan or an
    infinity at a corner none.

    Args:
        field: shape (n, n), at the points of `grid(n, extent)`; row 0 is the lowest.
        extent: of the map.

    Returns:
        Segments (x₁, y₁, x₂, y₂), shape (n_segments, 4).
    """
    n = field.shape[0]
    a, b, c, d = _corners(field > 0)
    known = np.logical_and.reduce(_corners(np.isfinite(field)))
    rows, columns = np.nonzero((a ^ b | b ^ c | c ^ d) & known)
    # the four corners of each mixed square, anticlockwise from the lower left
    around = ((0, 0), (0, 1), (1, 1), (1, 0))
    values = np.stack([field[rows + dr, columns + dc] for dr, dc in around], axis=1)
    places = np.stack([np.stack([columns + dc, rows + dr], axis=1) for dr, dc in around], axis=1)
    after = np.roll(values, -1, axis=1)
    crossed = (values > 0) != (after > 0)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        share = np.where(crossed, values / (values - after), 0.0)
    points = places + share[:, :, None] * (np.roll(places, -1, axis=1) - places)
    order = np.argsort(~crossed, axis=1, kind="stable")
    points = np.take_along_axis(points, order[:, :, None], axis=1)
    saddles = crossed.sum(axis=1) == 4
    ends = np.concatenate([points[:, :2], points[saddles, 2:]]).reshape(-1, 2)
    x0, x1, y0, y1 = extent
    scaled = (ends + 0.5) / n * [x1 - x0, y1 - y0] + [x0, y0]
    segments: NDArray[np.float32] = scaled.reshape(-1, 4).astype(np.float32)
    return segments


def _corners(centres: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
    """Each square's four corners, anticlockwise from the lower left."""
    return [centres[:-1, :-1], centres[:-1, 1:], centres[1:, 1:], centres[1:, :-1]]


def class_points(inputs: Array, classes: Sequence[int], right: Sequence[bool]) -> list[MapPoint]:
    """Data points by colour and shape; a point on the wrong side is ringed."""
    return [
        {
            "x": float(x),
            "y": float(y),
            "label": CLASS_MARKS[k],
            "shape": MARKERS[k],
            "wrong": not ok,
        }
        for (x, y), k, ok in zip(inputs, classes, right, strict=True)
    ]


def region_map(
    field: Array,
    *,
    palette: Palette,
    span: tuple[float, float],
    boundary: NDArray[np.float32],
    title: str,
    label: str,
    ghost: NDArray[np.float32] | None = None,
    points: Sequence[MapPoint] = (),
    marker: Sequence[float] | Array = (),
    folds: Sequence[Fold] = (),
    clickable: bool = True,
    help_text: str = "",
    quantity: str = "value",
    extent: Extent = (0.0, 1.0, 0.0, 1.0),
    axis_titles: tuple[str, str] = ("x₁", "x₂"),
) -> RegionScene:
    """Scene of a map: the field in `palette` from `span[0]` to `span[1]`, and what lies on it.

    Args:
        field: shape (n, n), row 0 lowest.
        palette: "class" (blue, white, vermilion) or "activation" (dark to light).
        span: values at the ends of the palette.
        boundary: segments of the boundary, from `zero_contour`.
        title: over the map.
        label: text alternative of the picture.
        ghost: the boundary before the last drag, or None.
        points: from `class_points`.
        marker: the present input (x₁, x₂); empty where there is none.
        folds: from `fold_lines`.
        clickable: whether a click on the map chooses a place.
        help_text: what Enter does at the crosshair; without it there is no crosshair.
        quantity: the name of the field.
        extent: of the axes.
        axis_titles: names of the axes.
    """
    scene: RegionScene = {
        "width": WIDTH,
        "height": HEIGHT,
        "extent": extent,
        "x_title": axis_titles[0],
        "y_title": axis_titles[1],
        "size": field.shape[0],
        "grid": as_bytes(field, *span),
        "palette": palette,
        "quantity": quantity,
        "span": span,
        "boundary": boundary.tobytes(),
        "ghost": b"" if ghost is None else ghost.tobytes(),
        "points": list(points),
        "marker": (float(marker[0]), float(marker[1])) if len(marker) else None,
        "title": title,
        "label": label,
        "clickable": clickable,
    }
    if folds:
        scene["folds"] = list(folds)
    if help_text:
        scene["help"] = help_text
    return scene


def values_of(scene: RegionScene) -> Array:
    """The field of a map, shape (n, n), in 255 steps and between the ends of its palette."""
    low, high = scene["span"]
    shares = np.frombuffer(scene["grid"], np.uint8).reshape(scene["size"], -1) / 255.0
    return low + shares * (high - low)
