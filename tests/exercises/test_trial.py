"""One case, put to a function by an explorer: the value, and the sentence of the exercise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from nnwidgets.exercises import Mistake, all_exercises, try_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from nnwidgets.core.checks import Array

COST = all_exercises()["cost"]
SOFTMAX = all_exercises()["softmax"]
OUTPUTS, TARGETS = np.array([[0.5, 0.5]]), np.array([[1.0, 0.0]])


def half(outputs: Array, targets: Array) -> Array:
    return ((outputs - targets) ** 2).sum() / 2 / len(outputs)  # type: ignore[no-any-return]


def test_a_right_answer_has_a_value_and_no_problem() -> None:
    trial = try_case("cost", half, OUTPUTS, TARGETS)
    assert (float(trial.value), trial.problem) == (0.25, "")


def test_a_wrong_value_gets_the_hint_of_the_mistake_that_has_it() -> None:
    trial = try_case("cost", lambda F, y: 2 * half(F, y), OUTPUTS, TARGETS)
    assert float(trial.value) == 0.5
    assert trial.problem == COST.mistake("no half").hint
    assert try_case("cost", lambda *_: 77.0, OUTPUTS, TARGETS).problem == "That is not right."


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda F, _y: F, "returned an array of shape (1, 2), expected a single number"),
        (lambda F: F, "is called with 2 arguments but takes (F)"),
        (lambda _F, _y: 1 / 0, "a ZeroDivisionError"),
        (None, "is None, not a function"),
    ],
)
def test_what_has_no_value_is_explained(answer: Callable[..., object], words: str) -> None:
    trial = try_case("cost", answer, OUTPUTS, TARGETS)
    assert trial.value is None
    assert words in trial.problem


def test_an_unknown_exercise_is_told_with_its_neighbours() -> None:
    with pytest.raises(ValueError, match="did you mean `softmax`"):
        try_case("softmaxx", half)


def test_a_new_first_mistake_changes_no_explorers_hint() -> None:
    first = Mistake("new", lambda z: z * np.nan, "A mistake that nobody makes.")
    changed = replace(SOFTMAX, mistakes=(first, *SOFTMAX.mistakes))
    large = np.array([1000.0, 1001.0])

    def naive(z: Array) -> Array:
        return np.exp(z) / np.exp(z).sum()  # type: ignore[no-any-return]

    expected = SOFTMAX.try_case(naive, large)
    assert expected.problem.endswith(SOFTMAX.mistake("naive").hint)
    assert changed.try_case(naive, large) == expected


def test_an_order_comes_back_as_names() -> None:
    needs = {"c": ["a", "b"], "b": ["a"], "a": []}
    trial = try_case("topological_sort", lambda _needs: ["a", "b", "c"], needs)
    assert (trial.value, trial.problem) == (["a", "b", "c"], "")
    trial = try_case("topological_sort", lambda _needs: ["a", "x", "b"], needs)
    assert trial.value == ["a", "?", "b"]
    assert trial.problem.startswith("The list holds something that is not a name")
    trial = try_case("topological_sort", lambda _needs: {"a"}, needs)
    assert trial.value is None
    assert "a set, which has no order" in trial.problem
