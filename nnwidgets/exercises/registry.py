"""Find exercises and predictions by name: the functions that notebooks and explorers call."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from nnwidgets.exercises import (
    approximation,
    backpropagation,
    classification,
    feedforward,
    graphs,
    softmax,
)
from nnwidgets.exercises.checking.report import CheckReport
from nnwidgets.exercises.checking.solution import Solution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.exercises.checking.exercise import Exercise
    from nnwidgets.exercises.checking.prediction import Prediction
    from nnwidgets.exercises.checking.student import StudentResult
    from nnwidgets.exercises.checking.trial import Trial

TRIES_BEFORE_SOLUTION = 3

EXERCISES: dict[str, Exercise] = {}
PREDICTIONS: dict[str, Prediction] = {
    prediction.name: prediction
    for topic in (feedforward, classification, softmax, graphs, backpropagation, approximation)
    for prediction in topic.PREDICTIONS
}


def register(*exercises: Exercise) -> None:
    """Add exercises, such as an instructor's own, to those that `check` knows.

    Raises:
        ValueError: a name is taken.
    """
    for exercise in exercises:
        if exercise.name in EXERCISES:
            raise ValueError(f"there is an exercise {exercise.name!r} already: choose another name")
        EXERCISES[exercise.name] = exercise


register(
    *feedforward.EXERCISES,
    *classification.EXERCISES,
    *softmax.EXERCISES,
    *graphs.EXERCISES,
    *backpropagation.EXERCISES,
    *approximation.EXERCISES,
)


def all_exercises() -> dict[str, Exercise]:
    """Every exercise by its name, in the order of the course."""
    return dict(EXERCISES)


def all_predictions() -> dict[str, Prediction]:
    """Every prediction by its name, in the order of the course."""
    return dict(PREDICTIONS)


@dataclass(slots=True)
class Attempts:
    """The attempts at one exercise since the kernel started.

    Attributes:
        solved: was one of them correct?
        different: one fingerprint for each attempt that answers differently.
    """

    solved: bool = False
    different: set[tuple[object, ...]] = field(default_factory=set)

    def add(self, report: CheckReport, results: Sequence[StudentResult]) -> None:
        """Count an attempt, unless an earlier one gave the same results."""
        if report.status == "not attempted":
            return
        self.solved = self.solved or report.status == "correct"
        self.different.add(tuple(fingerprint(result) for result in results))


ATTEMPTS: dict[str, Attempts] = {}


def fingerprint(result: StudentResult) -> object:
    """A hashable value that is equal for equal results."""
    return result.problem if result.value is None else (result.value.shape, result.value.tobytes())


def check(name: str, answer: object = ..., seed: int = 0) -> CheckReport:
    """The report on an answer to the exercise `name`. Nothing is raised.

    Args:
        name: of the exercise, in quotes.
        answer: the function itself, the value, or the text of an explorer's `state()`.
        seed: of the hidden cases.

    >>> check("n_parameters")
    ○ The number of parameters: not attempted, 0 of 1 point
      · There is no answer yet: replace the `...` with it.
    """
    exercise = find(name)
    if exercise is None:
        return CheckReport("No such exercise", "not attempted", 0.0, 0.0, (unknown(name),))
    report, results = exercise.examine(answer, seed)
    ATTEMPTS.setdefault(exercise.name, Attempts()).add(report, results)
    tell_nbgrader(report)
    return report


def try_case(name: str, function: object, *inputs: object) -> Trial:
    """What a function answers to one case of the exercise `name`, and the exercise's hint on it.

    For explorers that run a student's function: whatever the function does, nothing is raised.

    Args:
        name: of the exercise.
        function: the student's, or anything else.
        *inputs: of the case.

    Raises:
        ValueError: there is no exercise of that name.

    >>> try_case("plus_minus", lambda z: str(z), 0.0).problem
    '`plus_minus` returned text: return numbers.'
    """
    exercise = find(name)
    if exercise is None:
        raise ValueError(unknown(name))
    return exercise.try_case(function, *inputs)


def tell_nbgrader(report: CheckReport) -> None:
    """Show nbgrader's *Validate* button what is missing: it takes stderr for a failure."""
    if os.environ.get("NBGRADER_VALIDATING") and report.status != "correct":
        sys.stderr.write(f"{report!r}\n")


def find(name: object) -> Exercise | None:
    """The exercise of a name, or None for anything else."""
    return EXERCISES.get(name) if isinstance(name, str) else None


def unknown(name: object) -> str:
    """The sentence for an unknown name, with the names that are close to it."""
    if not isinstance(name, str):
        return 'The name of the exercise comes first, in quotes, as in `nw.check("layer", layer)`.'
    near = get_close_matches(name, EXERCISES, n=3, cutoff=0.5)
    names = " or ".join(f"`{found}`" for found in near)
    if near:
        return f"There is no exercise `{name}`: did you mean {names}?"
    return f"There is no exercise `{name}`: there are {', '.join(f'`{n}`' for n in EXERCISES)}."


def show_solution(name: str) -> Solution:
    """One solution of the exercise `name`, once it is solved or was tried three different ways.

    Args:
        name: of the exercise, in quotes.
    """
    exercise = find(name)
    if exercise is None:
        return Solution("", unknown(name))
    attempts = ATTEMPTS.get(exercise.name, Attempts())
    missing = TRIES_BEFORE_SOLUTION - len(attempts.different)
    if attempts.solved or missing <= 0:
        return Solution(exercise.solution, f"One solution of “{exercise.title}”:")
    more = "one more try" if missing == 1 else f"{missing} more tries"
    message = f"The solution comes once the check says correct, or after {more}, each different."
    return Solution("", message)
