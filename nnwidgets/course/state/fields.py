"""What can be set in an explorer: numbers, arrays, choices and text, each with its limits.

A field turns whatever a student hands in into a clean value, or raises one sentence. A field that
is `hidden` belongs to the state but has no control of its own: a picture or a button moves it.
"""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.text import short, shorten, subscript, with_article

if TYPE_CHECKING:
    from collections.abc import Callable

Value = float | str | NDArray[np.float64]


def _number(name: str, value: object, low: float, high: float) -> tuple[float, str]:
    wanted = f"expected a number between {short(low)} and {short(high)}"
    number = _float_of(value)
    if number is None:
        raise ValueError(f"{name} was not changed: {wanted}, got {shown(value)}.")
    if math.isnan(number):
        raise ValueError(f"{name} was not changed: {wanted}, got nan (not a number).")
    clipped = min(max(number, low), high)
    if clipped != number:
        end = f"{name} = {short(number)} lies beyond its slider: set to the end, {short(clipped)}."
        return clipped, end
    return number + 0.0, ""  # + 0.0 turns -0.0 into 0.0


def _float_of(value: object) -> float | None:
    """A real number as a float; None for text, true and false, and everything else."""
    try:
        if isinstance(value, str | bytes | bool) or np.asarray(value).dtype.kind in "bc":
            return None
        return float(value)  # type: ignore[arg-type]  # whatever float() refuses is caught
    except OverflowError:  # an integer with more digits than a float has room for
        return math.inf if value > 0 else -math.inf  # type: ignore[operator]  # it is a number
    except Exception:  # noqa: BLE001  # an object may raise anything when it is looked at
        return None


def _array_of(value: object) -> NDArray[np.float64] | None:
    """An array, or nested lists, of real numbers as floats; None for everything else."""
    try:
        array = np.asarray(value)
        return np.array(array, dtype=np.float64) if array.dtype.kind in "iuf" else None
    except Exception:  # noqa: BLE001  # an object may raise anything when it is looked at
        return None


def shown(value: object) -> str:
    """What was handed in, in a sentence: words and numbers as they are, else the type."""
    if value is None or isinstance(value, str | bool | int | float):
        with suppress(ValueError):  # Python writes no integer of more than 4300 digits
            return shorten(repr(value), 40)
    return with_article(type(value).__name__)


@dataclass(frozen=True)
class Number:
    """A number with a slider: its name, label, first value, limits and the step of an arrow key.

    A step that is an `int` makes it a count: its values are whole.
    """

    name: str
    label: str
    default: float
    low: float
    high: float
    step: float
    hidden: bool = False

    def clean(self, value: object) -> tuple[float, str]:
        """The number, clipped to the slider, and a sentence if it was clipped.

        Raises:
            ValueError: not a number, or nan.
        """
        number, note = _number(self.name, value, self.low, self.high)
        return (round(number) if isinstance(self.step, int) else number), note


@dataclass(frozen=True)
class Choice:
    """One of a few words, with a drop-down list: ``options`` maps a label to a value."""

    name: str
    label: str
    default: str
    options: dict[str, str]
    hidden: bool = False

    def clean(self, value: object) -> tuple[str, str]:
        """The word.

        Raises:
            ValueError: not one of the words.
        """
        if isinstance(value, str) and value in self.options.values():
            return value, ""
        words = ", ".join(repr(word) for word in self.options.values())
        raise ValueError(
            f"{self.name} was not changed: expected one of {words}, got {shown(value)}."
        )


@dataclass(frozen=True)
class Text:
    """A line of text; ``read`` raises a ValueError, with a sentence, for what cannot be used."""

    name: str
    label: str
    default: str
    read: Callable[[str], object]
    hidden: bool = False

    def clean(self, value: object) -> tuple[str, str]:
        """The text without outer spaces.

        Raises:
            ValueError: no text, or none that `read` takes.
        """
        if not isinstance(value, str):
            raise ValueError(  # noqa: TRY004  # one exception for callers to show
                f"{self.name} was not changed: expected text, got {shown(value)}."
            )
        try:
            self.read(value.strip())
        except ValueError as error:
            raise ValueError(f"{self.name} was not changed: {error}") from None
        return value.strip(), ""


@dataclass(frozen=True)
class Array:
    """A vector or matrix whose elements are numbers; element (1, 2) of W1 is called ``W1_12``."""

    name: str
    symbol: str
    default: NDArray[np.float64]
    low: float
    high: float
    step: float
    hidden: bool = False

    def clean(self, value: object) -> tuple[NDArray[np.float64], str]:
        """The array as float64, clipped to the sliders, and a sentence if it was clipped.

        Raises:
            ValueError: wrong shape, not numbers, or nan.
        """
        shape = self.default.shape
        array = _array_of(value)
        if array is None:
            raise ValueError(
                f"{self.name} was not changed: expected numbers of shape {shape}, "
                f"got {shown(value)}."
            )
        if array.shape != shape:
            hint = self._shape_hint(array.shape)
            raise ValueError(
                f"{self.name} was not changed: expected shape {shape}, got {array.shape}{hint}."
            )
        if np.isnan(array).any():
            raise ValueError(f"{self.name} was not changed: it holds nan (not a number).")
        clipped = np.clip(array, self.low, self.high) + 0.0
        if (clipped != array).any():
            ends = f"{short(self.low)} to {short(self.high)}"
            return clipped, f"{self.name} was clipped to the range of its sliders, {ends}."
        return clipped, ""

    def _shape_hint(self, got: tuple[int, ...]) -> str:
        if got == self.default.shape[::-1] and len(got) == 2:
            return ": rows are outputs, so transpose it"
        return ""

    def addresses(self) -> list[str]:
        """Names of the elements, row by row: W1_11, W1_12, ..."""
        return [f"{self.name}_{_digits(index)}" for index in np.ndindex(self.default.shape)]

    def index_of(self, address: str) -> tuple[int, ...]:
        """Index of the element that ``address`` names."""
        digits = address.removeprefix(f"{self.name}_")
        if self.default.ndim == 1:
            return (int(digits) - 1,)
        return tuple(int(digit) - 1 for digit in digits)

    def element(self, address: str) -> Number:
        """One element as a number with a slider of its own."""
        index = self.index_of(address)
        return Number(
            address,
            self.label_of(address),
            float(self.default[index]),
            self.low,
            self.high,
            self.step,
        )

    def label_of(self, address: str) -> str:
        """The element in the mathematics' own symbol: W⁽¹⁾₁₂."""
        return self.symbol + subscript("".join(str(i + 1) for i in self.index_of(address)))


Field = Number | Choice | Text | Array


def _digits(index: tuple[int, ...]) -> str:
    return "".join(str(i + 1) for i in index)
