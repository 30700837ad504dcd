"""BoxesExplorer: from one half-plane to a sum of towers over the unit square."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from nnwidgets.course.forms.approximation import BOXES
from nnwidgets.course.plane_functions import TARGETS
from nnwidgets.text import short
from nnwidgets.widgets.approximation.boxes_numbers import (
    Box,
    HalfPlane,
    Towers,
    box_of,
    half_plane,
    towers,
)
from nnwidgets.widgets.approximation.boxes_pictures import (
    box_scenes,
    box_solids,
    half_plane_scenes,
    half_plane_solids,
    tower_scenes,
    tower_solids,
)
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.figures.geometry.solids import Solid
    from nnwidgets.figures.schema import Panel, Scene

Numbers = HalfPlane | Box | Towers

USED = {
    "half-plane": ("w_1", "w_2", "b"),
    "strip": ("l_1", "u_1"),
    "box": ("l_1", "u_1", "l_2", "u_2", "t"),
    "sum": ("target", "n"),
}
"""The controls that matter at each stage; the others are not shown."""

STRIP_THRESHOLD = 1.5


class BoxesExplorer(Explorer[Numbers]):
    """Half-planes, a strip, a box and a sum of boxes, as surfaces that can be turned.

    Args:
        stage: where it starts: "half-plane", "strip", "box" or "sum".
        predict: "four_half_planes" opens the stages, "halve_in_two" opens N.
    """

    form = BOXES
    gates: ClassVar = {"four_half_planes": ("stage",), "halve_in_two": ("n",)}

    def __init__(self, stage: str = "half-plane", *, predict: str | None = None) -> None:
        form = BOXES.starting(stage=stage)  # a stage that does not exist is refused at once
        super().__init__(PANELS, form=form, predict=predict)

    def compute(self, values: Mapping[str, Any]) -> Numbers:
        """The numbers of the stage."""
        stage, ends_1 = values["stage"], (values["l_1"], values["u_1"])
        if stage == "half-plane":
            return half_plane(np.array([values["w_1"], values["w_2"]]), values["b"])
        if stage == "strip":
            return box_of(ends_1, None, STRIP_THRESHOLD)
        if stage == "box":
            return box_of(ends_1, (values["l_2"], values["u_2"]), values["t"])
        return towers(values["target"], int(values["n"]))

    def describe(self, values: Mapping[str, Any], result: Numbers) -> str:
        """What is seen at the stage."""
        if isinstance(result, HalfPlane):
            return half_plane_words(result)
        if isinstance(result, Box):
            return box_words(result, values["stage"])
        return tower_words(values["target"], result)

    def pictures(
        self, values: Mapping[str, Any], result: Numbers, before: Numbers | None
    ) -> Mapping[str, Scene]:
        """What goes into the last unit, what comes out of it, a map, and a cut or the errors."""
        del before  # what stood there before would hide behind what stands there now
        label, turn = self.describe(values, result), float(values["turn"])
        if isinstance(result, HalfPlane):
            return half_plane_scenes(result, turn, label)
        if isinstance(result, Box):
            return box_scenes(result, turn, label)
        return tower_scenes(values["target"], result, turn, label)

    def is_shown(self, address: str) -> bool:
        """The controls that matter at the stage."""
        return address in {"stage", "turn", *USED[str(self.value("stage"))]}

    def solids(self, values: Mapping[str, Any], result: Numbers) -> Mapping[str, Solid]:
        """What stands in the two surfaces at the stage."""
        if isinstance(result, HalfPlane):
            return half_plane_solids(result)
        if isinstance(result, Box):
            return box_solids(result)
        return tower_solids(values["target"], result)


PANELS: tuple[Panel, ...] = (
    {"name": "before", "kind": "surface", "span": 3},
    {"name": "after", "kind": "surface", "span": 3},
    {"name": "map", "kind": "region", "span": 3},
    {"name": "chart", "kind": "chart", "span": 3},
)


def percent(share: float) -> str:
    """A share of the square in words."""
    return f"{short(100.0 * share)} %"


def half_plane_words(result: HalfPlane) -> str:
    """The unit, where its edge runs and how much of the square it takes."""
    (w_1, w_2), b = result.weights, result.bias
    if not result.weights.any():
        return f"φ(0x₁ + 0x₂ {signed(b)}) is {int(b >= 0)} everywhere: no edge."
    crosses = 0.0 < result.share < 1.0
    edge = "is the straight line" if crosses else "lies outside of it, the line"
    return (
        f"φ({short(w_1)}x₁ {signed(w_2)}x₂ {signed(b)}) is 1 on {percent(result.share)} of the "
        f"square; its edge {edge} on which z = 0."
    )


def signed(value: float) -> str:
    """A number behind a plus or minus of its own: − 0.7."""
    return f"{'−' if value < 0 else '+'} {short(abs(value))}"


def box_words(result: Box, stage: str) -> str:
    """The values of the sum, and what the threshold leaves."""
    *others, last = [short(v) for v in np.unique(result.parts.sums)]
    values = f"{', '.join(others)} or {last}" if others else last
    count = "two" if stage == "strip" else "four"
    left = "nowhere" if result.share == 0 else f"on {percent(result.share)} of the square"
    asked = "strip" if stage == "strip" else "box"
    verdict = f"just the {asked}" if result.is_box and result.share else f"not just the {asked}"
    return (
        f"The {count} half-planes add up to {values}. F = φ(sum − {short(result.threshold)}) is 1 "
        f"{left}: {verdict}."
    )


def tower_words(target: str, result: Towers) -> str:
    """Units, error and bound."""
    n = result.n
    slope = TARGETS[target].lipschitz
    bound = (
        "there is no bound, as f jumps: no L is large enough"
        if result.bound is None or slope is None
        else f"the bound is L d/2 = {short(result.bound)} with L = {short(slope)}, "
        f"d = {short(np.sqrt(2.0) / n)}"
    )
    return (
        f"{n} × {n} = {n * n} tower{'s' * (n > 1)}, {2 * n + n * n} hidden units: largest "
        f"error {short(result.error)}; {bound}."
    )
