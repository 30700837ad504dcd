"""Exercise: the four delta equations on a network of two layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import sigmoid
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake

if TYPE_CHECKING:
    from collections.abc import Callable

    from nnwidgets.core.checks import Array


def gradient(  # noqa: PLR0917  # the student's own signature
    W1: Array, b1: Array, W2: Array, b2: Array, x: Array, y: Array
) -> Array:
    """∂C/∂W1, ∂C/∂b1, ∂C/∂W2, ∂C/∂b2 of C = ½‖y − a2‖², all in one vector."""
    a1 = 1 / (1 + np.exp(-(W1 @ x + b1)))
    a2 = 1 / (1 + np.exp(-(W2 @ a1 + b2)))
    delta2 = a2 * (1 - a2) * (a2 - y)
    delta1 = a1 * (1 - a1) * (W2.T @ delta2)
    parts = [np.outer(delta1, x).ravel(), delta1, np.outer(delta2, a1).ravel(), delta2]
    return np.concatenate(parts)


def gradient_cases(rng: np.random.Generator) -> list[Case]:
    """Square layers, where a transposed matrix fits, and others, where it does not."""
    cases = []
    for n_in, n_hidden, n_out in ((3, 3, 3), (2, 2, 2), (2, 3, 1), (4, 2, 3)):
        W1 = rng.standard_normal((n_hidden, n_in))
        W2 = rng.standard_normal((n_out, n_hidden))
        b1, b2 = rng.standard_normal(n_hidden), rng.standard_normal(n_out)
        x, y = rng.standard_normal(n_in), rng.uniform(0, 1, n_out)
        group = "layers of one size" if n_in == n_out else "layers of several sizes"
        cases.append(Case(group, (W1, b1, W2, b2, x, y)))
    return cases


def variant(
    output: Callable[[Array, Array, Array], Array] = lambda a, _z, y: a * (1 - a) * (a - y),
    hidden: Callable[[Array, Array, Array], Array] = lambda a, _z, sent: a * (1 - a) * sent,
    send: Callable[[Array, Array], Array] = lambda W, delta: W.T @ delta,
    outer: Callable[[Array, Array], Array] = np.outer,
) -> Callable[..., Array]:
    """The gradient with one of its parts exchanged, as a mistake does."""

    def gradient_with(  # noqa: PLR0917  # as gradient
        W1: Array, b1: Array, W2: Array, b2: Array, x: Array, y: Array
    ) -> Array:
        z1 = W1 @ x + b1
        a1 = sigmoid(z1)
        z2 = W2 @ a1 + b2
        a2 = sigmoid(z2)
        delta2 = output(a2, z2, y)
        delta1 = hidden(a1, z1, send(W2, delta2))
        parts = [outer(delta1, x).ravel(), delta1, outer(delta2, a1).ravel(), delta2]
        return np.concatenate(parts)

    return gradient_with


def ordered(*names: str) -> Callable[..., Array]:
    """The right numbers in another order."""

    def gradient_in_order(  # noqa: PLR0917  # as gradient's
        W1: Array, b1: Array, W2: Array, b2: Array, x: Array, y: Array
    ) -> Array:
        whole = gradient(W1, b1, W2, b2, x, y)
        ends = np.cumsum([W1.size, b1.size, W2.size])
        parts = dict(zip(("W1", "b1", "W2", "b2"), np.split(whole, ends), strict=True))
        return np.concatenate([parts[name] for name in names])

    return gradient_in_order


DELTA_EQUATIONS = Exercise(
    name="gradient",
    title="The four delta equations",
    points=3,
    reference=gradient,
    cases=gradient_cases,
    in_package="nw.backpropagate(network, x, y)",
    answered_by=("backpropagate",),
    advice=(
        "Compare with a difference: raise one entry of b2 by 1e-6 and see how much the cost "
        "changes. Which entry of your vector should that be?"
    ),
    mistakes=(
        Mistake(
            "sign of the error",
            variant(output=lambda a, _z, y: a * (1 - a) * (y - a)),
            "All signs are turned: the cost falls along this vector. In δ⁽²⁾ stands a − y.",
        ),
        Mistake(
            "no slope at the output",
            variant(output=lambda a, _z, y: a - y),
            "In δ⁽²⁾ the slope σ′(z⁽²⁾) is missing: the error goes back through the sigmoid too.",
        ),
        Mistake(
            "no slope at the hidden layer",
            variant(hidden=lambda _a, _z, sent: sent),
            "In δ⁽¹⁾ the slope σ′(z⁽¹⁾) is missing.",
        ),
        Mistake(
            "no slope at all",
            variant(output=lambda a, _z, y: a - y, hidden=lambda _a, _z, sent: sent),
            "Both slopes σ′(z) are missing: the error goes back through every sigmoid.",
        ),
        Mistake(
            "slope of the wrong thing",
            variant(
                output=lambda a, z, y: z * (1 - z) * (a - y),
                hidden=lambda _a, z, sent: z * (1 - z) * sent,
            ),
            "σ′(z) = a(1 − a) with a = σ(z); here z stands instead of a.",
        ),
        Mistake(
            "sigmoid for its slope",
            variant(output=lambda a, _z, y: a * (a - y), hidden=lambda a, _z, sent: a * sent),
            "The slope is σ′(z) = a(1 − a); the factor 1 − a is missing.",
        ),
        Mistake(
            "slope twice",
            variant(
                output=lambda a, _z, y: sigmoid(a) * (1 - sigmoid(a)) * (a - y),
                hidden=lambda a, _z, sent: sigmoid(a) * (1 - sigmoid(a)) * sent,
            ),
            "The sigmoid is applied once more to a inside the slope: a is σ(z) already.",
        ),
        Mistake(
            "W2 not transposed",
            variant(send=lambda W, delta: W @ delta),
            "The error comes back through W2 transposed: W2ᵀ δ⁽²⁾ has one entry for each "
            "hidden unit.",
        ),
        Mistake(
            "no weights on the way back",
            variant(send=lambda W, delta: np.full(W.shape[1], delta.sum())),
            "On the way back to δ⁽¹⁾ the weights W2 are missing.",
        ),
        Mistake(
            "outer product turned",
            variant(outer=lambda delta, a: np.outer(a, delta)),
            "The weight gradients are transposed: row i belongs to unit i, δᵢ aⱼ, as W has it.",
        ),
        Mistake(
            "twice the error",
            variant(output=lambda a, _z, y: 2 * a * (1 - a) * (a - y)),
            "All is twice too large: the ½ of the cost takes away the 2 of the square.",
        ),
        Mistake(
            "last layer first",
            ordered("W2", "b2", "W1", "b1"),
            "The numbers are right; the order is W1, b1, W2, b2.",
        ),
        Mistake(
            "weights before biases",
            ordered("W1", "W2", "b1", "b2"),
            "The numbers are right; each layer's b comes after its W: W1, b1, W2, b2.",
        ),
        Mistake(
            "biases left out",
            ordered("W1", "W2"),
            "The biases are left out; ∂C/∂b of a layer is its δ.",
        ),
    ),
)
