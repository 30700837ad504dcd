"""The cost of gradient descent over its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.figures.scenes import chart as charts
from nnwidgets.text import short

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from nnwidgets.figures.schema.chart import ChartScene

COST_AXIS = (-5.0, 0.0)
"""Ends of the axis of costs, as powers of ten."""


def cost_chart(costs: NDArray[np.float64], n_steps: int) -> ChartScene:
    """The cost over the steps, on an axis of powers of ten; 0.25 is the constant answer's.

    Args:
        costs: steps and costs, shape (n, 2).
        n_steps: the end of the axis of steps.
    """
    powers = charts.powers_of_ten(costs[:, 1], COST_AXIS)
    constant = float(np.log10(0.25))
    frame = charts.frame(
        (58, 24, 505, 150),
        charts.axis("steps", (0, n_steps), np.linspace(0, n_steps, 6).tolist()),
        charts.log_axis("cost", COST_AXIS),
        lines=[charts.curve(costs[:, 0], powers)],
        rules=[charts.rule(y=constant, kind="ghost")],
        points=[charts.ring(float(costs[-1, 0]), float(powers[-1]))],
        texts=[charts.note(n_steps, constant, "0.25: constant ½", dx=-6, dy=-4, anchor="end")],
    )
    label = f"Cost after {int(costs[-1, 0])} steps: {short(float(costs[-1, 1]))}"
    return charts.chart((590, 220), label, frame)
