"""Curves with data points on them, as scenes for the chart view: plain data, drawn as SVG.

A chart is a list of frames. A frame has a box (left, top, width, height) in the chart's own units,
two fixed axes, and what is drawn between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.theme import MARKERS
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Array = NDArray[np.float64]
Item = dict[str, Any]
Range = tuple[float, float]
Box = tuple[float, float, float, float]


def axis(title: str, ends: Range, ticks: Sequence[float]) -> Item:
    """A fixed axis with its title, its ends, and the numbers written at it."""
    return {"title": title, "range": list(ends), "ticks": [[t, short(t)] for t in ticks]}


def frame(box: Box, x: Item, y: Item, title: str = "", **drawn: object) -> Item:
    """One pair of axes, and what is drawn between them.

    Args:
        box: left, top, width, height.
        x: from `axis`.
        y: from `axis`.
        title: over the frame.
        **drawn: lists of `lines`, `points`, `rules`, `bands`, `bars`, `texts` and `handles`.
    """
    return {"box": list(box), "x": x, "y": y, "title": title, **drawn}


def chart(size: tuple[int, int], label: str, *frames: Item) -> Mapping[str, object]:
    """Scene of a chart; `label` is its text alternative."""
    return {"width": size[0], "height": size[1], "label": label, "frames": list(frames)}


def curve(x: Array, y: Array, kind: str = "ink") -> Item:
    """A line through the points (x, y), with a gap where y is no number.

    Args:
        x: shape (n,).
        y: shape (n,).
        kind: "ink", "faint", "ghost", "guide", "sum", "target", "gap", "class-a" or
            "class-b".
    """
    return {"points": np.column_stack([x, y]).astype(np.float32).tobytes(), "kind": kind}


def rule(*, x: float | None = None, y: float | None = None, kind: str = "ink") -> Item:
    """A straight line across the whole frame, at one x or at one y."""
    return ({"y": y} if x is None else {"x": x}) | {"kind": kind}


def band(kind: str, *, x: Range | None = None, y: Range | None = None) -> Item:
    """A lightly coloured part of the frame."""
    return {"kind": kind} | ({"x": list(x)} if x else {}) | ({"y": list(y)} if y else {})


def bar(kind: str, x: Range, y: Range) -> Item:
    """A filled rectangle."""
    return {"kind": kind, "x": list(x), "y": list(y)}


def note(x: float, y: float, text: str, **place: object) -> Item:
    """Text in a frame: `dx`, `dy` shift it in units of the chart; `anchor` start, middle, end."""
    return {"x": x, "y": y, "text": text, **place}


def ring(x: float, y: float, kind: str = "a") -> Item:
    """A ring of its own, around nothing: a place that is moved, or as a "ghost" where it was."""
    place = {"x": round(x, 6), "y": round(y, 6)}
    return place | {"label": kind, "shape": "ring", "wrong": False, "chosen": True}


def dot(x: float, y: float, kind: str = "ink") -> Item:
    """A value on a line: measured, or as "a" the present one."""
    place = {"x": round(x, 6), "y": round(y, 6)}
    return place | {"label": kind, "shape": "circle", "wrong": False, "chosen": False}


def handle(address: str, name: str, at: tuple[float, float], ends: Range, step: float) -> Item:
    """A ring that the mouse and arrow keys move up and down.

    Args:
        address: of the number that it moves, in the explorer.
        name: for who cannot see it.
        at: its place.
        ends: of the numbers it may have.
        step: of an arrow key.
    """
    place = {"id": address, "name": name, "x": at[0], "y": round(at[1], 6)}
    return place | {"low": ends[0], "high": ends[1], "step": step}


def data_points(
    x: Array,
    y: Array,
    classes: Sequence[int],
    right: Sequence[bool] | None = None,
    chosen: int | None = None,
) -> list[Item]:
    """Data by colour and shape; what is on the wrong side is ringed, what is chosen is outlined."""
    wrong = [False] * len(x) if right is None else [not ok for ok in right]
    return [
        {
            "x": round(float(x[i]), 4),
            "y": round(float(y[i]), 4),
            "label": "abcde"[k],
            "shape": MARKERS[k],
            "wrong": wrong[i],
            "chosen": i == chosen,
        }
        for i, k in enumerate(classes)
    ]
