"""The size of the gradient, layer by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes import chart as charts

if TYPE_CHECKING:
    from nnwidgets.figures.schema.chart import ChartScene

Floats = NDArray[np.float64]

SIZE_AXIS = (-16.0, 0.0)
"""Ends of the axis of sizes, as powers of ten."""
MAX_LAYERS = 21


def depth_chart(sizes: Floats, ghost: Floats | None, label: str) -> ChartScene:
    """A bar for each layer, on an axis of powers of ten; a dashed line where they were before.

    Args:
        sizes: of the gradient by layer, shape (n,).
        ghost: likewise before the last drag, or None.
        label: the picture in words.
    """
    powers = charts.powers_of_ten(sizes, SIZE_AXIS)
    lines = []
    if ghost is not None:
        layers = np.arange(1.0, len(ghost) + 1)
        lines = [charts.curve(layers, charts.powers_of_ten(ghost, SIZE_AXIS), "ghost")]
    frame = charts.frame(
        (62, 24, 520, 190),
        charts.axis("layer", (0.0, MAX_LAYERS + 1.0), [1, 5, 10, 15, 20]),
        charts.log_axis("|∂C/∂W|", SIZE_AXIS, [1e-16, 1e-12, 1e-8, 1e-4, 1.0]),
        bars=[
            charts.bar("gradient", (k + 0.6, k + 1.4), (SIZE_AXIS[0], float(power)))
            for k, power in enumerate(powers)
        ],
        lines=lines,
    )
    return charts.chart((600, 262), label, frame)
