"""The pictures of BoxesExplorer: two surfaces, a map and a chart for each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.course.plane_functions import MAX_PER_AXIS, TARGETS
from nnwidgets.figures.approximation import boxes
from nnwidgets.figures.approximation import towers as tower_figures
from nnwidgets.figures.geometry import solids
from nnwidgets.figures.scenes import region as regions
from nnwidgets.figures.scenes import surface as surfaces
from nnwidgets.text import short
from nnwidgets.widgets.approximation.boxes_numbers import (
    MAP,
    Box,
    HalfPlane,
    Towers,
    difference,
    target_sheet,
    towers,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

Scenes = dict[str, "Mapping[str, object]"]

Z = (-2.0, 2.0)


def half_plane_scenes(result: HalfPlane, turn: float, label: str) -> Scenes:
    """The plane z, and its step."""
    w, b = result.weights, result.bias
    corners = np.linspace(0.0, 1.0, 13)
    z = w[0] * corners[:, None] + w[1] * corners + b
    below, above = solids.Camera(turn, *Z), solids.Camera(turn, 0.0, 1.0)
    plane = surfaces.surface(
        solids.sheet(np.clip(z, *Z), below),
        below,
        title="z = w₁x₁ + w₂x₂ + b",
        label=f"Plane of the preactivation z, cut off at −2 and 2. {label}",
        ticks=(-2, 0, 2),
    )
    step = surfaces.surface(
        solids.cliff(w, b, above), above, title="φ(z)", label=label, ticks=(0, 1)
    )
    field = (regions.grid(MAP) @ w + b).reshape(MAP, MAP)
    middle = w[1] * boxes.MIDDLE + b
    return {
        "before": plane,
        "after": step,
        "map": boxes.half_plane_map(field, w, b, label),
        "chart": boxes.plane_cut((middle, w[0] + middle), label),
    }


def box_scenes(result: Box, turn: float, label: str) -> Scenes:
    """The sum of half-planes, and what the threshold leaves of it."""
    parts = result.parts
    below, above = solids.Camera(turn, 0.0, 4.0), solids.Camera(turn, 0.0, 1.0)
    added = surfaces.surface(
        solids.columns(parts.edges_1, parts.edges_2, parts.sums, below),
        below,
        title="layer 1 added up: the sum",
        label=f"Steps as high as the number of half-planes that are on. {label}",
        ticks=(0, 1, 2, 3, 4),
        marks=marks(parts, below),
    )
    fired = surfaces.surface(
        solids.columns(parts.edges_1, parts.edges_2, parts.outputs, above),
        above,
        title=f"layer 2: F = φ(sum − {short(result.threshold)})",
        label=label,
        ticks=(0, 1),
    )
    return {
        "before": added,
        "after": fired,
        "map": boxes.sum_map(parts, result.lines, label),
        "chart": boxes.sum_cut(parts, result.threshold, label),
    }


def marks(parts: boxes.Rectangles, camera: solids.Camera) -> list[tuple[float, float, float, str]]:
    """The sum, written on each rectangle that has room for it and is in sight."""
    u, v, sums = parts.edges_1, parts.edges_2, parts.sums
    i, j = np.argwhere(np.minimum.outer(np.diff(u), np.diff(v)) >= 0.15).T
    places = np.column_stack([(u[i] + u[i + 1]) / 2, (v[j] + v[j + 1]) / 2, sums[i, j]])
    seen = places[solids.in_sight(places, u, v, sums, camera)]
    return [(x, y, z, short(z)) for x, y, z in seen.tolist()]


def tower_scenes(target: str, result: Towers, turn: float, label: str) -> Scenes:
    """The target, the towers, their difference, and the error over N."""
    camera = solids.Camera(turn, 0.0, 1.0)
    edges = np.linspace(0.0, 1.0, result.n + 1)
    goal = surfaces.surface(
        solids.sheet(target_sheet(target), camera),
        camera,
        title=TARGETS[target].formula,
        label=f"Surface of {TARGETS[target].formula}",
        ticks=(0, 1),
    )
    built = surfaces.surface(
        solids.columns(edges, edges, result.heights, camera),
        camera,
        title=f"F: {result.n} × {result.n} towers",
        label=label,
        ticks=(0, 1),
    )
    every = [towers(target, n) for n in range(1, MAX_PER_AXIS + 1)]
    bounds = None if result.bound is None else np.array([t.bound for t in every], dtype=float)
    return {
        "before": goal,
        "after": built,
        "map": tower_figures.difference_map(difference(target, result), label),
        "chart": tower_figures.error_chart(
            range(1, MAX_PER_AXIS + 1), [t.error for t in every], bounds, result.n, label
        ),
    }
