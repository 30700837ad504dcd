"""Paper to draw on, as a scene for the pad view, and the ten answers beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.softmax.bars import Column, Row, bar_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.pad import PadScene
    from nnwidgets.figures.schema.sketch import SketchScene

Array = NDArray[np.float64]

LOGITS = (-20.0, 20.0)


def pad(
    strokes: Sequence[Sequence[Sequence[float]]],
    *,
    pixels: Array | None,
    revision: int,
    note: str,
) -> PadScene:
    """Scene of the paper.

    Args:
        strokes: for each stroke its points (x, y), as parts of the paper's side, y downwards.
        pixels: a stored image to show instead, 64 pixels from 0 to 1, or None.
        revision: another number wherever the paper is not what the hand drew on it.
        note: under the paper.
    """
    how = "Draw a digit here with the mouse, a pen or a finger"
    return {
        "strokes": [[list(point) for point in stroke] for stroke in strokes],
        "pixels": None if pixels is None else pixels.tolist(),
        "revision": revision,
        "note": note,
        "label": f"{how}; without these, pick a stored one with the slider. {note}",
    }


def digit_bars(
    logits: Array, p: Array | None, *, target: int | None, title: str, label: str
) -> SketchScene:
    """Scene of ten logits and ten probabilities; the largest is blue.

    Args:
        logits: shape (10,).
        p: shape (10,), or None where there are none.
        target: the digit that it is, or None where nobody knows; its row is marked.
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
