"""A real number squeezed into an interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.classification.sigmoid import Z_LINE, Z_RANGE
from nnwidgets.figures.scenes.chart import axis, band, chart, curve, data_points, frame, ring, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.chart import ChartScene

Array = NDArray[np.float64]


def squash_chart(
    z: float,
    value: float | None,
    line: Array,
    *,
    samples: tuple[Array, Array],
    classes: Sequence[int],
    limits: tuple[float, float],
    name: str,
    label: str,
) -> ChartScene:
    """Real outputs on the axis of z, and where a bounded curve takes them.

    Args:
        z: the output that is moved.
        value: the curve there, or None.
        line: the curve at `Z_LINE`.
        samples: other outputs and the curve there, each of shape (n,); nan where there is none.
        classes: of those, n of them.
        limits: between which the curve runs.
        name: of the curve.
        label: the text alternative.
    """
    low, middle = -1.15, sum(limits) / 2
    guide = (
        []
        if value is None
        else [curve(np.array([z, z, Z_RANGE[0]]), np.array([low, value, value]), "ghost")]
    )
    right = [(a >= middle) == (k == 1) for a, k in zip(samples[1], classes, strict=True)]
    points = data_points(samples[0], np.full(len(classes), low), classes)
    if np.isfinite(samples[1]).all():
        points += data_points(*samples, classes, right)
    now = [] if value is None else [ring(z, value)]
    main = frame(
        (68, 26, 474, 196),
        axis("output z of the network, any real number", Z_RANGE, (-8, -6, -4, -2, 0, 2, 4, 6, 8)),
        axis("squashed", (low, 1.15), (-1, 0, 1)),
        name,
        bands=[band("class-a", y=(limits[0], middle)), band("class-b", y=(middle, limits[1]))],
        lines=[curve(Z_LINE, line), *guide],
        rules=[rule(y=limits[0], kind="faint"), rule(y=limits[1], kind="faint")],
        points=points + now,
    )
    return chart((560, 268), label, main)
