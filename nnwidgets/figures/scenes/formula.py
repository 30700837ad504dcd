"""Formulas in live numbers: lines of texts and fractions, in which `e^{2}` has a raised 2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.text import short, subscript

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.formula import (
        FormulaPart,
        FormulaScene,
        FormulaStyle,
        Fraction,
        Words,
    )

Array = NDArray[np.float64]


def text(words: str, style: FormulaStyle = "plain") -> Words:
    """Words or signs on the line."""
    return {"text": words, "style": style}


def fraction(over: str, under: str) -> Fraction:
    """A fraction with a bar."""
    return {"over": over, "under": under}


def formula(lines: Sequence[Sequence[FormulaPart]]) -> FormulaScene:
    """Scene of lines, one under the other."""
    spoken = "; ".join(" ".join(map(said, line)) for line in lines)
    return {"lines": [list(line) for line in lines], "label": spoken}


def said(part: FormulaPart) -> str:
    """A part as it is read aloud."""
    words = part["text"] if "text" in part else f"{part['over']} over {part['under']}"
    return re.sub(r"\^\{([^}]*)\}", r" to the \1", words)


def softmax_lines(
    exponents: Sequence[str], exponentials: Array, p: float, row: int
) -> list[list[FormulaPart]]:
    """pᵢ = e^(…) / (e^(…) + …), and below it = number / number = pᵢ.

    Args:
        exponents: what stands over each e, as text.
        exponentials: their values, shape (k,).
        p: the probability of class `row`; nan is marked as wrong.
        row: the class, counted from 0.
    """
    terms = [f"e^{{{exponent}}}" for exponent in exponents]
    with np.errstate(over="ignore"):
        total = float(exponentials.sum())
    result = text(short(p, 4), "wrong" if np.isnan(p) else "result")
    return [
        [text(f"p{subscript(row + 1)} ="), fraction(terms[row], " + ".join(terms))],
        [
            text("="),
            fraction(short(float(exponentials[row]), 4), short(total, 4)),
            text("="),
            result,
        ],
    ]
