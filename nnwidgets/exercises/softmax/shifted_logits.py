"""Exercise: other logits with the same softmax."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.course.examples import LOGITS
from nnwidgets.exercises.checking.answers import array
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake, read_value
from nnwidgets.exercises.checking.returned import Complaint

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


def shifted(z: Array) -> Array:
    """The logits z − z₃: the same softmax, and the third logit 0."""
    return z - z[2]  # type: ignore[no-any-return]


def three_numbers(answer: object) -> Array:
    """An array of three numbers."""
    values = array(answer)
    if values.shape != (3,):
        raise Complaint("does not hold three numbers: write `np.array([…, …, …])`")
    return values


SHIFTED_LOGITS = Exercise(
    name="shifted_logits",
    title="The same softmax from other logits",
    points=1,
    reference=shifted,
    cases=lambda _rng: [Case(inputs=(np.array(LOGITS),))],
    collect=read_value(three_numbers),
    advice="Softmax sees only the differences between logits: which ones has (2, 1, 0.5)?",
    solution_text="shifted_logits = np.array([2.0, 1.0, 0.5]) - 0.5  # −0.5 for each of the three",
    mistakes=(
        Mistake(
            "the third alone",
            np.array([2.0, 1.0, 0.0]),
            "The third logit alone was moved; the same number has to be subtracted from all three.",
        ),
        Mistake(
            "the first is 0",
            np.array([0.0, -1.0, -1.5]),
            "The softmax is the same, but it is the first logit that is 0, not the third.",
        ),
        Mistake(
            "added",
            np.array([2.5, 1.5, 1.0]),
            "The softmax is the same, but ½ was added to all, and the third logit is not 0.",
        ),
        Mistake(
            "divided",
            np.array([4.0, 2.0, 1.0]),
            "The logits were divided by the third; softmax keeps its value when a number is "
            "subtracted from all logits, not when all are divided.",
        ),
        Mistake(
            "probabilities",
            np.array([0.62853172, 0.2312239, 0.14024438]),
            "These are the probabilities; asked for are logits.",
        ),
        Mistake(
            "signs",
            np.array([-1.5, -0.5, 0.0]),
            "The differences have the wrong sign: the first logit was the largest.",
        ),
        Mistake(
            "unchanged",
            np.array(LOGITS),
            "These are the logits of the question: their third is 0.5.",
        ),
    ),
)
