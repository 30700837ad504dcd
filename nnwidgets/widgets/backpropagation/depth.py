"""DepthExplorer: how large the gradient is in each layer of a deep network at its start."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.backprop import backpropagate
from nnwidgets.core.losses import quadratic_cost
from nnwidgets.core.network import Network
from nnwidgets.course.datasets import ten_points
from nnwidgets.course.fields import Choice, Field, Number
from nnwidgets.figures.scenes import chart as charts
from nnwidgets.text import counted, short
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping

Floats = NDArray[np.float64]

WIDTH = 16  # units of each hidden layer
DEEPEST = 20
FLOOR = -16.0
ACTIVATIONS = {name: name for name in ("sigmoid", "tanh", "relu")}
SCALES = {"0.5 times normal": "0.5", "scaled by the inputs": "fan_in"}


class DepthNumbers(NamedTuple):
    """The size of the gradient by layer: log₁₀ of the root mean square of ∂C/∂W⁽ˡ⁾."""

    sizes: Floats


class DepthExplorer(Explorer[DepthNumbers]):
    """Networks of 1 to 20 hidden layers of 16 units on the ten points, at their random start.

    Args:
        predict: "first_layer": a question first, then the settings.
    """

    gates: ClassVar = {"first_layer": ("depth", "activation", "scale")}

    def __init__(self, *, predict: str | None = None) -> None:
        fields: list[Field] = [
            Number("depth", "depth", 2, 1, DEEPEST, 1),
            Choice("activation", "φ", "sigmoid", ACTIVATIONS),
            Choice("scale", "start", "0.5", SCALES),
            Number("seed", "seed", 0, 0, 99, 1),
        ]
        super().__init__(fields, PANELS, predict=predict)

    def compute(self, values: Mapping[str, Any]) -> DepthNumbers:
        """The gradient of every layer."""
        chosen = int(values["depth"]), values["activation"], values["scale"], int(values["seed"])
        return DepthNumbers(gradient_sizes(*chosen))

    def describe(self, values: Mapping[str, Any], result: DepthNumbers) -> str:
        """First and last layer, and how they compare."""
        first, last = 10.0 ** result.sizes[[0, -1]]
        layers = counted(int(values["depth"]), "hidden layer")
        words = (
            f"{layers} of {values['activation']}: the gradient is "
            f"{size_in_words(first)} in the first layer and {size_in_words(last)} in the last"
        )
        if min(first, last) <= 10.0**FLOOR:  # the bars end there, the sizes do not
            return f"{words}."
        times = last / first
        if times >= 1:
            return f"{words}, {short(times, 2)} times that of the first."
        return f"{words}, 1/{short(1 / times, 2)} of that of the first."

    def pictures(
        self, values: Mapping[str, Any], result: DepthNumbers, before: DepthNumbers | None
    ) -> dict[str, Mapping[str, object]]:
        """A bar for each layer, on an axis of powers of ten."""
        label = self.describe(values, result)
        return {"chart": depth_chart(result.sizes, None if before is None else before.sizes, label)}


PANELS = ({"name": "chart", "kind": "chart", "span": 6},)


def size_in_words(size: float) -> str:
    """A size, or that it lies below the axis."""
    return short(size, 2) if size > 10.0**FLOOR else "below 1e−16"


@lru_cache(maxsize=256)
def gradient_sizes(depth: int, activation: str, scale: str, seed: int) -> Floats:
    """log₁₀ of the root mean square of each layer's weight gradient."""
    network = Network.random(
        [2, *[WIDTH] * depth, 2],
        activation,
        rng=np.random.default_rng(seed),
        output_activation="sigmoid",
        scale="fan_in" if scale == "fan_in" else float(scale),
    )
    slopes = backpropagate(network, *ten_points(), quadratic_cost)
    sizes = [np.sqrt(np.mean(slope.weights**2)) for slope in slopes]
    powers: Floats = np.log10(np.maximum(sizes, 10.0**FLOOR))
    return powers


def depth_chart(sizes: Floats, ghost: Floats | None, label: str) -> Mapping[str, object]:
    """Bars of the gradient by layer; a dashed line where they were before."""
    y = charts.log_axis("|∂C/∂W|", (FLOOR, 0.0), (1e-16, 1e-12, 1e-8, 1e-4, 1.0))
    n = DEEPEST + 1
    frame = charts.frame(
        (62, 24, 520, 190),
        charts.axis("layer", (0.0, n + 1.0), [1, 5, 10, 15, 20]),
        y,
        bars=[
            charts.bar("gradient", (k + 0.6, k + 1.4), (FLOOR, float(size)))
            for k, size in enumerate(sizes)
        ],
        lines=[]
        if ghost is None
        else [charts.curve(np.arange(1.0, len(ghost) + 1), ghost, "ghost")],
    )
    return charts.chart((600, 262), label, frame)
