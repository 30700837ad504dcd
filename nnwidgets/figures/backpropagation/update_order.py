"""The numbers of one training step, in the order in which they are computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.figures.scenes.table import cell, row, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from nnwidgets.figures.schema.table import TableScene

    Numbers = NDArray[np.float64] | float

COST_DIGITS = 9
"""Decimals in which the published cost differs from the right one."""
NAMES = {
    "delta2": "δ⁽²⁾ = (a − y) a (1 − a)",
    "weights2": "W⁽²⁾ − η δ⁽²⁾ a⁽¹⁾ᵀ",
    "delta1": "δ⁽¹⁾ = a (1 − a) W⁽²⁾ᵀ δ⁽²⁾",
    "weights1": "W⁽¹⁾ − η δ⁽¹⁾ xᵀ",
    "cost": "cost after the step",
}


def steps_table(
    chosen: Mapping[str, Numbers], right: Mapping[str, Numbers], order: Sequence[str]
) -> TableScene:
    """Every number of the step beside the right one; those that are wrong are marked.

    Args:
        chosen: the numbers by their names, the keys of `NAMES`.
        right: likewise, as they should be.
        order: the names, in the order in which they are computed.
    """
    rows = []
    for name in order:
        pairs = zip(lines(chosen[name]), lines(right[name]), strict=True)
        for k, (ours, theirs) in enumerate(pairs):
            same = np.array_equal(ours, theirs)
            here = cell(numbers(ours)) if same else cell(f"✗ {numbers(ours)}", "wrong")
            heading = f"row {k + 1}" if k else NAMES[name]
            rows.append(row(heading, [here, cell(numbers(theirs))]))
    caption = "One step on the example of Mazur (2015)"
    return table(caption, ["computed in this order", "here", "right"], rows)


def lines(values: Numbers) -> list[Numbers]:
    """The rows of a matrix; a vector or a number is one line."""
    return [*values] if isinstance(values, np.ndarray) and values.ndim > 1 else [values]


def numbers(values: Numbers) -> str:
    """All numbers of an array, row by row."""
    if isinstance(values, float):
        return f"{values:.{COST_DIGITS}f}"
    return ", ".join(f"{value:.6f}".replace("-", "−") for value in values.ravel())
