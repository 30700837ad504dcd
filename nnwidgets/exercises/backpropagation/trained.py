"""Exercise: a rate and a start with which all ten points are right within 500 steps."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import Network
from nnwidgets.core.training import descend
from nnwidgets.course import datasets
from nnwidgets.course.examples import SIZES
from nnwidgets.course.forms.backpropagation import TRAINING
from nnwidgets.course.forms.feedforward import NETWORK
from nnwidgets.course.ten_point_training import CHUNK, MAX_SEED, MAX_STEPS, RATES
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.checking.returned import Complaint
from nnwidgets.exercises.checking.state_answer import from_state, judges_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.report import CheckReport

N_POINTS = 10
GOAL = 500
"""Steps that are allowed."""
ERRATIC = 50.0
"""From this rate on rounding decides whether a run succeeds, so no success counts."""
LARGEST = max(rate for rate in map(float, RATES) if rate < ERRATIC)
NUDGES, DELAY = 8, 100
"""On the plateau rounding grows, and decides when a run leaves it, at any rate. So what a student
has seen counts if one of 8 runs that only rounding tells apart has it at most 100 steps later."""

NEARLY = (
    f"A run that differs from this one by rounding alone has all ten at most {DELAY} steps later, "
    "so it counts."
)
AT_THE_START = "The state shows the start: press *Train*, or move the slider *steps*, first."
TOO_MANY = f"At most {GOAL} steps are allowed: set the slider *steps* back."
TOO_SMALL = f"At this rate {GOAL} steps are too few: take a larger η."
TOO_LARGE = "At this rate rounding decides where a run ends, so none counts: take a smaller η."
TOO_FEW = f"This may be too early: set *steps* further, up to {GOAL}, before you change the seed."
OTHER_START = "This start does not get there in time at this rate: try another seed."


@lru_cache(maxsize=64)
def gets_there(learning_rate: float, seed: int, n_steps: int) -> bool:
    """Whether all ten points are right after `n_steps`, up to what rounding puts off."""
    late = min(n_steps + DELAY, GOAL)
    runs = (points_right(learning_rate, seed, late, nudge) for nudge in range(NUDGES))
    return any(N_POINTS in rights[n_steps // CHUNK :] for rights in runs)


def points_right(learning_rate: float, seed: int, n_steps: int, nudge: int = 0) -> list[int]:
    """How many of the ten points are right after 0, 50, 100 … steps on the quadratic cost.

    Args:
        learning_rate: η.
        seed: of the start.
        n_steps: how far to go.
        nudge: changes the start in its last digits, and with it nothing but the rounding.
    """
    network = Network.random(SIZES, rng=np.random.default_rng(seed))
    start = network.with_parameters(network.parameters * (1.0 + nudge * 2.0**-51))
    points = datasets.ten_points()
    wanted = points.targets.argmax(axis=1)
    run = descend(start, *points, learning_rate=learning_rate, n_steps=n_steps, record_every=CHUNK)
    return [int(np.sum(r.network(points.inputs).argmax(axis=1) == wanted)) for r in run]


def as_numbers(values: object) -> Array:
    """η, the seed and the number of steps in the values of a state."""
    given: Mapping[str, object] = dict(values)  # type: ignore[call-overload]
    try:
        rate = float(given["learning_rate"])  # type: ignore[arg-type]
        seed, steps = (int(given[name]) for name in ("seed", "steps"))  # type: ignore[call-overload]
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Complaint("holds no settings of a training: copy the state again") from None
    known = rate in map(float, RATES)
    if not known or not 0 <= seed <= MAX_SEED or not 0 <= steps <= MAX_STEPS:
        raise Complaint("holds a setting beyond its slider: copy the state again")
    return np.array([rate, seed, CHUNK * (steps // CHUNK)], dtype=np.float64)


@judges_state
def judge_state(exercise: Exercise, numbers: Array) -> CheckReport:
    """All points for ten right points; the training is done again from the settings."""
    rate, seed, steps = numbers.tolist()
    if steps == 0:
        return exercise.report("not yet", 0.0, [AT_THE_START])
    if steps > GOAL:
        return exercise.report("not yet", 0.0, [TOO_MANY])
    if rate >= ERRATIC:
        return exercise.report("not yet", 0.0, [TOO_LARGE])
    right = points_right(rate, int(seed), int(steps))[-1]
    if gets_there(rate, int(seed), int(steps)):
        words = counted(right, steps) + ("" if right == N_POINTS else f" {NEARLY}")
        return exercise.report("correct", exercise.points, [words])
    at_the_largest = TOO_FEW if steps < GOAL else OTHER_START
    hint = TOO_SMALL if rate < LARGEST else at_the_largest
    return exercise.report("not yet", 0.0, [f"{counted(right, steps)} {hint}"])


def counted(right: int, n_steps: float) -> str:
    """The result of a training in words."""
    return f"{right} of {N_POINTS} points are right after {n_steps:g} steps."


def state_of(**changes: object) -> str:
    """The explorer's state with settings that do, some of them changed."""
    return TRAINING.text(**{"learning_rate": "20", "steps": GOAL, **changes})


TRAINED = Exercise(
    name="trained",
    title="Ten points in five hundred steps",
    points=2,
    reference=lambda: np.array([20.0, 0.0, GOAL]),
    cases=lambda _rng: [Case()],
    collect=from_state(TRAINING, as_numbers),
    judge=judge_state,
    solution_text=f"trained = {state_of()!r}",
    advice="Change one thing at a time: the rate for the same start, then the seed.",
    mistakes=(
        Mistake("the start", state_of(steps=0), AT_THE_START),
        Mistake("too many steps", state_of(steps=5000), TOO_MANY),
        Mistake("rate too small", state_of(learning_rate="0.5"), TOO_SMALL),
        Mistake("stopped too early", state_of(steps=150), TOO_FEW),
        Mistake("a lucky run", state_of(learning_rate="50", seed=58), TOO_LARGE),
        Mistake("a start that does not learn", state_of(seed=26), OTHER_START),
        Mistake(
            "another explorer",
            NETWORK.text(),
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
