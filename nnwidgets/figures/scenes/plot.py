"""A curve as a plotly figure in plain data: `{"data": [...], "layout": {...}}`.

Plain data, because plotly's Python objects check every property anew: milliseconds at each step of
a drag. A test hands every figure to `plotly.graph_objects.Figure`, which checks it once for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.theme import CLEAR, FONT_FAMILY, FONT_SIZE, variable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Array = NDArray[np.float64]
Point = tuple[float, float]


def axis(title: str, low: float, high: float) -> dict[str, Any]:
    """A fixed axis with its title: nothing moves while a slider is dragged."""
    return {
        "title": {"text": title, "standoff": 6, "font": {"size": FONT_SIZE}},
        "range": [low, high],
        "gridcolor": variable("grid"),
        "zerolinecolor": variable("quiet"),
        "linecolor": variable("quiet"),
        "fixedrange": True,
        "showline": True,
    }


def layout(
    title: str, x_axis: Mapping[str, Any], y_axis: Mapping[str, Any], height: int = 250
) -> dict[str, Any]:
    """A layout in the visual language of the series; no legend, labels stand at the lines."""
    return {
        "title": {"text": title, "x": 0.5, "y": 0.98, "font": {"size": 14}},
        "height": height,
        "margin": {"l": 52, "r": 12, "t": 28, "b": 46},
        "font": {"size": FONT_SIZE, "family": FONT_FAMILY, "color": variable("ink")},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "xaxis": dict(x_axis),
        "yaxis": dict(y_axis),
    }


def line(x: Sequence[float] | Array, y: Sequence[float] | Array, **style: object) -> dict[str, Any]:
    """A line through the points (x, y); where a value is not finite the line is broken."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": numbers(x),
        "y": numbers(y),
        "line": style,
        "hoverinfo": "skip",
    }


def numbers(values: Sequence[float] | Array) -> list[float | None]:
    """Numbers as JSON has them: six decimals, None for nan and infinity."""
    exact = np.asarray(values, dtype=np.float64)
    # beyond 1e9 there are no six decimals, and rounding 1e303 to them would overflow
    array = np.where(np.abs(exact) < 1e9, np.round(np.clip(exact, -1e9, 1e9), 6), exact)
    if np.isfinite(array).all():
        return array.tolist()  # type: ignore[no-any-return]  # one dimension, so a list of floats
    return [value if np.isfinite(value) else None for value in array.tolist()]


def activation_curve(
    z: Array,
    curve: Array,
    point: Point | None,
    ghost: Point | None,
    *,
    name: str,
    y_range: Point,
) -> dict[str, Any]:
    """The activation φ over z, with the neuron's present (z, a) and where it was before.

    `marks` are what moves at each step of a drag: the page draws them over plotly's figure.

    Args:
        z: where the curve is drawn, shape (n,).
        curve: φ there, shape (n,).
        point: the present (z, a), or None where there is none.
        ghost: the point before the last drag, or None.
        name: of the activation, as the title.
        y_range: ends of the axis of a.
    """
    left, right = float(z[0]), float(z[-1])
    moving = {
        "guide": [] if point is None else [(point[0], y_range[0]), point, (left, point[1])],
        "ghost": [] if ghost is None or ghost == point else [ghost],
        "now": [] if point is None else [point],
    }
    return {
        "data": [line(z, curve, color=variable("ink"), width=2)],
        "layout": layout(
            name, axis("preactivation z", left, right), axis("activation a", *y_range)
        ),
        "marks": {part: [numbers(place) for place in places] for part, places in moving.items()},
    }
