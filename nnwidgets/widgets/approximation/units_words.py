"""What the UnitsExplorer says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import unit_places, unit_values
from nnwidgets.text import short, subscript

if TYPE_CHECKING:
    from collections.abc import Mapping

Floats = NDArray[np.float64]


def steepness(values: Mapping[str, Any]) -> float:
    """The k of φ(k (w x + b)); a step is the same for every k."""
    return 1.0 if values["kind"] == "step" else float(values["k"])


def sum_text(rows: list[tuple[float, float, float]]) -> str:
    """The terms v φ(w x + b), added up.

    >>> sum_text([(1.0, 1.0, -1.0), (-2.0, -1.0, 3.0), (0.5, 0.0, 0.0)])
    'φ(x − 1) − 2φ(−x + 3) + 0.5φ(0x)'
    """
    text = ""
    for v, w, b in rows:
        sign = "−" if v < 0 else "+"
        size = "" if abs(v) == 1 else short(abs(v))
        joint = f" {sign} " if text else sign.replace("+", "")
        text += f"{joint}{size}φ({inside(w, b)})"
    return text


def inside(w: float, b: float) -> str:
    """The text of w x + b as it is written by hand.

    >>> inside(-1.0, 3.0), inside(0.0, -1.0), inside(2.5, 0.0)
    ('−x + 3', '0x − 1', '2.5x')
    """
    factor = {1.0: "", -1.0: "−"}.get(float(w), short(float(w)))
    if b == 0:
        return f"{factor}x"
    return f"{factor}x {'−' if b < 0 else '+'} {short(abs(float(b)))}"


def unit_text(number: int, row: tuple[float, float, float], values: Mapping[str, Any]) -> str:
    """What one unit does."""
    _, w, b = row
    place = float(unit_places([w], [b])[0])
    if np.isnan(place):
        value = short(float(unit_values(0.0, [0.0], [steepness(values) * b], values["kind"])[0]))
        return f"Unit {number} has w = {short(w)}: it is the constant φ({short(b)}) = {value}."
    name = "jumps" if values["kind"] == "step" else "is half way up"
    side = "right" if w > 0 else "left"
    i = subscript(number)
    return f"Unit {number} {name} at −b{i}/w{i} = {short(place)} and is on to the {side}."


def stairs_text(heights: Floats, jumps: Floats) -> str:
    """The heights of a sum of steps, from left to right.

    >>> stairs_text(np.array([1.0, 2.0, 2.0, 0.5]), np.array([-1.0, 0.0, 3.0]))
    'F is 1 up to x = −1, then 2 up to 3, then 0.5.'
    """
    # where two units stand at one place, the sum may not jump
    real = np.flatnonzero(~np.isclose(np.diff(heights), 0.0))
    kept = [short(float(h) + 0.0) for h in heights[[*real, -1]]]
    if not len(real):
        return f"F is {kept[0]} everywhere."
    ends = [short(float(jump)) for jump in jumps[real]]
    first, *rest = zip(kept, ends, strict=False)
    parts = [f"{first[0]} up to x = {first[1]}", *(f"{h} up to {end}" for h, end in rest), kept[-1]]
    return f"F is {', then '.join(parts)}."


def goal_text(off: float) -> str:
    """How far the sum is from its goal."""
    if off < 1e-9:
        return "Off the jumps it is the goal."
    return f"Its largest distance to the goal is {short(off)}."
