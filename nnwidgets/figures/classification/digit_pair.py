"""Images of two digits: the closest calls, and the pixels that each unit looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes.gallery import gallery, image
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.gallery import GalleryScene

Array = NDArray[np.float64]

N_SHOWN = 5


def closest_calls(
    images: Array, names: Sequence[str], z: Array, g: Array, right: NDArray[np.bool_], *, cut: float
) -> GalleryScene:
    """Scene of five images: the wrong ones first, then those nearest to the threshold.

    They stand in the order of z.

    Args:
        images: rows of pixels from 0 to 1, shape (n, 64).
        names: the digit on each.
        z: the network's output for each, shape (n,).
        g: g(z), shape (n,).
        right: whether each is answered right, shape (n,).
        cut: the z at which the answer changes.
    """
    distance = np.abs(z - cut)
    order = np.lexsort([np.where(right, distance, -distance), right])[:N_SHOWN]
    items = []
    for i in sorted(order.tolist(), key=lambda i: z[i]):
        p = short(float(g[i]), 2)
        label = f"An image of a {names[i]}, g(z) = {p}, {'right' if right[i] else 'wrong'}"
        text = f"a {names[i]}\ng = {p}"
        items.append(image(images[i], (0.0, 1.0), text, label, wrong=not right[i]))
    title = "held out: the wrong ones, then the closest calls"
    return gallery(items, palette="image", title=title)


def unit_images(W1: Array, w2: Array) -> GalleryScene:
    """Scene of five rows of W¹ as images, the units that count most in fc2 first.

    Args:
        W1: weights of fc1, shape (n_units, 64).
        w2: weights of fc2, shape (n_units,).
    """
    largest = float(np.abs(W1).max())
    order = np.argsort(-np.abs(w2))[:N_SHOWN]
    items = [
        image(
            W1[i],
            (-largest, largest),
            f"unit {i + 1}\n→ {short(float(w2[i]), 2)}",
            f"Weights of unit {i + 1}; it adds {short(float(w2[i]), 2)} times its activation to z",
        )
        for i in order.tolist()
    ]
    title = "units of fc1: green ink for, purple against; → fc2"
    return gallery(items, palette="weight", title=title)
