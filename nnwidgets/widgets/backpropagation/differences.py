"""DifferencesExplorer: how far a finite difference is from the derivative, over its step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnwidgets.course.forms.backpropagation import DIFFERENCES
from nnwidgets.course.graphs.formulas import difference, lecture_derivative, lecture_function
from nnwidgets.figures.backpropagation.differences import Errors, Secant, difference_chart
from nnwidgets.text import short
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.figures.schema import Panel, Scene

Floats = NDArray[np.float64]

STEPS = 10.0 ** np.arange(-15.0, -0.9, 0.25)
NEAR = 0.6  # half the width of the picture around x
PANELS: tuple[Panel, ...] = ({"name": "chart", "kind": "chart", "span": 6},)


class DifferenceNumbers(NamedTuple):
    """A finite difference beside the derivative.

    Attributes:
        h: the step.
        slope: the derivative.
        difference: its approximation.
        error: |difference − slope|.
        errors: at all STEPS.
    """

    h: float
    slope: float
    difference: float
    error: float
    errors: Floats


class DifferencesExplorer(Explorer[DifferenceNumbers]):
    """The lecture's f at x, its derivative, and (f(x + h) − f(x)) / h or the central difference.

    Args:
        predict: "smaller_step": a question first, then the slider of h.
    """

    form = DIFFERENCES
    gates: ClassVar = {"smaller_step": ("exponent",)}

    def __init__(self, *, predict: str | None = None) -> None:
        super().__init__(PANELS, predict=predict)

    def compute(self, values: Mapping[str, Any]) -> DifferenceNumbers:
        """The difference at the chosen step, and its error at all steps."""
        x, kind = values["x"], values["kind"]
        slope = float(lecture_derivative(x))
        h = 10.0 ** values["exponent"]
        found = float(difference(x, h, kind))
        errors = np.abs(difference(x, STEPS, kind) - slope)
        return DifferenceNumbers(h, slope, found, abs(found - slope), errors)

    def describe(self, values: Mapping[str, Any], result: DifferenceNumbers) -> str:
        """Difference, derivative and error."""
        return (
            f"h = {short(result.h)} at x = {short(values['x'])}: the {values['kind']} difference "
            f"is {short(result.difference, 6)}, the derivative {short(result.slope, 6)}, "
            f"the error {short(result.error, 2)}."
        )

    def pictures(
        self,
        values: Mapping[str, Any],
        result: DifferenceNumbers,
        before: DifferenceNumbers | None,
    ) -> Mapping[str, Scene]:
        """The secant on the curve, and the V of the errors."""
        del before  # the V shows where it was
        x, kind, h = values["x"], values["kind"], result.h
        near = np.linspace(x - NEAR, x + NEAR, 121)
        ends = np.array([x - h if kind == "central" else x, x + h])
        scene = difference_chart(
            x,
            Secant(near, lecture_function(near), ends, lecture_function(ends)),
            Errors(STEPS, result.errors, (h, result.error)),
            f"Error of the {kind} difference over h",
        )
        return {"chart": scene}
