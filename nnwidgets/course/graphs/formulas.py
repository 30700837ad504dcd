"""The lecture's formula, typed and by hand; how a formula is read; the fields of its variables."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core.formula import Formula, FormulaError, parse_formula
from nnwidgets.course.state.fields import Field, Number, Text
from nnwidgets.course.state.form import Form

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import ArrayLike

    from nnwidgets.core.checks import Array

LECTURE = "sqrt(x^2 + exp(x^2)) + cos(x^2 + exp(x^2))"
"""M. P. Deisenroth, A. A. Faisal, C. S. Ong, Mathematics for Machine Learning, Example 5.14."""

LECTURE_STEPS = {
    "a": ("square", ["x"]),
    "b": ("exp", ["a"]),
    "c": ("add", ["a", "b"]),
    "d": ("sqrt", ["c"]),
    "e": ("cos", ["c"]),
    "f": ("add", ["d", "e"]),
}
"""Its steps: for each the operation, by numpy's name for it, and what it is computed from."""

VARIABLE_LIMIT = 5.0
FIRST_VALUES = (1.5, 0.5, 2.0, -1.0)
"""Of the variables of a new formula: different, so that each can be followed through the graph."""


@lru_cache(maxsize=64)
def read_formula(text: str) -> Formula:
    """The formula in a text, with one node for equal parts.

    Raises:
        ValueError: what cannot be read, in one line with its place.
    """
    try:
        return parse_formula(text)
    except FormulaError as error:
        raise ValueError(one_line(error, text)) from None


def one_line(error: FormulaError, text: str) -> str:
    """The sentence of a formula's error, with its place in words: a caret needs a fixed font."""
    sentence = str(error).partition("\n")[0]
    at_end = error.position >= len(text)
    place = "" if at_end else f", at character {error.position + 1}, “{text[error.position]}”"
    return f"{sentence}{place}."


def formula_form(explorer: str, *others: Field) -> Form:
    """The form of an explorer of a formula: the formula, its variables, and other fields."""
    taken = {"formula", *(field.name for field in others)}

    def read(text: str) -> Formula:
        return without_names(read_formula(text), taken)

    return Form(explorer, (Text("formula", "f =", LECTURE, read), *others), more=variables)


def without_names(formula: Formula, taken: Collection[str]) -> Formula:
    """The same formula.

    Raises:
        ValueError: one of its variables has the name of a control.
    """
    for name in formula.variables:
        if name in taken:
            raise ValueError(f"{name} is the name of a control here: call the variable x.")
    return formula


def variables(text: str) -> tuple[Field, ...]:
    """A number for each variable of a formula."""
    return tuple(
        Number(name, name, FIRST_VALUES[i % 4], -VARIABLE_LIMIT, VARIABLE_LIMIT, 0.1)
        for i, name in enumerate(read_formula(text).variables)
    )


def letter(text: str) -> str:
    """The name of a node, or nothing.

    Raises:
        ValueError: neither.
    """
    if text and not (text.isidentifier() and len(text) <= 20):
        raise ValueError("expected the letter of a node.")
    return text


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
