"""Answers that are values, as a student may write them."""

from decimal import Decimal
from fractions import Fraction
from typing import NoReturn

import numpy as np
import pytest

from nnwidgets.exercises.checking.answers import array, choice, number, read_answer


class Trap:
    """Looks like a number until somebody looks."""

    __class__ = property(lambda _: 1 / 0)


class Fake(float):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = float.__hash__


@pytest.mark.parametrize(
    "answer", [23, 23.0, np.int64(23), np.float32(23), np.array(23), np.uint8(23), Fake(23)]
)
def test_every_kind_of_number_is_read(answer: object) -> None:
    value = read_answer(answer, number).value
    assert type(value) is np.ndarray
    assert (value.dtype, value.shape, value.tolist()) == (np.dtype("float64"), (), 23.0)


def test_a_number_that_claims_to_equal_everything_is_only_itself() -> None:
    value = read_answer(Fake(22), number).value
    assert value is not None
    assert value != 23


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("23", "The answer is text: write 23 without the quotes."),
        (" 1e3 ", "The answer is text: write 1e3 without the quotes."),
        ("twenty", "The answer is text: give a number."),
        (True, "The answer is True or False: give a number."),
        (np.False_, "The answer is True or False: give a number."),
        (float("nan"), "The answer is nan, which is not a number."),
        (np.inf, "The answer is infinite: give a finite number."),
        (2j, "The answer is a complex: give a number."),
        (np.complex128(2), "The answer holds something other than real numbers."),
        (None, "The answer is None: give a number."),
        ([23], "The answer is a list or an array: give one number, without brackets."),
        (np.array([23]), "The answer is a list or an array: give one number, without brackets."),
        (len, "The answer is a function: give a number."),
        (Fraction(1, 2), "The answer is a Fraction: give a number."),
        (Decimal(23), "The answer is a Decimal: give a number."),
        (10**400, "The answer holds something other than real numbers."),
    ],
)
def test_anything_but_a_number_earns_one_sentence(answer: object, problem: str) -> None:
    result = read_answer(answer, number)
    assert (result.value, result.problem, result.attempted) == (None, problem, True)


def test_an_object_that_fails_when_looked_at_is_survived() -> None:
    assert read_answer(Trap(), number).problem == "The answer cannot be read."


def test_dots_are_no_attempt() -> None:
    result = read_answer(..., number)
    assert result.problem == "There is no answer yet: replace the `...` with it."
    assert not result.attempted


def test_an_array_may_come_as_lists() -> None:
    for answer in ([[1, 2], [3, 4]], ((1, 2), (3, 4)), np.array([[1, 2], [3, 4]], dtype=np.int8)):
        value = read_answer(answer, array).value
        assert value is not None
        assert (value.dtype, value.tolist()) == (np.dtype("float64"), [[1.0, 2.0], [3.0, 4.0]])


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ([[1], [1, 2]], "The answer has rows of different lengths."),
        (["a", "b"], "The answer holds something other than real numbers."),
        ([1.0, np.nan], "The answer is nan, which is not a number."),
        ({1, 2}, "The answer is a set: give numbers, as `np.array([1.0, 2.0])`."),
        (len, "The answer is a function: give numbers, as `np.array([1.0, 2.0])`."),
    ],
)
def test_anything_but_an_array_earns_one_sentence(answer: object, problem: str) -> None:
    assert read_answer(answer, array).problem == problem


def test_a_choice_is_read_as_its_position() -> None:
    options = ["it rises", "it falls", "neither"]
    for answer in ("it falls", "It falls", "  IT FALLS "):
        assert read_answer(answer, choice(options)).value == 1.0
    for wrong in ("it", "", 1, None, ["it falls"]):
        assert read_answer(wrong, choice(options)).problem == (
            'The answer is not one of the choices: give one of `"it rises"`, `"it falls"`, '
            '`"neither"`.'
        )


def test_the_stop_button_comes_through() -> None:
    def stopped(_answer: object) -> NoReturn:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_answer(1, stopped)
