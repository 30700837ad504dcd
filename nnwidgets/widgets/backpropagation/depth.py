"""DepthExplorer: how large the gradient is in each layer of a deep network at its start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnwidgets.course.forms.backpropagation import DEPTH
from nnwidgets.course.ten_point_training import gradient_sizes
from nnwidgets.figures.backpropagation.depth import SIZE_AXIS, depth_chart
from nnwidgets.text import counted, short
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.figures.schema import Panel, Scene

Floats = NDArray[np.float64]

SMALLEST = 10.0 ** SIZE_AXIS[0]
"""The end of the axis: a smaller gradient is not told apart from 0."""
PANELS: tuple[Panel, ...] = ({"name": "chart", "kind": "chart", "span": 6},)


class DepthNumbers(NamedTuple):
    """The size of the gradient by layer: the root mean square of ∂C/∂W⁽ˡ⁾."""

    sizes: Floats


class DepthExplorer(Explorer[DepthNumbers]):
    """Networks of 1 to 20 hidden layers of 16 units on the ten points, at their random start.

    Args:
        predict: "first_layer": a question first, then the settings.
    """

    form = DEPTH
    gates: ClassVar = {"first_layer": ("depth", "activation", "scale")}

    def __init__(self, *, predict: str | None = None) -> None:
        super().__init__(PANELS, predict=predict)

    def compute(self, values: Mapping[str, Any]) -> DepthNumbers:
        """The gradient of every layer."""
        chosen = int(values["depth"]), values["activation"], values["scale"], int(values["seed"])
        return DepthNumbers(gradient_sizes(*chosen))

    def describe(self, values: Mapping[str, Any], result: DepthNumbers) -> str:
        """First and last layer, and how they compare."""
        first, last = result.sizes[[0, -1]]
        layers = counted(int(values["depth"]), "hidden layer")
        words = (
            f"{layers} of {values['activation']}: the gradient is "
            f"{size_in_words(first)} in the first layer and {size_in_words(last)} in the last"
        )
        if min(first, last) <= SMALLEST:  # the bars end there, the sizes do not
            return f"{words}."
        times = last / first
        if times >= 1:
            return f"{words}, {short(times, 2)} times that of the first."
        return f"{words}, 1/{short(1 / times, 2)} of that of the first."

    def pictures(
        self, values: Mapping[str, Any], result: DepthNumbers, before: DepthNumbers | None
    ) -> Mapping[str, Scene]:
        """A bar for each layer, on an axis of powers of ten."""
        label = self.describe(values, result)
        return {"chart": depth_chart(result.sizes, None if before is None else before.sizes, label)}


def size_in_words(size: float) -> str:
    """A size, or that it lies below the axis."""
    return short(size, 2) if size > SMALLEST else "below 1e−16"
