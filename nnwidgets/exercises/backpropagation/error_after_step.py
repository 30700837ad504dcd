"""Exercise: the bug in a well-known example of backpropagation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import sigmoid
from nnwidgets.course.mazur import B1, B2, LEARNING_RATE, X, Y, cost, one_step
from nnwidgets.exercises.checking.answers import number
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake, read_value

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


def error_after_steps(count: int) -> float:
    """The error after some steps on the weights."""
    step = one_step()
    for _ in range(count - 1):
        step = one_step(weights1=step.weights1, weights2=step.weights2)
    return step.cost


def error_with_moved_biases() -> float:
    """The error when the biases take their step too."""
    step = one_step()
    b1, b2 = B1 - LEARNING_RATE * step.delta1, B2 - LEARNING_RATE * step.delta2
    output = sigmoid(step.weights2 @ sigmoid(step.weights1 @ X + b1) + b2)
    return float(0.5 * np.sum((Y - output) ** 2))


def last_digits(error: object) -> Array:
    """The error as a whole number of 1e−8 above 0.291: the digits in which the figures differ."""
    return np.round((number(error) - 0.291) * 1e8)


BUG_IN_THE_BLOG = Exercise(
    name="error_after_step",
    title="The bug in the blog",
    points=2,
    reference=lambda: last_digits(one_step().cost),
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
            one_step(update_first=True).cost,
            "This is the figure in the blog, which does not belong to the blog's own new weights. "
            "It comes out when W2 is updated first and the hidden deltas are computed with the "
            "new W2; all derivatives belong to the old weights.",
        ),
        Mistake(
            "no step",
            cost(),
            "This is the error before the step.",
        ),
        Mistake(
            "two steps",
            error_after_steps(2),
            "These are two steps; one is asked for.",
        ),
        Mistake(
            "biases too",
            error_with_moved_biases(),
            "The biases have moved as well; the example leaves them where they are.",
        ),
        Mistake(
            "only the output weights",
            cost(weights2=one_step().weights2),
            "Only W2 has moved; W1 takes its step too.",
        ),
        Mistake(
            "uphill",
            one_step(-LEARNING_RATE).cost,
            "The error has grown: the step goes against the gradient, w − η ∂E/∂w.",
        ),
        Mistake(
            "learning rate 1",
            one_step(1.0).cost,
            "The step is twice as long: the learning rate of the example is 0.5.",
        ),
        Mistake(
            "without the half",
            2 * one_step().cost,
            "The error is twice as large: each output adds ½ (target − output)².",
        ),
    ),
)
