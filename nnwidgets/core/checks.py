"""What every function of the core asks of its input, and the sentence it answers with."""

from __future__ import annotations

from functools import wraps
from numbers import Real
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeAlias, TypeVar, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from collections.abc import Callable

Array: TypeAlias = NDArray[np.float64]
P = ParamSpec("P")
R = TypeVar("R")


def floats(values: ArrayLike, name: str) -> Array:
    """`values` as an array of floats.

    Args:
        values: numbers, nested lists of numbers, or an array.
        name: what the numbers are, for the error.

    Raises:
        TypeError: text, None, complex numbers, or lists of unequal length.
        ValueError: a whole number beyond the floats.
    """
    if type(values) is np.ndarray and values.dtype == np.float64:
        return values
    if hasattr(type(values), "operands"):
        raise TypeError(
            f"{name}: expected real numbers, got an object of type Node: use its .value"
        )
    try:
        array = np.asarray(values)
        if array.dtype == object and all(isinstance(u, Real) for u in array.flat):
            array = array.astype(np.float64)  # whole numbers beyond 64 bits, and fractions
    except ValueError as error:
        raise TypeError(f"{name}: expected rows of equal length, got lists that differ") from error
    except OverflowError as error:
        raise ValueError(f"{name}: expected a number below 1.8e308") from error
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{name}: expected real numbers, got {kind_of(values, array)}")
    return np.asarray(array, dtype=np.float64)


def finite(values: ArrayLike, name: str) -> Array:
    """`values` as an array of finite floats.

    Raises:
        TypeError: as `floats`.
        ValueError: a nan or an infinity, with its place.
    """
    array = floats(values, name)
    if not np.isfinite(array).all():
        place = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        where = f" at index {place}" if place else ""
        raise ValueError(f"{name}: expected finite numbers, got {array[place]}{where}")
    return array


def read_only(values: ArrayLike) -> Array:
    """A copy that nobody can write into."""
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array


def kind_of(values: object, array: NDArray[Any]) -> str:
    """A student's word for what `values` is: text, complex numbers, or the class's name."""
    known = {"U": "text", "S": "text", "c": "complex numbers", "M": "dates"}
    return known.get(array.dtype.kind, f"an object of type {type(values).__name__}")


def positive(value: object, name: str) -> float:
    """`value` as a finite number above 0.

    Raises:
        TypeError: no single number.
        ValueError: 0, below, infinite or nan.
    """
    if not 0.0 < (number := single(value, name)) < np.inf:
        raise ValueError(f"{name}: expected a positive number, got {value}")
    return number


def not_negative(value: object, name: str) -> float:
    """`value` as a finite number from 0 on.

    Raises:
        TypeError: no single number.
        ValueError: below 0, infinite or nan.
    """
    if not 0.0 <= (number := single(value, name)) < np.inf:
        raise ValueError(f"{name}: expected a number from 0 on, got {value}")
    return number


def single(value: object, name: str) -> float:
    """`value` as one float.

    Raises:
        TypeError: no number, or several.
    """
    number = floats(value, name)  # type: ignore[arg-type]  # whatever it is, it is asked
    if number.ndim:
        raise TypeError(f"{name}: expected a single number, got shape {number.shape}")
    return float(number)


def whole(value: object, name: str, least: int = 1) -> int:
    """`value` as an int of at least `least`.

    Raises:
        TypeError: no whole number.
        ValueError: too small.
    """
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"{name}: expected a whole number, got {value!r}")
    if value < least:
        raise ValueError(f"{name}: expected at least {least}, got {value}")
    return int(value)


def generator(rng: object) -> np.random.Generator:
    """`rng` itself.

    Raises:
        TypeError: it is not a generator.
    """
    if not isinstance(rng, np.random.Generator):
        raise TypeError(f"rng: expected np.random.default_rng(seed), got {rng!r}")
    return rng


def quietly(function: Callable[P, R]) -> Callable[P, R]:
    """Let a function compute as it is meant to, whatever `np.seterr` says.

    An overflow to ∞ or an underflow to 0 is part of the formulas here; a student who asked numpy
    to raise an error on these gets the same numbers.
    """

    @wraps(function)
    def run(*arguments: P.args, **options: P.kwargs) -> R:
        with np.errstate(all="ignore"):
            return function(*arguments, **options)

    return run


class Traceable(Protocol):
    """Something that computes with arrays and remembers how: a `Node`."""

    operands: tuple[Any, ...]

    def apply(self, operation: str) -> Any:  # noqa: ANN401
        """The node of `operation`, a row of the operation table, at this one."""


T = TypeVar("T", bound=Traceable)


class Elementwise(Protocol):
    """A function of arrays that takes nodes as well."""

    __name__: str
    __wrapped__: Callable[[Array], Any]

    @overload
    def __call__(self, z: T, /) -> T: ...
    @overload
    def __call__(self, z: ArrayLike, /) -> Array: ...


def accepts_nodes(function: Callable[[Array], Array]) -> Elementwise:
    """Let a function of arrays take numbers, lists and nodes too.

    A node answers with one node of the operation that carries the function's name. Whatever
    numpy was told to do about overflow and its kind (`np.seterr`), here they pass quietly.
    """
    name = function.__name__

    @wraps(function)
    def evaluate(z: Any, /) -> Any:  # noqa: ANN401
        if type(z) is not np.ndarray or z.dtype != np.float64:
            if hasattr(type(z), "operands"):
                return z.apply(name)
            z = floats(z, name)
        with np.errstate(all="ignore"):
            return function(z)

    return evaluate
