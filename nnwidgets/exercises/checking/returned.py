"""Read what a student's function returned: an array of floats, or what is wrong with it."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from nnwidgets.text import with_article

if TYPE_CHECKING:
    from collections.abc import Callable

    from nnwidgets.core.checks import Array


Failure: TypeAlias = Literal[
    "",
    "raised",
    "unusable",
    "in brackets",
    "nan",
    "infinite",
    "overflowed",
    "silenced",
    "changed its input",
]
"""How a call or an answer failed; "" where it did not.

"in brackets" is a single number in a list or a tuple. "overflowed" and "silenced" are finite values
computed with an overflow on the way; "silenced" if the code told numpy not to warn.
"""


class Complaint(Exception):  # noqa: N818  # half a sentence for a student, not an error
    """What is wrong with an answer, as the second half of a sentence: "returned a list".

    Args:
        words: that half.
        failure: the kind of failure.
    """

    def __init__(self, words: str, failure: Failure = "unusable") -> None:
        super().__init__(words)
        self.failure = failure


NO_ARRAY: tuple[tuple[Callable[[object], bool], str], ...] = (
    (lambda value: value is None, "None: is a `return` missing?"),
    (lambda value: value is ..., "`...`: replace it with your result"),
    (lambda value: isinstance(value, str), "text: return numbers"),
    (lambda value: isinstance(value, list), "a list: return an array, `np.array(…)` makes one"),
    (
        lambda value: isinstance(value, tuple),
        "a tuple: return one array; is there an extra comma?",
    ),
    (inspect.isgenerator, "a generator: use `return`, not `yield`"),
    (inspect.iscoroutine, "a coroutine: write `def`, not `async def`"),
    (callable, "a function: are the brackets of a call missing?"),
)
"""Half sentences on returned values that are not arrays; the first that fits is used."""


def floats_of(returned: object) -> Array:
    """`returned` as a new array of floats.

    Numbers and boolean arrays count as arrays; lists and everything else do not.

    Raises:
        Complaint: it is anything but an array of real numbers.
    """
    if type(returned) is np.ndarray:
        if returned.dtype == np.float64:
            return returned.copy()
        return real(returned)
    if isinstance(returned, (np.generic, int, float, complex)):
        return real(np.array(returned))
    failure: Failure = "in brackets" if is_number_in_brackets(returned) else "unusable"
    raise Complaint(f"returned {described(returned)}", failure)


def is_number_in_brackets(returned: object) -> bool:
    """Is it a list or a tuple that holds one number and nothing else?

    >>> is_number_in_brackets([0.5]), is_number_in_brackets([[0.5]])
    (True, False)
    """
    return (
        isinstance(returned, (list, tuple))
        and len(returned) == 1
        and isinstance(returned[0], (int, float, np.number))
    )


def without_brackets(words: str) -> str:
    """The complaint about a number in brackets where a single number is asked for.

    >>> without_brackets("`cost` returned a list: return an array")
    '`cost` returned a list: return the number itself, without brackets or a comma after it'
    """
    returned = words.partition(": ")[0]
    return f"{returned}: return the number itself, without brackets or a comma after it"


def real(array: np.ndarray) -> Array:
    """An array as floats; a complaint unless it holds real numbers or booleans."""
    kind = array.dtype.kind
    if kind in "biuf":
        return array.astype(np.float64)
    if kind == "c":
        raise Complaint("returned complex numbers: is there a square root of a negative number?")
    if kind == "O":
        raise Complaint(
            "returned an array of Python objects: "
            "its rows have different lengths, or not every entry is a number"
        )
    raise Complaint(
        "returned an array of text"
        if kind in "US"
        else "returned something other than an array of numbers"
    )


def described(returned: object) -> str:
    """What a value is that is not an array, and what to do about it."""
    if inspect.iscoroutine(returned):
        returned.close()  # or Python warns that nobody awaited it
    for fits, words in NO_ARRAY:
        if fits(returned):
            return words
    return f"{with_article(type(returned).__name__)}: return an array of numbers"


def shape_complaint(found: tuple[int, ...], expected: tuple[int, ...]) -> str:
    """Half a sentence about a wrong shape, with a guess at the cause; "" for the expected one.

    >>> shape_complaint((2, 3), (3, 2))
    'returned an array of shape (2, 3), expected (3, 2): it looks transposed, rows are samples'
    """
    if found == expected:
        return ""
    if expected == ():
        return f"returned an array of shape {found}, expected a single number"
    if found == ():
        return f"returned a single number, expected an array of shape {expected}"
    words = f"returned an array of shape {found}, expected {expected}"
    if found == expected[::-1]:
        return f"{words}: it looks transposed, rows are samples"
    if [n for n in found if n != 1] == [n for n in expected if n != 1]:
        excess = "too many" if len(found) > len(expected) else "missing"
        return f"{words}: an axis of length 1 is {excess}"
    return words
