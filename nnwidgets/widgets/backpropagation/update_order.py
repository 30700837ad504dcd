"""UpdateOrderExplorer: one training step in the right order, and with a well-known bug."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.activations import sigmoid
from nnwidgets.course.fields import Choice, Field, Number
from nnwidgets.text import short
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Floats = NDArray[np.float64]

# M. Mazur, A Step by Step Backpropagation Example (2015).
X, Y = np.array([0.05, 0.10]), np.array([0.01, 0.99])
W1, W2 = np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([[0.40, 0.45], [0.50, 0.55]])
B1, B2 = 0.35, 0.60
WAYS = {"both δ first, then both W": "deltas first", "W⁽²⁾ updated, then δ⁽¹⁾": "update first"}
DIGITS = 9


class Step(NamedTuple):
    """One step of gradient descent on the example.

    Attributes:
        delta2: δ⁽²⁾.
        weights2: W⁽²⁾ after the step.
        delta1: δ⁽¹⁾.
        weights1: W⁽¹⁾ after the step.
        cost: after the step.
    """

    delta2: Floats
    weights2: Floats
    delta1: Floats
    weights1: Floats
    cost: float


class UpdateNumbers(NamedTuple):
    """The step in the chosen order, and in the right one."""

    chosen: Step
    right: Step


class UpdateOrderExplorer(Explorer[UpdateNumbers]):
    """Mazur's network of 2, 2 and 2 nodes: may W⁽²⁾ be updated before δ⁽¹⁾ is computed?"""

    def __init__(self) -> None:
        fields: list[Field] = [
            Choice("order", "order", "deltas first", WAYS),
            Number("learning_rate", "rate η", 0.5, 0.1, 20.0, 0.1),
        ]
        super().__init__(fields, PANELS)

    def compute(self, values: Mapping[str, Any]) -> UpdateNumbers:
        """One step both ways."""
        rate = float(values["learning_rate"])
        right = one_step(rate, update_first=False)
        wrong = one_step(rate, update_first=True)
        return UpdateNumbers(wrong if values["order"] == "update first" else right, right)

    def describe(self, values: Mapping[str, Any], result: UpdateNumbers) -> str:
        """The cost after the step, and the first number that is wrong."""
        cost = f"{result.chosen.cost:.{DIGITS}f}"
        said = f"After one step of rate {short(values['learning_rate'])} the cost is {cost}."
        if values["order"] == "deltas first":
            return said
        first, right = result.chosen.delta1[0], result.right.delta1[0]
        return (
            f"{said}\nWrong from δ⁽¹⁾ on: {short(first, 6)} in the place of {short(right, 6)}; "
            f"the cost should be {result.right.cost:.{DIGITS}f}."
        )

    def pictures(
        self, values: Mapping[str, Any], result: UpdateNumbers, before: UpdateNumbers | None
    ) -> dict[str, Mapping[str, object]]:
        """The numbers of the step, in the order in which they are computed."""
        del before  # the right numbers stand beside
        return {"steps": steps_table(result, ORDERS[values["order"]])}


PANELS = ({"name": "steps", "kind": "table", "span": 6},)


def one_step(rate: float, *, update_first: bool) -> Step:
    """δ⁽²⁾, W⁽²⁾, δ⁽¹⁾, W⁽¹⁾ and the cost; the biases stay, as in the example."""
    a1 = sigmoid(W1 @ X + B1)
    a2 = sigmoid(W2 @ a1 + B2)
    delta2 = (a2 - Y) * a2 * (1 - a2)
    weights2 = W2 - rate * np.outer(delta2, a1)
    delta1 = a1 * (1 - a1) * ((weights2 if update_first else W2).T @ delta2)
    weights1 = W1 - rate * np.outer(delta1, X)
    output = sigmoid(weights2 @ sigmoid(weights1 @ X + B1) + B2)
    return Step(delta2, weights2, delta1, weights1, float(0.5 * np.sum((Y - output) ** 2)))


NAMES = {
    "delta2": "δ⁽²⁾ = (a − y) a (1 − a)",
    "weights2": "W⁽²⁾ − η δ⁽²⁾ a⁽¹⁾ᵀ",
    "delta1": "δ⁽¹⁾ = a (1 − a) W⁽²⁾ᵀ δ⁽²⁾",
    "weights1": "W⁽¹⁾ − η δ⁽¹⁾ xᵀ",
    "cost": "cost after the step",
}
ORDERS = {
    "deltas first": ("delta2", "delta1", "weights2", "weights1", "cost"),
    "update first": ("delta2", "weights2", "delta1", "weights1", "cost"),
}


def steps_table(result: UpdateNumbers, order: Sequence[str]) -> Mapping[str, object]:
    """Every number of the step beside the right one; those that are wrong are marked."""
    rows = []
    for part in order:
        both = (lines(getattr(step, part)) for step in (result.chosen, result.right))
        pairs = zip(*both, strict=True)
        for number, (ours, right) in enumerate(pairs):
            kind = "" if np.array_equal(ours, right) else "wrong"
            text = ("✗ " if kind else "") + numbers(ours)
            cells = [{"text": text, "kind": kind}, {"text": numbers(right), "kind": ""}]
            rows.append({"name": f"row {number + 1}" if number else NAMES[part], "cells": cells})
    return {
        "caption": "One step on the example of Mazur (2015)",
        "head": ["computed in this order", "here", "right"],
        "rows": rows,
    }


def lines(values: Floats | float) -> list[Floats | float]:
    """The rows of a matrix; a vector or a number is one line."""
    return [*values] if isinstance(values, np.ndarray) and values.ndim > 1 else [values]


def numbers(values: Floats | float) -> str:
    """All numbers of an array, row by row."""
    if isinstance(values, float):
        return f"{values:.{DIGITS}f}"
    return ", ".join(f"{value:.6f}".replace("-", "−") for value in values.ravel())
