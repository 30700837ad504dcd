"""Maps of g(z) over the plane, with the boundary and the samples of two classes on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes.region import class_points, region_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.scenes.region import Extent
    from nnwidgets.figures.schema.region import Fold, RegionScene

Array = NDArray[np.float64]
Segments = NDArray[np.float32]


def probability_map(
    g: Array,
    boundary: Segments,
    samples: tuple[Array, Sequence[int]],
    right: Sequence[bool],
    *,
    extent: Extent,
    title: str,
    label: str,
    previous: Segments | None = None,
    marker: Sequence[float] | Array = (),
    folds: Sequence[Fold] = (),
    help_text: str,
) -> RegionScene:
    """Scene of g(z) in the classes' colours.

    Args:
        g: the probability of class 1 at `grid(n, extent)`, shape (n, n).
        boundary: segments of the boundary, from `zero_contour`.
        samples: their places, shape (n_samples, 2), and the class of each, 0 or 1.
        right: whether each is answered right; the others are ringed.
        extent: of the map.
        title: over the map.
        label: the map in words.
        previous: the boundary before the last drag, or None.
        marker: the present input; empty where there is none.
        folds: from `fold_lines`.
        help_text: what Enter does at the crosshair.
    """
    moved = previous is not None and not np.array_equal(previous, boundary)
    return region_map(
        g,
        palette="class",
        span=(0.0, 1.0),
        boundary=boundary,
        ghost=previous if moved else None,
        points=class_points(*samples, right),
        marker=marker,
        folds=folds,
        title=title,
        label=label,
        help_text=help_text,
        quantity="g(z)",
        extent=extent,
    )
