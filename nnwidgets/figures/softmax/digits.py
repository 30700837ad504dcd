"""Pictures of handwritten digits: what a network sees and answers, learns and misreads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes.chart import axis, chart, curve, frame, note, rule
from nnwidgets.figures.scenes.gallery import gallery, image
from nnwidgets.figures.softmax.bars import Column, Row, bar_columns

if TYPE_CHECKING:
    from nnwidgets.figures.schema.chart import ChartScene
    from nnwidgets.figures.schema.gallery import GalleryScene
    from nnwidgets.figures.schema.sketch import SketchScene

Array = NDArray[np.float64]

N_SHOWN = 8
"""Misread images."""
LOGITS = (-20.0, 20.0)
"""The axis of the logits."""


def seen(pixels: Array) -> GalleryScene:
    """Scene of the 8×8 pixels that the network sees."""
    item = image(pixels, (0.0, 1.0), "8 × 8", "The 8×8 pixels that the network sees")
    return gallery([item], palette="image", title="it sees")


def digit_bars(
    logits: Array, p: Array | None, *, target: int | None, title: str, label: str
) -> SketchScene:
    """Scene of ten logits and ten probabilities; the largest is blue.

    Args:
        logits: shape (10,).
        p: shape (10,), or None where there are none.
        target: the digit that it is, whose row is marked, or None for a drawing.
        title: over the probabilities.
        label: the picture in words.
    """
    largest = int(logits.argmax()) if p is None else int(p.argmax())
    rows = [
        Row(str(digit), "class-a" if digit == largest else "quiet", selected=digit == target)
        for digit in range(10)
    ]
    columns = [Column("logit z", logits, LOGITS), Column(title, p, (0.0, 1.0), guide=0.5)]
    return bar_columns(rows, columns, label=label, size=(370.0, 300.0), label_width=26.0)


def misread(inputs: Array, targets: NDArray[np.int_], answers: NDArray[np.int_]) -> GalleryScene:
    """Scene of the first stored images that are answered wrongly.

    Args:
        inputs: shape (n, 64).
        targets: the digits they are, shape (n,).
        answers: the digits the network says, shape (n,).
    """
    wrong = np.flatnonzero(answers != targets)
    items = [
        image(
            inputs[i],
            (0.0, 1.0),
            f"{targets[i]}, says {answers[i]}",
            f"Held-out image {i + 1}, a {targets[i]}, read as a {answers[i]}",
        )
        for i in wrong[:N_SHOWN].tolist()
    ]
    shown = f", the first {len(items)}" if len(wrong) > len(items) else ""
    return gallery(items, palette="image", title=f"held out and misread: {len(wrong)}{shown}")


def accuracy_chart(history: Array, n_steps: int, goal: float) -> ChartScene:
    """Scene of the held-out accuracy against the steps.

    Args:
        history: rows (step, cost, accuracy).
        n_steps: the right end of the axis.
        goal: the accuracy at which a faint line stands.
    """
    steps, _, share = history.T if len(history) else np.zeros((3, 0))
    last = f"{share[-1]:.3f}" if len(share) else "not trained"
    drawn = frame(
        (72, 26, 222, 150),
        axis("steps", (0.0, float(n_steps)), (0, n_steps // 2, n_steps)),
        axis("accuracy", (0.0, 1.0), (0, 0.5, 1)),
        f"on held-out digits: {last}",
        lines=[curve(steps, share)],
        rules=[rule(y=goal, kind="faint")],
        texts=[note(n_steps, goal, f"{goal}", dx=-4, dy=16, anchor="end")],
    )
    return chart((320, 222), f"Accuracy after {n_steps} steps: {last}", drawn)
