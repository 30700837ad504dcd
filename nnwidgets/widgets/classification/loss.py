"""Explorer of notebook 02: the cost of one confident mistake and of three hesitant ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.losses import binary_cross_entropy
from nnwidgets.course.forms.classification import LOSS, ONE_AND_THREE
from nnwidgets.exercises.checking.student import call_student
from nnwidgets.figures.classification.loss import loss_chart
from nnwidgets.figures.classification.sigmoid import Z_LINE
from nnwidgets.text import short
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nnwidgets.figures.schema import Panel, Scene

Floats = NDArray[np.float64]

PANELS: tuple[Panel, ...] = ({"name": "loss", "kind": "chart", "span": 6},)


@dataclass(frozen=True)
class LossNumbers:
    """The cost of each of four samples; None if the student's function gave no value."""

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

    form = LOSS
    gates: ClassVar = {"one_or_three": ("z",)}
    opening: ClassVar = {"one_or_three": {"z": ONE_AND_THREE}}

    def __init__(
        self, cost: Callable[..., object] = binary_cross_entropy, *, predict: str | None = None
    ) -> None:
        self._function = cost
        self._line: Floats | None = None
        form = LOSS.starting(z=np.zeros(4)) if predict else LOSS
        super().__init__(PANELS, form=form, predict=predict)

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
        """The cost of one sample along the axis of z; nan where the function gave no value."""
        found = np.full(line.shape, np.nan)
        for i in range(len(line)):
            value, problem = self._cost(line[i : i + 1])
            if value is None and "not written" in problem:
                break
            found[i] = np.nan if value is None else value
        return found

    def describe(self, values: Mapping[str, Any], result: LossNumbers) -> str:
        """The cost of the first sample, of the other three, and the mean."""
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
    ) -> Mapping[str, Scene]:
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
