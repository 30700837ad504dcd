"""Exercise: weights, bias and threshold by hand, until no ill patient is missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import sigmoid
from nnwidgets.course.datasets import screening
from nnwidgets.course.forms.classification import CLASSIFIER
from nnwidgets.course.forms.feedforward import NEURON
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.checking.returned import Complaint
from nnwidgets.exercises.checking.state_answer import from_state, judges_state

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.report import CheckReport

MAX_ALARMS = 2
MAX_ALARMS_FOR_HALF = 4
"""With nobody missed, up to this many false alarms earn half the points."""
SHAPES: dict[str, tuple[int, ...]] = {"w": (2,), "b": (), "scale": (), "threshold": ()}

EVERYBODY = (
    "Everybody is called ill: nobody is missed, but such a test tells nothing. The line has to run "
    "between the classes."
)
NOBODY = "Nobody is called ill, so every ill patient is missed: lower the threshold or raise b."
SWAPPED = (
    "Most patients are on the wrong side: z has to grow towards the crosses, so look at the signs "
    "of w₁ and w₂."
)
MISSED = "Ill patients are still missed: lower the threshold, or raise b, until none is."
ROOM = (
    "Nobody is missed, and there is room: raise the threshold, or lower b, until the next step "
    "would miss an ill patient."
)
ALARMS = (
    "Nobody is missed, and too many are alarmed: moving the line will not do, it has to be turned. "
    "Change w₂ against w₁."
)


def counts(values: Array) -> dict[str, int]:
    """Right and wrong answers of z = k (w·x + b), g(z) ≥ t, on the forty patients.

    Alarms are unavoidable where z is at least that of some ill patient: no b or t helps.

    Args:
        values: w₁, w₂, b, k, t.
    """
    x, y = screening()
    with np.errstate(all="ignore"):  # a weight of 1e308 is a bad answer, not an error
        z = np.nan_to_num(values[3] * (x @ values[:2] + values[2]))
    positive = sigmoid(z) >= values[4]
    return {
        "missed": int(np.sum(~positive & (y == 1))),
        "alarms": int(np.sum(positive & (y == 0))),
        "found": int(np.sum(positive & (y == 1))),
        "unavoidable": int(np.sum((y == 0) & (z >= z[y == 1].min()))),
    }


def values_in(state: object) -> Array:
    """w₁, w₂, b, k and t in the values of a state."""
    parts, given = [], dict(state)  # type: ignore[call-overload]
    for name, shape in SHAPES.items():
        try:
            part = np.asarray(given.get(name), dtype=np.float64)
        except (TypeError, ValueError):
            part = np.empty(0)
        if part.shape != shape or np.isnan(part).any():
            raise Complaint(f"holds no `{name}`: copy the state again")
        parts.append(part.ravel())
    return np.concatenate(parts)


@judges_state
def judge_state(exercise: Exercise, given: Array) -> CheckReport:
    """All points for nobody missed and two false alarms at most, half for up to four."""
    found = counts(given)
    words = f"{found['missed']} of 20 ill missed, {found['alarms']} of 20 well alarmed."
    if found["missed"] == 0 and found["alarms"] <= MAX_ALARMS:
        return exercise.report("correct", exercise.points, [words])
    half = found["missed"] == 0 and found["alarms"] <= MAX_ALARMS_FOR_HALF
    score = exercise.points / 2 if half else 0.0
    return exercise.report("not yet", score, [words, hint_for(found)])


def hint_for(found: dict[str, int]) -> str:
    """The next thing to change."""
    if found["missed"] == 0:
        if found["alarms"] == 20:
            return EVERYBODY
        return ROOM if found["unavoidable"] <= MAX_ALARMS else ALARMS
    if found["found"] == found["alarms"] == 0:
        return NOBODY
    return SWAPPED if found["missed"] + found["alarms"] > 20 else MISSED


BY_HAND = CLASSIFIER.text(w=(2.0, -2.0), threshold=0.25)

NO_MISSED_CASE = Exercise(
    name="no_missed_case",
    title="No missed case",
    points=2,
    reference=lambda: np.array([2.0, -2.0, 0.0, 1.0, 0.25]),
    cases=lambda _rng: [Case()],
    collect=from_state(CLASSIFIER, values_in),
    judge=judge_state,
    solution_text=f"no_missed_case = {BY_HAND!r}",
    mistakes=(
        Mistake("the start", CLASSIFIER.text(), MISSED),
        Mistake(
            "everybody is ill", CLASSIFIER.text(w=(2.0, -2.0), b=4.0, threshold=0.05), EVERYBODY
        ),
        Mistake("nobody is ill", CLASSIFIER.text(w=(0.5, -0.5), b=-4.0, threshold=0.95), NOBODY),
        Mistake("classes swapped", CLASSIFIER.text(w=(-2.0, 2.0), b=0.0, threshold=0.5), SWAPPED),
        Mistake("turned, not moved", CLASSIFIER.text(w=(2.0, -2.0), b=1.0, threshold=0.25), ROOM),
        Mistake("moved, not turned", CLASSIFIER.text(w=(1.0, 0.0), b=0.0, threshold=0.2), ALARMS),
        Mistake(
            "another explorer",
            NEURON.text(w=2.5, b=-1.0, x=0.4),
            f"This is the state of a {NEURON.name}, expected that of a {CLASSIFIER.name}.",
        ),
        Mistake(
            "cut off",
            BY_HAND[:-9],
            "The state is cut off: its last character is `}`, copy all of it.",
        ),
        Mistake(
            "the explorer itself",
            {CLASSIFIER.name: 1},
            "copy the line that `state()` prints, with its quotes.",
        ),
    ),
)
