"""UnitsExplorer: one unit and its step, and sums of up to six."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import ipywidgets
import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import sum_of_units, unit_values
from nnwidgets.course.fields import Array, Choice, Field, Number
from nnwidgets.exercises.approximation.fewest_units import HEIGHTS, JUMPS
from nnwidgets.exercises.approximation.indicator import ENDS, MOST
from nnwidgets.figures.approximation.units import X_RANGE, Sum, units_chart, units_table
from nnwidgets.text import counted, short
from nnwidgets.widgets.approximation.units_words import (
    goal_text,
    stairs_text,
    steepness,
    sum_text,
    unit_text,
)
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping

Floats = NDArray[np.float64]

KINDS = {"step": "step", "sigmoid": "sigmoid"}
GRID = np.linspace(*X_RANGE, 361)
NEAR = 1e-9  # beside a jump

# The lecture's sum as it is printed, and three units to add.
V = np.array([1.0, 1.0, 1.0, 1.0, -1.0, 1.0])
W = np.array([1.0, -1.0, 0.0, 1.0, 1.0, -1.0])
B = np.array([-1.0, 3.0, -1.0, -4.0, -2.0, 0.5])

GOALS = {"none": "none", "indicator of [1, 3]": "indicator", "staircase": "staircase"}
STAIRS: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "indicator": ((0.0, 1.0, 0.0), ENDS),
    "staircase": (HEIGHTS, JUMPS),
}
"""The heights of each goal from left to right, and where it jumps."""


class UnitNumbers(NamedTuple):
    """The sum as it is drawn, and as it is said.

    Attributes:
        drawn: curves and places.
        heights: of the pieces from left to right, for steps; at −1, 2 and 5, for sigmoids.
        jumps: where the sum of steps jumps.
        off: the largest distance to the goal, off the jumps; nan without a goal.
    """

    drawn: Sum
    heights: Floats
    jumps: Floats
    off: float


class UnitsExplorer(Explorer[UnitNumbers]):
    """A sum of one to six units v φ(w x + b), φ the step or a sigmoid of any steepness.

    Args:
        n_units: how many units there are at the start.
        predict: "zero_weight": a question first; its answer adds the unit that was asked about.
    """

    gates: ClassVar = {"zero_weight": ("n_units",)}

    def __init__(self, n_units: int = 3, *, predict: str | None = None) -> None:
        if not 1 <= n_units <= MOST:
            raise ValueError(f"n_units: expected 1 to {MOST}, got {n_units}")
        super().__init__(_fields(2 if predict else n_units), PANELS, predict=predict)
        self.add_class("nnw-four-lines")

    def compute(self, values: Mapping[str, Any]) -> UnitNumbers:
        """The terms and their sum on a grid; heights and jumps of steps exactly."""
        n = int(values["n_units"])
        v, w, b = (values[name][:n] for name in "vwb")
        places = np.full(n, np.nan)
        np.divide(-b, w, out=places, where=w != 0)
        places += 0.0
        is_step, k = values["kind"] == "step", steepness(values)
        x = around(places) if is_step else GRID
        terms = v * unit_values(x, k * w, k * b, values["kind"])
        drawn = Sum(x, terms, terms.sum(axis=1), places)
        if is_step:
            drawn = with_gaps(drawn)
        jumps = np.unique(np.round(places[~np.isnan(places)], 9))
        middles = np.concatenate([jumps[:1] - 1, (jumps[:-1] + jumps[1:]) / 2, jumps[-1:] + 1])
        asked = (middles if len(jumps) else np.zeros(1)) if is_step else np.array([-1.0, 2.0, 5.0])
        heights = np.asarray(sum_of_units(asked, k * w, k * b, v, values["kind"]))
        heights = np.round(heights, 12) + 0.0  # 0.1 + 0.2 − 0.3 is to be 0
        return UnitNumbers(drawn, heights, jumps, _off(values["goal"], x, terms.sum(axis=1)))

    def describe(self, values: Mapping[str, Any], result: UnitNumbers) -> str:
        """The sum as a formula, the chosen unit, and the heights."""
        n = int(values["n_units"])
        rows = list(zip(*(values[name][:n] for name in "vwb"), strict=True))
        chosen = _chosen(values)
        meaning = (
            "" if values["kind"] == "step" else f", with φ(z) = sigmoid({short(values['k'])}z)"
        )
        lines = [f"F(x) = {sum_text(rows)}{meaning}."]
        lines.append(unit_text(chosen + 1, rows[chosen], values))
        if values["kind"] == "step":
            lines.append(stairs_text(result.heights, result.jumps))
        else:
            left, middle, right = (short(float(h)) for h in result.heights)
            lines.append(f"F(−1) = {left}, F(2) = {middle}, F(5) = {right}.")
        if values["goal"] != "none":
            lines[-1] += f" {goal_text(result.off)}"
        return "\n".join(lines)

    def pictures(
        self, values: Mapping[str, Any], result: UnitNumbers, before: UnitNumbers | None
    ) -> dict[str, Mapping[str, object]]:
        """The curves, and the table."""
        n = int(values["n_units"])
        rows = list(zip(*(values[name][:n].tolist() for name in "vwb"), strict=True))
        goal = None if values["goal"] == "none" else stairs(*STAIRS[values["goal"]])
        chosen = _chosen(values)
        label = f"{counted(n, 'sigmoid')} and their sum."
        if values["kind"] == "step":
            heights = stairs_text(result.heights, result.jumps)
            label = f"{counted(n, 'step')} and their sum. {heights}"
        return {
            "chart": units_chart(
                result.drawn,
                chosen=chosen,
                reach=float(values["reach"]),
                goal=goal,
                ghost=before.drawn if before else None,
                label=label,
            ),
            "table": units_table(rows, result.drawn.places, _place_name(values), chosen, MOST),
        }

    def controls(self) -> list[ipywidgets.Widget]:
        """How many units and which, the numbers of that one, then what they are made of."""
        numbers = [f"{name}_{i + 1}" for i in range(MOST) for name in "vwb"]
        return [self.control(name) for name in ("n_units", "unit", *numbers, "kind", "k", "goal")]

    def buttons(self) -> list[ipywidgets.Button]:
        """An axis that holds all curves."""
        fit = ipywidgets.Button(description="Fit axis", tooltip="An axis for all curves")
        fit.on_click(lambda _: self._apply({"reach": reach_of(self.result.drawn)}))
        return [fit]

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Choose the unit whose row was clicked."""
        name = str(event.get("id", ""))
        if event.get("event") == "press" and name in UNITS:
            self._apply({"unit": UNITS.index(name) + 1})

    def is_unused(self, address: str) -> bool:
        """Steps are as steep as can be."""
        return address == "k" and self._values["kind"] == "step"

    def _opened(self) -> None:
        self._values |= {"n_units": 3.0, "unit": 3.0}
        super()._opened()

    def _refresh(self) -> None:
        super()._refresh()
        shown = _chosen(self._values) + 1
        for i in range(1, MOST + 1):
            for name in "vwb":
                if control := self._controls.get(f"{name}_{i}"):
                    control.layout.display = None if i == shown else "none"


PANELS = (
    {"name": "chart", "kind": "chart", "span": 6},
    {"name": "table", "kind": "table", "span": 6},
)
UNITS = tuple(f"unit_{i + 1}" for i in range(MOST))


def _fields(n_units: int) -> list[Field]:
    return [
        Number("n_units", "units", n_units, 1, MOST, 1),
        Number("unit", "unit i", 1, 1, MOST, 1),
        Array("v", "v", V, -4.0, 4.0, 0.5),
        Array("w", "w", W, -4.0, 4.0, 0.5),
        Array("b", "b", B, -8.0, 8.0, 0.25),
        Choice("kind", "unit φ", "step", KINDS),
        Number("k", "steep k", 8.0, 0.5, 50.0, 0.5),
        Choice("goal", "goal", "none", GOALS),
        Number("reach", "axis", 3.0, 3.0, 24.0, 3.0),
    ]


def _chosen(values: Mapping[str, Any]) -> int:
    """The unit that is changed, from 0; the last one in use where it is beyond it."""
    return int(min(values["unit"], values["n_units"])) - 1


def _place_name(values: Mapping[str, Any]) -> str:
    return "jumps at" if values["kind"] == "step" else "half way at"


def around(places: Floats) -> Floats:
    """The ends of the axis, and both sides of every jump between them, in order."""
    inside = places[(places > X_RANGE[0]) & (places < X_RANGE[1])]
    return np.unique(np.concatenate([X_RANGE, inside - NEAR, inside + NEAR, *[JUMPS_NEAR]]))


JUMPS_NEAR = np.concatenate([np.array([t - 2 * NEAR, t + 2 * NEAR]) for t in (*ENDS, *JUMPS)])
"""Both sides of the goals' jumps, so that the distance to them is seen."""


def with_gaps(drawn: Sum) -> Sum:
    """The same curves with a gap at every jump."""
    x, terms, total, places = drawn
    jumps = 1 + np.flatnonzero((np.diff(x) < 4 * NEAR) & (np.diff(terms, axis=0) != 0).any(axis=1))
    gap = np.insert(total, jumps, np.nan)
    parted = np.insert(terms, jumps, np.nan, axis=0)
    return Sum(np.insert(x, jumps, x[jumps]), parted, gap, places)


def stairs(heights: tuple[float, ...], jumps: tuple[float, ...]) -> tuple[Floats, Floats]:
    """X and y of a staircase over the axis, with gaps at its jumps."""
    edges = [X_RANGE[0], *jumps, X_RANGE[1]]
    x = [part for a, b in pairwise(edges) for part in (a, b, b)]
    y = [part for height in heights for part in (height, height, np.nan)]
    return np.array(x), np.array(y)


def height_of(goal: str, x: Floats) -> Floats:
    """A goal at x."""
    heights, jumps = STAIRS[goal]
    return np.asarray(heights)[np.searchsorted(jumps, x)]


def _off(goal: str, x: Floats, total: Floats) -> float:
    """The largest distance to the goal, more than a little beside its jumps."""
    if goal == "none":
        return float("nan")
    return float(np.abs(total - height_of(goal, x)).max())


def reach_of(drawn: Sum) -> float:
    """A multiple of 3 whose axis, from minus half of it up, holds all curves."""
    every = np.column_stack([drawn.terms, drawn.total])
    need = max(float(np.nanmax(every)), -2.0 * float(np.nanmin(every)), 3.0)
    return float(3.0 * np.ceil(need / 3.0))
