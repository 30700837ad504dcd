"""Exercise: a sigmoid that does not overflow."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake, call_on_cases
from nnwidgets.exercises.checking.overflow import Overflows, watching
from nnwidgets.exercises.checking.returned import Complaint
from nnwidgets.exercises.checking.solution import solution_of
from nnwidgets.exercises.checking.student import StudentResult, call_student

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nnwidgets.core.checks import Array

WATCHED = "nothing overflows"
"""The group of cases in which numpy's own warnings count."""


def sigmoid(z: Array) -> Array:
    """1 / (1 + e^(−z)), with no exponent above 0."""
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))  # type: ignore[no-any-return]


def watched(function: Callable[..., object]) -> tuple[Callable[..., object], list[Overflows]]:
    """The same function, and a list that collects what overflows inside it."""
    seen: list[Overflows] = []

    @wraps(function)
    def evaluate(*arguments: object) -> object:
        with watching() as found:
            seen.append(found)
            return function(*arguments)

    return evaluate, seen


def collect(answer: object, cases: Sequence[Case], name: str) -> list[StudentResult]:
    """The function's values; in a watched case an overflow on the way counts as a failure."""
    plain = [replace(case, inputs=case.inputs[:1]) for case in cases]
    results = call_on_cases(answer, plain, name)
    if not callable(answer) or not results[0].attempted:
        return results
    return [
        watch(answer, case, name, result) if case.group == WATCHED else result
        for case, result in zip(plain, results, strict=True)
    ]


def watch(
    answer: Callable[..., object], case: Case, name: str, result: StudentResult
) -> StudentResult:
    """The result, unless a second call shows that something overflows on the way to it."""
    if result.value is None:
        return result
    evaluate, seen = watched(answer)
    call_student(evaluate, *case.inputs, name=name)
    if any(found.told for found in seen):
        return StudentResult(None, OVERFLOWS, failure="overflowed")
    if any(found.silenced for found in seen):
        return StudentResult(None, SILENCED, failure="silenced")
    return result


OVERFLOWS = (
    "An exponential grows beyond what a float can hold on the way, and numpy warns: look for an "
    "exponent that gets large and positive. `np.where` computes both of its branches."
)
SILENCED = (
    "The warning is silenced, and the overflow is still there: look for an exponent that gets "
    "large and positive. `np.where` computes both of its branches."
)


def overflowing(wrong: Callable[[Array], object]) -> object:
    """A mistake whose values are right, with an overflow that only watched cases show."""

    def answer(z: Array, is_watched: object = None) -> object:
        if is_watched is not None:
            raise Complaint(OVERFLOWS, "overflowed")
        return wrong(z)

    return answer


def sigmoid_cases(rng: np.random.Generator) -> list[Case]:
    """Arrays of one and two dimensions; whole numbers; z = ±1000, twice."""
    far = np.array([-1000.0, -800.0, rng.uniform(-2, 2), 800.0, 1000.0])
    return [
        Case("ordinary z", (rng.uniform(-4, 4, 6),)),
        Case("ordinary z", (rng.uniform(-4, 4, (3, 2)),)),
        Case("whole numbers", (np.array([-3, -1, 0, 1, 2]) * int(rng.integers(1, 3)),)),
        Case("z = ±1000", (far,)),
        Case(WATCHED, (far, WATCHED)),
        Case(WATCHED, (far[::-1].copy(), WATCHED)),
    ]


def in_z_of(z: Any, values: Any) -> Any:  # noqa: ANN401
    """The values in an array of z's own type, as `np.zeros_like(z)` makes it."""
    kept = np.zeros_like(z)
    kept[...] = values
    return kept


SIGMOID = Exercise(
    name="sigmoid",
    title="A sigmoid that does not overflow",
    points=4,
    reference=lambda z, _watched=None: sigmoid(z),
    cases=sigmoid_cases,
    collect=collect,
    advice="Do one by hand: what is g(0)? And g(1), with e^(−1) = 0.368?",
    solution_text=solution_of(sigmoid),
    in_package="nw.sigmoid(z)",
    answered_by=("sigmoid",),
    mistakes=(
        Mistake(
            "overflow for z far below 0",
            overflowing(lambda z: 1 / (1 + np.exp(-z))),
            OVERFLOWS,
        ),
        Mistake(
            "overflow for z far above 0",
            lambda z, *_: np.exp(z) / (1 + np.exp(z)),
            "For a large z this is ∞ / ∞, which is nan: e^1000 is beyond the largest float. Divide "
            "above and below by e^z, or use this form for z < 0 only.",
        ),
        Mistake(
            "whole numbers kept",
            lambda z, *_: in_z_of(z, sigmoid(z)),
            "An array like z holds whole numbers where z does, and cuts off what comes after the "
            "decimal point: make it with `dtype=float`.",
        ),
        Mistake(
            "a decision",
            lambda z, *_: (z >= 0).astype(int),
            "These are 0 or 1, whole numbers: that is the decision g(z) ≥ ½. The sigmoid itself "
            "lies in between.",
        ),
        Mistake(
            "upside down",
            lambda z, *_: sigmoid(-z),
            "This is 1 − g(z): look at the sign in the exponent of e^(−z).",
        ),
        Mistake(
            "brackets missing",
            lambda z, *_: 1 / 1 + np.exp(-z),
            "`1 / 1 + np.exp(-z)` divides first: the sum below the line needs brackets.",
        ),
        Mistake(
            "exp alone",
            lambda z, *_: np.exp(z),
            "This is e^z alone, which grows beyond all floats. g(z) stays between 0 and 1: what "
            "divides e^z?",
        ),
        Mistake(
            "the absolute value everywhere",
            lambda z, *_: 1 / (1 + np.exp(-np.abs(z))),
            "This is right for z ≥ 0 only: it answers the same for z and −z, and never goes "
            "below ½.",
        ),
        Mistake(
            "the exponent capped below",
            lambda z, *_: np.exp(np.minimum(z, 0)),
            "This is e^z for z < 0 and 1 above: the denominator is missing.",
        ),
        Mistake(
            "tanh",
            lambda z, *_: np.tanh(z),
            "These are values of tanh, from −1 to 1; g runs from 0 to 1.",
        ),
        Mistake(
            "derivative",
            lambda z, *_: sigmoid(z) * (1 - sigmoid(z)),
            "This is the derivative g′ = g (1 − g); the exercise asks for g.",
        ),
        Mistake(
            "normalised",
            lambda z, *_: sigmoid(z) / sigmoid(z).sum(),
            "The values are divided by their sum: that is what softmax does. Each g(z) depends on "
            "its own z only.",
        ),
    ),
)
