"""Call a student's function: a good value comes back, or one sentence. Nothing is raised.

Checks call it once per case, explorers on every step of a drag, so a good call takes a short path;
everything that finds words for a bad one comes after it.
"""

from __future__ import annotations

import dis
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.explain import explain_failure, misfit, students_frames
from nnwidgets.exercises.checking.returned import (
    Complaint,
    Failure,
    floats_of,
    shape_complaint,
    without_brackets,
)
from nnwidgets.exercises.checking.words import called, describe_arguments, parameter_names, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nnwidgets.core.checks import Array

STUB_INSTRUCTIONS = frozenset({"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST"})
"""The instructions of a body that does nothing, such as that of `def f(): ...`."""
NOT_FINITE: dict[Failure, str] = {
    "nan": "returned nan, which is not a number,",
    "infinite": "returned an infinite number",
}


@dataclass(frozen=True, slots=True, eq=False)
class StudentResult:
    """What a student's function or answer gave in one case, as plain data.

    Attributes:
        value: a float64 array that shares no memory, or None if there is a problem.
        problem: one sentence for the student, or "".
        attempted: False for a stub that was left as it is.
        failure: the kind of problem, by which two failures are compared.
    """

    value: Array | None = None
    problem: str = ""
    attempted: bool = True
    failure: Failure = ""


def call_student(
    function: object,
    *arguments: object,
    shape: tuple[int, ...] | None = None,
    name: str | None = None,
) -> StudentResult:
    """`function(*arguments)` as an array of floats, or one sentence that says what went wrong.

    Arrays are passed as copies, also those in lists, tuples and dicts. Warnings are silenced inside
    the call, printing is not. Only KeyboardInterrupt is raised.

    Args:
        function: anything; there is a sentence for what cannot be called.
        *arguments: of the call.
        shape: that the result must have; () for a single number, None for any shape.
        name: that sentences use; the function's own if None.

    Returns:
        A result with either a value or a problem.

    >>> call_student(lambda z: z + 1, np.zeros(2), shape=(2,)).value
    array([1., 1.])
    >>> call_student(lambda z: [z], np.zeros(2), name="layer").problem
    '`layer` returned a list: return an array, `np.array(…)` makes one.'
    """
    try:
        if not callable(function):
            return not_callable(function, name)
        return StudentResult(good_value(function, arguments, shape))
    except Complaint as complaint:
        untouched = is_stub(function)
        words = "is not written yet: its body is empty" if untouched else str(complaint)
        if complaint.failure == "in brackets" and shape == ():
            words = without_brackets(words)
        problem = sentence(called(function, name), words)
        return StudentResult(None, problem, not untouched, complaint.failure)
    except KeyboardInterrupt:  # the stop button
        raise
    except BaseException as error:  # noqa: BLE001  # a student's function may raise anything
        problem, attempted = explain_failure(error, function, arguments, name)
        return StudentResult(None, problem, attempted, "raised")


def good_value(
    function: Callable[..., object], arguments: Sequence[object], shape: tuple[int, ...] | None
) -> Array:
    """The finite floats that `function(*arguments)` returns.

    Raises:
        Complaint: it returned anything else, or changed an argument.
        BaseException: whatever the function raises.
    """
    given = [copy_of(argument) for argument in arguments]
    with quiet():
        value = floats_of(function(*given))
    if shape is not None and (complaint := shape_complaint(value.shape, shape)):
        raise Complaint(complaint)
    if not np.isfinite(value).all():
        when = describe_arguments(function, arguments)
        failure: Failure = "nan" if np.isnan(value).any() else "infinite"
        raise Complaint(f"{NOT_FINITE[failure]} when {when}", failure)
    for position, pair in enumerate(zip(arguments, given, strict=True)):
        if not unchanged(*pair):
            name = parameter_names(function, len(arguments))[position]
            raise Complaint(
                f"changed its input `{name}`: {leave_alone(pair[0], name)}", "changed its input"
            )
    return value


def call_own(function: Callable[..., object], *arguments: object) -> object:
    """`function(*arguments)`, for an exercise that calls a student's function in one of its own.

    Raises:
        Complaint: the function takes other arguments.
        BaseException: whatever the function raises.
    """
    try:
        return function(*arguments)
    except TypeError as error:
        if not students_frames(error) and (words := misfit(function, arguments)):
            raise Complaint(words, "raised") from None
        raise


def leave_alone(argument: object, name: str) -> str:
    """What to do instead of changing an argument."""
    array = "make a new array, `a = a + b` and not `a += b`"
    return f"work on a copy, `list({name})`, or {array}" if isinstance(argument, list) else array


@contextmanager
def quiet() -> Iterator[None]:
    """Silence floating-point errors and warnings inside, whatever is set outside."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def copy_of(value: object) -> object:
    """A deep copy of arrays, lists, tuples and dicts; anything else as it is."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if type(value) is list or type(value) is tuple:
        return type(value)(map(copy_of, value))
    if type(value) is dict:
        return {key: copy_of(entry) for key, entry in value.items()}
    return value


def unchanged(original: object, given: object) -> bool:
    """Is what the function was given still the same? Arrays are compared bit by bit, nan too."""
    if isinstance(original, np.ndarray):
        return (
            isinstance(given, np.ndarray)
            and original.shape == given.shape
            and original.tobytes() == given.tobytes()
        )
    if type(original) is not type(given):
        return False
    if isinstance(original, (list, tuple)) and isinstance(given, (list, tuple)):
        return len(original) == len(given) and all(map(unchanged, original, given))
    if isinstance(original, dict) and isinstance(given, dict):
        return original.keys() == given.keys() and all(
            unchanged(original[key], given[key]) for key in original
        )
    return True


def not_callable(function: object, name: str | None) -> StudentResult:
    """The result for something that is not a function."""
    label = called(None, name)
    if function is ...:
        problem = sentence(label, "is not written yet")
        return StudentResult(None, problem, attempted=False, failure="unusable")
    if function is None:
        text = "is None, not a function: run the cell that defines it"
    elif isinstance(function, (np.ndarray, np.generic, int, float, list, tuple)):
        text = "is a value, not a function: pass its name alone, without brackets after it"
    else:
        text = f"is of type {type(function).__name__}, not a function"
    return StudentResult(None, sentence(label, text), failure="unusable")


def is_stub(function: object) -> bool:
    """Is the body of a function empty: `...`, `pass` or a docstring alone?

    >>> is_stub(lambda: None)
    True
    """
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    return all(
        step.opname in STUB_INSTRUCTIONS and step.argval in {None, 0}
        for step in dis.get_instructions(code)
    )
