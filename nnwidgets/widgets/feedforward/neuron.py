"""Explorer of one neuron: z = w x + b, a = φ(z)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.course.forms.feedforward import NEURON
from nnwidgets.course.state.fields import Choice, Number
from nnwidgets.exercises.checking.student import call_student
from nnwidgets.figures.feedforward.activation_curve import activation_curve
from nnwidgets.figures.feedforward.neuron import neuron_diagram
from nnwidgets.text import short
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nnwidgets.course.state.form import Form
    from nnwidgets.figures.schema import Panel, Scene

Floats = NDArray[np.float64]

PANELS: tuple[Panel, ...] = (
    {"name": "diagram", "kind": "diagram", "span": 3},
    {"name": "curve", "kind": "chart", "span": 3},
)
MENU = next(field for field in NEURON.fields if isinstance(field, Choice))
LIMITS = {field.name: field.high for field in NEURON.fields if isinstance(field, Number)}
Z = np.linspace(-12.0, 12.0, 241)  # |w x + b| is never more than 4 · 2 + 4


@dataclass(frozen=True)
class NeuronNumbers:
    """The numbers of one neuron; `a` is None if the student's function gave no value."""

    z: float
    a: float | None
    curve: Floats | None
    problem: str


class NeuronExplorer(Explorer[NeuronNumbers]):
    """One neuron: z = w x + b, a = φ(z), on the curve of φ.

    Args:
        activation: a name, or your own function from an array z to an array φ(z).

    Raises:
        ValueError: a name that the menu does not have.
    """

    form = NEURON

    def __init__(self, activation: str | Callable[..., object] = "sigmoid") -> None:
        self._function = activation
        self._curves: dict[str, tuple[Floats | None, str]] = {}
        super().__init__(PANELS, form=neuron_form(activation))

    def compute(self, values: Mapping[str, Any]) -> NeuronNumbers:
        """The sum z = w x + b, and a = φ(z) by the chosen activation or the student's."""
        product, b = values["w"] * values["x"], values["b"]
        z = 0.0 if math.isclose(product, -b, rel_tol=1e-12) else product + b  # 3 · 0.1 − 0.3 is 0
        curve, problem = self._curve(values["activation"])
        if problem:
            return NeuronNumbers(z, None, curve, problem)
        a, problem = self._activate(values["activation"], np.array([z]))
        return NeuronNumbers(z, None if a is None else float(a[0]), curve, problem)

    def _activate(self, name: str, z: Floats) -> tuple[Floats | None, str]:
        if name != "yours":
            return ACTIVATIONS[name](z), ""
        result = call_student(self._function, z, shape=z.shape)
        return result.value, result.problem

    def _curve(self, name: str) -> tuple[Floats | None, str]:
        if name not in self._curves:
            self._curves[name] = self._activate(name, Z)
        return self._curves[name]

    def describe(self, values: Mapping[str, Any], result: NeuronNumbers) -> str:
        """The sum and the activation in live numbers."""
        w, x, b = (short(values[name]) for name in "wxb")
        sum_ = f"z = w x + b = {w} × {x} + {b} = {short(result.z)}".replace("+ −", "− ")
        if result.a is None:
            return f"{sum_}. {result.problem}"
        return f"{sum_}; a = {self._label(values)}(z) = {short(result.a, 4)}."

    def _label(self, values: Mapping[str, Any]) -> str:
        name: str = values["activation"]
        return _name_of(self._function) if name == "yours" else name

    def pictures(
        self, values: Mapping[str, Any], result: NeuronNumbers, before: NeuronNumbers | None
    ) -> Mapping[str, Scene]:
        """The neuron as a diagram, and its point on the curve."""
        diagram = neuron_diagram(
            values["w"],
            values["b"],
            values["x"],
            result.z,
            result.a,
            limits=LIMITS,
            selected=values["selected"],
        )
        curve = np.full_like(Z, np.nan) if result.curve is None else result.curve
        chart = activation_curve(
            Z,
            curve,
            None if result.a is None else (result.z, result.a),
            None if before is None or before.a is None else (before.z, before.a),
            name=f"a = {self._label(values)}(z)",
            label=self.describe(values, result),
        )
        return {"diagram": diagram, "curve": chart}

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Select what was clicked or reached by Tab."""
        known = event.get("id") in LIMITS and event["id"] != self.value("selected")
        if event.get("event") in {"select", "press"} and known:
            self.apply({"selected": event["id"]})


def neuron_form(activation: str | Callable[..., object]) -> Form:
    """The form with an activation to begin with, a student's function before those of the menu.

    Raises:
        ValueError: a name that the menu does not have.
    """
    if not isinstance(activation, str):
        options = {f"yours: {_name_of(activation)}": "yours"} | MENU.options
        return NEURON.replacing(replace(MENU, default="yours", options=options))
    if activation not in MENU.options.values():
        known = ", ".join(MENU.options.values())
        raise ValueError(f"unknown activation {activation!r}: use {known}, or your function")
    return NEURON.starting(activation=activation)


def _name_of(function: object) -> str:
    """The name of a student's function; φ for a lambda or a callable without a name."""
    name = getattr(function, "__name__", None)
    return name if isinstance(name, str) and name.isidentifier() else "φ"
