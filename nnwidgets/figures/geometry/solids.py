"""What stands on the unit square, as flat faces in the order in which they are drawn.

No WebGL: a surface seen from above needs no depth buffer. Where columns are drawn from the far end
to the near one, what is near covers what is behind it (the painter's algorithm).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Array = NDArray[np.float64]
Bytes = NDArray[np.uint8]

CENTRE = (160.0, 180.0)  # the pixel of the middle of the floor
SIDE = 168.0  # pixels of an edge of the unit square that is seen at full length
TALL = 92.0  # pixels from the floor to the top of the axis
TILT = np.deg2rad(29.0)  # the floor is looked down at from this angle
TOP, ASIDE, FACING = 255, 226, 196  # how light a face is, of 255: two sides tell apart
CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])


class Camera(NamedTuple):
    """Where a surface is looked at from.

    Attributes:
        turn: degrees by which the square is turned about its middle.
        low: height of the floor.
        high: height of the top of the axis.
    """

    turn: float
    low: float
    high: float

    @property
    def away(self) -> Array:
        """The direction (x₁, x₂) that leads away from the reader, of length 1."""
        angle = np.deg2rad(self.turn)
        # rounded, so that a quarter turn has a true 0
        return np.array([np.sin(angle), np.cos(angle)]).round(12)

    def pixels(self, points: Array) -> Array:
        """Where points (x₁, x₂, height) lie in the picture, shape (..., 2)."""
        s, c = self.away
        x, y = points[..., 0] - 0.5, points[..., 1] - 0.5
        up = (np.clip(points[..., 2], self.low, self.high) - self.low) / (self.high - self.low)
        across = CENTRE[0] + SIDE * (c * x - s * y)
        down = CENTRE[1] - SIDE * np.sin(TILT) * (s * x + c * y) - TALL * up
        return np.stack([across, down], axis=-1)

    def nearer(self) -> tuple[int, int]:
        """+1 or −1 for x₁ and for x₂: which way leads towards the reader."""
        s, c = self.away
        return (-1 if s > 0 else 1), (-1 if c > 0 else 1)


class Faces(NamedTuple):
    """Flat faces in the order in which they are drawn.

    Attributes:
        points: the corners (x₁, x₂, height) of all faces, one after the other, shape (p, 3).
        counts: how many corners each face has, shape (n,).
        heights: what gives each its colour, shape (n,).
        lights: how light each is, from 0 to 255, shape (n,).
    """

    points: Array
    counts: Bytes
    heights: Array
    lights: Bytes


class Columns(NamedTuple):
    """A column on each rectangle of a grid.

    Attributes:
        edges_1: where the rectangles end along x₁, ascending, shape (n + 1,).
        edges_2: along x₂, shape (k + 1,).
        heights: shape (n, k).
    """

    edges_1: Array
    edges_2: Array
    heights: Array

    def faces(self, camera: Camera) -> Faces:
        """Their tops, and those sides that are seen."""
        return columns(self.edges_1, self.edges_2, self.heights, camera)


class Sheet(NamedTuple):
    """A surface through values on a grid of the square with its edges, shape (n + 1, n + 1)."""

    values: Array

    def faces(self, camera: Camera) -> Faces:
        """A face for each cell of the grid."""
        return sheet(self.values, camera)


class Cliff(NamedTuple):
    """The step φ(w·x + b): a block of height 1 on the part where it is on."""

    weights: Array
    bias: float

    def faces(self, camera: Camera) -> Faces:
        """The floor, and the sides and the top of the block."""
        return cliff(self.weights, self.bias, camera)


Solid: TypeAlias = Columns | Sheet | Cliff


def quads(corners: Sequence[tuple[Array, Array, Array]]) -> Array:
    """Faces of four corners, from the three coordinates of each corner; shape (n, 4, 3)."""
    return np.stack([np.stack(corner, axis=-1) for corner in corners], axis=1)


def faces_of(corners: Array, heights: Array, lights: Bytes) -> Faces:
    """Faces that all have as many corners, from the shape (n, corners, 3)."""
    counts = np.full(len(corners), corners.shape[1], dtype=np.uint8)
    return Faces(corners.reshape(-1, 3), counts, heights, lights.astype(np.uint8))


def columns(edges_1: Array, edges_2: Array, heights: Array, camera: Camera) -> Faces:
    """A column on each rectangle of a grid: its top and those sides that are seen.

    Args:
        edges_1: where the rectangles end along x₁, ascending, shape (n + 1,).
        edges_2: along x₂, shape (k + 1,).
        heights: shape (n, k).
        camera: gives the order.
    """
    near_1, near_2 = camera.nearer()
    # the height beside each column on the reader's side; beyond the square is the floor
    padded = np.pad(heights, 1, constant_values=camera.low)
    beside_1 = np.roll(padded, -near_1, axis=0)[1:-1, 1:-1]
    beside_2 = np.roll(padded, -near_2, axis=1)[1:-1, 1:-1]
    i, j = np.indices(heights.shape)[:, ::near_1, ::near_2].reshape(2, -1)
    x0, x1, y0, y1 = edges_1[i], edges_1[i + 1], edges_2[j], edges_2[j + 1]
    x, y = (x1 if near_1 > 0 else x0), (y1 if near_2 > 0 else y0)
    z, a, b = heights[i, j], beside_1[i, j], beside_2[i, j]
    side_1 = quads([(x, y0, a), (x, y1, a), (x, y1, z), (x, y0, z)])
    side_2 = quads([(x0, y, b), (x1, y, b), (x1, y, z), (x0, y, z)])
    top = quads([(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)])
    seen = np.stack([z > a, z > b, np.ones(len(z), dtype=bool)], axis=1)
    lights = np.broadcast_to([ASIDE, FACING, TOP], seen.shape)[seen]
    corners = np.stack([side_1, side_2, top], axis=1)[seen]
    return faces_of(corners, np.repeat(z, seen.sum(axis=1)), lights)


def sheet(values: Array, camera: Camera) -> Faces:
    """A surface through values on a grid of the square with its edges, shape (n + 1, n + 1)."""
    near_1, near_2 = camera.nearer()
    n = len(values) - 1
    i, j = np.indices((n, n))[:, ::near_1, ::near_2].reshape(2, -1)
    around = [(0, 0), (1, 0), (1, 1), (0, 1)]
    corners = quads([((i + a) / n, (j + b) / n, values[i + a, j + b]) for a, b in around])
    return faces_of(corners, corners[:, :, 2].mean(axis=1), np.full(n * n, TOP, dtype=np.uint8))


def cliff(weights: Array, bias: float, camera: Camera) -> Faces:
    """The step φ(w·x + b): the floor, and a block of height 1 on the part where it is on."""
    values = CORNERS @ weights + bias
    block = kept(CORNERS, values)
    parts = [(flat(CORNERS, 0.0), 0.0, TOP)]
    for p, q in zip(block, np.roll(block, -1, axis=0), strict=True):
        towards = -camera.away @ [q[1] - p[1], p[0] - q[0]]  # of the normal that looks outwards
        if towards > 0:
            wall = np.array([[*p, 0.0], [*q, 0.0], [*q, 1.0], [*p, 1.0]])
            parts.append((wall, 1.0, FACING))
    if len(block):
        parts.append((flat(block, 1.0), 1.0, TOP))
    corners, heights, lights = zip(*parts, strict=True)
    counts = np.array([len(face) for face in corners], dtype=np.uint8)
    return Faces(np.concatenate(corners), counts, np.array(heights), np.array(lights, np.uint8))


def kept(polygon: Array, values: Array) -> Array:
    """The part of a convex polygon, shape (n, 2), where a linear function is not negative.

    Args:
        polygon: its corners in order.
        values: the function at the corners, shape (n,).
    """
    corners: list[Array] = []
    following = np.roll(polygon, -1, axis=0), np.roll(values, -1)
    for p, v, q, w in zip(polygon, values, *following, strict=True):
        if v >= 0:
            corners.append(p)
        if (v >= 0) != (w >= 0):
            corners.append(p + v / (v - w) * (q - p))
    return np.array(corners).reshape(-1, 2)


def flat(polygon: Array, height: float) -> Array:
    """A polygon of the square at one height, shape (n, 3)."""
    return np.column_stack([polygon, np.full(len(polygon), height)])


def in_sight(
    places: Array, edges_1: Array, edges_2: Array, heights: Array, camera: Camera
) -> NDArray[np.bool_]:
    """Whether points (x₁, x₂, height), shape (n, 3), are not behind one of the columns.

    Towards the reader a line of sight rises by `TALL` for every `SIDE` sin(tilt) of floor. So over
    each column it is lowest where it comes in, at an edge: it is asked just behind every edge.
    """
    with np.errstate(divide="ignore", invalid="ignore"):  # along an edge it never comes in
        ways = np.hstack(
            [
                (places[:, [axis]] - edges) / camera.away[axis]
                for axis, edges in enumerate((edges_1, edges_2))
            ]
        )
    way = np.where(np.isfinite(ways) & (ways > 0.0), ways, 0.0) + 1e-9
    floor = places[:, None, :2] - camera.away * way[..., None]
    rises = SIDE * np.sin(TILT) / TALL * (camera.high - camera.low)
    i = np.searchsorted(edges_1, floor[..., 0], "right") - 1
    j = np.searchsorted(edges_2, floor[..., 1], "right") - 1
    inside = ((floor >= 0.0) & (floor < 1.0)).all(axis=-1)
    # beyond the square the index is any, and does not count
    columns = heights[i.clip(0, len(heights) - 1), j.clip(0, heights.shape[1] - 1)]
    hidden: NDArray[np.bool_] = (inside & (columns > places[:, 2:] + rises * way + 1e-9)).any(
        axis=1
    )
    return ~hidden
