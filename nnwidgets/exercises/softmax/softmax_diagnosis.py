"""What is wrong with a softmax on one row of logits, in the words of the exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.student import StudentResult, call_student
from nnwidgets.exercises.checking.verdict import close
from nnwidgets.exercises.softmax.softmax import SOFTMAX, softmax

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array

BEYOND = (
    "At these logits e^z is beyond the largest float: take the same number from every logit "
    "first, such as the largest."
)


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
    if result.value is None:
        return f"{result.problem} {about_failure(z, result)}".strip()
    hint = next((m.hint for m in SOFTMAX.mistakes if looks_like(m.wrong, z, result.value)), "")
    return hint or values_problem(result.value)


def about_failure(z: Array, result: StudentResult) -> str:
    """What to do about nan and ∞. No other mistake is named: one row has no numbers to tell by."""
    naive = SOFTMAX.mistakes[0]
    if result.failure == "nan" and call_student(naive.wrong, z).failure == "nan":
        return naive.hint
    beyond = result.failure == "infinite" and call_student(np.exp, z).failure == "infinite"
    return BEYOND if beyond else ""


def looks_like(wrong: object, z: Array, found: Array) -> bool:
    """Does a mistake answer these logits as the student does?"""
    planted = call_student(wrong, z).value
    return planted is not None and close(planted, found)


def values_problem(p: Array) -> str:
    """What keeps numbers from being probabilities, or that they are the wrong ones."""
    if (p < 0).any():
        return "Some outputs are negative: probabilities are not."
    if not np.isclose(p.sum(), 1.0):
        return f"The outputs add up to {p.sum():.4g}, and not to 1."
    return "The outputs add up to 1 but are not the softmax of these logits."
