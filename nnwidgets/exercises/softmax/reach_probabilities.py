"""Exercise: find the logits of given probabilities with the sliders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import softmax
from nnwidgets.course.forms.feedforward import NEURON
from nnwidgets.course.forms.softmax import MAX_CLASSES, SOFTMAX
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.checking.returned import Complaint
from nnwidgets.exercises.checking.state_answer import from_state, judges_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.report import CheckReport

GOAL = np.array([0.7, 0.2, 0.1])
NEAR, HALF_WAY = 0.01, 0.05
"""How far every probability may be from the goal, for all points and for half of them."""

CLASSES = "The goal has three classes: set the slider *classes* to 3."
AS_LOGITS = (
    "The probabilities of the goal were entered as logits. Softmax takes the exponential of a "
    "logit: which z has exp(z) in the ratio 0.7 to 0.2 to 0.1?"
)
ORDER = "These are the right three numbers in another order: p₁ is to be the largest."
EQUAL = "All three logits are equal, and so are the probabilities."


def state_of(z: Sequence[float], **changes: object) -> str:
    """The explorer's state with these first three logits."""
    return SOFTMAX.text(**{"z": [*z, *[0.0] * (MAX_CLASSES - len(z))], **changes})


def scaled_logits(values: object) -> Array:
    """(z + c) / T for the classes in use, from the values of a state."""
    given = dict(values)  # type: ignore[call-overload]
    try:
        z, k = np.asarray(given["z"], dtype=np.float64), int(given["k"])
        temperature, shift = float(given.get("T", 1.0)), float(given.get("c", 0.0))
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Complaint("holds no logits `z`: copy the state again") from None
    if z.ndim != 1 or not 1 <= k <= len(z) or not temperature > 0:
        raise Complaint("holds no logits `z`: copy the state again")
    return (z[:k] + shift) / temperature


@judges_state
def judge_state(exercise: Exercise, z: Array) -> CheckReport:
    """All points within 0.01 of the goal, half of them within 0.05."""
    if len(z) != len(GOAL):
        return exercise.report("not yet", 0.0, [CLASSES])
    p = softmax(z)
    distance = float(np.abs(p - GOAL).max())
    if distance <= NEAR:
        return exercise.report("correct", exercise.points)
    score = exercise.points / 2 if distance <= HALF_WAY else 0.0
    return exercise.report("not yet", score, [hint_for(z, p)])


def hint_for(z: Array, p: Array) -> str:
    """What is between these logits and the goal."""
    if np.ptp(z) == 0:
        return EQUAL
    if np.allclose(z - z[0], GOAL - GOAL[0], atol=1e-6):
        return AS_LOGITS
    if np.abs(np.sort(p)[::-1] - GOAL).max() <= NEAR:
        return ORDER
    farthest = int(np.abs(p - GOAL).argmax())
    found = ", ".join(f"{value:.3f}" for value in p)
    way = "lower" if p[farthest] > GOAL[farthest] else "raise"
    return f"The probabilities are ({found}): {way} p{'₁₂₃'[farthest]} first."


REACHED = [1.9, 0.6, 0.0]

REACH_PROBABILITIES = Exercise(
    name="reach_probabilities",
    title="Logits for given probabilities",
    points=2,
    reference=lambda: GOAL,
    cases=lambda _rng: [Case()],
    collect=from_state(SOFTMAX, scaled_logits),
    judge=judge_state,
    solution_text=f"reach_probabilities = {state_of(REACHED)!r}",
    mistakes=(
        Mistake("two classes", state_of(REACHED, k=2), CLASSES),
        Mistake("probabilities as logits", state_of(GOAL.tolist()), AS_LOGITS),
        Mistake("another order", state_of(REACHED[::-1]), ORDER),
        Mistake("all equal", state_of([1.0, 1.0, 1.0]), EQUAL),
        Mistake(
            "another explorer",
            NEURON.text(w=2.5, b=-1.0, x=0.4),
            "This is the state of a NeuronExplorer, expected that of a SoftmaxExplorer.",
        ),
        Mistake(
            "cut off",
            state_of(REACHED)[:-8],
            "The state is cut off: its last character is `}`, copy all of it.",
        ),
        Mistake(
            "the probabilities themselves",
            GOAL.tolist(),
            "copy the line that `state()` prints, with its quotes.",
        ),
    ),
)
