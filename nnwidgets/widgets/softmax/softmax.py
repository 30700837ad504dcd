"""The softmax explorer of notebook 03: logits, their exponentials, probabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets
import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import softmax
from nnwidgets.course.fields import Array, Choice, Field, Number
from nnwidgets.exercises import try_case
from nnwidgets.exercises.checking.student import quiet
from nnwidgets.widgets.framework.explorer import Explorer
from nnwidgets.widgets.softmax.softmax_pictures import (
    LABELS,
    LIMIT,
    SoftmaxNumbers,
    bar_scene,
    formula_scene,
    place_scene,
    said,
    said_of_target,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Floats = NDArray[np.float64]

MOST = 5
"""Classes; each has a colour, a marker and a slider."""
START = (2.0, 1.0, 0.5, 0.0, -1.0)
"""The lecture's three logits, and two more."""
PARTS = ("temperature", "shift", "target")
PANELS = (
    {"name": "bars", "kind": "sketch", "span": 6},
    {"name": "place", "kind": "sketch", "span": 3},
    {"name": "formula", "kind": "formula", "span": 3},
)


class SoftmaxExplorer(Explorer[SoftmaxNumbers]):
    """Logits → exp → softmax as linked bars, with the formula in live numbers.

    Args:
        softmax: your own function from logits of shape (k,) to probabilities of shape (k,).
        show: what comes with the logits, of "temperature", "shift" and "target"; all of these
            where it is left out.
        predict: "raise_one_logit" or "two_above_half": a question first, then the logits.

    Raises:
        ValueError: no such part, or no such prediction.
    """

    gates: ClassVar = {"raise_one_logit": ("z",), "two_above_half": ("z",)}

    def __init__(
        self,
        softmax: Callable[..., object] | None = None,
        *,
        show: Sequence[str] = PARTS,
        predict: str | None = None,
    ) -> None:
        unknown = sorted(set(show) - set(PARTS))
        if unknown:
            raise ValueError(f"show: expected some of {PARTS}, got {unknown}")
        self._function = softmax
        self._show = set(show)
        super().__init__(_fields(softmax), PANELS, predict=predict)

    # numbers

    def compute(self, values: Mapping[str, Any]) -> SoftmaxNumbers:
        """(z + c) / T, exp of it, and its share of the sum."""
        k, method = int(values["k"]), values["method"]
        logits = (values["z"][:k] + values["c"]) / values["T"] + 0.0
        exponents = logits - logits.max() if method == "stable" else logits
        stable = softmax(logits)
        with quiet():
            exponentials = np.exp(exponents)
            naive = np.exp(logits) / np.exp(logits).sum()
        probabilities: Floats | None = naive if method == "naive" else stable
        problem = ""
        if method == "yours":
            trial = try_case("softmax", self._function, logits)
            probabilities, problem = trial.value, trial.problem
        return SoftmaxNumbers(
            heading=_heading(values["c"], values["T"]),
            logits=logits,
            method=method,
            exponents=exponents,
            exponentials=exponentials,
            probabilities=probabilities,
            naive=naive,
            stable=stable,
            target=_class_in_use(values["target"], k),
            row=min(int(values["row"]), k) - 1,
            problem=problem,
        )

    # words and pictures

    def describe(self, values: Mapping[str, Any], result: SoftmaxNumbers) -> str:
        """Logits, exponentials and probabilities in numbers; cost and gradient of a target."""
        target = values["target"]
        absent = target != "none" and result.target is None
        about = f"There is no class {target} among {values['k']}." if absent else ""
        return "\n".join(filter(None, [said(result), about or said_of_target(result)]))

    def pictures(
        self, values: Mapping[str, Any], result: SoftmaxNumbers, before: SoftmaxNumbers | None
    ) -> dict[str, Mapping[str, object]]:
        """The bars, the triangle or the curve, and the formula of one row."""
        same = before is not None and len(before.logits) == len(result.logits)
        ghost = before if same else None
        own = self._function
        name = None if own is None else getattr(own, "__name__", "function")
        return {
            "bars": bar_scene(
                result, ghost, top=float(values["top"]), with_gradient="target" in self._show
            ),
            "place": place_scene(
                result, ghost, z=values["z"][:3] if "temperature" in self._show else None
            ),
            "formula": formula_scene(result, compared="shift" in self._show, name=name),
        }

    # controls

    def controls(self) -> list[ipywidgets.Widget]:
        """Classes and logits, then what is shown with them."""
        names = ["k", *(f"z_{i + 1}" for i in range(MOST))]
        names += ["T"] * ("temperature" in self._show)
        names += ["c"] * ("shift" in self._show)
        names += ["method"] * ("shift" in self._show or self._function is not None)
        names += ["target"] * ("target" in self._show)
        controls = [self.control(name) for name in names]
        controls[0].readout_format = ".0f"
        return controls

    def buttons(self) -> list[ipywidgets.Button]:
        """Fit the axis of exp; take a step down the gradient."""
        fit = ipywidgets.Button(description="Fit axis", tooltip="An axis of exp for these bars")
        fit.on_click(lambda _: self._apply({"top": nice_top(self.result.exponentials)}))
        step = ipywidgets.Button(description="Step downhill", tooltip="z ← z − (p − y) / T")
        step.on_click(lambda _: self.step())
        return [fit, step] if "target" in self._show else [fit]

    def step(self) -> SoftmaxExplorer:
        """One step of gradient descent with learning rate 1: z ← z − (p − y) / T."""
        gradient = self.result.gradient
        if gradient is None or not np.isfinite(gradient).all():
            self._notice = "There is no gradient to step down: choose a target, and finite p."
            self._refresh()
            return self
        z = np.array(self._values["z"])
        z[: len(gradient)] -= gradient / self._values["T"]  # type: ignore[operator]  # a number
        self._apply({"z": np.clip(np.round(z, 3), -LIMIT, LIMIT)}, before=self.result)
        return self

    def _refresh(self) -> None:
        super()._refresh()
        for i in range(MOST):
            if control := self._controls.get(f"z_{i + 1}"):
                in_use = i < len(self.result.logits)
                control.layout.visibility = "visible" if in_use else "hidden"

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Show the formula of the row that was clicked."""
        address = event.get("id", "")
        if event.get("event") in {"press", "select"} and address in ROWS:
            self._apply({"row": ROWS.index(address) + 1})


ROWS = tuple(f"row_{i + 1}" for i in range(MOST))


def _fields(softmax: Callable[..., object] | None) -> list[Field]:
    methods = {"naive: as the formula": "naive", "stable: less max z": "stable"}
    if softmax is not None:
        methods = {f"yours: {getattr(softmax, '__name__', 'function')}": "yours"} | methods
    targets = {"none": "none"} | {label: str(i + 1) for i, label in enumerate(LABELS)}
    return [
        Number("k", "classes", 3, 2, MOST, 1),
        Array("z", "z", np.array(START), -LIMIT, LIMIT, 0.1),
        Number("T", "temp. T", 1.0, 0.1, 5.0, 0.1),
        Number("c", "add c", 0.0, -1000.0, 1000.0, 10.0),
        Choice("method", "method", "naive" if softmax is None else "yours", methods),
        Choice("target", "target", "none", targets),
        Number("row", "formula", 1, 1, MOST, 1),
        Number("top", "axis of exp", 10.0, 1e-3, 1e6, 1.0),
    ]


def _class_in_use(target: str, k: int) -> int | None:
    """The target, counted from 0; None for none, or for a class that is not there."""
    return int(target) - 1 if target != "none" and int(target) <= k else None


def _heading(shift: float, temperature: float) -> str:
    """What the first column holds."""
    if shift == 0:
        return "z" if temperature == 1 else "z / T"
    return "z + c" if temperature == 1 else "(z + c) / T"


def nice_top(exponentials: Floats) -> float:
    """1, 2 or 5 times a power of 10, the next at or above the largest number.

    >>> nice_top(np.array([7.4, 20.1, np.inf]))
    50.0
    """
    finite = exponentials[np.isfinite(exponentials)]
    largest = min(max(float(finite.max(initial=0.0)), 1e-3), 1e6)
    power = 10.0 ** np.floor(np.log10(largest))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= largest))
