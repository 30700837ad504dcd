"""What `SoftmaxExplorer` computes from its values, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.activations import softmax
from nnwidgets.exercises import try_case
from nnwidgets.exercises.checking.student import quiet
from nnwidgets.text import short, subscript

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SoftmaxNumbers:
    """From logits to probabilities.

    Attributes:
        heading: what the logits are: z, z + c, z / T or (z + c) / T.
        logits: these, for the classes in use, shape (k,).
        method: "naive", "stable" or "yours".
        exponents: what exp is taken of: the logits, or these minus their maximum.
        exponentials: exp of the exponents.
        probabilities: by the chosen method; None where a student's function gave none.
        naive: exp(z) / Σ exp(z) as it stands.
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
        """The probabilities if they are not negative and add up to 1, else None."""
        p = self.probabilities
        if p is None or not np.isfinite(p).all() or (p < 0).any() or abs(p.sum() - 1.0) > 1e-6:
            return None
        return p

    @property
    def gap(self) -> float:
        """z₁ − z₂."""
        return float(self.logits[0] - self.logits[1])


def softmax_numbers(
    values: Mapping[str, Any], function: Callable[..., object] | None
) -> SoftmaxNumbers:
    """(z + c) / T, exp of it, and its share of the sum.

    Args:
        values: of the fields of `SOFTMAX`.
        function: the student's softmax, for the method "yours".
    """
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
        trial = try_case("softmax", function, logits)
        probabilities, problem = trial.value, trial.problem
    return SoftmaxNumbers(
        heading=heading_of(values["c"], values["T"]),
        logits=logits,
        method=method,
        exponents=exponents,
        exponentials=exponentials,
        probabilities=probabilities,
        naive=naive,
        stable=stable,
        target=class_in_use(values["target"], k),
        row=min(int(values["row"]), k) - 1,
        problem=problem,
    )


def class_in_use(target: str, k: int) -> int | None:
    """The target, counted from 0; None for none, or for a class beyond the first k."""
    return int(target) - 1 if target != "none" and int(target) <= k else None


def heading_of(shift: float, temperature: float) -> str:
    """What the logits are: z with a shift and a temperature, where these do something."""
    if shift == 0:
        return "z" if temperature == 1 else "z / T"
    return "z + c" if temperature == 1 else "(z + c) / T"


# in words


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
    """Why the naive way gives nan."""
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


def exponents_in_words(now: SoftmaxNumbers) -> list[str]:
    """What stands over each e; with few classes, the stable way shows what it subtracts."""
    if now.method != "stable" or len(now.logits) > 3:
        return [short(float(z), 5) for z in now.exponents]
    largest = float(now.logits.max())
    sign = "+" if largest < 0 else "−"
    return [f"{short(float(z), 5)} {sign} {short(abs(largest), 5)}" for z in now.logits]
