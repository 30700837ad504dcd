"""Half-planes, strips and boxes from above, and cut through."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.geometry.folds import fold_ends
from nnwidgets.figures.scenes import chart as charts
from nnwidgets.figures.scenes.region import region_map
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.chart import Axis, ChartScene, Line
    from nnwidgets.figures.schema.common import Palette
    from nnwidgets.figures.schema.region import Fold, RegionScene

Array = NDArray[np.float64]

UNIT = (0.0, 1.0, 0.0, 1.0)
MIDDLE = 0.5  # x₂ of the cut
CHART = (300, 316)
BOX = (44.0, 26.0, 246.0, 246.0)  # as the map beside it
SHARES = (0, 0.5, 1)


class Rectangles(NamedTuple):
    """Numbers that are constant on each rectangle of a grid.

    Attributes:
        edges_1: ends of the rectangles along x₁, ascending, shape (n + 1,).
        edges_2: along x₂, shape (k + 1,).
        sums: how many half-planes are on, shape (n, k).
        outputs: F, what the second layer makes of it, shape (n, k).
    """

    edges_1: Array
    edges_2: Array
    sums: Array
    outputs: Array

    def column(self, x_2: float) -> tuple[Array, Array]:
        """Sums and outputs along x₁ at one x₂, shape (n,) each."""
        j = int(np.searchsorted(self.edges_2, x_2, "right")) - 1
        return self.sums[:, j], self.outputs[:, j]


def half_plane_map(field: Array, weights: Array, bias: float, label: str) -> RegionScene:
    """The preactivation w·x + b from above, and the line on which it is 0.

    Args:
        field: w·x + b at the points of `regions.grid(n)`, shape (n, n).
        weights: w, shape (2,).
        bias: b.
        label: the picture in words.
    """
    ends = fold_ends(weights, bias, UNIT) if np.any(weights) else None
    boundary = np.array([ends or ()], dtype=np.float32)
    return square_map(
        field,
        "class",
        (-2.0, 2.0),
        boundary,
        "z from above; the line is z = 0",
        label,
        quantity="z",
    )


def sum_map(parts: Rectangles, lines: Sequence[tuple[str, str, float]], label: str) -> RegionScene:
    """How many half-planes are on, from above, and the outline of where the second layer fires.

    Args:
        parts: the sums and outputs.
        lines: the half-planes' edges: ("x" or "y", name, where).
        label: the picture in words.
    """
    centres = (np.arange(60) + 0.5) / 60
    i = np.searchsorted(parts.edges_1, centres, "right") - 1
    j = np.searchsorted(parts.edges_2, centres, "right") - 1
    field = parts.sums[np.ix_(i, j)].T
    title = "the sum from above; line: F"
    scene = square_map(
        field, "activation", (0.0, 4.0), outline(parts), title, label, quantity="sum"
    )
    return {**scene, "folds": [edge_line(*line) for line in lines]}


def edge_line(axis: str, name: str, at: float) -> Fold:
    """The edge of a half-plane, its name beside it, on the side where there is more room."""
    side = 1 if at < 0.5 else -1
    if axis == "x":
        return {"ends": (at, 0.0, at, 1.0), "name": name, "chosen": False, "dx": 12 * side}
    return {"ends": (0.0, at, 1.0, at), "name": name, "chosen": False, "dy": -11 * side}


def outline(parts: Rectangles) -> NDArray[np.float32]:
    """Segments (x₁, x₂, x₁′, x₂′) between rectangles whose outputs differ, shape (n, 4)."""
    u, v = parts.edges_1, parts.edges_2
    across = [
        [u[i + 1], v[j], u[i + 1], v[j + 1]]
        for i, j in np.argwhere(np.diff(parts.outputs, axis=0) != 0)
    ]
    along = [
        [u[i], v[j + 1], u[i + 1], v[j + 1]]
        for i, j in np.argwhere(np.diff(parts.outputs, axis=1) != 0)
    ]
    segments: NDArray[np.float32] = np.array(across + along, dtype=np.float32).reshape(-1, 4)
    return segments


def square_map(  # noqa: PLR0917  # the parts of one picture, called here only
    field: Array,
    palette: Palette,
    span: tuple[float, float],
    boundary: NDArray[np.float32],
    title: str,
    label: str,
    *,
    quantity: str,
) -> RegionScene:
    """A map of the unit square without points."""
    return region_map(
        field,
        palette=palette,
        span=span,
        boundary=boundary,
        title=title,
        label=label,
        clickable=False,
        quantity=quantity,
    )


def plane_cut(z_ends: tuple[float, float], label: str) -> ChartScene:
    """The preactivation and its step along x₁, at the middle of x₂.

    Args:
        z_ends: the preactivation at x₁ = 0 and at x₁ = 1.
        label: the picture in words.
    """
    x = np.linspace(0.0, 1.0, 401)
    z = z_ends[0] + (z_ends[1] - z_ends[0]) * x
    visible = np.where(np.abs(z) <= 3.0, z, np.nan)
    step = (z >= 0).astype(float)
    lines = [charts.curve(x, visible, "faint", "z"), charts.curve(x, step, "ink", "φ(z)")]
    y = charts.axis("z, φ", (-3.0, 3.0), range(-3, 4))
    return _cut(y, "faint: z · bold: φ(z)", lines, (0.0, ""), label)


def sum_cut(parts: Rectangles, threshold: float, label: str) -> ChartScene:
    """The sum of half-planes and what the second layer makes of it along x₁, at the middle of x₂.

    Args:
        parts: the sums and outputs.
        threshold: t.
        label: the picture in words.
    """
    x = np.repeat(parts.edges_1, 2)[1:-1]
    sums, outputs = (np.repeat(values, 2) for values in parts.column(MIDDLE))
    lines = [charts.curve(x, sums, "faint", "the sum"), charts.curve(x, outputs, "ink", "F")]
    y = charts.axis("sum, F", (0.0, 5.0), range(6))
    level = (threshold, f"t = {short(threshold)}")
    return _cut(y, "faint: the sum · bold: F", lines, level, label)


def _cut(
    y: Axis,
    title: str,
    lines: list[Line],
    level: tuple[float, str],
    label: str,
) -> ChartScene:
    """A chart along x₁ with a dashed level and its name."""
    frame = charts.frame(
        BOX,
        charts.axis("x₁, along the cut x₂ = 0.5", (0.0, 1.0), SHARES),
        y,
        title,
        lines=lines,
        rules=[charts.rule(y=level[0], kind="ghost")],
        texts=[charts.note(1.0, *level, dx=-6, dy=-6, anchor="end")],
    )
    return charts.chart(CHART, label, frame)
