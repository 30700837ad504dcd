"""Pictures of handwritten digits: what a network sees, how it learns, what it misreads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes.chart import axis, chart, curve, frame, note, rule
from nnwidgets.figures.scenes.gallery import gallery, image

if TYPE_CHECKING:
    from nnwidgets.figures.schema.chart import ChartScene
    from nnwidgets.figures.schema.gallery import GalleryScene

Array = NDArray[np.float64]

N_SHOWN = 8
GOAL = 0.95


def seen(pixels: Array) -> GalleryScene:
    """Scene of the 8×8 pixels that the network sees."""
    item = image(pixels, (0.0, 1.0), "8 × 8", "The 8×8 pixels that the network sees")
    return gallery([item], palette="image", title="it sees")


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


def accuracy_chart(history: Array, n_steps: int) -> ChartScene:
    """Scene of the held-out accuracy against the steps.

    Args:
        history: rows (step, cost, accuracy).
        n_steps: the right end of the axis.
    """
    steps, _, share = history.T if len(history) else np.zeros((3, 0))
    last = f"{share[-1]:.3f}" if len(share) else "not trained"
    drawn = frame(
        (72, 26, 222, 150),
        axis("steps", (0.0, float(n_steps)), (0, n_steps // 2, n_steps)),
        axis("accuracy", (0.0, 1.0), (0, 0.5, 1)),
        f"on held-out digits: {last}",
        lines=[curve(steps, share)],
        rules=[rule(y=GOAL, kind="faint")],
        texts=[note(n_steps, GOAL, f"{GOAL}", dx=-4, dy=16, anchor="end")],
    )
    return chart((320, 222), f"Accuracy after {n_steps} steps: {last}", drawn)
