"""Explorer of notebook 02: a real output squeezed into an interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import activations
from nnwidgets.course.fields import Choice, Field, Number
from nnwidgets.figures.classification.sigmoid import Z_LINE
from nnwidgets.figures.classification.squash import squash_chart
from nnwidgets.text import short
from nnwidgets.widgets.classification.own_sigmoid import own_sigmoid
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Floats = NDArray[np.float64]

RAW = np.array([-5.2, -2.4, -0.6, 0.9, 2.7, 6.1])
RAW_CLASSES = (0, 0, 1, 0, 1, 1)


@dataclass(frozen=True)
class Squash:
    """One way to squeeze: stretch · g(inside · z) + shift."""

    formula: str
    inside: float
    stretch: float
    shift: float

    @property
    def limits(self) -> tuple[float, float]:
        """Between which the results lie."""
        return self.shift, self.shift + self.stretch


SQUASHES = {
    "g": Squash("g(z)", 1.0, 1.0, 0.0),
    "tanh": Squash("2 g(2z) − 1 = tanh z", 2.0, 2.0, -1.0),
    "half": Squash("2 g(z) − 1 = tanh(z/2)", 1.0, 2.0, -1.0),
}
MENU = {"(0, 1): g(z)": "g", "(−1, 1): 2 g(2z) − 1": "tanh", "(−1, 1): 2 g(z) − 1": "half"}


@dataclass(frozen=True)
class SquashNumbers:
    """Where z goes; None where the student's function gave no value."""

    value: float | None
    line: Floats
    samples: Floats
    problem: str


class SquashExplorer(Explorer[SquashNumbers]):
    """A real number z squeezed into (0, 1) or (−1, 1) by the sigmoid g.

    Args:
        sigmoid: your own function from an array z to an array g(z); the package's if left out.
    """

    def __init__(self, sigmoid: Callable[..., object] = activations.sigmoid) -> None:
        self._function = sigmoid
        fields: list[Field] = [
            Number("z", "output z", 1.5, -8.0, 8.0, 0.1),
            Choice("into", "into", "g", MENU),
        ]
        super().__init__(fields, [{"name": "curve", "kind": "chart", "span": 6}])

    def compute(self, values: Mapping[str, Any]) -> SquashNumbers:
        """Stretch · g(inside · z) + shift, at z, along the axis, and for six outputs."""
        how = SQUASHES[values["into"]]
        z = np.concatenate([[values["z"]], RAW, Z_LINE])
        g, problem = own_sigmoid(self._function, how.inside * z)
        if g is None:
            return SquashNumbers(None, np.full(Z_LINE.shape, np.nan), RAW * np.nan, problem)
        squeezed = how.stretch * g + how.shift
        end = 1 + len(RAW)
        return SquashNumbers(float(squeezed[0]), squeezed[end:], squeezed[1:end], "")

    def describe(self, values: Mapping[str, Any], result: SquashNumbers) -> str:
        """The value and the class that follows from it."""
        z = short(values["z"])
        if result.value is None:
            return f"z = {z}. {result.problem}"
        how = SQUASHES[values["into"]]
        middle = sum(how.limits) / 2
        positive = result.value >= middle
        label = f"{'+' if positive and how.shift else ''}{short(how.limits[positive])}"
        return (
            f"z = {z} goes to {how.formula} = {short(result.value, 4)}, "
            f"{'at least' if positive else 'below'} {'½' if middle else '0'}: "
            f"the {'positive' if positive else 'negative'} class, {label}."
        )

    def pictures(
        self, values: Mapping[str, Any], result: SquashNumbers, before: SquashNumbers | None
    ) -> dict[str, Mapping[str, object]]:
        """The curve, six outputs and the one that is moved."""
        del before  # what is dragged is one point, and its trace would only hide the others
        how = SQUASHES[values["into"]]
        return {
            "curve": squash_chart(
                values["z"],
                result.value,
                result.line,
                samples=(RAW, result.samples),
                classes=RAW_CLASSES,
                limits=how.limits,
                name=how.formula,
                label=self.describe(values, result),
            )
        }
