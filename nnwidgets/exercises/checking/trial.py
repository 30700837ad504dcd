"""Put one case of an exercise to a function, for an explorer: what it answers, and the hint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.exercises.checking.student import call_student
from nnwidgets.exercises.checking.verdict import WRONG, close

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.exercise import Exercise


@dataclass(frozen=True, slots=True)
class Trial:
    """What a function answers to one case.

    Attributes:
        value: its answer as explorers show it, such as an array; None if it is unusable.
        problem: the exercise's sentence on what is wrong; "" for a right answer.
    """

    value: Any
    problem: str


def try_by_reference(exercise: Exercise, function: object, *inputs: object) -> Trial:
    """Call a function and compare it with the reference and the planted mistakes.

    Args:
        exercise: with its reference and mistakes.
        function: a student's, or anything else.
        *inputs: of the case.
    """
    expected = np.asarray(exercise.reference(*inputs), dtype=np.float64)
    result = call_student(function, *inputs, shape=expected.shape, name=exercise.name)
    if result.value is None:
        return Trial(None, result.problem)
    if close(result.value, expected):
        return Trial(result.value, "")
    return Trial(result.value, matching_hint(exercise, inputs, result.value) or WRONG)


def matching_hint(exercise: Exercise, inputs: Sequence[object], value: Array) -> str:
    """The hint of the first planted mistake that answers a case with this value, or "".

    Args:
        exercise: with its mistakes.
        inputs: of the case.
        value: what a function answered.
    """
    for mistake in exercise.mistakes:
        planted = call_student(mistake.wrong, *inputs).value
        if planted is not None and close(planted, value):
            return mistake.hint
    return ""
