"""Exercise: units whose sum is the indicator of [1, 3], off its jumps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import sum_of_units, unit_places
from nnwidgets.course.forms.approximation import UNITS
from nnwidgets.course.forms.feedforward import NEURON
from nnwidgets.course.goals import ENDS, MAX_UNITS, between, distinct
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.checking.returned import Complaint
from nnwidgets.exercises.checking.state_answer import from_state, judges_state

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.report import CheckReport

SMOOTH, STEPS = 0.0, 1.0

SIGMOIDS = "A sigmoid is never exactly 0 or 1, however steep: set *unit φ* to step."
AS_PRINTED = (
    "The sum is 1, 2, 1: one too high everywhere, as in the lecture. Which constant would mend it, "
    "and which unit gives that?"
)
TOO_LOW = "The sum is one too low everywhere: is a constant taken away that is not needed?"
UPSIDE_DOWN = "The sum is 0 between 1 and 3 and 1 outside: upside down."
NEVER_FALLS = "The sum rises at 1 and does not come back down at 3."
NEVER_RISES = "The sum falls at 3, and is 1 all the way to the left."
OUTSIDE = "The sum is 1 between 1 and 3, and not 0 on both sides of it."
HEIGHT = "The jumps are at 1 and 3, and the height between them is not 1."
NO_JUMP = "The sum does not jump at all: a unit with w = 0, or with v = 0, is of no use here."


def units_of(values: object) -> Array:
    """Rows v, w, b of the units in use, shape (3, n), and the kind as a fourth row.

    Args:
        values: of a state.
    """
    given: Mapping[str, object] = dict(values)  # type: ignore[call-overload]
    try:
        n = int(given["n_units"])  # type: ignore[call-overload]
        rows = np.array([given[name] for name in "vwb"], dtype=np.float64)
        kind = {"step": STEPS, "sigmoid": SMOOTH}[str(given["kind"])]
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Complaint("holds no units: copy the state again") from None
    if rows.shape != (3, MAX_UNITS) or not 1 <= n <= MAX_UNITS or not np.isfinite(rows).all():
        raise Complaint("holds no units: copy the state again")
    return np.vstack([rows[:, :n], np.full((1, n), kind)])


def pieces(units: Array) -> tuple[Array, Array, Array]:
    """Where the sum may jump, a place in each piece between, and the sum there."""
    v, w, b, _ = units
    places = distinct(np.concatenate([unit_places(w, b), ENDS]))
    middles = between(places)
    return places, middles, np.asarray(sum_of_units(middles, w, b, v, "step"))


@judges_state
def judge_state(exercise: Exercise, units: Array) -> CheckReport:
    """All points where the sum is 1 on (1, 3) and 0 outside of [1, 3]."""
    if units[3, 0] == SMOOTH:
        return exercise.report("not yet", 0.0, [SIGMOIDS])
    _, x, found = pieces(units)
    wanted = (x > ENDS[0]) & (x < ENDS[1])
    if np.allclose(found, wanted, atol=1e-9):
        return exercise.report("correct", exercise.points)
    return exercise.report("not yet", 0.0, [hint_for(units)])


def hint_for(units: Array) -> str:
    """How the sum differs from the indicator."""
    places, x, found = pieces(units)
    wanted = ((x > ENDS[0]) & (x < ENDS[1])).astype(np.float64)
    for other, hint in (
        (wanted + 1, AS_PRINTED),
        (wanted - 1, TOO_LOW),
        (1 - wanted, UPSIDE_DOWN),
        ((x > ENDS[0]).astype(np.float64), NEVER_FALLS),
        ((x < ENDS[1]).astype(np.float64), NEVER_RISES),
    ):
        if np.allclose(found, other, atol=1e-9):
            return hint
    jumps = places[~np.isclose(np.diff(found), 0.0, atol=1e-9)]
    if len(jumps) == 0:
        return NO_JUMP
    if np.allclose(jumps[[0, -1]], ENDS) and len(jumps) == 2:
        return OUTSIDE if np.allclose(found[wanted == 1], 1.0, atol=1e-9) else HEIGHT
    where = " and ".join(f"{jump:.3g}".replace("-", "−") for jump in jumps)
    return f"The sum jumps at {where}, expected 1 and 3: unit i jumps at −bᵢ/wᵢ."


def state_of(units: Sequence[tuple[float, float, float]], kind: str = "step") -> str:
    """The explorer's state with these (v, w, b)."""
    rows = np.zeros((MAX_UNITS, 3))
    rows[: len(units)] = units
    values = {name: rows[:, i].tolist() for i, name in enumerate("vwb")}
    return UNITS.text(**values, n_units=len(units), kind=kind)


RISE, FALL = (1.0, 1.0, -1.0), (1.0, -1.0, 3.0)
BUMP = state_of([RISE, FALL, (-1.0, 0.0, 1.0)])

INDICATOR = Exercise(
    name="indicator",
    title="The indicator of [1, 3]",
    points=2,
    reference=lambda: np.array([0.0, 1.0, 0.0]),
    cases=lambda _rng: [Case()],
    collect=from_state(UNITS, units_of),
    judge=judge_state,
    solution_text=f"indicator = {BUMP!r}",
    mistakes=(
        Mistake("as printed", state_of([RISE, FALL, (1.0, 0.0, -1.0)]), AS_PRINTED),
        Mistake("wrong on both sides", state_of([RISE, (-2.0, 1.0, -3.0)]), OUTSIDE),
        Mistake("two constants", state_of([RISE, FALL, (-2.0, 0.0, 1.0)]), TOO_LOW),
        Mistake(
            "upside down", state_of([(-1.0, 1.0, -1.0), (1.0, 1.0, -3.0), (1, 0, 1)]), UPSIDE_DOWN
        ),
        Mistake("one step up", state_of([RISE]), NEVER_FALLS),
        Mistake("one step down", state_of([FALL]), NEVER_RISES),
        Mistake("twice as high", state_of([(2.0, 1.0, -1.0), (-2.0, 1.0, -3.0)]), HEIGHT),
        Mistake("no jump", state_of([(1.0, 0.0, -1.0)]), NO_JUMP),
        Mistake(
            "signs of the biases",
            state_of([(1.0, 1.0, 1.0), (-1.0, 1.0, 3.0)]),
            "The sum jumps at −3 and −1, expected 1 and 3: unit i jumps at −bᵢ/wᵢ.",
        ),
        Mistake("sigmoids", state_of([RISE, FALL, (-1.0, 0.0, 1.0)], kind="sigmoid"), SIGMOIDS),
        Mistake(
            "another explorer",
            NEURON.text(w=2.5, b=-1.0, x=0.4),
            "This is the state of a NeuronExplorer, expected that of a UnitsExplorer.",
        ),
        Mistake(
            "cut off",
            BUMP[:-8],
            "The state is cut off: its last character is `}`, copy all of it.",
        ),
        Mistake(
            "the units themselves",
            [[1, 1, -1], [1, -1, 3], [-1, 0, 1]],
            "copy the line that `state()` prints, with its quotes.",
        ),
    ),
)
