"""Explorer of notebook 02: a real output squeezed into an interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import activations
from nnwidgets.course.forms.classification import SQUASH
from nnwidgets.course.squashes import OUTPUT_CLASSES, OUTPUTS, SQUASHES
from nnwidgets.figures.classification.sigmoid import Z_LINE
from nnwidgets.figures.classification.squash import squash_chart
from nnwidgets.text import short
from nnwidgets.widgets.classification.own_sigmoid import own_sigmoid
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nnwidgets.figures.schema import Scene

Floats = NDArray[np.float64]

RAW = np.array(OUTPUTS)


@dataclass(frozen=True)
class SquashNumbers:
    """Squashed values; `value` is None if the student's function gave no values."""

    value: float | None
    line: Floats
    samples: Floats
    problem: str


class SquashExplorer(Explorer[SquashNumbers]):
    """A real number z squeezed into (0, 1) or (−1, 1) by the sigmoid g.

    Args:
        sigmoid: your own function from an array z to an array g(z); the package's if left out.
    """

    form = SQUASH

    def __init__(self, sigmoid: Callable[..., object] = activations.sigmoid) -> None:
        self._function = sigmoid
        super().__init__([{"name": "curve", "kind": "chart", "span": 6}])

    def compute(self, values: Mapping[str, Any]) -> SquashNumbers:
        """The squashed value at z, along the axis, and for six outputs."""
        how = SQUASHES[values["into"]]
        z = np.concatenate([[values["z"]], RAW, Z_LINE])
        g, problem = own_sigmoid(self._function, how.inside * z)
        if g is None:
            return SquashNumbers(None, np.full(Z_LINE.shape, np.nan), RAW * np.nan, problem)
        squeezed, end = how.place(g), 1 + len(RAW)
        return SquashNumbers(float(squeezed[0]), squeezed[end:], squeezed[1:end], "")

    def describe(self, values: Mapping[str, Any], result: SquashNumbers) -> str:
        """The squashed value and the class that it stands for."""
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
    ) -> Mapping[str, Scene]:
        """The curve, six outputs and the one that is moved."""
        del before  # one point is dragged, and a trace of it would only hide the others
        how = SQUASHES[values["into"]]
        return {
            "curve": squash_chart(
                values["z"],
                result.value,
                result.line,
                samples=(RAW, result.samples),
                classes=OUTPUT_CLASSES,
                limits=how.limits,
                name=how.formula,
                label=self.describe(values, result),
            )
        }
