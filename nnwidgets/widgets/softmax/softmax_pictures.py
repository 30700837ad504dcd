"""What the softmax explorer knows at one moment, and the pictures and words made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import softmax
from nnwidgets.exercises.checking.student import quiet
from nnwidgets.figures.scenes import formula as formulas
from nnwidgets.figures.softmax import bars, simplex
from nnwidgets.figures.theme import MARKERS
from nnwidgets.text import short, subscript

if TYPE_CHECKING:
    from collections.abc import Mapping

Floats = NDArray[np.float64]


LIMIT = 5.0
"""Of a logit, on its slider and on the axis of its bar."""
TEMPERATURES = np.concatenate([np.geomspace(0.03, 60.0, 60), [1e6]])
LABELS = tuple(f"{mark} {i + 1}" for i, mark in enumerate("●✕■▲◆"))
"""Each class with its marker, as on the maps."""


@dataclass(frozen=True)
class SoftmaxNumbers:
    """From logits to probabilities.

    Attributes:
        heading: what the logits are: z, z + c, z / T or (z + c) / T.
        logits: these, for the classes in use, shape (k,).
        method: "naive", "stable" or "yours".
        exponents: what exp is taken of: the logits, or these without their maximum.
        exponentials: exp of them.
        probabilities: by the chosen method; None where a student's function gave none.
        naive: e^z / Σ e^z as it stands.
        stable: the softmax.
        target: the right class, counted from 0, or None.
        row: the class whose formula is shown, counted from 0.
        problem: what is wrong with the student's probabilities, or "".
    """

    heading: str
    logits: Floats
    method: str
    exponents: Floats
    exponentials: Floats
    probabilities: Floats | None
    naive: Floats
    stable: Floats
    target: int | None
    row: int
    problem: str

    @property
    def total(self) -> float:
        """Σ of the exponentials."""
        with quiet():
            return float(self.exponentials.sum())

    @property
    def gradient(self) -> Floats | None:
        """The gradient p − y of the cost with respect to the logits; None without a target."""
        if self.target is None or self.probabilities is None:
            return None
        gradient: Floats = self.probabilities - np.eye(len(self.logits))[self.target]
        return gradient

    @property
    def cost(self) -> float | None:
        """−log p of the target, or None without one."""
        if self.target is None or self.probabilities is None:
            return None
        with quiet():
            return float(-np.log(self.probabilities[self.target])) + 0.0

    @property
    def place(self) -> Floats | None:
        """The probabilities where they are some, so that they have a place in the triangle."""
        p = self.probabilities
        if p is None or not np.isfinite(p).all() or (p < 0).any() or abs(p.sum() - 1.0) > 1e-6:
            return None
        return p

    @property
    def gap(self) -> float:
        """z₁ − z₂."""
        return float(self.logits[0] - self.logits[1])


def listed(numbers: Floats, digits: int = 3) -> str:
    """Numbers in round brackets."""
    return f"({', '.join(short(float(v), digits) for v in numbers)})"


def said(now: SoftmaxNumbers) -> str:
    """Logits, exponentials and probabilities in numbers."""
    exp = f"exp: {listed(now.exponentials)}, Σ = {short(now.total)}"
    text = f"{now.heading} = {listed(now.logits, 5)}; {exp}; "
    if now.probabilities is None:
        return f"{text}no probabilities.\n{now.problem}"
    p = now.probabilities
    text += f"p = {listed(p)}."
    if np.isnan(p).any():
        return f"{text}\n{why_nan(now)}"
    if now.problem:
        return f"{text}\n{now.problem}"
    if np.isinf(now.total) and not p.any():
        return f"{text}\nΣ overflows beyond 1.8e308: any number divided by ∞ is 0."
    return text


def why_nan(now: SoftmaxNumbers) -> str:
    """Why the naive way printed nan."""
    if np.isinf(now.exponentials).any():
        return "exp overflows beyond e^709.78: ∞ divided by ∞ is nan."
    return "All exponentials round to 0: 0 divided by 0 is nan."


def said_of_target(now: SoftmaxNumbers) -> str:
    """Cost and gradient for the chosen right class."""
    if now.target is None or now.gradient is None or now.cost is None:
        return ""
    number = now.target + 1
    cost = f"cost −log p{subscript(number)} = {short(now.cost)}"
    return f"Target class {number}: {cost}, p − y = {listed(now.gradient)}."


def bar_scene(
    now: SoftmaxNumbers, ghost: SoftmaxNumbers | None, *, top: float, with_gradient: bool
) -> Mapping[str, object]:
    """Logits, exponentials, probabilities and, if wanted, p − y as linked bars."""
    k = len(now.logits)
    rows = [
        bars.Row(
            str(i + 1), simplex.COLOURS[i], MARKERS[i], id=f"row_{i + 1}", selected=i == now.row
        )
        for i in range(k)
    ]
    p = now.probabilities
    logits, exponentials, before = (
        (ghost.logits, ghost.exponentials, ghost.probabilities) if ghost else (None, None, None)
    )
    stable = now.method == "stable"
    columns = [
        bars.Column(now.heading, now.logits, (-LIMIT, LIMIT), logits),
        bars.Column(
            exp_title(now),
            now.exponentials,
            (0.0, 1.0 if stable else top),
            exponentials,
            footer=f"Σ = {short(now.total)}",
        ),
        bars.Column(
            "p = exp/Σ" if now.method != "yours" else "p, yours",
            p,
            (0.0, 1.0),
            before,
            guide=0.5,
            footer="" if p is None else f"Σ = {short(float(p.sum()))}",
        ),
    ]
    if with_gradient:
        columns.append(gradient_column(now))
    return bars.bar_columns(rows, columns, label=said(now))


def exp_title(now: SoftmaxNumbers) -> str:
    """What exp is taken of, where there is room to say it."""
    if now.method == "stable":
        return "exp(z − m)" if now.heading == "z" else "exp(less m)"
    return "exp of it" if now.heading.startswith("(") else f"exp({now.heading})"


def gradient_column(now: SoftmaxNumbers) -> bars.Column:
    """The gradient p − y as arrows; none before a target is chosen."""
    gradient, span = now.gradient, (-1.0, 1.0)
    if gradient is None:
        missing = "choose a target" if now.target is None else ""
        return bars.Column("p − y", None, span, footer=missing, arrows=True)
    total = short(round(float(gradient.sum()), 9))
    return bars.Column("p − y", gradient, span, footer=f"Σ = {total}", arrows=True)


def formula_scene(now: SoftmaxNumbers, *, compared: bool, name: str | None) -> Mapping[str, object]:
    """The formula of one row; below it what each way of computing prints.

    Args:
        now: the numbers.
        compared: whether the naive and the stable way are set side by side.
        name: of the student's function, or None.
    """
    exponents = [short(float(z), 5) for z in now.exponents]
    if now.method == "stable" and len(exponents) <= 3:  # where there is room to show the difference
        largest = float(now.logits.max())
        sign = "+" if largest < 0 else "−"
        exponents = [f"{short(float(z), 5)} {sign} {short(abs(largest), 5)}" for z in now.logits]
    p = now.naive if now.method == "naive" else now.stable  # what the formula gives, not "yours"
    lines = formulas.softmax_lines(exponents, now.exponentials, float(p[now.row]), now.row)
    if compared:
        lines += [printed("naive", now.naive), printed("stable", now.stable)]
    if name is not None:
        lines.append(printed(name, now.probabilities if now.method == "yours" else None))
    return formulas.formula(lines)


def printed(name: str, numbers: Floats | None) -> formulas.Line:
    """A line with what one way of computing prints."""
    if numbers is None:
        return [formulas.text(name, "name"), formulas.text("–")]
    text = "[" + "  ".join(short(float(v)) for v in numbers) + "]"
    style = "wrong" if np.isnan(numbers).any() else "plain"
    return [formulas.text(name, "name"), formulas.text(text, style)]


def place_scene(
    now: SoftmaxNumbers, ghost: SoftmaxNumbers | None, *, z: Floats | None
) -> Mapping[str, object]:
    """The triangle for three classes, the sigmoid for two, words for more.

    Args:
        now: the numbers.
        ghost: these before the last drag, or None.
        z: the logits whose probabilities at all temperatures are drawn, or None.
    """
    k = len(now.logits)
    before = None if ghost is None else ghost.place
    if k == 3:
        curve = None if z is None else softmax(z / TEMPERATURES[:, None])
        return simplex.simplex(
            now.place, ghost=before, temperatures=curve, target=now.target, problem=now.problem
        )
    if k == 2:
        point = None if before is None or ghost is None else (ghost.gap, float(before[0]))
        first = None if now.place is None else float(now.place[0])
        return simplex.two_classes(
            now.gap,
            first,
            ghost=point,
            reach=2 * LIMIT,
            heading="(z₁ − z₂) / T" if "T" in now.heading else "z₁ − z₂",
            problem=now.problem,
        )
    corners = "four corners, a tetrahedron" if k == 4 else "five corners, in four dimensions"
    return simplex.no_picture([f"{k} classes: {corners}.", "A flat picture has 3 or 2."])
