"""Exercise: the lecture's wish, F within a tolerance of f, with at most twenty units."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import parse_formula, sum_of_units, unit_places
from nnwidgets.course.constructions import MAX_UNITS, NIELSEN, UNIT, constructed
from nnwidgets.course.forms.approximation import APPROXIMATION, UNITS
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.checking.returned import Complaint
from nnwidgets.exercises.checking.state_answer import from_state, judges_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.report import CheckReport

KINDS = ("step", "sigmoid", "relu")
TOLERANCE, FEW = 0.05, 20
NEAR = 1e-9  # beside a jump

ANOTHER_TARGET = "This is another target: set *f* to Nielsen's function."
BY_STEPS = (
    "Within 0.05, and the steps are too many. Their error is bounded by L/(2N) and hardly smaller. "
    "Which unit's error falls with the square of N?"
)
FEWER = "Within 0.05, and with more than 20 units. This unit can do it with fewer: go down with N."
FEWER_SIGMOIDS = (
    "Within 0.05, and with more than 20 units. Go down with N, and try other values of *steep k*."
)
MORE_STEPS = "Steps need many more units for 0.05; another unit may do it with 20."
MORE_RELUS = "The right unit, not yet the right N: the error does not fall at each further unit."
AS_STEPS = (
    "So steep a sigmoid is nearly a step, and needs as many: make it flatter, or change *unit*."
)
BLURRED = "Flat sigmoids blur whatever is narrower than they are: make them steeper."
MORE_SIGMOIDS = "A good steepness; a few more units help, up to 20."
FLATTER = "The units are enough, and they are a little too steep: make them flatter with *steep k*."
GOOD_K = (80.0, 180.0)
"""Between these steepnesses 20 sigmoids are within 0.05."""


@lru_cache(maxsize=256)
def error_of(kind: str, n_units: int, steepness: float) -> float:
    """The largest |f − F| for Nielsen's function, on a grid and on both sides of every jump."""
    f = parse_formula(NIELSEN)
    units = constructed(f, kind, n_units, steepness)
    stands = unit_places(units.weights, units.biases)
    stands = stands[~np.isnan(stands)]
    x = np.concatenate([np.linspace(*UNIT, 4001), stands - NEAR, stands + NEAR]).clip(*UNIT)
    return float(np.abs(f(x) - sum_of_units(x, *units, kind)).max())


def settings_of(values: object) -> Array:
    """The kind's place, N, k, and whether the target is the one that is asked for."""
    given: Mapping[str, object] = dict(values)  # type: ignore[call-overload]
    try:
        kind = KINDS.index(str(given["kind"]))
        n, k = int(given["n_units"]), float(given["k"])  # type: ignore[call-overload, arg-type]
        asked = given["target"] == "nielsen"
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Complaint("holds no construction: copy the state again") from None
    if not 1 <= n <= MAX_UNITS or not 0 < k <= 1e4:
        raise Complaint("holds a setting beyond its slider: copy the state again")
    return np.array([kind, n, k, asked], dtype=np.float64)


@judges_state
def judge_state(exercise: Exercise, settings: Array) -> CheckReport:
    """All points for an error of 0.05 with 20 units, half with more; it is computed again."""
    place, n, k, asked = settings.tolist()
    if not asked:
        return exercise.report("not yet", 0.0, [ANOTHER_TARGET])
    kind, n_units = KINDS[int(place)], int(n)
    error = error_of(kind, n_units, k)
    plural = "s" if n_units > 1 else ""
    words = f"The largest error of {n_units} unit{plural} is {error:.3g}."
    if error <= TOLERANCE and n_units <= FEW:
        return exercise.report("correct", exercise.points, [words])
    score = exercise.points / 2 if error <= TOLERANCE else 0.0
    hint = hint_for(kind, n_units, k, within=error <= TOLERANCE)
    return exercise.report("not yet", score, [words, hint])


def hint_for(kind: str, n_units: int, k: float, *, within: bool) -> str:
    """What to change next."""
    if within:
        return {"relu": FEWER, "step": BY_STEPS, "sigmoid": FEWER_SIGMOIDS}[kind]
    if kind == "sigmoid":
        return about_sigmoids(n_units, k)
    return MORE_RELUS if kind == "relu" else MORE_STEPS


def about_sigmoids(n_units: int, k: float) -> str:
    """What to change where sigmoids are not within the tolerance yet."""
    if k < GOOD_K[0]:
        return BLURRED
    if k > GOOD_K[1]:
        return AS_STEPS
    return FLATTER if n_units >= FEW else MORE_SIGMOIDS


def state_of(kind: str, n_units: int, **changes: object) -> str:
    """The explorer's state with these settings."""
    return APPROXIMATION.text(n_units=n_units, kind=kind, **changes)


TWENTY_UNITS = Exercise(
    name="twenty_units",
    title="Within 0.05, with twenty units",
    points=2,
    reference=lambda: np.array([2.0, 20.0, 100.0, 1.0]),
    cases=lambda _rng: [Case()],
    collect=from_state(APPROXIMATION, settings_of),
    judge=judge_state,
    solution_text=f"twenty_units = {state_of('relu', FEW)!r}",
    mistakes=(
        Mistake("the start", state_of("step", 10), MORE_STEPS),
        Mistake("many steps", state_of("step", 70), BY_STEPS),
        Mistake("many ReLUs", state_of("relu", 30), FEWER),
        Mistake("a few ReLUs", state_of("relu", 18), MORE_RELUS),
        Mistake("steep sigmoids", state_of("sigmoid", 20, k=500.0), AS_STEPS),
        Mistake("flat sigmoids", state_of("sigmoid", 20, k=10.0), BLURRED),
        Mistake("a few sigmoids", state_of("sigmoid", 15, k=110.0), MORE_SIGMOIDS),
        Mistake("enough sigmoids, too steep", state_of("sigmoid", 23, k=180.0), FLATTER),
        Mistake("many sigmoids", state_of("sigmoid", 40, k=120.0), FEWER_SIGMOIDS),
        Mistake("another target", state_of("relu", 20, target="sine"), ANOTHER_TARGET),
        Mistake(
            "another explorer",
            UNITS.text(),
            "This is the state of a UnitsExplorer, expected that of an ApproximationExplorer.",
        ),
        Mistake(
            "cut off",
            state_of("relu", FEW)[:-8],
            "The state is cut off: its last character is `}`, copy all of it.",
        ),
        Mistake(
            "the number alone",
            20,
            "copy the line that `state()` prints, with its quotes.",
        ),
    ),
)
