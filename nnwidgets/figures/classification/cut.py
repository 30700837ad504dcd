"""A cut through the output of a relu network: each unit's share, and their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes.chart import axis, chart, curve, frame, note, rule
from nnwidgets.text import short

if TYPE_CHECKING:
    from nnwidgets.figures.schema.chart import ChartScene

Array = NDArray[np.float64]

HEIGHT_RANGE = (-3.0, 3.0)


def cut_chart(
    x: Array,
    z: Array,
    shares: Array,
    *,
    at: float,
    selected: int | None,
    previous: Array | None,
) -> ChartScene:
    """Scene of z along x₁ where x₂ is fixed.

    Args:
        x: where, shape (n,).
        z: the output there, shape (n,).
        shares: v_i times the activation of unit i, shape (n, n_units).
        at: x₂.
        selected: the unit, from 0, whose share is drawn darker.
        previous: z before the last drag, or None.
    """
    lines = (
        []
        if previous is None or np.array_equal(previous, z)
        else [curve(x, inside(previous), "ghost", "z before")]
    )
    lines += [
        curve(x, inside(share), "faint", f"unit {i}") for i, share in enumerate(shares.T, start=1)
    ]
    if selected is not None and selected < shares.shape[1]:
        lines.append(curve(x, inside(shares[:, selected]), "class-a", f"unit {selected + 1}"))
    lines.append(curve(x, inside(z), "ink", "z, the sum"))
    main = frame(
        (52, 26, 570, 128),
        axis(f"x₁, along the cut x₂ = {short(at)}", (float(x[0]), float(x[-1])), range(-3, 4)),
        axis("z", HEIGHT_RANGE, (-2, 0, 2)),
        "bold: z · faint: what each unit adds, W⁽²⁾₁ᵢ a⁽¹⁾ᵢ",
        lines=lines,
        rules=[rule(y=0.0, kind="faint")],
        texts=[note(float(x[-1]), 0.0, "z = 0", dx=-6, dy=-5, anchor="end")],
    )
    return chart((640, 200), f"z along the cut x₂ = {short(at)}", main)


def inside(values: Array) -> Array:
    """The values, with nan where they leave the frame."""
    return np.where(np.abs(values) <= HEIGHT_RANGE[1], values, np.nan)
