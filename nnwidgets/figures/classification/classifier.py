"""One linear unit with a sigmoid and a threshold: data on the curve, what each costs, the mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.classification.sigmoid import (
    NEAR_LINE,
    NEAR_RANGE,
    NEAR_TICKS,
    sigmoid_frame,
)
from nnwidgets.figures.scenes.chart import axis, chart, curve, data_points, frame, note, rule
from nnwidgets.figures.scenes.readout import gauge, readout, row
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.chart import ChartScene
    from nnwidgets.figures.schema.readout import ReadoutScene

Array = NDArray[np.float64]

NEAR_COSTS = (0.0, 6.0)


def classifier_chart(
    z: Array,
    p: Array,
    losses: Array,
    classes: Sequence[int],
    right: Sequence[bool],
    *,
    line: Array,
    threshold: float,
    z_threshold: float | None,
    label: str,
) -> ChartScene:
    """The sigmoid with the data on it; under it, on the same z, what each sample costs.

    Args:
        z: of the samples, shape (n,).
        p: g(z), shape (n,).
        losses: the cross-entropy of each sample, shape (n,).
        classes: 0 or 1, n of them.
        right: is the answer right, n of them.
        line: g at `NEAR_LINE`.
        threshold: t.
        z_threshold: the z with g(z) = t, where that is known.
        label: the text alternative.
    """
    mean = float(losses.mean()) if losses.size else 0.0
    top = sigmoid_frame(
        z,
        p,
        classes,
        right,
        line=line,
        threshold=threshold,
        z_threshold=z_threshold,
        box=(46, 24, 262, 122),
    )
    bottom = frame(
        (46, 196, 262, 98),
        axis("z = k (w·x + b)", NEAR_RANGE, NEAR_TICKS),
        axis("cost", NEAR_COSTS, (0, 3, 6)),
        lines=[
            curve(NEAR_LINE, np.logaddexp(0.0, NEAR_LINE), "class-a"),
            curve(NEAR_LINE, np.logaddexp(0.0, -NEAR_LINE), "class-b"),
        ],
        rules=[rule(y=mean, kind="ghost")],
        points=data_points(z, losses, classes, right),
        texts=[note(0, 6, f"mean {short(mean)}", dy=16, anchor="middle")],
    )
    return chart((320, 337), label, top, bottom)


def cost_readout(
    n_right: int, n_samples: int, cost: float | None, previous: float | None
) -> ReadoutScene:
    """The right answers, and the mean cross-entropy beside that of ½ for everyone, ln 2.

    Args:
        n_right: samples that are answered right.
        n_samples: of all.
        cost: the mean cross-entropy, or None where there is none.
        previous: the cost before the last drag, or None.
    """
    if cost is None:
        return readout(row("right"), row("cross-entropy"))
    bar = gauge((0.0, 2.0), cost, previous, bound=float(np.log(2.0)), bound_label="0.69: always ½")
    return readout(
        row("right (wrong: ringed)", f"{n_right} of {n_samples}"),
        row("mean cross-entropy", short(cost), bar),
    )
