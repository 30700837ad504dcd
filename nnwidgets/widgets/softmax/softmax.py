"""The softmax explorer of notebook 03: logits, their exponentials, probabilities."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets
import numpy as np

from nnwidgets.core.activations import softmax as true_softmax
from nnwidgets.course.forms.softmax import MAX_LOGIT, METHOD, SOFTMAX
from nnwidgets.figures.softmax import simplex
from nnwidgets.figures.softmax.bars import Column
from nnwidgets.figures.softmax.softmax import (
    ROW_IDS,
    exponential_column,
    exponential_title,
    gradient_column,
    linked_bars,
    nice_top,
    probability_column,
    softmax_formula,
)
from nnwidgets.widgets.framework.explorer import Explorer
from nnwidgets.widgets.softmax.softmax_numbers import (
    SoftmaxNumbers,
    exponents_in_words,
    said,
    said_of_target,
    softmax_numbers,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from nnwidgets.course.state.form import Form
    from nnwidgets.figures.schema import Panel, Scene
    from nnwidgets.figures.schema.formula import FormulaScene
    from nnwidgets.figures.schema.sketch import SketchScene

    Floats = NDArray[np.float64]

PARTS = {"temperature": ("T",), "shift": ("c", "method"), "target": ("target",)}
"""What can be shown with the logits, and the fields of each."""
TEMPERATURES = np.concatenate([np.geomspace(0.03, 60.0, 60), [1e6]])
PANELS: tuple[Panel, ...] = (
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
        ValueError: an unknown part or prediction.
    """

    form = SOFTMAX
    gates: ClassVar = {"raise_one_logit": ("z",), "two_above_half": ("z",)}
    keeps_room = True

    def __init__(
        self,
        softmax: Callable[..., object] | None = None,
        *,
        show: Sequence[str] = tuple(PARTS),
        predict: str | None = None,
    ) -> None:
        unknown = sorted(set(show) - PARTS.keys())
        if unknown:
            raise ValueError(f"show: expected some of {tuple(PARTS)}, got {unknown}")
        self._function = softmax
        self._show = set(show)
        super().__init__(PANELS, form=softmax_form(softmax, self._show), predict=predict)

    def compute(self, values: Mapping[str, Any]) -> SoftmaxNumbers:
        """(z + c) / T, exp of it, and its share of the sum."""
        return softmax_numbers(values, self._function)

    def describe(self, values: Mapping[str, Any], result: SoftmaxNumbers) -> str:
        """Logits, exponentials and probabilities in numbers; cost and gradient of a target."""
        target = values["target"]
        absent = target != "none" and result.target is None
        about = f"There is no class {target} among {values['k']}." if absent else ""
        return "\n".join(filter(None, [said(result), about or said_of_target(result)]))

    # pictures

    def pictures(
        self, values: Mapping[str, Any], result: SoftmaxNumbers, before: SoftmaxNumbers | None
    ) -> Mapping[str, Scene]:
        """The bars, the triangle or the curve, and the formula of one row."""
        same = before is not None and len(before.logits) == len(result.logits)
        ghost = before if same else None
        return {
            "bars": self._bars(result, ghost, float(values["top"])),
            "place": self._place(result, ghost, values["z"]),
            "formula": self._formula(result),
        }

    def _bars(self, now: SoftmaxNumbers, ghost: SoftmaxNumbers | None, top: float) -> SketchScene:
        logits, exponentials, p = (
            (ghost.logits, ghost.exponentials, ghost.probabilities) if ghost else (None, None, None)
        )
        stable = now.method == "stable"
        columns = [
            Column(now.heading, now.logits, (-MAX_LOGIT, MAX_LOGIT), logits),
            exponential_column(
                now.exponentials,
                exponentials,
                title=exponential_title(now.heading, stable=stable),
                top=1.0 if stable else top,
            ),
            probability_column(
                now.probabilities, p, title="p, yours" if now.method == "yours" else "p = exp/Σ"
            ),
        ]
        if "target" in self._show:
            missing = "choose a target" if now.target is None else ""
            columns.append(gradient_column(now.gradient, missing))
        return linked_bars(columns, len(now.logits), now.row, said(now))

    def _place(self, now: SoftmaxNumbers, ghost: SoftmaxNumbers | None, z: Floats) -> SketchScene:
        """The triangle for three classes, the sigmoid for two, words for more."""
        k, before = len(now.logits), None if ghost is None else ghost.place
        if k == 3:
            all_T = true_softmax(z[:3] / TEMPERATURES[:, None])
            return simplex.simplex(
                now.place,
                ghost=before,
                temperatures=all_T if "temperature" in self._show else None,
                target=now.target,
                problem=now.problem,
            )
        if k == 2:
            return simplex.two_classes(
                now.gap,
                None if now.place is None else float(now.place[0]),
                ghost=None if before is None or ghost is None else (ghost.gap, float(before[0])),
                reach=2 * MAX_LOGIT,
                heading="(z₁ − z₂) / T" if "T" in now.heading else "z₁ − z₂",
                problem=now.problem,
            )
        corners = "four corners, a tetrahedron" if k == 4 else "five corners, in four dimensions"
        return simplex.no_picture([f"{k} classes: {corners}.", "A flat picture has 3 or 2."])

    def _formula(self, now: SoftmaxNumbers) -> FormulaScene:
        """The formula of one row; below it what each way of computing gives."""
        printed: list[tuple[str, Floats | None]] = []
        if "shift" in self._show:
            printed += [("naive", now.naive), ("stable", now.stable)]
        if self._function is not None:
            own = now.probabilities if now.method == "yours" else None
            printed.append((name_of(self._function), own))
        # what the formula gives, which is not what "yours" does
        p = now.naive if now.method == "naive" else now.stable
        return softmax_formula(
            exponents_in_words(now), now.exponentials, float(p[now.row]), now.row, printed
        )

    # controls

    def is_shown(self, address: str) -> bool:
        """The logits of the classes in use, and all other controls."""
        return not address.startswith("z_") or int(address[2:]) <= len(self.result.logits)

    def buttons(self) -> list[ipywidgets.Button]:
        """Fit the axis of exp; take a step down the gradient."""
        fit = ipywidgets.Button(description="Fit axis", tooltip="An axis of exp for these bars")
        fit.on_click(lambda _: self.apply({"top": nice_top(self.result.exponentials)}))
        step = ipywidgets.Button(description="Step downhill", tooltip="z ← z − (p − y) / T")
        step.on_click(lambda _: self.step())
        return [fit, step] if "target" in self._show else [fit]

    def step(self) -> SoftmaxExplorer:
        """One step of gradient descent with learning rate 1: z ← z − (p − y) / T."""
        gradient = self.result.gradient
        if gradient is None or not np.isfinite(gradient).all():
            return self.tell("There is no gradient to step down: choose a target, and finite p.")
        values: Mapping[str, Any] = self.values
        z = values["z"]
        z[: len(gradient)] -= gradient / values["T"]
        return self.apply({"z": np.clip(np.round(z, 3), -MAX_LOGIT, MAX_LOGIT)}, ghost="now")

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Show the formula of the row that was clicked."""
        address = event.get("id", "")
        if event.get("event") in {"press", "select"} and address in ROW_IDS:
            self.apply({"row": ROW_IDS.index(address) + 1})


def softmax_form(softmax: Callable[..., object] | None, show: set[str]) -> Form:
    """The form with a student's function among the methods, without the controls left out."""
    method = METHOD
    if softmax is not None:
        options = {f"yours: {name_of(softmax)}": "yours"} | METHOD.options
        method = replace(METHOD, default="yours", options=options)
    shown = {name for part in show for name in PARTS[part]}
    if softmax is not None:
        shown.add("method")
    form = SOFTMAX.replacing(method)
    left_out = {name for names in PARTS.values() for name in names} - shown
    return form.replacing(
        *(replace(field, hidden=True) for field in form.fields if field.name in left_out)
    )


def name_of(function: object) -> str:
    """The name of a student's function."""
    return str(getattr(function, "__name__", "function"))
