"""Put a construction of N units to its cases, and judge it by how close its sum comes.

Many answers are right: units may face either way, and a constant may be a unit or hidden in
others. So what is compared is the sum, and how many units it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from nnwidgets.core import parse_formula, sum_of_units
from nnwidgets.exercises.checking.exercise import from_a_library
from nnwidgets.exercises.checking.returned import Complaint, described
from nnwidgets.exercises.checking.student import StudentResult, call_own, call_student, is_stub
from nnwidgets.exercises.checking.words import called, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.exercise import Case, Exercise
    from nnwidgets.exercises.checking.report import CheckReport

    Rows = tuple[Array, Array, Array]

N_PLACES = 3001
MOST_UNITS = 1000
"""Of a construction whose sum is looked at; the cases ask for forty at most."""
THREE = (
    "return three arrays of N numbers each: weights, biases and output weights, "
    "`return weights, biases, output_weights`"
)


class Task(NamedTuple):
    """What a case asks: the function as a formula of x, N, and the interval [a, b].

    Attributes:
        formula: f, as text.
        n_units: N.
        a: the left end.
        b: the right end.
    """

    formula: str
    n_units: int
    a: float
    b: float

    @property
    def function(self) -> Callable[[Array], Array]:
        """f, of arrays and of single numbers."""
        return parse_formula(self.formula)

    @property
    def places(self) -> Array:
        """Places all over the interval, off the jumps of equal pieces, shape (3001,)."""
        return self.a + (self.b - self.a) * (np.arange(N_PLACES) + 0.318) / N_PLACES


def units_in(returned: object) -> Array:
    """Weights, biases and output weights as the rows of one array, shape (3, n).

    Raises:
        Complaint: anything but three rows of equally many numbers.
    """
    if not isinstance(returned, (tuple, list, np.ndarray)):
        words = described(returned).split(": ")[0]
        raise Complaint(f"returned {words}: {THREE}")
    try:
        rows = [np.asarray(row, dtype=np.float64) for row in returned]
    except (TypeError, ValueError):
        raise Complaint(f"returned something other than numbers: {THREE}") from None
    if len(rows) != 3:
        raise Complaint(f"returned {len(rows)} things: {THREE}")
    shapes = [row.shape for row in rows]
    if rows[0].ndim != 1 or len(set(shapes)) > 1:
        raise Complaint(f"returned arrays of shapes {', '.join(map(str, shapes))}: {THREE}")
    return np.array(rows)


def call_construction(answer: object, task: Task, name: str) -> StudentResult:
    """The units that a student's function makes for a task."""
    interval = (task.a, task.b)
    if not callable(answer) or is_stub(answer):
        return call_student(answer, task.function, task.n_units, interval, name=name)

    def stacked(n_units: int) -> Array:
        return units_in(call_own(answer, task.function, n_units, interval))

    return call_student(stacked, task.n_units, name=name)


def collect_units(answer: object, cases: Sequence[Case], name: str) -> list[StudentResult]:
    """The units for each case; an unwritten function is called once only."""
    if from_a_library(answer):
        words = "comes from a library: write a function of your own"
        problem = sentence(called(None, name), words)
        return [StudentResult(None, problem, failure="unusable")] * len(cases)
    tasks = [Task(*case.inputs) for case in cases]  # type: ignore[arg-type]  # as they are drawn
    first = call_construction(answer, tasks[0], name)
    if not first.attempted:
        return [first] * len(cases)
    return [first, *(call_construction(answer, task, name) for task in tasks[1:])]


class Fit(NamedTuple):
    """One result: how many units it has, its sum at all places, and whether that will do."""

    case: Case
    n_units: int
    values: Array | None
    error: float
    bound: float

    @property
    def task(self) -> Task:
        """What was asked."""
        return Task(*self.case.inputs)  # type: ignore[arg-type]  # as they are drawn

    @property
    def right(self) -> bool:
        """Is it within the bound, up to rounding, with N units?"""
        return self.n_units == self.task.n_units and self.error <= self.bound * (1 + 1e-9) + 1e-9

    def like(self, other: Fit) -> bool:
        """Are these the same number of units and the same sum?"""
        if self.values is None or other.values is None or self.n_units != other.n_units:
            return False
        return np.allclose(self.values, other.values, rtol=1e-6, atol=1e-9)


def fit_of(
    case: Case, result: StudentResult, activation: str, bound: Callable[[Task], float]
) -> Fit:
    """A result beside its function."""
    task = Task(*case.inputs)  # type: ignore[arg-type]  # as they are drawn
    units = result.value
    if units is None or units.shape[1] > MOST_UNITS:
        n_units = 0 if units is None else units.shape[1]
        return Fit(case, n_units, None, np.inf, bound(task))
    with np.errstate(all="ignore"):
        values = np.nan_to_num(sum_of_units(task.places, units[0], units[1], units[2], activation))
        error = float(np.abs(values - task.function(task.places)).max())
    return Fit(case, units.shape[1], values, error, bound(task))


def in_another_order(construction: Callable[..., Rows]) -> Callable[..., Rows]:
    """The mistake of returning v, w, b."""

    def wrong(function: Any, n_units: int, interval: tuple[float, float]) -> Rows:  # noqa: ANN401
        w, b, v = construction(function, n_units, interval)
        return v, w, b

    return wrong


def judge_units(
    exercise: Exercise,
    cases: Sequence[Case],
    results: Sequence[StudentResult],
    activation: str,
    bound: Callable[[Task], float],
) -> CheckReport:
    """Points for every group of cases in which all sums are within their bounds.

    Args:
        exercise: with its mistakes.
        cases: what was asked.
        results: what was answered, one for each case.
        activation: of the units.
        bound: the error that is allowed in a task.
    """
    if not any(result.attempted for result in results):
        return exercise.report("not attempted", 0.0, [results[0].problem])
    pairs = list(zip(cases, results, strict=True))
    fits = [fit_of(case, result, activation, bound) for case, result in pairs]
    groups = list(dict.fromkeys(case.group for case in cases))
    wrong = [group for group in groups if not all(f.right for f in fits if f.case.group == group)]
    if not wrong:
        return exercise.report("correct", exercise.points)
    score = exercise.points * (len(groups) - len(wrong)) / len(groups)
    if hint := mistake_in(exercise, fits, activation, bound):
        return exercise.report("not yet", score, [hint])
    said = {
        group: next(
            (
                about(exercise, fit, result)
                for fit, result in zip(fits, results, strict=True)
                if fit.case.group == group and not fit.right
            ),
            "right.",
        )
        for group in groups
    }
    texts = list(dict.fromkeys(said.values()))
    if len(texts) == 1:
        return exercise.report("not yet", score, [sentence(texts[0])])
    lines = [f"{group}: {words}" for group, words in said.items()]
    return exercise.report("not yet", score, lines)


def mistake_in(
    exercise: Exercise, fits: Sequence[Fit], activation: str, bound: Callable[[Task], float]
) -> str:
    """The hint of the mistake that gives the same sums wherever they are wrong, or ""."""
    cases = [fit.case for fit in fits]
    for mistake in exercise.mistakes:
        planted = [call_construction(mistake.wrong, fit.task, exercise.name) for fit in fits]
        others = [fit_of(*pair, activation, bound) for pair in zip(cases, planted, strict=True)]
        if all(fit.right or fit.like(other) for fit, other in zip(fits, others, strict=True)):
            return mistake.hint
    return ""


def about(exercise: Exercise, fit: Fit, result: StudentResult) -> str:
    """What is wrong with one result."""
    task = fit.task
    if result.value is None:
        return result.problem
    if fit.n_units != task.n_units:
        return f"asked are {task.n_units} units, and {fit.n_units} come back."
    return (
        f"with {task.n_units} units on [{task.a:g}, {task.b:g}] the largest error is "
        f"{fit.error:.3g}, and {fit.bound:.3g} is allowed. {exercise.advice}"
    )
