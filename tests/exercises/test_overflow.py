"""An overflow inside a student's function is seen, and numpy is as it was afterwards."""

import sys
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np
import pytest

from nnwidgets.exercises.checking.overflow import watching

BIG = np.array([0.0, 1000.0])


def plain() -> Any:  # noqa: ANN401
    return np.exp(BIG)


def in_one_line() -> Any:  # noqa: ANN401
    with np.errstate(over="ignore"): return np.exp(BIG)  # noqa: E701  # fmt: skip


def in_a_block() -> Any:  # noqa: ANN401
    with np.errstate(all="ignore"):
        return np.exp(BIG)


@np.errstate(all="ignore")
def decorated() -> Any:  # noqa: ANN401
    return np.exp(BIG)


def for_good() -> Any:  # noqa: ANN401
    np.seterr(all="ignore")
    return np.exp(BIG)


def warned_elsewhere() -> Any:  # noqa: ANN401
    np.seterrcall(lambda *_: None)
    return np.exp(BIG)


def number_by_number() -> Any:  # noqa: ANN401
    with np.errstate(over="print"):
        return [np.exp(number) for number in BIG]


def then_raises() -> NoReturn:
    with np.errstate(all="ignore"):
        np.exp(BIG)
        raise ValueError


def made_to_raise() -> Any:  # noqa: ANN401
    with np.errstate(over="raise"):
        return np.exp(BIG)


def nothing_large() -> Any:  # noqa: ANN401
    with np.errstate(all="ignore"):
        return np.exp(-BIG)


def only_divides() -> Any:  # noqa: ANN401
    with np.errstate(divide="ignore"):
        return 1 / BIG


def silent_in_numpy() -> str:
    """To print these, numpy divides the largest by the smallest, and silences that itself."""
    return str(np.array([5e-324, 1e300]))


@pytest.mark.parametrize(
    ("function", "told", "silenced"),
    [
        (plain, True, False),
        (in_one_line, False, True),
        (in_a_block, False, True),
        (decorated, False, True),
        (for_good, False, True),
        (warned_elsewhere, False, True),
        (number_by_number, False, True),
        (then_raises, False, True),
        (made_to_raise, False, False),
        (nothing_large, False, False),
        (only_divides, False, False),
        (silent_in_numpy, False, False),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_overflow_is_told_or_silenced_or_not_there(
    function: Callable[[], object],
    told: bool,  # noqa: FBT001
    silenced: bool,  # noqa: FBT001
    capsys: pytest.CaptureFixture[str],
) -> None:
    tracer, state, callback = sys.gettrace(), np.geterr(), np.geterrcall()
    with watching() as found:
        try:
            function()
        except (ValueError, FloatingPointError):
            sys.exc_info()
    assert (bool(found.told), bool(found.silenced)) == (told, silenced)
    assert sys.gettrace() is tracer
    assert (np.geterr(), np.geterrcall()) == (state, callback)
    assert capsys.readouterr().out == ""


def test_what_a_function_raises_comes_through_and_leaves_numpy_as_it_was() -> None:
    tracer, state = sys.gettrace(), np.geterr()

    with pytest.raises(ValueError), watching():  # noqa: PT011  # it says nothing
        then_raises()
    assert (sys.gettrace(), np.geterr()) == (tracer, state)
