"""Small square images side by side, as scenes for the gallery view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes.region import as_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.common import Palette
    from nnwidgets.figures.schema.gallery import GalleryItem, GalleryScene

Array = NDArray[np.float64]


def image(
    pixels: Array, span: tuple[float, float], text: str, label: str, *, wrong: bool = False
) -> GalleryItem:
    """One image.

    Args:
        pixels: shape (n²,), row by row from the top.
        span: the values at the ends of the palette.
        text: under the image.
        label: the text alternative.
        wrong: is it marked as answered wrongly?
    """
    n = round(len(pixels) ** 0.5)
    upright = pixels.reshape(n, n)[::-1]  # the view draws the lowest row first
    return {"pixels": as_bytes(upright, *span), "text": text, "label": label, "wrong": wrong}


def gallery(
    items: Sequence[GalleryItem], *, palette: Palette, title: str, size: int = 8
) -> GalleryScene:
    """Scene of images in a row.

    Args:
        items: from `image`.
        palette: "image" (paper to ink) or "weight" (negative, zero, positive).
        title: over the row.
        size: pixels along a side.
    """
    return {"items": list(items), "palette": palette, "title": title, "size": size}
