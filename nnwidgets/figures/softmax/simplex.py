"""Where softmax lives: for three classes a triangle, for two the sigmoid's curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes.sketch import Point, arrow, disc, marker, path, sketch, words
from nnwidgets.figures.theme import MARKERS
from nnwidgets.text import short, subscript

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.common import Anchor
    from nnwidgets.figures.schema.sketch import SketchItem, SketchScene

Array = NDArray[np.float64]

WIDTH, HEIGHT = 300.0, 250.0
CORNERS = np.array([[150.0, 24.0], [40.0, 212.0], [260.0, 212.0]])
"""Pixels of p = (1, 0, 0) at the top, (0, 1, 0) on the left and (0, 0, 1) on the right."""
COLOURS = ("class-a", "class-b", "class-c", "class-d", "class-e")
LEFT, RIGHT, TOP, BOTTOM = 44.0, 286.0, 30.0, 212.0


def place_of(p: Array) -> Point:
    """The pixel of three probabilities: the corners' mean with these weights.

    >>> place_of(np.array([1.0, 0.0, 0.0]))
    (150.0, 24.0)
    """
    x, y = np.asarray(p) @ CORNERS
    return float(x), float(y)


def simplex(
    p: Array | None,
    *,
    ghost: Array | None,
    temperatures: Array | None,
    target: int | None,
    problem: str = "",
) -> SketchScene:
    """Scene of the triangle of all (p₁, p₂, p₃) that are positive and add up to 1.

    Args:
        p: shape (3,), or None where there is none.
        ghost: where it was before the last drag, or None.
        temperatures: p of the same logits at many temperatures, shape (n, 3), or None.
        target: the right class, counted from 0; the gradient points away from its corner.
        problem: what to write where there is no p.
    """
    label = "No point: " + problem
    if p is not None:
        label = f"Triangle of all probabilities, point at ({', '.join(short(v) for v in p)})"
    curve = None
    if temperatures is not None:
        points = (temperatures @ CORNERS).tolist()
        curve = path(points, stroke="ink", style="guide")
    items: list[SketchItem | None] = [*triangle(with_curve=temperatures is not None), curve]
    if ghost is not None and (p is None or not np.array_equal(ghost, p)):
        items.append(disc(place_of(ghost), 6, stroke="ghost", style="ghost"))
    if p is not None and target is not None:
        items += arrow(place_of(np.eye(3)[target]), place_of(p), colour="gradient")
    if p is not None:
        items.append(disc(place_of(p), 7, fill="ink", stroke="ground", style="point"))
    return sketch(WIDTH, HEIGHT, items, label)


def triangle(*, with_curve: bool) -> list[SketchItem | None]:
    """The triangle with its corners named, and the three corners in which some p is above ½."""
    caption = "shaded: one p above ½" + "; dotted: all T" * with_curve
    corners = [(float(x), float(y)) for x, y in CORNERS]
    middles = [place_of(np.array(m)) for m in ([0.5, 0.5, 0], [0, 0.5, 0.5], [0.5, 0, 0.5])]
    places = [(150.0, 15.0), (40.0, 229.0), (260.0, 229.0)]
    names = [
        words((x + 8, y), f"p{subscript(i + 1)} = 1", anchor="middle", style="bold")
        for i, (x, y) in enumerate(places)
    ]
    signs = [
        marker(MARKERS[i], (x - 26, y - 5), COLOURS[i], 5.0) for i, (x, y) in enumerate(places)
    ]
    shaded = [
        path([corners[i], middles[a], middles[b]], closed=True, fill="panel", style="area")
        for i, (a, b) in enumerate(((0, 2), (0, 1), (1, 2)))
    ]
    return [
        *shaded,
        path(corners, closed=True, stroke="quiet", style="axis"),
        path(middles, closed=True, stroke="quiet", style="guide"),
        *names,
        *signs,
        words((150.0, 247.0), caption, anchor="middle", style="caption"),
    ]


def two_classes(
    difference: float,
    p: float | None,
    *,
    ghost: Point | None,
    reach: float,
    heading: str = "z₁ − z₂",
    problem: str = "",
) -> SketchScene:
    """Scene of p₁ over z₁ − z₂, on the curve of the sigmoid.

    Args:
        difference: z₁ − z₂, or what `heading` says.
        p: p₁, or None where there is none.
        ghost: (z₁ − z₂, p₁) before the last drag, or None.
        reach: the axis goes from −reach to reach.
        heading: what the axis shows.
        problem: what to say where there is no p.
    """

    def pixel(x: float, y: float) -> Point:
        share = (min(max(x, -reach), reach) + reach) / (2 * reach)
        return LEFT + share * (RIGHT - LEFT), BOTTOM - y * (BOTTOM - TOP)

    z = np.linspace(-reach, reach, 97)
    curve = [pixel(float(x), float(y)) for x, y in zip(z, 1 / (1 + np.exp(-z)), strict=True)]
    label = f"No point: {problem}" if p is None else f"p₁ = {short(p)} on the sigmoid of {heading}"
    items: list[SketchItem | None] = [*axes(pixel(-reach, 0), pixel(reach, 1), reach, heading)]
    items.append(path(curve, stroke="ink", style="line"))
    if ghost is not None and ghost != (difference, p):
        items.append(disc(pixel(*ghost), 6, stroke="ghost", style="ghost"))
    if p is not None:
        place = pixel(difference, p)
        items.append(disc(place, 7, fill="class-a", stroke="ground", style="point"))
        if abs(difference) > reach:
            text = f"{short(difference)} →" if difference > 0 else f"← {short(difference)}"
            side: Anchor = "end" if difference > 0 else "start"
            below = 26.0 if difference > 0 else -14.0
            items.append(words((place[0], place[1] + below), text, anchor=side, style="caption"))
    return sketch(WIDTH, HEIGHT, items, label)


def axes(low: Point, high: Point, reach: float, heading: str) -> list[SketchItem]:
    """A frame with its titles and ticks."""
    (left, bottom), (right, top) = low, high
    middle = (left + right) / 2
    half = (bottom + top) / 2
    tick: list[tuple[float, str, Anchor]] = [
        (left, "−" + short(reach), "start"),  # the 0 of the other axis stands beside it
        (middle, "0", "middle"),
        (right, short(reach), "end"),
    ]
    return [
        path([(left, top), (left, bottom), (right, bottom)], stroke="quiet", style="axis"),
        path([(left, half), (right, half)], stroke="quiet", style="guide"),
        path([(middle, top), (middle, bottom)], stroke="quiet", style="guide"),
        *(words((x, bottom + 18), text, anchor=side, style="caption") for x, text, side in tick),
        *(
            words((left - 7, y + 5), text, anchor="end", style="caption")
            for y, text in ((top, "1"), (half, "½"), (bottom, "0"))
        ),
        words((middle, bottom + 38), heading, anchor="middle", style="text"),
        words((middle, top - 12), f"p₁ = σ({heading})", anchor="middle", style="bold"),
    ]


def no_picture(lines: Sequence[str]) -> SketchScene:
    """Words where there is nothing to draw."""
    items = [
        words((WIDTH / 2, 110.0 + 20 * i), line, anchor="middle", style="caption")
        for i, line in enumerate(lines)
    ]
    return sketch(WIDTH, HEIGHT, items, " ".join(lines))
