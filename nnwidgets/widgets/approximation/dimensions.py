"""DimensionsExplorer: how many towers m dimensions take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from nnwidgets.core.towers import TowerSize, tower_bound, tower_size
from nnwidgets.course.forms.approximation import DIMENSIONS
from nnwidgets.figures.approximation.towers import dimensions_chart
from nnwidgets.figures.scenes.readout import readout, row
from nnwidgets.text import short, superscript
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.figures.schema import Panel, Scene

DEEPEST = 10
"""Inputs, at most."""
BYTES = 8
"""Of a number."""
POWERS = (("EB", 18), ("PB", 15), ("TB", 12), ("GB", 9), ("MB", 6), ("kB", 3))


class DimensionNumbers(NamedTuple):
    """What N^m towers take.

    Attributes:
        size: boxes, units and parameters.
        bound: L d / 2 on the unit cube for L = 1.
    """

    size: TowerSize
    bound: float


class DimensionsExplorer(Explorer[DimensionNumbers]):
    """N^m towers on the cube of m dimensions: units and memory, for m from 1 to 10."""

    form = DIMENSIONS

    def __init__(self) -> None:
        super().__init__(PANELS)

    def compute(self, values: Mapping[str, Any]) -> DimensionNumbers:
        """Nothing is built: the numbers are too large for that."""
        m, n = int(values["m"]), int(values["n"])
        return DimensionNumbers(tower_size(m, n), tower_bound(1.0, n, np.zeros(m), np.ones(m)))

    def describe(self, values: Mapping[str, Any], result: DimensionNumbers) -> str:
        """Boxes, memory and what they are good for."""
        m, n = int(values["m"]), int(values["n"])
        counted = f"{grouped(result.size.boxes)} tower{'s' * (n > 1)}"
        return (
            f"{n}{superscript(m)} = {counted}; the heights alone fill "
            f"{memory(BYTES * result.size.boxes)}. The bound for L = 1: "
            f"√m / (2N) = {short(result.bound)}."
        )

    def pictures(
        self, values: Mapping[str, Any], result: DimensionNumbers, before: DimensionNumbers | None
    ) -> Mapping[str, Scene]:
        """A bar for each m, and the numbers of the present one."""
        del before  # the other bars show where it was
        m, n = int(values["m"]), int(values["n"])
        boxes = [tower_size(k, n).boxes for k in range(1, DEEPEST + 1)]
        return {
            "chart": dimensions_chart(boxes, m, self.describe(values, result)),
            "numbers": readout(
                row("hidden units, mN + N to the m", grouped(result.size.hidden_units)),
                row("memory of all weights", memory(BYTES * result.size.parameters)),
            ),
        }


PANELS: tuple[Panel, ...] = (
    {"name": "chart", "kind": "chart", "span": 6},
    {"name": "numbers", "kind": "readout", "span": 6},
)


def grouped(count: int) -> str:
    """A whole number with a thin space between thousands: 10 000."""
    return f"{count:,}".replace(",", "\u2009")


def memory(n_bytes: int) -> str:
    """Bytes in the largest unit that fits, two digits: 80 GB.

    >>> memory(8), memory(80_000), memory(8 * 10**10)
    ('8 bytes', '80 kB', '80 GB')
    """
    for name, power in POWERS:
        if n_bytes >= 10**power:
            return f"{short(n_bytes / 10**power, 2)} {name}"
    return f"{n_bytes} bytes"
