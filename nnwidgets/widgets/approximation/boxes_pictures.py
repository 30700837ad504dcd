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
    from nnwidgets.figures.geometry.solids import Camera, Solid
    from nnwidgets.figures.schema import Scene

Scenes = dict[str, "Scene"]

Z = (-2.0, 2.0)


def half_plane_solids(result: HalfPlane) -> dict[str, Solid]:
    """The plane z, cut off at the ends of its axis, and its step."""
    w, b = result.weights, result.bias
    corners = np.linspace(0.0, 1.0, 13)
    z = w[0] * corners[:, None] + w[1] * corners + b
    return {"before": solids.Sheet(np.clip(z, *Z)), "after": solids.Cliff(w, b)}


def half_plane_scenes(result: HalfPlane, turn: float, label: str) -> Scenes:
    """The plane z, and its step."""
    w, b = result.weights, result.bias
    shown = half_plane_solids(result)
    below, above = solids.Camera(turn, *Z), solids.Camera(turn, 0.0, 1.0)
    plane = surfaces.surface(
        shown["before"].faces(below),
        below,
        title="z = w₁x₁ + w₂x₂ + b",
        label=f"Plane of the preactivation z, cut off at −2 and 2. {label}",
        ticks=(-2, 0, 2),
    )
    step = surfaces.surface(
        shown["after"].faces(above), above, title="φ(z)", label=label, ticks=(0, 1)
    )
    field = (regions.grid(MAP) @ w + b).reshape(MAP, MAP)
    middle = w[1] * boxes.MIDDLE + b
    return {
        "before": plane,
        "after": step,
        "map": boxes.half_plane_map(field, w, b, label),
        "chart": boxes.plane_cut((middle, w[0] + middle), label),
    }


def box_solids(result: Box) -> dict[str, Solid]:
    """The sum of half-planes, and what the threshold leaves of it."""
    parts = result.parts
    return {
        "before": solids.Columns(parts.edges_1, parts.edges_2, parts.sums),
        "after": solids.Columns(parts.edges_1, parts.edges_2, parts.outputs),
    }


def box_scenes(result: Box, turn: float, label: str) -> Scenes:
    """The sum of half-planes, and what the threshold leaves of it."""
    parts, shown = result.parts, box_solids(result)
    below, above = solids.Camera(turn, 0.0, 4.0), solids.Camera(turn, 0.0, 1.0)
    added = surfaces.surface(
        shown["before"].faces(below),
        below,
        title="layer 1 added up: the sum",
        label=f"Steps as high as the number of half-planes that are on. {label}",
        ticks=(0, 1, 2, 3, 4),
        marks=marks(parts, below),
    )
    fired = surfaces.surface(
        shown["after"].faces(above),
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


def marks(parts: boxes.Rectangles, camera: Camera) -> list[tuple[float, float, float, str]]:
    """The sum, written on each rectangle that has room for it and is in sight."""
    u, v, sums = parts.edges_1, parts.edges_2, parts.sums
    i, j = np.argwhere(np.minimum.outer(np.diff(u), np.diff(v)) >= 0.15).T
    places = np.column_stack([(u[i] + u[i + 1]) / 2, (v[j] + v[j + 1]) / 2, sums[i, j]])
    seen = places[solids.in_sight(places, u, v, sums, camera)]
    return [(x, y, z, short(z)) for x, y, z in seen.tolist()]


def tower_solids(target: str, result: Towers) -> dict[str, Solid]:
    """The target, and the towers."""
    edges = np.linspace(0.0, 1.0, result.n + 1)
    return {
        "before": solids.Sheet(target_sheet(target)),
        "after": solids.Columns(edges, edges, result.heights),
    }


def tower_scenes(target: str, result: Towers, turn: float, label: str) -> Scenes:
    """The target, the towers, their difference, and the error over N."""
    camera, shown = solids.Camera(turn, 0.0, 1.0), tower_solids(target, result)
    goal = surfaces.surface(
        shown["before"].faces(camera),
        camera,
        title=TARGETS[target].formula,
        label=f"Surface of {TARGETS[target].formula}",
        ticks=(0, 1),
    )
    built = surfaces.surface(
        shown["after"].faces(camera),
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
