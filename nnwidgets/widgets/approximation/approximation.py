"""ApproximationExplorer: any function on [0, 1] from N units, and how the error falls with N."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import Units
from nnwidgets.course import approximations as numbers
from nnwidgets.course.approximations import Measured, Target, counts_of
from nnwidgets.course.constructions import UNIT
from nnwidgets.course.forms.approximation import APPROXIMATION
from nnwidgets.exercises.checking.construction import units_in
from nnwidgets.exercises.checking.student import call_student, is_stub
from nnwidgets.figures.approximation.approximation import Errors, approximation_chart
from nnwidgets.widgets.approximation.approximation_curves import curves_of, handles_for
from nnwidgets.widgets.approximation.approximation_words import said
from nnwidgets.widgets.framework.explorer import Explorer
from nnwidgets.widgets.framework.player import Player

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import ipywidgets

    from nnwidgets.figures.schema import Panel, Scene

Floats = NDArray[np.float64]

KEPT = 50  # targets whose errors are remembered
PACE = 0.08  # seconds between two units that are placed


class Approximation(NamedTuple):
    """A target, its units, and how far they are off.

    Attributes:
        target: f.
        units: of the construction; None where there is none.
        measured: the largest error and its place; None where there is none.
        errors: for all `counts_of` the kind; None where there are none.
        n_placed: how many units are in the sum that is drawn.
        problem: why there is nothing, or "".
    """

    target: Target
    units: Units | None
    measured: Measured | None
    errors: Floats | None
    n_placed: int
    problem: str


class ApproximationExplorer(Explorer[Approximation]):
    """A sum of N units beside a function that is listed, typed or drawn.

    Args:
        step_network: your own construction of steps; the package's if left out.
        relu_network: your own broken line of ReLUs; the package's if left out.
        predict: "halve_tolerance": a question first, then the slider of N and the errors.
    """

    form = APPROXIMATION
    gates: ClassVar = {"halve_tolerance": ("n_units",)}

    def __init__(
        self,
        step_network: Callable[..., object] | None = None,
        *,
        relu_network: Callable[..., object] | None = None,
        predict: str | None = None,
    ) -> None:
        self._own = {"step": step_network, "relu": relu_network}
        self._own_errors: dict[tuple[Target, str], Floats | None] = {}
        self._player = Player("Construct", "Place the units from left to right", self._place, PACE)
        kind = "relu" if relu_network is not None and step_network is None else "step"
        super().__init__(PANELS, form=APPROXIMATION.starting(kind=kind), predict=predict)

    # numbers

    def compute(self, values: Mapping[str, Any]) -> Approximation:
        """The construction for the target, and its largest error."""
        kind, n, k = values["kind"], int(values["n_units"]), float(values["k"])
        heights = tuple(values["h"].tolist())
        target = numbers.target_of(values["target"], values["formula"], heights, values["joined"])
        if target.problem:
            return Approximation(target, None, None, None, 0, target.problem)
        units, problem = self._units(target, kind, n, k)
        if units is None:
            return Approximation(target, None, None, None, 0, problem)
        placed = round(len(units.biases) * values["placed"] / 100)
        measured = numbers.measure(target, units, kind)
        errors = self._errors(target, kind, k)
        return Approximation(target, units, measured, errors, placed, problem)

    def _units(self, target: Target, kind: str, n: int, k: float) -> tuple[Units | None, str]:
        """The units of the package or of the student's function; else a sentence."""
        own = self._own.get(kind)
        if own is None:
            return numbers.build(target, kind, n, k), ""
        if is_stub(own) or not callable(own):
            return None, call_student(own, target.function, n, UNIT).problem
        name = getattr(own, "__name__", "your function")
        result = call_student(
            lambda count: units_in(own(target.function, count, UNIT)), n, name=name
        )
        if result.value is None:
            return None, result.problem
        found = result.value.shape[1]
        note = "" if found == n else f"`{name}` returned {found} units, asked were {n}."
        return Units(*result.value), note

    def _errors(self, target: Target, kind: str, k: float) -> Floats | None:
        """The errors for all `counts_of` the kind; nan where there are no units."""
        if self._own.get(kind) is None:
            return np.array(numbers.measured_errors(target, kind, k if kind == "sigmoid" else 0.0))
        key = (target, kind)
        if key not in self._own_errors:
            if len(self._own_errors) >= KEPT:  # a curve that is drawn is a new one at every step
                self._own_errors.clear()
            made = [self._units(target, kind, n, k)[0] for n in counts_of(kind)]
            self._own_errors[key] = np.array(
                [
                    np.nan
                    if units is None
                    else numbers.measure(target, units, kind, numbers.COARSE).error
                    for units in made
                ]
            )
        return self._own_errors[key]

    # words and pictures

    def describe(self, values: Mapping[str, Any], result: Approximation) -> str:
        """The measured error, where it is, and the bound."""
        return said(values, result, closed=self._is_closed)

    @property
    def _is_closed(self) -> bool:
        """Whether the question is still open, so that the errors over N are not shown."""
        return self.gate is not None and not self.gate.is_open

    def pictures(
        self, values: Mapping[str, Any], result: Approximation, before: Approximation | None
    ) -> Mapping[str, Scene]:
        """F beside f, and the errors over N."""
        del before  # the dots of the error show where it was
        n, counts = int(values["n_units"]), counts_of(values["kind"])
        now = None if result.measured is None else (float(n), result.measured.error)
        name = "M h²/8" if values["kind"] == "relu" else "L/(2N)"
        bounds = np.array([numbers.bound_of(result.target, values["kind"], c) for c in counts])
        hidden = self._is_closed
        errors = Errors(
            np.array(counts, dtype=np.float64),
            None if hidden else result.errors,
            None if hidden else bounds,
            now,
            name,
        )
        handles = handles_for(values["h"]) if values["target"] == "drawn" else []
        label = self.describe(values, result)
        return {"chart": approximation_chart(curves_of(values, result), errors, handles, label)}

    # controls

    def buttons(self) -> list[ipywidgets.Button]:
        """Place the units one after the other."""
        return [self._player.button]

    def _place(self) -> Iterator[None]:
        """On from the units that are placed, or from none; all of them take at most 25 pictures."""
        if self.value("placed") == 100.0:
            self.apply({"placed": 0})
            yield
        while (placed := float(self.value("placed"))) < 100.0:
            share = 100.0 / min(25, int(self.value("n_units")))
            self.apply({"placed": round(share * np.floor(placed / share + 1.5))})
            yield

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Move a handle."""
        address = str(event.get("id", ""))
        if event.get("event") == "drag" and address in self.elements:
            self.apply({address: float(event.get("y", 0.0))})

    def implied(self, changes: Mapping[str, object]) -> Mapping[str, object]:
        """A formula that is typed, or a handle that is moved, becomes the target."""
        if "target" in changes:
            return {}
        if any(name == "h" or name.startswith("h_") for name in changes):
            return {"target": "drawn"}
        return {"target": "typed"} if "formula" in changes else {}

    def is_unused(self, address: str) -> bool:
        """Steepness belongs to sigmoids, and how a curve is drawn to one that is drawn."""
        return (address == "k" and self.value("kind") != "sigmoid") or (
            address == "joined" and self.value("target") != "drawn"
        )

    def player(self) -> Player:
        """What places the units."""
        return self._player


PANELS: tuple[Panel, ...] = ({"name": "chart", "kind": "chart", "span": 6},)
