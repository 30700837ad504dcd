"""Explorers of notebook 02: a real output squeezed into an interval, and what an answer costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import activations
from nnwidgets.core.losses import binary_cross_entropy
from nnwidgets.course.fields import Array, Choice, Field, Number
from nnwidgets.exercises.checking.student import call_student
from nnwidgets.figures.classification.sigmoid_charts import Z_LINE, loss_chart, squash_chart
from nnwidgets.text import short
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


def own_sigmoid(function: object, z: Floats) -> tuple[Floats | None, str]:
    """g(z) by the student's function, or a sentence; by the package's where that was handed in."""
    if function is activations.sigmoid:
        return activations.sigmoid(z), ""
    result = call_student(function, z, shape=z.shape)
    return result.value, result.problem


ASKED = np.array([-5.0, -0.5, -0.5, -0.5])
"""What the prediction asks about: one confident mistake, three hesitant ones."""


@dataclass(frozen=True)
class LossNumbers:
    """The cost of each of four samples; None where the student's function gave no value."""

    losses: Floats | None
    mean: float | None
    line: Floats
    problem: str


class LossExplorer(Explorer[LossNumbers]):
    """Four samples of the positive class: the cross-entropy of each, and of all.

    Args:
        cost: your own `binary_cross_entropy(logits, targets)`; the package's if left out.
        predict: "one_or_three": a question first; its answer shows what was asked about.
    """

    gates: ClassVar = {"one_or_three": ("z",)}

    def __init__(
        self, cost: Callable[..., object] = binary_cross_entropy, *, predict: str | None = None
    ) -> None:
        self._function = cost
        self._line: Floats | None = None
        start = np.zeros(4) if predict else ASKED
        panels = [{"name": "loss", "kind": "chart", "span": 6}]
        super().__init__([Array("z", "z", start, -8.0, 8.0, 0.1)], panels, predict=predict)

    def compute(self, values: Mapping[str, Any]) -> LossNumbers:
        """The cost of every sample alone, and of the four together."""
        z = values["z"]
        if self._line is None:
            self._line = self._along(Z_LINE)
        each = [self._cost(z[i : i + 1]) for i in range(4)]
        mean, problem = self._cost(z)
        values_ = [cost for cost, _ in each if cost is not None]
        if mean is None or len(values_) < 4:
            problem = problem or next(words for _, words in each if words)
            return LossNumbers(None, None, self._line, problem)
        return LossNumbers(np.array(values_), mean, self._line, "")

    def _cost(self, z: Floats) -> tuple[float | None, str]:
        result = call_student(self._function, z, np.ones_like(z), shape=())
        return (None if result.value is None else float(result.value)), result.problem

    def _along(self, line: Floats) -> Floats:
        """The cost of one sample along the axis of z; nan where there is none."""
        found = np.full(line.shape, np.nan)
        for i in range(len(line)):
            value, problem = self._cost(line[i : i + 1])
            if value is None and "not written" in problem:
                break
            found[i] = np.nan if value is None else value
        return found

    def describe(self, values: Mapping[str, Any], result: LossNumbers) -> str:
        """The first against the other three."""
        z = ", ".join(short(v) for v in values["z"])
        if result.losses is None or result.mean is None:
            return f"z = ({z}). {result.problem}"
        first, rest = result.losses[0], result.losses[1:]
        return (
            f"z = ({z}), all of class 1. The first costs {short(first)}; the other three "
            f"{' + '.join(short(v) for v in rest)} = {short(sum(rest.tolist()))}. "
            f"The mean of all four is {short(result.mean)}."
        )

    def pictures(
        self, values: Mapping[str, Any], result: LossNumbers, before: LossNumbers | None
    ) -> dict[str, Mapping[str, object]]:
        """The four on the curve, and two bars."""
        del before  # bars and points show the whole change themselves
        return {
            "loss": loss_chart(
                values["z"],
                result.losses,
                result.line,
                names=("sample 1", "samples 2–4"),
                label=self.describe(values, result),
            )
        }

    def controls(self) -> list[Any]:
        """A slider for each sample."""
        return [self.control(f"z_{i}") for i in range(1, 5)]

    def _opened(self) -> None:
        self._values = {"z": ASKED.copy()}
        super()._opened()
