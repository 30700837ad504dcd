"""Targets on [0, 1], what can be said of their slopes, and how far sums of units are from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import parse_formula, sum_of_units, unit_places
from nnwidgets.course.constructions import NIELSEN, UNIT, constructed
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Callable

    from nnwidgets.core import Units

Floats = NDArray[np.float64]

LISTED = {
    "nielsen": NIELSEN,
    "sine": "sin(2*pi*x)",
    "corner": "abs(x - 0.4)",
    "jump": "0.4*x + 0.5*step(x - 0.62)",
}
DRAWN = np.array([0.2, 0.6, 0.7, 0.3, -0.2, -0.4, 0.1, 0.5, 0.4])
"""Heights of the handles of a curve that is drawn, at first."""
N_HANDLES = len(DRAWN)
HANDLES_AT = np.linspace(0.0, 1.0, N_HANDLES)
HANDLE_REACH = 1.0
"""Of a handle, up and down."""
GRID = np.linspace(*UNIT, 2001)
COARSE = GRID[::4]
COUNTS = (1, 2, 3, 5, 8, 13, 20, 32, 50, 80, 126, 200)
NEAR = 1e-9  # beside a jump
HUGE = 1e30  # pictures hold single precision
GROWS, DOUBLES = 1.2, 1.7
"""A difference quotient on half the step is no larger for a smooth curve, twice at a jump."""


class Slope(NamedTuple):
    """The largest slope of a curve, or why there is none.

    Attributes:
        size: the largest; nan where it has no bound.
        at: where it is.
        breaks: whether the curve itself breaks there: a jump of f, a corner of f'.
        pole: whether it grows on both sides of the break, as 1/x does.
    """

    size: float
    at: float
    breaks: bool
    pole: bool = False


@dataclass(frozen=True, eq=False)
class Target:
    """A function on [0, 1].

    Attributes:
        function: f, of arrays.
        values: on GRID; nan where it has none.
        problem: why it cannot be built, or an empty text.
        slope: of f: its size is L.
        curvature: the largest |f''|, M.
    """

    function: Callable[[Floats], Floats]
    values: Floats
    problem: str
    slope: Slope
    curvature: Slope


@lru_cache(maxsize=64)
def target_of(name: str, formula: str, heights: tuple[float, ...], joined: str) -> Target:
    """The target that the fields of the explorer describe."""
    if name == "drawn":
        function = drawn_function(heights, joined)
    else:
        function = typed_function(LISTED.get(name, formula))
    with np.errstate(all="ignore"):
        values = np.asarray(function(GRID), dtype=np.float64)
    usable = np.abs(values) < HUGE  # false for nan
    if not usable.all():
        first = int(np.argmin(usable))
        what = "is larger than 1e30" if np.isfinite(values[first]) else "has no finite value"
        problem = f"f {what} at x = {short(float(GRID[first]))}: nothing can be built."
        nothing = Slope(np.nan, np.nan, breaks=False)
        return Target(function, np.where(usable, values, np.nan), problem, nothing, nothing)
    return Target(function, values, "", steepest(values, 1), steepest(values, 2))


def typed_function(formula: str) -> Callable[[Floats], Floats]:
    """f(x) of a formula in one variable, of whatever name, or in none.

    Raises:
        ValueError: a formula that cannot be read, or with several variables.
    """
    parsed = parse_formula(formula)
    if len(parsed.variables) > 1:
        names = " and ".join(parsed.variables[:2])
        raise ValueError(f"expected one variable, x, got {names}")
    if not parsed.variables:
        return lambda x: np.full(np.shape(x), parsed())
    return lambda x: np.asarray(parsed(x))


def drawn_function(heights: tuple[float, ...], joined: str) -> Callable[[Floats], Floats]:
    """Straight lines from handle to handle, or a level piece around each, with jumps between."""
    y = np.array(heights)
    if joined == "lines":
        return lambda x: np.interp(x, HANDLES_AT, y)
    return lambda x: y[np.clip(np.floor(np.asarray(x) * (N_HANDLES - 1) + 0.5), 0, 8).astype(int)]


def steepest(values: Floats, order: int) -> Slope:
    """The largest difference quotient of an order, where halving the step does not raise it."""
    h = 1.0 / (len(values) - 1)
    fine = np.abs(np.diff(values, order)) / h**order
    coarse = np.abs(np.diff(values[::2], order)) / (2 * h) ** order
    at = float(GRID[int(fine.argmax())] + order * h / 2)
    most = float(fine.max())
    rounding = 1e-13 * float(np.abs(values).max()) / h**order
    ratio = most / max(float(coarse.max()), rounding, 1e-300)
    if ratio > GROWS and most > 10 * rounding:
        i = int(fine.argmax())
        beside = np.delete(fine[max(i - 1, 0) : i + 2], min(i, 1)).max()
        return Slope(np.nan, at, ratio > DOUBLES, pole=bool(beside > 0.1 * most))
    return Slope(0.0 if most <= 10 * rounding else most, at, breaks=False)


# sums of units


def build(target: Target, kind: str, n_units: int, k: float) -> Units:
    """The package's own construction."""
    return constructed(target.function, kind, n_units, k)


def places_for(units: Units, kind: str, grid: Floats) -> Floats:
    """A grid, and both sides of every jump or corner, in order."""
    if kind == "sigmoid":
        return grid
    stands = unit_places(units.weights, units.biases)
    inside = stands[(stands > UNIT[0]) & (stands < UNIT[1])]  # false for nan
    return np.sort(np.concatenate([grid, inside - NEAR, inside + NEAR]))


def sums_at(x: Floats, units: Units, kind: str) -> Floats:
    """Σ vᵢ φ(wᵢ x + bᵢ), for many x in order.

    Where all weights are 1 or 0, the units that are on at x are those with −bᵢ ≤ x, and running
    sums of theirs are looked up. That is some ten times as fast as to ask every unit at every x.
    """
    w, b, v = units
    if kind == "sigmoid" or not np.isin(w, (0.0, 1.0)).all():
        return np.asarray(sum_of_units(x, w, b, v, kind))
    flat, right = w == 0, w == 1
    level = sum_of_units(0.0, w[flat], b[flat], v[flat], kind) if flat.any() else 0.0
    order = np.argsort(-b[right], kind="stable")
    b, v = b[right][order], v[right][order]
    n_on = np.searchsorted(-b, x, side="right")
    if kind == "step":
        return np.asarray(level + running(v)[n_on])
    return np.asarray(level + running(v)[n_on] * x + running(v * b)[n_on])


def running(terms: Floats) -> Floats:
    """The sums of the first 0, 1, 2, … terms."""
    return np.concatenate([[0.0], np.cumsum(terms)])


class Measured(NamedTuple):
    """The largest |f − F|, and where it is."""

    error: float
    at: float


def measure(target: Target, units: Units, kind: str, grid: Floats = GRID) -> Measured:
    """How far a sum of units is from a target, also beside its jumps."""
    x = places_for(units, kind, grid)
    gap = np.abs(target.function(x) - sums_at(x, units, kind))
    place = int(gap.argmax())
    return Measured(float(gap[place]), float(x[place]))


def bound_of(target: Target, kind: str, n_units: float) -> float:
    """L/(2N) for steps and sigmoids, M h²/8 for ReLUs; nan where there is none."""
    if kind == "relu":
        return target.curvature.size / (8 * (n_units - 1) ** 2) if n_units > 1 else float("nan")
    return target.slope.size / (2 * n_units)


def counts_of(kind: str) -> tuple[int, ...]:
    """Numbers of units for which the error is measured: fewer of sigmoids, which take longest."""
    return COUNTS[1::2] if kind == "sigmoid" else COUNTS


@lru_cache(maxsize=128)
def measured_errors(target: Target, kind: str, k: float) -> tuple[float, ...]:
    """The errors of the package's construction for all COUNTS, on a coarser grid."""
    return tuple(
        measure(target, build(target, kind, n, k), kind, COARSE).error for n in counts_of(kind)
    )
