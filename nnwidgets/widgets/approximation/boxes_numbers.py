"""What BoxesExplorer computes: one half-plane, several added up, or towers under a function."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.activations import step
from nnwidgets.core.approximation import sum_of_units
from nnwidgets.core.towers import tower_bound, tower_error
from nnwidgets.course.plane_functions import TARGETS
from nnwidgets.figures.approximation.boxes import Rectangles
from nnwidgets.figures.geometry.solids import CORNERS, kept
from nnwidgets.figures.scenes import region as regions

Floats = NDArray[np.float64]

LOWER, UPPER = (0.0, 0.0), (1.0, 1.0)
MAP = 60
"""Cells of the maps along each axis."""
SHEET = 24
"""Pieces of a smooth surface along each axis."""


class HalfPlane(NamedTuple):
    """One unit: φ(w·x + b).

    Attributes:
        weights: w.
        bias: b.
        share: the part of the square on which it is on.
    """

    weights: Floats
    bias: float
    share: float


class Box(NamedTuple):
    """Half-planes parallel to the axes, added up, and a unit φ(sum − t) on top.

    Attributes:
        parts: sums and outputs on each rectangle.
        lines: the half-planes' edges: ("x" or "y", name, where).
        threshold: t.
        share: the part of the square on which the output is 1.
        is_box: whether that is just the strip or the box that the edges ask for.
    """

    parts: Rectangles
    lines: list[tuple[str, str, float]]
    threshold: float
    share: float
    is_box: bool


class Towers(NamedTuple):
    """A tower on each of N × N boxes.

    Attributes:
        n: N.
        heights: shape (N, N), the first index along x₁.
        error: the largest |f − F|, measured.
        bound: L d / 2, or None for a function that jumps.
    """

    n: int
    heights: Floats
    error: float
    bound: float | None


def half_plane(weights: Floats, bias: float) -> HalfPlane:
    """The share is the area of a polygon, by the shoelace formula."""
    x, y = kept(CORNERS, CORNERS @ weights + bias).T
    area = 0.5 * float(x @ np.roll(y, -1) - y @ np.roll(x, -1))
    return HalfPlane(weights, bias, area)


def box_of(ends_1: tuple[float, float], ends_2: tuple[float, float] | None, t: float) -> Box:
    """A strip l₁ ≤ x₁ ≤ u₁, or with `ends_2` a box, from its half-planes, one for each end."""
    asked = [("x", ("l₁", "u₁"), ends_1)] + (
        [] if ends_2 is None else [("y", ("l₂", "u₂"), ends_2)]
    )
    rows = np.eye(2)[: len(asked)]
    weights = np.vstack([rows, -rows])
    low = np.array([ends[0] for _, _, ends in asked])
    high = np.array([ends[1] for _, _, ends in asked])
    edges = [np.unique([0.0, *ends, 1.0]) for ends in (ends_1, ends_2 or (0.0, 1.0))]
    middles = np.stack(np.meshgrid(*[(e[:-1] + e[1:]) / 2 for e in edges], indexing="ij"), axis=-1)
    sums = sum_of_units(middles, weights, np.r_[-low, high], np.ones(2 * len(asked)), "step")
    outputs = step(sums - t)
    k = len(asked)
    inside = np.logical_and(low <= middles[..., :k], middles[..., :k] <= high).all(axis=-1)
    areas = np.outer(np.diff(edges[0]), np.diff(edges[1]))
    lines = [
        (axis, name, at)
        for axis, names, ends in asked
        for name, at in zip(names, ends, strict=True)
    ]
    return Box(
        Rectangles(edges[0], edges[1], sums, outputs),
        lines,
        t,
        float((areas * outputs).sum()),
        bool((outputs == inside).all()),
    )


def middles(n: int) -> Floats:
    """The middles of n × n boxes, shape (n², 2), x₂ running faster."""
    at = (np.arange(n) + 0.5) / n
    return np.stack(np.meshgrid(at, at, indexing="ij"), axis=-1).reshape(-1, 2)


@cache
def towers(target: str, n: int) -> Towers:
    """The towers of a target; kept, as a drag comes back to the same few."""
    f, slope = TARGETS[target].function, TARGETS[target].lipschitz
    bound = None if slope is None else tower_bound(slope, n, LOWER, UPPER)
    error = tower_error(f, n, LOWER, UPPER)
    return Towers(n, f(middles(n)).reshape(n, n), error, bound)


@cache
def target_sheet(target: str) -> Floats:
    """The target on a grid with its edges, the first index along x₁."""
    at = np.linspace(0.0, 1.0, SHEET + 1)
    points = np.stack(np.meshgrid(at, at, indexing="ij"), axis=-1).reshape(-1, 2)
    return TARGETS[target].function(points).reshape(SHEET + 1, SHEET + 1)


def difference(target: str, result: Towers) -> Floats:
    """F − f at the points of `regions.grid(MAP)`, shape (MAP, MAP)."""
    points = regions.grid(MAP)
    i, j = np.minimum((points * result.n).astype(int), result.n - 1).T
    gap: Floats = result.heights[i, j] - TARGETS[target].function(points)
    return gap.reshape(MAP, MAP)
