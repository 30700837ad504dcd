"""The lecture's function of one variable, f(x) = √c + cos c with c = x² + exp(x²), by hand.

M. P. Deisenroth, A. A. Faisal, C. S. Ong, Mathematics for Machine Learning, Example 5.14. As a
graph it is `formulas.LECTURE`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from nnwidgets.core.checks import Array


LECTURE_STEPS = {
    "a": ("square", ["x"]),
    "b": ("exp", ["a"]),
    "c": ("add", ["a", "b"]),
    "d": ("sqrt", ["c"]),
    "e": ("cos", ["c"]),
    "f": ("add", ["d", "e"]),
}
"""Its steps: for each the operation, by numpy's name for it, and what it is computed from."""


def lecture_function(x: ArrayLike) -> Array:
    """f(x) = √c + cos c with c = x² + exp(x²)."""
    c = np.square(x) + np.exp(np.square(x))
    values: Array = np.asarray(np.sqrt(c) + np.cos(c))[()]
    return values


def lecture_derivative(x: ArrayLike) -> Array:
    """f′(x) = (1/(2√c) − sin c) · (1 + exp(x²)) · 2x."""
    c = np.square(x) + np.exp(np.square(x))
    inner = (1 + np.exp(np.square(x))) * 2 * np.asarray(x)
    slopes: Array = np.asarray((1 / (2 * np.sqrt(c)) - np.sin(c)) * inner)[()]
    return slopes


def difference(x: float, h: ArrayLike, kind: str) -> Array:
    """(f(x + h) − f(x)) / h, or for "central" (f(x + h) − f(x − h)) / (2h)."""
    h = np.asarray(h)
    back, width = (x - h, 2 * h) if kind == "central" else (x, h)
    quotient: Array = (lecture_function(x + h) - lecture_function(back)) / width
    return quotient
