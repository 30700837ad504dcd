"""UnitsExplorer: one unit and its step, and sums of up to six."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import ipywidgets
import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import sum_of_units, unit_places, unit_values
from nnwidgets.course.forms.approximation import UNITS
from nnwidgets.course.goals import ENDS, GOALS, JUMPS, MAX_UNITS, between, distinct
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

    from nnwidgets.figures.schema import Panel, Scene

Floats = NDArray[np.float64]

GRID = np.linspace(*X_RANGE, 361)
NEAR = 1e-9  # beside a jump


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

    form = UNITS
    gates: ClassVar = {"zero_weight": ("n_units",)}
    opening: ClassVar = {"zero_weight": {"n_units": 3, "unit": 3}}

    def __init__(self, n_units: int = 3, *, predict: str | None = None) -> None:
        if not 1 <= n_units <= MAX_UNITS:
            raise ValueError(f"n_units: expected 1 to {MAX_UNITS}, got {n_units}")
        form = UNITS.starting(n_units=2 if predict else n_units)
        super().__init__(PANELS, form=form, predict=predict)
        self.add_class("nnw-four-lines")

    def compute(self, values: Mapping[str, Any]) -> UnitNumbers:
        """The terms and their sum on a grid; heights and jumps of steps exactly."""
        n = int(values["n_units"])
        v, w, b = (values[name][:n] for name in "vwb")
        places = unit_places(w, b)
        is_step, k = values["kind"] == "step", steepness(values)
        x = around(places) if is_step else GRID
        terms = v * unit_values(x, k * w, k * b, values["kind"])
        drawn = Sum(x, terms, terms.sum(axis=1), places)
        if is_step:
            drawn = with_gaps(drawn)
        jumps = distinct(places)
        middles = between(jumps)
        asked = (middles if len(jumps) else np.zeros(1)) if is_step else np.array([-1.0, 2.0, 5.0])
        heights: Floats = np.asarray(sum_of_units(asked, k * w, k * b, v, values["kind"]))
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
    ) -> Mapping[str, Scene]:
        """The curves, and the table."""
        n = int(values["n_units"])
        rows = list(zip(*(values[name][:n].tolist() for name in "vwb"), strict=True))
        goal = None if values["goal"] == "none" else stairs(*GOALS[values["goal"]])
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
            "table": units_table(rows, result.drawn.places, _place_name(values), chosen, MAX_UNITS),
        }

    def controls(self) -> list[ipywidgets.Widget]:
        """How many units and which, the numbers of that one, then what they are made of."""
        numbers = [f"{name}_{i + 1}" for i in range(MAX_UNITS) for name in "vwb"]
        return [self.control(name) for name in ("n_units", "unit", *numbers, "kind", "k", "goal")]

    def buttons(self) -> list[ipywidgets.Button]:
        """An axis that holds all curves."""
        fit = ipywidgets.Button(description="Fit axis", tooltip="An axis for all curves")
        fit.on_click(lambda _: self.apply({"reach": reach_of(self.result.drawn)}))
        return [fit]

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Choose the unit whose row was clicked."""
        name = str(event.get("id", ""))
        if event.get("event") == "press" and name in ROWS:
            self.apply({"unit": ROWS.index(name) + 1})

    def is_unused(self, address: str) -> bool:
        """Steps are as steep as can be."""
        return address == "k" and self.value("kind") == "step"

    def is_shown(self, address: str) -> bool:
        """Of the numbers of the units, those of the chosen one."""
        letter, _, number = address.partition("_")
        return letter not in set("vwb") or number == str(_chosen(self.values) + 1)


PANELS: tuple[Panel, ...] = (
    {"name": "chart", "kind": "chart", "span": 6},
    {"name": "table", "kind": "table", "span": 6},
)
ROWS = tuple(f"unit_{i + 1}" for i in range(MAX_UNITS))


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
    """The x and y of a staircase over the axis, with gaps at its jumps."""
    edges = [X_RANGE[0], *jumps, X_RANGE[1]]
    x = [part for a, b in pairwise(edges) for part in (a, b, b)]
    y = [part for height in heights for part in (height, height, np.nan)]
    return np.array(x), np.array(y)


def height_of(goal: str, x: Floats) -> Floats:
    """A goal at x."""
    heights, jumps = GOALS[goal]
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
