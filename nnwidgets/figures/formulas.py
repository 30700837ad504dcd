"""Formulas in live numbers: texts and fractions, one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.text import short, subscript

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Array = NDArray[np.float64]
Part = dict[str, str]


def text(words: str) -> Part:
    """Words or signs on the line."""
    return {"text": words}


def fraction(over: str, under: str) -> Part:
    """A fraction with a bar."""
    return {"over": over, "under": under}


def formula(parts: Sequence[Part], title: str = "") -> Mapping[str, object]:
    """Scene of the parts side by side."""
    spoken = " ".join(
        part["text"] if "text" in part else f"{part['over']} over {part['under']}" for part in parts
    )
    return {"parts": list(parts), "title": title, "label": spoken}


def softmax_formula(
    exponents: Sequence[str], exponentials: Array, p: float, row: int
) -> Mapping[str, object]:
    """pᵢ = exp(…) / (exp(…) + …) = number / number = pᵢ.

    Args:
        exponents: what stands in each exp, as text.
        exponentials: their values, shape (k,).
        p: the probability of class `row`; nan is shown as it is.
        row: the class, counted from 0.
    """
    terms = [f"exp({exponent})" for exponent in exponents]
    with np.errstate(over="ignore"):
        total = float(exponentials.sum())
    return formula(
        [
            text(f"p{subscript(row + 1)} ="),
            fraction(terms[row], " + ".join(terms)),
            text("="),
            fraction(short(float(exponentials[row]), 4), short(total, 4)),
            text("="),
            {"text": short(p, 4), "style": "wrong" if np.isnan(p) else "result"},
        ]
    )
