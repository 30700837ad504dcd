"""Exercise: settings with which a network reads 95 per cent of digits it has never seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.course.digits.recipe import (
    ACTIVATIONS,
    GOAL,
    MAX_RATE,
    MAX_SEED,
    MAX_STEPS,
    MAX_UNITS,
    DigitRecipe,
    held_out_accuracy,
)
from nnwidgets.course.forms.softmax import DIGIT, SOFTMAX
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.checking.returned import Complaint
from nnwidgets.exercises.checking.state_answer import from_state, judges_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.report import CheckReport

HALF_WAY = 0.9
"""Accuracy for half of the points."""

TOO_FEW = "So few hidden units can hardly tell ten digits apart: give the network more."
TOO_LARGE = (
    "The steps are too large: one of them throws the network so far off that it does not recover. "
    "Take a smaller rate η."
)
TOO_SHORT = "The cost is still falling when the training ends: take more steps, or larger ones."


def recipe_of(values: Mapping[str, object]) -> DigitRecipe:
    """The recipe in the values of a state.

    Raises:
        Complaint: a setting that is missing, or beyond its slider.
    """
    try:
        recipe = DigitRecipe(
            n_units=int(values["n_units"]),  # type: ignore[call-overload]
            activation=str(values["activation"]),
            learning_rate=float(values["learning_rate"]),  # type: ignore[arg-type]
            n_steps=int(values["n_steps"]),  # type: ignore[call-overload]
            seed=int(values["seed"]),  # type: ignore[call-overload]
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Complaint("holds no settings of a network: copy the state again") from None
    inside = (
        1 <= recipe.n_units <= MAX_UNITS
        and recipe.activation in ACTIVATIONS
        and 0.0 < recipe.learning_rate <= MAX_RATE
        and 1 <= recipe.n_steps <= MAX_STEPS
        and 0 <= recipe.seed <= MAX_SEED
    )
    if not inside:
        raise Complaint("holds a setting beyond its slider: copy the state again")
    return recipe


def as_numbers(values: object) -> Array:
    """The recipe as numbers, as answers travel."""
    recipe = recipe_of(dict(values))  # type: ignore[call-overload]
    place = ACTIVATIONS.index(recipe.activation)
    rest = (recipe.learning_rate, recipe.n_steps, recipe.seed)
    return np.array([recipe.n_units, place, *rest], dtype=np.float64)


@judges_state
def judge_state(exercise: Exercise, numbers: Array) -> CheckReport:
    """All points for 0.95 of the held-out digits, half of them for 0.9."""
    n_units, place, learning_rate, n_steps, seed = numbers.tolist()
    recipe = DigitRecipe(
        int(n_units), ACTIVATIONS[int(place)], learning_rate, int(n_steps), int(seed)
    )
    share = held_out_accuracy(recipe)
    message = f"{share:.3f} of the held-out digits are right."
    if share >= GOAL:
        return exercise.report("correct", exercise.points, [message])
    score = exercise.points / 2 if share >= HALF_WAY else 0.0
    return exercise.report("not yet", score, [f"{message} {hint_for(recipe, share)}"])


def hint_for(recipe: DigitRecipe, share: float) -> str:
    """Which setting to change first, at this share of right digits.

    From η = 1 on, relu and tanh networks may never recover from a step. A good step of that size
    would have brought 100 steps past nine digits in ten.
    """
    diverged = recipe.learning_rate >= 1 and recipe.n_steps >= 100 and share < HALF_WAY
    if recipe.learning_rate > 2 or diverged:
        return TOO_LARGE
    return TOO_FEW if recipe.n_units < 8 else TOO_SHORT


def state_of(**changes: object) -> str:
    """The explorer's state with settings that are good enough, some of them changed."""
    return DIGIT.text(**{"n_units": 32, "learning_rate": 0.3, "n_steps": 1000, **changes})


DIGIT_NETWORK = Exercise(
    name="digit_network",
    title="A network that reads digits",
    points=2,
    reference=lambda: np.array([32.0, 0.0, 0.3, 1000.0, 0.0]),
    cases=lambda _rng: [Case()],
    collect=from_state(DIGIT, as_numbers),
    judge=judge_state,
    solution_text=f"digit_network = {state_of()!r}",
    mistakes=(
        Mistake("the start", state_of(n_units=4, learning_rate=0.05, n_steps=300), TOO_FEW),
        Mistake("too short", state_of(learning_rate=0.02, n_steps=100), TOO_SHORT),
        Mistake("too large steps", state_of(learning_rate=5.0), TOO_LARGE),
        Mistake(
            "another explorer",
            SOFTMAX.text(),
            "This is the state of a SoftmaxExplorer, expected that of a DigitExplorer.",
        ),
        Mistake(
            "cut off",
            state_of()[:-5],
            "The state is cut off: its last character is `}`, copy all of it.",
        ),
        Mistake("the accuracy", 0.97, "copy the line that `state()` prints, with its quotes."),
    ),
)
