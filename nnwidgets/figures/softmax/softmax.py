"""The pictures of softmax: from logits to probabilities as linked bars, and in a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes.formula import formula, fraction, text
from nnwidgets.figures.softmax.bars import Column, Row, bar_columns
from nnwidgets.figures.softmax.simplex import COLOURS
from nnwidgets.figures.theme import MARKERS
from nnwidgets.text import short, subscript

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.formula import FormulaPart, FormulaScene, FormulaStyle
    from nnwidgets.figures.schema.sketch import SketchScene

Array = NDArray[np.float64]

ROW_IDS = tuple(f"row_{i + 1}" for i in range(len(COLOURS)))
"""What a click on a class's bars is called."""


def linked_bars(columns: Sequence[Column], n_classes: int, row: int, label: str) -> SketchScene:
    """Scene of the columns, with a row for each class.

    Args:
        columns: made by the functions below.
        n_classes: the number of rows.
        row: the class that is selected, counted from 0.
        label: the picture in words.
    """
    rows = [
        Row(str(i + 1), COLOURS[i], MARKERS[i], id=ROW_IDS[i], selected=i == row)
        for i in range(n_classes)
    ]
    return bar_columns(rows, columns, label=label)


def exponential_column(
    exponentials: Array, ghost: Array | None, *, title: str, top: float
) -> Column:
    """The exponentials on an axis from 0 to `top`, with their sum Σ."""
    with np.errstate(over="ignore"):
        total = float(exponentials.sum())
    return Column(title, exponentials, (0.0, top), ghost, footer=f"Σ = {short(total)}")


def probability_column(p: Array | None, ghost: Array | None, *, title: str) -> Column:
    """The probabilities, with a line at ½ and their sum; question marks where there are none."""
    total = "" if p is None else f"Σ = {short(float(p.sum()))}"
    return Column(title, p, (0.0, 1.0), ghost, guide=0.5, footer=total)


def gradient_column(gradient: Array | None, missing: str) -> Column:
    """The gradient p − y as arrows; where there is none, what is missing."""
    if gradient is None:
        return Column("p − y", None, (-1.0, 1.0), footer=missing, arrows=True)
    total = short(round(float(gradient.sum()), 9))
    return Column("p − y", gradient, (-1.0, 1.0), footer=f"Σ = {total}", arrows=True)


def exponential_title(heading: str, *, stable: bool) -> str:
    """What exp is taken of, where there is room to say it.

    >>> exponential_title("z / T", stable=False), exponential_title("z", stable=True)
    ('exp(z / T)', 'exp(z − m)')
    """
    if stable:
        return "exp(z − m)" if heading == "z" else "exp(less m)"
    return "exp of it" if heading.startswith("(") else f"exp({heading})"


def nice_top(exponentials: Array) -> float:
    """1, 2 or 5 times a power of 10: the smallest of these not below the largest finite number.

    >>> nice_top(np.array([7.4, 20.1, np.inf]))
    50.0
    """
    finite = exponentials[np.isfinite(exponentials)]
    largest = min(max(float(finite.max(initial=0.0)), 1e-3), 1e6)
    power = 10.0 ** np.floor(np.log10(largest))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= largest))


def softmax_formula(
    exponents: Sequence[str],
    exponentials: Array,
    p: float,
    row: int,
    printed: Sequence[tuple[str, Array | None]],
) -> FormulaScene:
    """Scene of pᵢ = e^(…) / (e^(…) + …) in live numbers, and below it what programs print.

    Args:
        exponents: what stands over each e, as text.
        exponentials: their values, shape (k,).
        p: the probability of class `row`; nan is marked as wrong.
        row: the class, counted from 0.
        printed: for each way of computing its name and its probabilities, or None.
    """
    return formula(
        [
            *softmax_lines(exponents, exponentials, p, row),
            *(printed_line(name, numbers) for name, numbers in printed),
        ]
    )


def softmax_lines(
    exponents: Sequence[str], exponentials: Array, p: float, row: int
) -> list[list[FormulaPart]]:
    """pᵢ = e^(…) / (e^(…) + …), and below it = number / number = pᵢ; see `softmax_formula`."""
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


def printed_line(name: str, numbers: Array | None) -> list[FormulaPart]:
    """A name, and the numbers as Python prints them; a dash where there are none."""
    if numbers is None:
        return [text(name, "name"), text("–")]
    shown = "[" + "  ".join(short(float(v)) for v in numbers) + "]"
    style: FormulaStyle = "wrong" if np.isnan(numbers).any() else "plain"
    return [text(name, "name"), text(shown, style)]
