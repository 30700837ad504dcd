"""Exercise: the other legal order of the lecture's graph, found with the explorer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core.orders import missing
from nnwidgets.exercises.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.graphs.counts import LECTURE
from nnwidgets.exercises.state import format_state, parse_state
from nnwidgets.exercises.student import StudentResult

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.exercises.report import CheckReport

EXPLORER, VERSION = "OrderExplorer", 1
FORMULA = "sqrt(x^2 + exp(x^2)) + cos(x^2 + exp(x^2))"

OTHER_FORMULA = "This is the order of another formula: reset the explorer."
LECTURES_OWN = "This is the order of the lecture, a to f: there is one other."
UNFINISHED = "The order is not complete: all six steps are to be computed."
ILLEGAL = "The order is not legal: a step comes before one that it needs."
NOT_READ = "The state holds no order: copy it again."


def complaint(values: dict[str, object]) -> str:
    """What is wrong with the values of a state, or ""."""
    order = values.get("order")
    if values.get("formula") != FORMULA:
        return OTHER_FORMULA
    if not isinstance(order, str) or not set(order.split()) <= set(LECTURE):
        return NOT_READ
    names = order.split()
    if any(missing(LECTURE, name, names[:i]) for i, name in enumerate(names)):
        return ILLEGAL
    if sorted(names) != sorted(LECTURE):
        return UNFINISHED
    return LECTURES_OWN if names == list(LECTURE) else ""


def read_state(answer: object, cases: Sequence[Case], _name: str) -> list[StudentResult]:
    """1 for a state as it is asked for, else a sentence."""
    if answer is ...:
        problem = "There is no answer yet: replace the `...` with it."
        return [StudentResult(None, problem, attempted=False, failure="unusable")] * len(cases)
    try:
        problem = complaint(parse_state(answer, EXPLORER).values)
    except ValueError as error:
        problem = str(error)
    if problem:
        return [StudentResult(None, problem, failure="unusable")] * len(cases)
    return [StudentResult(np.array(1.0))] * len(cases)


def judge_state(
    exercise: Exercise, _cases: Sequence[Case], results: Sequence[StudentResult]
) -> CheckReport:
    """All points or none."""
    result = results[0]
    if result.value is not None:
        return exercise.report("correct", exercise.points)
    status = "not yet" if result.attempted else "not attempted"
    return exercise.report(status, 0.0, [result.problem])  # type: ignore[arg-type]  # one of the two


def state_of(order: str, formula: str = FORMULA) -> str:
    """The explorer's state with an order."""
    values = {"formula": formula, "x": 1.5, "order": order, "count": "hidden"}
    return format_state(EXPLORER, VERSION, values)


SECOND_ORDER = Exercise(
    name="second_order",
    title="The other order",
    points=1,
    reference=lambda: 1.0,
    cases=lambda _rng: [Case()],
    collect=read_state,
    judge=judge_state,
    solution_text=f"second_order = {state_of('a b c e d f')!r}",
    mistakes=(
        Mistake("the lecture's order", state_of("a b c d e f"), LECTURES_OWN),
        Mistake("half done", state_of("a b c e"), UNFINISHED),
        Mistake("written by hand", state_of("b a c e d f"), ILLEGAL),
        Mistake("another formula", state_of("a b", "exp(x^2)"), OTHER_FORMULA),
        Mistake("letters alone", state_of("g h"), NOT_READ),
        Mistake(
            "another explorer",
            format_state("FormulaExplorer", 1, {"formula": FORMULA, "x": 1.5, "view": "graph"}),
            "This is the state of a FormulaExplorer, expected that of an OrderExplorer.",
        ),
    ),
)
