"""Functions that a student may hand to an explorer, each with the sentence it earns."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable


def stub(*_arguments: Any) -> NoReturn:  # noqa: ANN401
    raise NotImplementedError


def empty(*_arguments: Any) -> None:  # noqa: ANN401
    ...


def divides(*_arguments: Any) -> float:  # noqa: ANN401
    return 1 / 0


def returns_nan(*arguments: Any) -> Any:  # noqa: ANN401
    return arguments[-1] * np.nan


def returns_list(*arguments: Any) -> list[float]:  # noqa: ANN401
    return list(arguments[-1])


def returns_none(*arguments: Any) -> None:  # noqa: ANN401
    arguments[-1].sum()


def too_long(*arguments: Any) -> Any:  # noqa: ANN401
    return np.append(arguments[-1], 0.0)


def changes_input(*arguments: Any) -> Any:  # noqa: ANN401
    x = arguments[-1]
    x += 1.0
    return x


def exits(*_arguments: Any) -> NoReturn:  # noqa: ANN401
    sys.exit()


def endless(*arguments: Any) -> Any:  # noqa: ANN401
    return endless(*arguments)


def wants_more(one: object, two: object, three: object, four: object) -> tuple[object, ...]:
    return one, two, three, four


@dataclass
class Broken:
    """A function and a part of its sentence."""

    function: Callable[..., object] | object
    words: str

    @property
    def name(self) -> str:
        return getattr(self.function, "__name__", repr(self.function))


BROKEN = [
    Broken(stub, "`stub` is not written yet: replace `raise NotImplementedError` with your code"),
    Broken(empty, "`empty` is not written yet: its body is empty"),
    Broken(divides, "`return 1 / 0`, raised a ZeroDivisionError"),
    Broken(returns_nan, "`returns_nan` returned nan"),
    Broken(returns_list, "`returns_list` returned a list: return an array"),
    Broken(returns_none, "`returns_none` returned None: is a `return` missing?"),
    Broken(too_long, "`too_long` returned an array of shape"),
    Broken(changes_input, "make a new array, `a = a + b` and not `a += b`"),
    Broken(exits, "use `return` to leave a function"),
    Broken(endless, "the function calls itself without end"),
    Broken(wants_more, "`wants_more` is called with"),
    Broken(None, "is None, not a function: run the cell that defines it"),
    Broken(..., "is not written yet"),
    Broken(0.5, "is a value, not a function"),
]
