"""The softmax explorer of notebook 03: logits, their exponentials, probabilities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets
import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import softmax
from nnwidgets.exercises.softmax.diagnosis import diagnose_softmax
from nnwidgets.exercises.student import call_student, quiet
from nnwidgets.figures import bars, formulas, simplex
from nnwidgets.figures.text import short, subscript
from nnwidgets.widgets.base import Explorer
from nnwidgets.widgets.fields import Array, Choice, Field, Number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Floats = NDArray[np.float64]

MOST = 5
"""Classes; each has a colour and a slider."""
LIMIT = 6.0
START = (2.0, 1.0, 0.5, 0.0, -1.0)
"""The lecture's three logits, and two more."""
PARTS = ("temperature", "shift", "target")
TEMPERATURES = np.concatenate([np.geomspace(0.03, 60.0, 60), [1e6]])
LABELS = tuple(
    f"{mark} {i + 1}" for i, mark in enumerate(("●", "✕", "■", "▲", "◆"))
)  # the marker of each class, as in the maps


@dataclass(frozen=True)
class SoftmaxNumbers:
    """From logits to probabilities.

    Attributes:
        logits: (z + c) / T of the classes in use, shape (k,).
        exponents: what exp is taken of: the logits, or these without their maximum.
        exponentials: exp of these.
        probabilities: of the chosen function; None where a student's gave none.
        naive: e^z / Σ e^z as it stands.
        stable: the softmax.
        target: the right class, counted from 0, or None.
        problem: what is wrong with the student's probabilities, or "".
    """

    logits: Floats
    exponents: Floats
    exponentials: Floats
    probabilities: Floats | None
    naive: Floats
    stable: Floats
    target: int | None
    problem: str

    @property
    def gradient(self) -> Floats | None:
        """∂C/∂z = p − y, or None without a target."""
        if self.target is None or self.probabilities is None:
            return None
        gradient: Floats = self.probabilities - np.eye(len(self.logits))[self.target]
        return gradient


class SoftmaxExplorer(Explorer[SoftmaxNumbers]):
    """Logits → exp → softmax as linked bars, with the formula in live numbers.

    Args:
        softmax: your own function from logits of shape (k,) to probabilities of shape (k,).
        show: which controls come with the logits, of "temperature", "shift" and "target"; all of
            them where left out.
        predict: "raise_one_logit" or "two_above_half": a question first, then the logits.
    """

    gates: ClassVar = {"raise_one_logit": ("z",), "two_above_half": ("z",)}

    def __init__(
        self,
        softmax: Callable[..., object] | None = None,
        *,
        show: Sequence[str] = PARTS,
        predict: str | None = None,
    ) -> None:
        unknown = set(show) - set(PARTS)
        if unknown:
            raise ValueError(f"show: expected some of {PARTS}, got {sorted(unknown)}")
        self._function = softmax
        self._show = set(show)
        methods = {"stable: max z subtracted": "stable", "naive: as the formula": "naive"}
        if softmax is not None:
            methods = {f"yours: {_name(softmax)}": "yours"} | methods
        targets = {"none": "none"} | {label: str(i + 1) for i, label in enumerate(LABELS)}
        fields: list[Field] = [
            Number("k", "classes", 3, 2, MOST, 1),
            Array("z", "z", np.array(START), -LIMIT, LIMIT, 0.1),
            Number("T", "temp. T", 1.0, 0.1, 5.0, 0.1),
            Number("c", "add c", 0.0, -1000.0, 1000.0, 10.0),
            Choice("method", "method", "stable" if softmax is None else "yours", methods),
            Choice("target", "target", "none", targets),
            Number("row", "row", 1, 1, MOST, 1),
            Number("top", "axis of exp", 10.0, 1e-3, 1e6, 1.0),
        ]
        super().__init__(fields, _PANELS, predict=predict)

    # numbers

    def compute(self, values: Mapping[str, Any]) -> SoftmaxNumbers:
        """(z + c) / T, exp of it, and its share of the sum."""
        k = int(values["k"])
        logits = (values["z"][:k] + values["c"]) / values["T"] + 0.0
        exponents = logits - logits.max() if values["method"] == "stable" else logits
        stable = softmax(logits)
        with quiet():
            exponentials = np.exp(exponents)
            naive = np.exp(logits) / np.exp(logits).sum()
        probabilities: Floats | None = naive if values["method"] == "naive" else stable
        problem = ""
        if values["method"] == "yours":
            probabilities, problem = self._students(logits)
        target = None if values["target"] == "none" else int(values["target"]) - 1
        return SoftmaxNumbers(
            logits,
            exponents,
            exponentials,
            probabilities,
            naive,
            stable,
            target if target is None or target < k else None,
            problem,
        )

    def _students(self, logits: Floats) -> tuple[Floats | None, str]:
        """What the student's function says, and what is wrong with it."""
        result = call_student(self._function, logits, shape=logits.shape)
        return result.value, diagnose_softmax(logits, result)

    # words

    def describe(self, values: Mapping[str, Any], result: SoftmaxNumbers) -> str:
        """Logits, exponentials and probabilities in numbers."""
        name = _heading(values)
        exp = f"exp {_tuple(result.exponentials)}, Σ = {short(_total(result))}"
        text = f"{name} = {_tuple(result.logits, 5)}; {exp}; "
        if result.probabilities is None:
            return f"{text}no probabilities.\n{result.problem}"
        p = result.probabilities
        text += f"p = {_tuple(p)}."
        if np.isnan(p).any():
            text += "\n" + _broken(result)
        elif not result.problem:
            text += f" The largest is p{subscript(int(p.argmax()) + 1)}."
        return "\n".join(filter(None, [text, result.problem, self._about_target(values, result)]))

    def _about_target(self, values: Mapping[str, Any], result: SoftmaxNumbers) -> str:
        """Cost and gradient for the chosen right class."""
        if result.target is None or result.gradient is None:
            return "" if values["target"] == "none" else f"There is no class {values['target']}."
        p = result.probabilities[result.target]  # type: ignore[index]  # with a gradient there is p
        name = f"p{subscript(result.target + 1)}"
        with quiet():
            cost = -np.log(p) + 0.0
        gradient = _tuple(result.gradient)
        target = f"Target class {result.target + 1}: cost −log {name} = {short(float(cost))}"
        return f"{target}, p − y = {gradient}."

    # pictures

    def pictures(
        self, values: Mapping[str, Any], result: SoftmaxNumbers, before: SoftmaxNumbers | None
    ) -> dict[str, Mapping[str, object]]:
        """The bars, the formula of one row, the triangle or curve, and both ways to compute."""
        same = before is not None and len(before.logits) == len(result.logits)
        ghost = before if same else None
        return {
            "bars": self._bars(values, result, ghost),
            "formula": _formula(values, result),
            "place": _place(values, result, ghost),
            "readout": self._readout(result),
        }

    def _bars(
        self, values: Mapping[str, Any], result: SoftmaxNumbers, ghost: SoftmaxNumbers | None
    ) -> Mapping[str, object]:
        chosen, k = _row(values), len(result.logits)
        logits, exp, before = (
            (ghost.logits, ghost.exponentials, ghost.probabilities) if ghost else (None,) * 3
        )
        rows = [
            bars.Row(LABELS[i], simplex.COLOURS[i], f"row_{i + 1}", selected=i == chosen)
            for i in range(k)
        ]
        nothing = np.full(k, np.nan)
        shifted = values["method"] == "stable"
        p = nothing if result.probabilities is None else result.probabilities
        total = short(float(p.sum()))
        columns = [
            bars.Column(
                _heading(values),
                result.logits,
                (-LIMIT, LIMIT),
                logits,
            ),
            bars.Column(
                "exp(z − max z)" if shifted else "exp(z)",
                result.exponentials,
                (0.0, 1.0 if shifted else float(values["top"])),
                exp,
                footer=f"Σ = {short(_total(result))}",
            ),
            bars.Column(
                "p = exp / Σ",
                p,
                (0.0, 1.0),
                before,
                guide=0.5,
                footer=f"Σ = {total}",
            ),
        ]
        if "target" in self._show:
            gradient = np.zeros(k) if result.gradient is None else result.gradient
            columns.append(
                bars.Column(
                    "gradient p − y",
                    gradient,
                    (-1.0, 1.0),
                    footer="" if result.gradient is not None else "choose a target",
                    arrows=True,
                )
            )
        return bars.bar_columns(rows, columns, label=self.describe(values, result))

    def _readout(self, result: SoftmaxNumbers) -> Mapping[str, object]:
        rows = [
            {"name": "naive: e^z / Σ e^z", "value": _printed(result.naive)},
            {"name": "stable: max z subtracted first", "value": _printed(result.stable)},
        ]
        if self._function is not None:
            p = result.probabilities
            mine = "–" if p is None else _printed(p)
            rows.append({"name": f"yours: {_name(self._function)}", "value": mine})
        return {"rows": rows}

    # controls

    def controls(self) -> list[ipywidgets.Widget]:
        """Classes and logits, then what the notebook asks for."""
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
        fit = ipywidgets.Button(
            description="Fit axis", tooltip="an axis of exp as long as its bars"
        )
        fit.on_click(lambda _: self._apply({"top": _nice_top(self.result.exponentials)}))
        step = ipywidgets.Button(description="Step downhill", tooltip="z ← z − (p − y)")
        step.on_click(lambda _: self._step())
        return [fit, step] if "target" in self._show else [fit]

    def _step(self) -> None:
        """Z ← z − (p − y): one step of gradient descent on the logits, with learning rate 1."""
        gradient = self.result.gradient
        if gradient is None or not np.isfinite(gradient).all():
            self._notice = "Choose a target first: without one there is no gradient."
            self._refresh()
            return
        z = np.array(self._values["z"])
        z[: len(gradient)] -= gradient
        self._apply({"z": np.clip(np.round(z, 3), -LIMIT, LIMIT)}, before=self.result)

    def _refresh(self) -> None:
        super()._refresh()
        for i in range(MOST):
            control = self._controls.get(f"z_{i + 1}")
            if control is not None:
                control.layout.visibility = "visible" if i < len(self.result.logits) else "hidden"

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Show the formula of the row that was clicked."""
        address = str(event.get("id", ""))
        if event.get("event") in {"press", "select"} and address.startswith("row_"):
            self._apply({"row": int(address.removeprefix("row_"))})


_PANELS = (
    {"name": "bars", "kind": "sketch", "span": 6},
    {"name": "formula", "kind": "formula", "span": 6},
    {"name": "place", "kind": "sketch", "span": 3},
    {"name": "readout", "kind": "readout", "span": 3},
)


def _name(function: object) -> str:
    return str(getattr(function, "__name__", "function"))


def _row(values: Mapping[str, Any]) -> int:
    """The row of the formula, counted from 0."""
    return int(min(values["row"], values["k"])) - 1


def _total(result: SoftmaxNumbers) -> float:
    with quiet():
        return float(result.exponentials.sum())


def _tuple(numbers: Floats, digits: int = 3) -> str:
    return f"({', '.join(short(float(v), digits) for v in numbers)})"


def _printed(numbers: Floats) -> str:
    """As numpy prints them, where nan and 0 look alike in length."""
    return "[" + "  ".join(short(float(v)) for v in numbers) + "]"


def _heading(values: Mapping[str, Any]) -> str:
    """What the first column holds."""
    if values["c"] == 0:
        return "z" if values["T"] == 1 else "z / T"
    return "z + c" if values["T"] == 1 else "(z + c) / T"


def _nice_top(exponentials: Floats) -> float:
    """1, 2 or 5 times a power of 10, just above the largest."""
    finite = exponentials[np.isfinite(exponentials)]
    largest = min(max(float(finite.max(initial=1e-3)), 1e-3), 1e6)
    power = 10.0 ** np.floor(np.log10(largest))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= largest))


def _formula(values: Mapping[str, Any], result: SoftmaxNumbers) -> Mapping[str, object]:
    row, largest = _row(values), float(result.logits.max())
    exponents = [short(float(z), 5) for z in result.logits]
    if values["method"] == "stable":
        sign = "+" if largest < 0 else "−"
        exponents = [f"{exponent} {sign} {short(abs(largest), 5)}" for exponent in exponents]
    p = result.probabilities
    return formulas.softmax_formula(
        exponents, result.exponentials, float("nan") if p is None else float(p[row]), row
    )


def _place(
    values: Mapping[str, Any], result: SoftmaxNumbers, ghost: SoftmaxNumbers | None
) -> Mapping[str, object]:
    """The triangle for three classes, the sigmoid for two, words for more."""
    p, k = _usable(result), len(result.logits)
    before = None if ghost is None else _usable(ghost)
    if k == 3:
        z = values["z"][:3]
        curve = softmax(z / TEMPERATURES[:, None])
        return simplex.simplex(
            p, ghost=before, temperatures=curve, target=result.target, problem=result.problem
        )
    if k == 2:
        point = None if before is None or ghost is None else (_gap(ghost), float(before[0]))
        first = None if p is None else float(p[0])
        return simplex.two_classes(
            _gap(result), first, ghost=point, reach=LIMIT, problem=result.problem
        )
    corners = "four corners: a tetrahedron" if k == 4 else "five corners, in four dimensions"
    return simplex.no_picture(
        [f"{k} classes have {corners}.", "Set classes to 3 or 2 for a picture."]
    )


def _gap(result: SoftmaxNumbers) -> float:
    """The logits' difference."""
    return float(result.logits[0] - result.logits[1])


def _usable(result: SoftmaxNumbers) -> Floats | None:
    """Probabilities that have a place in the picture."""
    p = result.probabilities
    if p is None or not np.isfinite(p).all() or (p < 0).any() or abs(p.sum() - 1.0) > 1e-6:
        return None
    return p


def _broken(result: SoftmaxNumbers) -> str:
    """Why the naive way printed nan."""
    if np.isinf(result.exponentials).any():
        return "exp overflows beyond e^709.78: ∞ divided by ∞ is nan."
    return "All exponentials round to 0: 0 divided by 0 is nan."
