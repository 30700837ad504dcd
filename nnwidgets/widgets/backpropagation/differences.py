"""DifferencesExplorer: how far a finite difference is from the derivative, over its step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnwidgets.course.fields import Choice, Field, Number
from nnwidgets.figures.scenes import chart as charts
from nnwidgets.text import short
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping

Floats = NDArray[np.float64]

KINDS = {"one-sided": "one-sided", "central": "central"}
EXPONENTS = np.arange(-15.0, -0.9, 0.25)
FLOOR = -16.0  # of the logarithm of an error; 0 has none
NEAR = 0.6  # half the width of the picture around x


class DifferenceNumbers(NamedTuple):
    """A finite difference beside the derivative.

    Attributes:
        h: the step.
        slope: the derivative.
        difference: its approximation.
        error: |difference − slope|.
        errors: log₁₀ of the error at 10 to the EXPONENTS.
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

    gates: ClassVar = {"smaller_step": ("exponent",)}

    def __init__(self, *, predict: str | None = None) -> None:
        fields: list[Field] = [
            Number("exponent", "log₁₀ h", -2.0, -15.0, -1.0, 0.25),
            Number("x", "x", 1.0, -1.4, 1.4, 0.1),
            Choice("kind", "difference", "one-sided", KINDS),
        ]
        super().__init__(fields, PANELS, predict=predict)

    def compute(self, values: Mapping[str, Any]) -> DifferenceNumbers:
        """The difference at the chosen step, and its error at all steps."""
        x, kind = values["x"], values["kind"]
        slope = float(derivative(np.float64(x)))
        h = 10.0 ** values["exponent"]
        found = float(difference(x, np.float64(h), kind))
        errors = np.abs(difference(x, 10.0**EXPONENTS, kind) - slope)
        return DifferenceNumbers(h, slope, found, abs(found - slope), logarithm(errors))

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
    ) -> dict[str, Mapping[str, object]]:
        """The secant on the curve, and the V of the errors."""
        del before  # the V shows where it was
        return {"chart": difference_chart(values["x"], values["kind"], result)}


PANELS = ({"name": "chart", "kind": "chart", "span": 6},)


def function(x: Any) -> Any:  # noqa: ANN401  # a number or an array
    """f(x) = √c + cos c with c = x² + exp(x²)."""
    c = x**2 + np.exp(x**2)
    return np.sqrt(c) + np.cos(c)


def derivative(x: np.float64) -> np.float64:
    """f′(x) = (1/(2√c) − sin c) · (1 + exp(x²)) · 2x."""
    c = x**2 + np.exp(x**2)
    return (1 / (2 * np.sqrt(c)) - np.sin(c)) * (1 + np.exp(x**2)) * 2 * x  # type: ignore[no-any-return]


def difference(x: float, h: Any, kind: str) -> Any:  # noqa: ANN401  # a number or an array
    """(f(x + h) − f(x)) / h, or (f(x + h) − f(x − h)) / (2h)."""
    if kind == "central":
        return (function(x + h) - function(x - h)) / (2 * h)
    return (function(x + h) - function(np.float64(x))) / h


def logarithm(errors: Floats) -> Floats:
    """log₁₀, with a floor for an error of 0."""
    powers: Floats = np.log10(np.maximum(errors, 10.0**FLOOR))
    return powers


def difference_chart(x: float, kind: str, result: DifferenceNumbers) -> Mapping[str, object]:
    """Two frames: the secant at x, and the error over h on logarithmic axes."""
    near = np.linspace(x - NEAR, x + NEAR, 121)
    low, high = float(function(near).min()) - 0.3, float(function(near).max()) + 0.3
    ends = np.array([x - result.h if kind == "central" else x, x + result.h])
    heights = function(ends)
    line = heights[0] + result.difference * (near - ends[0])
    line = np.where((line > low) & (line < high), line, np.nan)
    secant = charts.frame(
        (44, 24, 230, 190),
        charts.axis("x", (x - NEAR, x + NEAR), [x - 0.5, x, x + 0.5]),
        charts.axis("f", (low, high), [round(low + 0.3, 1), round(high - 0.3, 1)]),
        "the line through two points of f",
        lines=[charts.curve(near, function(near)), charts.curve(near, line, "class-a")],
        points=[charts.ring(float(e), float(v)) for e, v in zip(ends, heights, strict=True)],
    )
    y = charts.log_axis("error", (FLOOR, 2.0), (1e-15, 1e-10, 1e-5, 1.0))
    h = charts.log_axis("h", (-15.5, -0.5), (1e-15, 1e-10, 1e-5, 0.1))
    place = charts.ring(float(np.log10(result.h)), float(logarithm(np.array([result.error]))[0]))
    valley = charts.frame(
        (350, 24, 226, 190),
        h,
        y,
        "its error, over h",
        lines=[charts.curve(EXPONENTS, result.errors)],
        points=[place],
    )
    at = f"at h = {short(result.h)} it is {short(result.error, 2)}"
    label = f"Error of the {kind} difference over h; {at}"
    return charts.chart((600, 262), label, secant, valley)
