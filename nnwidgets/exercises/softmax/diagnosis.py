"""What is wrong with a softmax on one row of logits, in the words of the exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.judge import close
from nnwidgets.exercises.softmax.stable import SOFTMAX, softmax
from nnwidgets.exercises.student import StudentResult, call_student

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


def diagnose_softmax(z: Array, result: StudentResult) -> str:
    """The problem of a result, or the hint of the mistake it looks like; "" for the softmax.

    Args:
        z: the logits the function was called with, shape (k,).
        result: what it answered.

    >>> z = np.array([1000.0, 1001.0])
    >>> diagnose_softmax(z, StudentResult(np.exp(z - 1001.0)))
    'These are the exponentials; they are still to be divided by their sum.'
    """
    if result.value is not None and close(result.value, softmax(z)):
        return ""
    hint = next((m.hint for m in SOFTMAX.mistakes if looks_like(m.wrong, z, result)), "")
    if result.value is None:
        return f"{result.problem} {hint}".strip()
    return hint or values_problem(result.value)


def looks_like(wrong: object, z: Array, result: StudentResult) -> bool:
    """Does a mistake answer these logits as the student does?"""
    if result.value is None and result.failure != "not finite":
        return False
    planted = call_student(wrong, z)
    if result.value is None or planted.value is None:
        return planted.failure == result.failure
    return close(planted.value, result.value)


def values_problem(p: Array) -> str:
    """What keeps numbers from being probabilities, or that they are the wrong ones."""
    if (p < 0).any():
        return "Some outputs are negative: probabilities are not."
    if not np.isclose(p.sum(), 1.0):
        return f"The outputs add up to {p.sum():.4g}, and not to 1."
    return "The outputs add up to 1 but are not the softmax of these logits."
