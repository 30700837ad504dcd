"""Read an answer that is a value: a number, an array of numbers, or a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.returned import Complaint, real
from nnwidgets.exercises.checking.student import StudentResult
from nnwidgets.exercises.checking.words import sentence
from nnwidgets.text import with_article

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nnwidgets.core.checks import Array


MAX_AXES = 64
"""The most that numpy allows."""


def read_answer(answer: object, parse: Callable[[object], Array]) -> StudentResult:
    """An answer as plain data, or one sentence about it. Only KeyboardInterrupt is raised.

    Args:
        answer: anything at all; `...` means that there is no answer yet.
        parse: turns it into an array, or raises a `Complaint`.

    >>> read_answer("23", number).problem
    'The answer is text: write 23 without the quotes.'
    """
    if answer is ...:
        problem = "There is no answer yet: replace the `...` with it."
        return StudentResult(None, problem, attempted=False, failure="unusable")
    try:
        return StudentResult(parse(answer))
    except KeyboardInterrupt:  # the stop button
        raise
    except Complaint as complaint:
        return StudentResult(None, sentence("the answer", str(complaint)), failure="unusable")
    except BaseException:  # noqa: BLE001  # an object may raise anything when it is looked at
        return StudentResult(None, "The answer cannot be read.", failure="unusable")


def number(answer: object) -> Array:
    """One finite real number, as an array of shape ().

    >>> number(np.int64(23))
    array(23.)
    """
    if isinstance(answer, (bool, np.bool_)):
        raise Complaint("is True or False: give a number")
    if isinstance(answer, (int, float, np.number)) or (
        isinstance(answer, np.ndarray) and answer.ndim == 0
    ):
        return finite(answer)
    if isinstance(answer, str):
        raise Complaint(f"is text: {without_quotes(answer)}")
    if isinstance(answer, (list, tuple, np.ndarray)):
        raise Complaint("is a list or an array: give one number, without brackets")
    raise Complaint(f"is {kind_of(answer)}: give a number")


def array(answer: object) -> Array:
    """An array of finite real numbers; lists of equal length will do.

    >>> array([[1, 2], [3, 4]])
    array([[1., 2.],
           [3., 4.]])
    """
    if isinstance(answer, (list, tuple, np.ndarray, int, float, np.number)):
        return finite(answer)
    raise Complaint(f"is {kind_of(answer)}: give numbers, as `np.array([1.0, 2.0])`")


def two_numbers(first: str) -> Callable[[object], Array]:
    """A reader of two finite numbers; `first` says in the complaint which one comes first.

    >>> two_numbers("the width")([3, 4])
    array([3., 4.])
    """

    def read(answer: object) -> Array:
        values = array(answer)
        if values.shape != (2,):
            raise Complaint(f"does not hold two numbers: write `[…, …]`, {first} first")
        return values

    return read


def choice(options: Sequence[str]) -> Callable[[object], Array]:
    """A reader of one of `options`, as its position; case and surrounding spaces do not matter.

    >>> choice(["rises", "falls"])(" Falls")
    array(1.)
    """
    known = {option.casefold(): position for position, option in enumerate(options)}

    def read(answer: object) -> Array:
        position = known.get(answer.strip().casefold()) if isinstance(answer, str) else None
        if position is None:
            quoted = ", ".join(f'`"{option}"`' for option in options)
            raise Complaint(f"is not one of the choices: give one of {quoted}")
        return np.array(float(position))

    return read


def finite(answer: object) -> Array:
    """Numbers as finite floats."""
    if not holds_numbers(answer):
        raise Complaint("holds something other than real numbers")
    try:
        given = np.asarray(answer)
    except ValueError:
        raise Complaint("has rows of different lengths") from None
    if given.dtype.kind not in "biuf":
        raise Complaint("holds something other than real numbers")
    values = real(given)
    if np.isnan(values).any():
        raise Complaint("is nan, which is not a number")
    if np.isinf(values).any():
        raise Complaint("is infinite: give a finite number")
    return values


def holds_numbers(answer: object) -> bool:
    """Do nested lists hold numbers only? numpy would fill memory with texts of many lengths.

    >>> holds_numbers([[1, 2.5], [True]]), holds_numbers([1, "2"])
    (True, False)
    """
    waiting = [(answer, 0)]
    while waiting:
        part, depth = waiting.pop()
        if isinstance(part, (list, tuple)) and depth < MAX_AXES:
            waiting += [(inner, depth + 1) for inner in part]
        elif not isinstance(part, (int, float, np.number, np.bool_, np.ndarray)):
            return False
    return True


def without_quotes(text: str) -> str:
    """What to write where a number came as text."""
    try:
        float(text)
    except ValueError:
        return "give a number"
    return f"write {text.strip()} without the quotes"


def kind_of(answer: object) -> str:
    """The kind of an answer in a word or two, such as "a function"."""
    if answer is None:
        return "None"
    return "a function" if callable(answer) else with_article(type(answer).__name__)
