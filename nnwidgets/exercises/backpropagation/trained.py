"""Exercise: a rate and a start with which all ten points are right within 1000 steps."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import Network, datasets
from nnwidgets.core.training import descend
from nnwidgets.exercises.answers import read_answer
from nnwidgets.exercises.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.returned import Complaint
from nnwidgets.exercises.state import format_state, parse_state
from nnwidgets.exercises.student import StudentResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.report import CheckReport, Status

EXPLORER, VERSION = "TrainingExplorer", 1
SIZES = (2, 2, 3, 2)
RATES = (0.5, 5.0, 20.0, 50.0, 100.0)
MOST_SEEDS, MOST_STEPS = 99, 5000
GOAL, CHUNK = 1000, 50
"""Steps that are allowed, and steps between two pictures of the explorer."""

AT_THE_START = "The state shows the start: press *Train*, or move the slider *steps*, first."
TOO_MANY = "Asked is a network after at most 1000 steps: set the slider *steps* back."
TOO_SMALL = "At this rate 1000 steps do not leave the plateau: take a larger η."
TOO_LARGE = "Steps of this length jump past what they should reach: take a smaller η."
OTHER_START = "This start does not get there in time at this rate: try another seed."


@lru_cache(maxsize=64)
def points_right(learning_rate: float, seed: int, n_steps: int) -> int:
    """How many of the ten points are right after gradient descent on the quadratic cost."""
    start = Network.random(SIZES, rng=np.random.default_rng(seed))
    points = datasets.ten_points()
    *_, last = descend(
        start, *points, learning_rate=learning_rate, n_steps=n_steps, record_every=n_steps
    )
    answers = last.network(points.inputs).argmax(axis=1)
    return int(np.sum(answers == points.targets.argmax(axis=1)))


def as_numbers(values: object) -> Array:
    """η, the seed and the number of steps in the values of a state."""
    given: Mapping[str, object] = dict(values)  # type: ignore[call-overload]
    try:
        rate = float(given["learning_rate"])  # type: ignore[arg-type]
        seed, steps = (int(given[name]) for name in ("seed", "steps"))  # type: ignore[call-overload]
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Complaint("holds no settings of a training: copy the state again") from None
    if rate not in RATES or not 0 <= seed <= MOST_SEEDS or not 0 <= steps <= MOST_STEPS:
        raise Complaint("holds a setting beyond its slider: copy the state again")
    return np.array([rate, seed, CHUNK * (steps // CHUNK)], dtype=np.float64)


def read_state(answer: object, cases: Sequence[Case], _name: str) -> list[StudentResult]:
    """The settings in the text of a state."""
    try:
        values = answer if answer is ... else parse_state(answer, EXPLORER).values
    except ValueError as error:
        return [StudentResult(None, str(error), failure="unusable")] * len(cases)
    return [read_answer(values, as_numbers)] * len(cases)


def judge_state(
    exercise: Exercise, _cases: Sequence[Case], results: Sequence[StudentResult]
) -> CheckReport:
    """All points for ten right points; the training is done again from the settings."""
    numbers = results[0].value
    if numbers is None:
        status: Status = "not yet" if results[0].attempted else "not attempted"
        return exercise.report(status, 0.0, [results[0].problem])
    rate, seed, steps = numbers.tolist()
    if steps == 0:
        return exercise.report("not yet", 0.0, [AT_THE_START])
    if steps > GOAL:
        return exercise.report("not yet", 0.0, [TOO_MANY])
    right = points_right(rate, int(seed), int(steps))
    message = f"{right} of 10 points are right after {int(steps)} steps."
    if right == len(datasets.ten_points().inputs):
        return exercise.report("correct", exercise.points, [message])
    return exercise.report("not yet", 0.0, [f"{message} {hint_for(rate)}"])


def hint_for(learning_rate: float) -> str:
    """Which setting to change first."""
    if learning_rate == min(RATES):
        return TOO_SMALL
    return TOO_LARGE if learning_rate >= 50 else OTHER_START


def state_of(**changes: object) -> str:
    """The explorer's state with settings that do, some of them changed."""
    values = {"learning_rate": "5", "seed": 0, "steps": 1000}
    return format_state(EXPLORER, VERSION, values | changes)


TRAINED = Exercise(
    name="trained",
    title="Ten points in a thousand steps",
    points=2,
    reference=lambda: np.array([5.0, 0.0, 1000.0]),
    cases=lambda _rng: [Case()],
    collect=read_state,
    judge=judge_state,
    solution_text=f"trained = {state_of()!r}",
    advice="Change one thing at a time: the rate for the same start, then the seed.",
    mistakes=(
        Mistake("the start", state_of(steps=0), AT_THE_START),
        Mistake("too many steps", state_of(steps=5000), TOO_MANY),
        Mistake("rate too small", state_of(learning_rate="0.5"), TOO_SMALL),
        Mistake("rate too large", state_of(learning_rate="100"), TOO_LARGE),
        Mistake("a start that does not learn", state_of(seed=26), OTHER_START),
        Mistake(
            "another explorer",
            format_state("NetworkExplorer", 1, {"sample": 1}),
            "This is the state of a NetworkExplorer, expected that of a TrainingExplorer.",
        ),
        Mistake(
            "cut off",
            state_of()[:-4],
            "The state is cut off: its last character is `}`, copy all of it.",
        ),
        Mistake("a number", 1000, "copy the line that `state()` prints, with its quotes."),
    ),
)
