"""A training under way: the cost against the steps, and the held-out samples on the sigmoid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.classification.sigmoid import sigmoid_frame
from nnwidgets.figures.scenes.chart import axis, chart, curve, frame, note, rule
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.chart import ChartScene

Array = NDArray[np.float64]

COST_TOP = 1.0


def learning_chart(
    history: Array,
    z: Array,
    p: Array,
    classes: Sequence[int],
    right: Sequence[bool],
    *,
    line: Array,
    threshold: float,
    n_steps: int,
    label: str,
) -> ChartScene:
    """The costs so far; under them the sigmoid with the held-out samples on it.

    Args:
        history: rows (step, cost of the training samples, cost of the held-out ones).
        z: of the held-out samples, shape (n,).
        p: g(z), shape (n,).
        classes: 0 or 1, n of them.
        right: is the answer right, n of them.
        line: g at `NEAR_LINE`.
        threshold: t.
        n_steps: the right end of the axis.
        label: the text alternative.
    """
    steps, training, held_out = history.T if len(history) else np.zeros((3, 0))
    texts = [note(n_steps, np.log(2.0), "0.69: always ½", dx=-5, dy=16, anchor="end")]
    if len(history):
        words = f"training {short(training[-1])}, held out {short(held_out[-1])}"
        texts.append(note(n_steps, COST_TOP, words, dx=-5, dy=17, anchor="end"))
    top = frame(
        (46, 24, 252, 110),
        axis("steps", (0.0, float(n_steps)), (0, n_steps // 2, n_steps)),
        axis("cost", (0.0, COST_TOP), (0, 0.5, 1)),
        "solid: training · dashed: held out",
        lines=[
            curve(steps, training, "ink", "training"),
            curve(steps, held_out, "ghost", "held out"),
        ],
        rules=[rule(y=float(np.log(2.0)), kind="faint")],
        texts=texts,
    )
    z_threshold = float(np.log(threshold / (1 - threshold)))
    bottom = sigmoid_frame(
        z,
        p,
        classes,
        right,
        line=line,
        threshold=threshold,
        z_threshold=z_threshold,
        box=(46, 206, 262, 92),
        x_title="z of the held-out samples",
    )
    return chart((320, 337), label, top, bottom)
