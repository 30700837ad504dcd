"""Paper to draw on, as a scene for the pad view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.pad import PadScene

Array = NDArray[np.float64]


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
