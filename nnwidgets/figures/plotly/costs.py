"""The cost of a training run over its steps, as a plotly figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.plotly.canvas import Box, Canvas
from nnwidgets.figures.theme import clear, light

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plotly.graph_objects import Figure

Array = NDArray[np.float64]

WIDTH, HEIGHT = 720.0, 400.0
ROOM = (72.0, 32.0, 24.0, 56.0)
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
"""One for each colour, so that colour alone tells no two runs apart."""


def cost_figure(runs: Mapping[str, tuple[NDArray[np.int_], Array]]) -> Figure:
    """The costs over the steps, on a logarithmic axis where no cost is 0 or less.

    Args:
        runs: for each name the recorded steps and the costs there, shape (n_records,) each.

    Raises:
        ValueError: there is no run.
    """
    if not runs:
        raise ValueError("expected at least one run to draw")
    canvas = Canvas(WIDTH, HEIGHT)
    known = np.concatenate([costs[np.isfinite(costs)] for _, costs in runs.values()])
    kind = "log" if known.size and known.min() > 0 else "linear"
    axes = canvas.axes(
        Box(0, 0, WIDTH, HEIGHT).inside(*ROOM),
        {"title": {"text": "steps"}},
        {"title": {"text": "cost"}, "type": kind},
    )
    for place, (name, (steps, costs)) in enumerate(runs.items()):
        letter, dash = "abcde"[place % 5], DASHES[place % 5]
        axes.add(
            mode="lines",
            x=steps.tolist(),
            y=[cost if np.isfinite(cost) else None for cost in costs.tolist()],
            line={"color": light(f"class-{letter}"), "width": 2, "dash": dash},
            name=name,
            hovertemplate=f"step %{{x}}<br>cost: %{{y:.4~g}}<extra>{name}</extra>",
        )
    corner = {"x": 1 - (ROOM[2] + 8) / WIDTH, "y": 1 - (ROOM[1] + 8) / HEIGHT}
    legend = {**corner, "xanchor": "right", "yanchor": "top", "bgcolor": clear("ground", 0.8)}
    canvas.layout |= {"showlegend": len(runs) > 1, "legend": legend}
    return canvas.figure()
