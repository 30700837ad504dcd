"""What is wrong with a softmax on one row of logits, in the words of the exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.student import StudentResult, call_student
from nnwidgets.exercises.checking.trial import Trial, matching_hint
from nnwidgets.exercises.checking.verdict import close

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.exercise import Exercise

NAIVE = "naive"
"""The mistake whose hint is told where a row turns to nan."""
BEYOND = (
    "At these logits e^z is beyond the largest float: subtract the same number from every "
    "logit first, such as the largest."
)


def try_softmax(exercise: Exercise, function: object, z: Array) -> Trial:
    """What a function answers to one row of logits, and what is wrong with it.

    Args:
        exercise: the softmax.
        function: a student's, or anything else.
        z: logits, shape (k,).
    """
    result = call_student(function, z, shape=z.shape)
    return Trial(result.value, diagnose_softmax(exercise, z, result))


def diagnose_softmax(exercise: Exercise, z: Array, result: StudentResult) -> str:
    """The problem of a result, or the hint of the mistake it looks like; "" for the softmax.

    Args:
        exercise: the softmax.
        z: the logits the function was called with, shape (k,).
        result: what it answered.
    """
    if result.value is None:
        return f"{result.problem} {about_failure(exercise, z, result)}".strip()
    if close(result.value, np.asarray(exercise.reference(z))):
        return ""
    return matching_hint(exercise, (z,), result.value) or values_problem(result.value)


def about_failure(exercise: Exercise, z: Array, result: StudentResult) -> str:
    """What to do about nan and ∞. No other mistake is named: one row has no numbers to tell by."""
    naive = exercise.mistake(NAIVE)
    if result.failure == "nan" and call_student(naive.wrong, z).failure == "nan":
        return naive.hint
    beyond = result.failure == "infinite" and call_student(np.exp, z).failure == "infinite"
    return BEYOND if beyond else ""


def values_problem(p: Array) -> str:
    """What keeps numbers from being probabilities, or that they are the wrong ones."""
    if (p < 0).any():
        return "Some outputs are negative: probabilities are not."
    if not np.isclose(p.sum(), 1.0):
        return f"The outputs add up to {p.sum():.4g}, and not to 1."
    return "The outputs add up to 1 but are not the softmax of these logits."
