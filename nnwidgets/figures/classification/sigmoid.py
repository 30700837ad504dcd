"""The sigmoid with data on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes.chart import axis, band, curve, data_points, frame, note, rule
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.chart import ChartFrame

Array = NDArray[np.float64]

Z_RANGE = (-8.0, 8.0)
Z_LINE: Array = np.linspace(*Z_RANGE, 161)
Z_TICKS = (-8, -4, 0, 4, 8)
NEAR_RANGE = (-6.0, 6.0)
NEAR_TICKS = (-6, -3, 0, 3, 6)
NEAR_LINE: Array = np.linspace(*NEAR_RANGE, 121)


def sigmoid_frame(
    z: Array,
    p: Array,
    classes: Sequence[int],
    right: Sequence[bool],
    *,
    line: Array,
    threshold: float,
    z_threshold: float | None,
    box: tuple[float, float, float, float],
    x_title: str = "z",
) -> ChartFrame:
    """Frame of the sigmoid over z, every sample at its (z, g(z)), and the threshold.

    Args:
        z: of the samples, shape (n,).
        p: g(z), shape (n,).
        classes: 0 or 1, n of them.
        right: is the answer right, n of them.
        line: g at `NEAR_LINE`; nan where there is none.
        threshold: t.
        z_threshold: the z with g(z) = t, where that is known.
        box: of the frame.
        x_title: under the axis.
    """
    rules = [rule(y=threshold)]
    bands = []
    if z_threshold is not None:
        at = min(max(z_threshold, NEAR_RANGE[0]), NEAR_RANGE[1])
        rules.append(rule(x=at, kind="faint"))
        bands = [band("class-a", x=(NEAR_RANGE[0], at)), band("class-b", x=(at, NEAR_RANGE[1]))]
    return frame(
        box,
        axis(x_title, NEAR_RANGE, NEAR_TICKS),
        axis("g(z)", (-0.06, 1.06), (0, 0.5, 1)),
        bands=bands,
        lines=[curve(NEAR_LINE, line)],
        rules=rules,
        points=data_points(z, p, classes, right),
        texts=[note(NEAR_RANGE[0], threshold, f"t = {short(threshold)}", dx=5, dy=-5)],
    )
