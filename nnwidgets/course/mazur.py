"""A well-known example, worked by hand: M. Mazur, A Step by Step Backpropagation Example (2015).

Its published error after one step comes out only where the output weights are updated before the
hidden deltas are computed from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nnwidgets.core.activations import sigmoid

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array

X, Y = np.array([0.05, 0.10]), np.array([0.01, 0.99])
W1, W2 = np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([[0.40, 0.45], [0.50, 0.55]])
B1, B2 = 0.35, 0.60
LEARNING_RATE = 0.5


class Step(NamedTuple):
    """One step of gradient descent on the weights of the example.

    Attributes:
        delta2: δ⁽²⁾.
        weights2: W⁽²⁾ after the step.
        delta1: δ⁽¹⁾.
        weights1: W⁽¹⁾ after the step.
        cost: ½‖y − a⁽²⁾‖² after the step.
    """

    delta2: Array
    weights2: Array
    delta1: Array
    weights1: Array
    cost: float


def cost(weights1: Array = W1, weights2: Array = W2) -> float:
    """½‖y − a⁽²⁾‖² with these weights and the biases of the example."""
    output = sigmoid(weights2 @ sigmoid(weights1 @ X + B1) + B2)
    return float(0.5 * np.sum((Y - output) ** 2))


def one_step(
    rate: float = LEARNING_RATE,
    *,
    update_first: bool = False,
    weights1: Array = W1,
    weights2: Array = W2,
) -> Step:
    """δ⁽²⁾, W⁽²⁾, δ⁽¹⁾, W⁽¹⁾ and the cost; the biases stay, as in the example.

    Args:
        rate: η.
        update_first: compute δ⁽¹⁾ from W⁽²⁾ after its step: the bug.
        weights1: W⁽¹⁾ before the step.
        weights2: W⁽²⁾ before the step.
    """
    a1 = sigmoid(weights1 @ X + B1)
    a2 = sigmoid(weights2 @ a1 + B2)
    delta2 = (a2 - Y) * a2 * (1 - a2)
    new2 = weights2 - rate * np.outer(delta2, a1)
    delta1 = a1 * (1 - a1) * ((new2 if update_first else weights2).T @ delta2)
    new1 = weights1 - rate * np.outer(delta1, X)
    return Step(delta2, new2, delta1, new1, cost(new1, new2))
