"""Functions on the unit square, to be approximated by towers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nnwidgets.core.activations import step

if TYPE_CHECKING:
    from collections.abc import Callable

    from nnwidgets.core.checks import Array

MAX_PER_AXIS = 24
"""Towers along each axis."""


class Target(NamedTuple):
    """A function on the unit square with values from 0 to 1.

    Attributes:
        menu: its name in the list.
        formula: over its picture.
        function: from points (n, 2) to n numbers.
        lipschitz: L, or None for a function that jumps.
    """

    menu: str
    formula: str
    function: Callable[[Array], Array]
    lipschitz: float | None


def hill(x: Array) -> Array:
    """A bell about (0.4, 0.6); its slope exp(−8r²) 16r is greatest at r = ¼."""
    return np.asarray(np.exp(-8.0 * ((x[:, 0] - 0.4) ** 2 + (x[:, 1] - 0.6) ** 2)))


def waves(x: Array) -> Array:
    """Its gradient is π (cos cos, −sin sin), never longer than π."""
    return np.asarray(0.5 + 0.5 * np.sin(2 * np.pi * x[:, 0]) * np.cos(2 * np.pi * x[:, 1]))


TARGETS = {
    "hill": Target("hill", "f = exp(−8 ‖x − (0.4, 0.6)‖²)", hill, 4.0 * np.exp(-0.5)),
    "waves": Target("waves", "f = ½ + ½ sin 2πx₁ cos 2πx₂", waves, np.pi),
    "ramp": Target("ramp", "f = (x₁ + x₂) / 2", lambda x: x.mean(axis=1), np.sqrt(0.5)),
    "ridge": Target(
        "ridge", "f = 1 − |x₁ − x₂|", lambda x: 1.0 - np.abs(x[:, 0] - x[:, 1]), np.sqrt(2.0)
    ),
    "cliff": Target(
        "cliff, which jumps",
        "f = 1 where x₁ + x₂ ≥ 0.93",
        lambda x: step(x.sum(axis=1) - 0.93),
        None,
    ),
}
