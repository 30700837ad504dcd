"""Constants of a graph: copies that nobody can change."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnwidgets.core.checks import floats
from nnwidgets.core.refusals import refuse_index

EXACT = 2**53
"""Whole numbers below it are floats without rounding."""
FLOAT = np.dtype(np.float64)


def constant(operand: Any, name: str = "operand") -> Any:  # noqa: ANN401
    """A plain number or array among the operands: a float, or a copy that nobody can change."""
    kind = type(operand)
    if kind is float or (kind is int and abs(operand) < EXACT):
        return float(operand)
    values = operand if kind is np.ndarray and operand.dtype is FLOAT else floats(operand, name)
    kept: Any = values.copy()
    kept.setflags(False)  # noqa: FBT003 -- as in `compute`
    return kept if kept.ndim else kept[()]


def kept_index(index: Any) -> Any:  # noqa: ANN401
    """An index that stays as it was when it was used.

    Raises:
        NodeError: a node as an index.
    """
    if isinstance(index, tuple):
        return tuple(kept_index(part) for part in index)
    if hasattr(type(index), "operands"):
        refuse_index()
    if isinstance(index, list | np.ndarray):
        places = np.array(index) if len(index) else np.array(index, dtype=np.intp)
        places.setflags(write=False)
        return places
    return index
