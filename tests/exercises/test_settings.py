"""What a student has set, in numpy or for warnings, neither changes a report nor is changed."""

from __future__ import annotations

import contextlib
import warnings
from typing import TYPE_CHECKING

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.exercises import CheckReport, Exercise, Mistake, all_exercises, check, try_case

if TYPE_CHECKING:
    from collections.abc import Iterator

EXERCISES = all_exercises()
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


@contextlib.contextmanager
def errors_raise() -> Iterator[None]:
    with np.errstate(all="raise"):
        yield


@contextlib.contextmanager
def underflow_raises() -> Iterator[None]:
    with np.errstate(under="raise"):
        yield


@contextlib.contextmanager
def errors_are_called() -> Iterator[None]:
    def stop(kind: str, _flag: int) -> None:
        raise ArithmeticError(kind)

    with np.errstate(all="call", call=stop):
        yield


@contextlib.contextmanager
def warnings_raise() -> Iterator[None]:
    with np.errstate(all="warn"), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@contextlib.contextmanager
def short_numbers() -> Iterator[None]:
    shown = {"precision": 1, "threshold": 2, "suppress": True, "floatmode": "fixed"}
    with np.printoptions(**shown, formatter={"float": lambda _: "a number"}):  # type: ignore[arg-type]
        yield


@contextlib.contextmanager
def old_numbers() -> Iterator[None]:
    with np.printoptions(legacy="1.13"):
        yield


SETTINGS = [
    *(errors_raise, underflow_raises, errors_are_called),
    *(warnings_raise, short_numbers, old_numbers),
]


def settings_now() -> tuple[object, ...]:
    return np.geterr(), np.geterrcall(), np.get_printoptions(), warnings.filters[:]


def answers_to(exercise: Exercise) -> list[object]:
    """A solution as a notebook's cell gives it, and every mistake."""
    names: dict[str, object] = {"np": np, "nw": nw}
    exec(exercise.solution, names)  # noqa: S102  # the package's own text
    return [names[exercise.name], *map(handed_in, exercise.mistakes), ..., None]


def handed_in(mistake: Mistake) -> object:
    wrong = mistake.wrong
    return (lambda *inputs: wrong(*inputs)) if callable(wrong) else wrong  # noqa: PLW0108


def reports(exercise: Exercise, answers: list[object]) -> list[CheckReport]:
    return [exercise.check(answer, 1) for answer in answers]


@each
def test_a_report_is_the_same_under_any_settings(exercise: Exercise) -> None:
    answers = answers_to(exercise)
    expected = reports(exercise, answers)
    assert expected[0].status == "correct"
    for settings in SETTINGS:
        with settings():
            before = settings_now()
            found = reports(exercise, answers)
            assert settings_now() == before
        assert found == expected
        assert [repr(one) for one in found] == [repr(one) for one in expected]


def test_what_a_function_sets_ends_with_its_call() -> None:
    before = settings_now()

    def plus_minus(z: np.ndarray) -> np.ndarray:
        np.seterr(all="raise")
        warnings.simplefilter("error")
        return np.tanh(z)  # type: ignore[no-any-return]

    check("plus_minus", plus_minus)
    assert settings_now() == before


@pytest.mark.parametrize("settings", SETTINGS)
def test_an_explorer_is_told_the_same_under_any_settings(
    settings: type[contextlib.AbstractContextManager[None]],
) -> None:
    def naive(z: np.ndarray) -> np.ndarray:
        return np.exp(z) / np.exp(z).sum()  # type: ignore[no-any-return]

    logits = np.array([-1000.0, 1001.0])
    expected = try_case("softmax", naive, logits)
    with settings():
        before = settings_now()
        found = try_case("softmax", naive, logits)
        assert settings_now() == before
    assert (found.value, found.problem) == (None, expected.problem)
    assert expected.problem.endswith("such as the largest.")
