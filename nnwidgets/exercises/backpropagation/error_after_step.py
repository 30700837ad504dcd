"""Exercise: the bug in a well-known example of backpropagation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import sigmoid
from nnwidgets.exercises.checking.answers import number
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake, read_value

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array

# M. Mazur, A Step by Step Backpropagation Example (2015).
X, Y = np.array([0.05, 0.10]), np.array([0.01, 0.99])
W1, W2 = np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([[0.40, 0.45], [0.50, 0.55]])
B1, B2 = 0.35, 0.60
LEARNING_RATE = 0.5


def error_after_one_step(
    *,
    updated_first: bool = False,
    steps: int = 1,
    rate: float = LEARNING_RATE,
    biases: bool = False,
) -> float:
    """½‖y − a2‖² after steps on the weights; the biases stay, as in the example.

    Args:
        updated_first: use the new W2 for the hidden deltas: the bug.
        steps: how many.
        rate: the learning rate.
        biases: move the biases too.
    """
    w1, w2, b1, b2 = W1.copy(), W2.copy(), np.full(2, B1), np.full(2, B2)
    for _ in range(steps):
        a1 = sigmoid(w1 @ X + b1)
        a2 = sigmoid(w2 @ a1 + b2)
        delta2 = (a2 - Y) * a2 * (1 - a2)
        new_w2 = w2 - rate * np.outer(delta2, a1)
        delta1 = a1 * (1 - a1) * ((new_w2 if updated_first else w2).T @ delta2)
        w1, w2 = w1 - rate * np.outer(delta1, X), new_w2
        if biases:
            b1, b2 = b1 - rate * delta1, b2 - rate * delta2
    output = sigmoid(w2 @ sigmoid(w1 @ X + b1) + b2)
    return float(0.5 * np.sum((Y - output) ** 2))


def only_output_weights() -> float:
    """The error when W2 takes its step and W1 stays."""
    a1 = sigmoid(W1 @ X + B1)
    a2 = sigmoid(W2 @ a1 + B2)
    new_w2 = W2 - LEARNING_RATE * np.outer((a2 - Y) * a2 * (1 - a2), a1)
    return float(0.5 * np.sum((Y - sigmoid(new_w2 @ a1 + B2)) ** 2))


def last_digits(error: object) -> Array:
    """The error as a whole number of 1e−8 above 0.291: the digits in which the figures differ."""
    return np.round((number(error) - 0.291) * 1e8)


BUG_IN_THE_BLOG = Exercise(
    name="error_after_step",
    title="The bug in the blog",
    points=2,
    reference=lambda: last_digits(error_after_one_step()),
    cases=lambda _rng: [Case()],
    collect=read_value(last_digits),
    solution_text=(
        "X, Y = np.array([0.05, 0.10]), np.array([0.01, 0.99])\n"
        "W1 = np.array([[0.15, 0.20], [0.25, 0.30]])\n"
        "W2 = np.array([[0.40, 0.45], [0.50, 0.55]])\n"
        "a1 = nw.sigmoid(W1 @ X + 0.35)\n"
        "a2 = nw.sigmoid(W2 @ a1 + 0.60)\n"
        "delta2 = (a2 - Y) * a2 * (1 - a2)\n"
        "delta1 = a1 * (1 - a1) * (W2.T @ delta2)  # with the old W2\n"
        "new_W1 = W1 - 0.5 * np.outer(delta1, X)\n"
        "new_W2 = W2 - 0.5 * np.outer(delta2, a1)\n"
        "a2 = nw.sigmoid(new_W2 @ nw.sigmoid(new_W1 @ X + 0.35) + 0.60)\n"
        "error_after_step = 0.5 * np.sum((Y - a2) ** 2)"
    ),
    advice="Check E before the step first: it is 0.298371109 with all digits of the example.",
    mistakes=(
        Mistake(
            "the published figure",
            error_after_one_step(updated_first=True),
            "This is the figure in the blog, which does not belong to the blog's own new weights. "
            "It comes out when W2 is updated first and the hidden deltas are computed with the "
            "new W2; all derivatives belong to the old weights.",
        ),
        Mistake(
            "no step",
            error_after_one_step(steps=0),
            "This is the error before the step.",
        ),
        Mistake(
            "two steps",
            error_after_one_step(steps=2),
            "These are two steps; one is asked for.",
        ),
        Mistake(
            "biases too",
            error_after_one_step(biases=True),
            "The biases have moved as well; the example leaves them where they are.",
        ),
        Mistake(
            "only the output weights",
            only_output_weights(),
            "Only W2 has moved; W1 takes its step too.",
        ),
        Mistake(
            "uphill",
            error_after_one_step(rate=-LEARNING_RATE),
            "The error has grown: the step goes against the gradient, w − η ∂E/∂w.",
        ),
        Mistake(
            "learning rate 1",
            error_after_one_step(rate=1.0),
            "The step is twice as long: the learning rate of the example is 0.5.",
        ),
        Mistake(
            "without the half",
            2 * error_after_one_step(),
            "The error is twice as large: each output adds ½ (target − output)².",
        ),
    ),
)
