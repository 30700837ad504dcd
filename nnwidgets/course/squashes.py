"""The lecture's three ways to squeeze a real output into an interval with the sigmoid g."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


class Squash(NamedTuple):
    """One way to squeeze: stretch · g(inside · z) + shift.

    Attributes:
        label: in the menu.
        formula: in a sentence.
        inside: the factor of z.
        stretch: the width of the interval.
        shift: its lower end.
    """

    label: str
    formula: str
    inside: float
    stretch: float
    shift: float

    @property
    def limits(self) -> tuple[float, float]:
        """The ends of the interval."""
        return self.shift, self.shift + self.stretch

    def place(self, g: Array) -> Array:
        """Values of g, which lie in (0, 1), moved into the interval."""
        return self.stretch * g + self.shift


SQUASHES = {
    "g": Squash("(0, 1): g(z)", "g(z)", 1.0, 1.0, 0.0),
    "tanh": Squash("(−1, 1): 2 g(2z) − 1", "2 g(2z) − 1 = tanh z", 2.0, 2.0, -1.0),
    "half": Squash("(−1, 1): 2 g(z) − 1", "2 g(z) − 1 = tanh(z/2)", 1.0, 2.0, -1.0),
}

OUTPUTS = (-5.2, -2.4, -0.6, 0.9, 2.7, 6.1)
"""Six outputs of a network to be squeezed."""
OUTPUT_CLASSES = (0, 0, 1, 0, 1, 1)
