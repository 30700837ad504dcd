"""Costs: one number that says how far the outputs are from the targets, and its gradient.

Each cost takes the network's outputs, one row per sample, and the targets. The outputs may be a
`Node`; the cost is then one node of the graph. A huge number may overflow to ∞, quietly; a nan is
refused.
"""

from __future__ import annotations

from functools import wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from nnwidgets.core.activations import below_the_largest, sigmoid, softmax
from nnwidgets.core.checks import finite, read_only

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

    from nnwidgets.core.checks import Array


class CostFunction(Protocol):
    """What a cost looks like: outputs and targets in, one number out."""

    __name__: str
    __wrapped__: Callable[[Array, Array], Any]

    def __call__(self, outputs: Any, targets: ArrayLike) -> Any:  # noqa: ANN401
        """The cost: a float, or a node where the outputs are one."""


def matching(outputs: Array, targets: ArrayLike) -> Array:
    """The targets in the outputs' shape; (n,) is welcome where the outputs are (n, 1).

    Raises:
        ValueError: any other shape, no samples, a nan.
    """
    y = finite(targets, "targets")
    if outputs.shape == (*y.shape, 1):
        y = y[..., None]
    if y.shape != outputs.shape:
        raise ValueError(f"expected targets of the outputs' shape {outputs.shape}, got {y.shape}")
    if y.size == 0:
        raise ValueError("expected at least one sample, got none")
    return y


def between_0_and_1(outputs: Array, targets: ArrayLike) -> Array:
    """Matching targets that are probabilities of the positive class."""
    return probabilities(matching(outputs, targets))


def probabilities(targets: Array) -> Array:
    """The targets, if all lie from 0 to 1."""
    if ((targets < 0.0) | (targets > 1.0)).any():
        raise ValueError("expected targets from 0 to 1; for labels −1 and +1 use (y + 1) / 2")
    return targets


def plus_or_minus_1(outputs: Array, targets: ArrayLike) -> Array:
    """Matching targets that are labels −1 and +1."""
    y = matching(outputs, targets)
    if (np.abs(y) != 1.0).any():
        raise ValueError("expected targets −1 and +1; for labels 0 and 1 use 2 y − 1")
    return y


def class_rows(outputs: Array, targets: ArrayLike) -> Array:
    """Targets as rows of probabilities, from such rows or from class numbers 0 … k − 1.

    Raises:
        ValueError: no such class, rows that do not add up to 1, the wrong shape.
    """
    y = finite(targets, "targets")
    if outputs.ndim == 0:
        raise ValueError("expected logits of shape (k,) or (n, k), got a single number")
    k = outputs.shape[-1]
    if y.shape == outputs.shape[:-1]:
        if (y != np.floor(y)).any() or ((y < 0) | (y >= k)).any():
            raise ValueError(f"expected class numbers from 0 to {k - 1} as targets")
        y = np.eye(k)[y.astype(int)]
    y = matching(outputs, y)
    if (y < 0).any() or (np.abs(y.sum(axis=-1) - 1.0) > 1e-6).any():
        raise ValueError("expected rows of targets that are probabilities and add up to 1")
    return y


def cost_function(
    prepare: Callable[[Array, ArrayLike], Array],
) -> Callable[[Callable[[Array, Array], Any]], CostFunction]:
    """Let the bare formula check its input, and take nodes."""

    def decorate(formula: Callable[[Array, Array], Any]) -> CostFunction:
        @wraps(formula)
        def evaluate(outputs: Any, targets: ArrayLike) -> Any:  # noqa: ANN401
            if hasattr(type(outputs), "operands"):
                y = prepare(np.asarray(outputs.value), targets)
                return outputs.apply(formula.__name__, read_only(y))
            F = finite(outputs, "outputs")
            y = prepare(F, targets)
            with np.errstate(all="ignore"):
                return float(formula(F, y))

        return evaluate

    return decorate


@cost_function(matching)
def quadratic_cost(outputs: Array, targets: Array) -> Any:  # noqa: ANN401
    """(1/N) Σ ½ ‖yᵢ − F(xᵢ)‖², the mean over N samples.

    Args:
        outputs: F(x), shape (n_samples, n_out), or (n_out,) for one sample.
        targets: y, of the same shape.

    Raises:
        ValueError: shapes that differ, no samples, a nan.
        TypeError: anything but numbers.

    >>> quadratic_cost([[0.5, 0.5], [0.5, 0.5]], [[1.0, 0.0], [0.0, 1.0]])
    0.25
    """
    return 0.5 * np.square(targets - outputs).sum() / n_samples(outputs)


def quadratic_cost_gradient(outputs: Array, targets: Array) -> Array:
    """∂C/∂F = (F − y) / N."""
    return (outputs - targets) / n_samples(outputs)


@cost_function(between_0_and_1)
def binary_cross_entropy(logits: Array, targets: Array) -> Any:  # noqa: ANN401
    """−(1/N) Σ [y log σ(z) + (1 − y) log(1 − σ(z))], from the logits z.

    Taking the logarithm of a sigmoid loses all digits once σ(z) rounds to 0 or 1. The same number
    is the mean of z ([z > 0] − y) + log(1 + e^(−|z|)), which loses none, and is 0 for a logit of ±∞
    that is right.

    Args:
        logits: z, before the sigmoid, shape (n_samples,) or (n_samples, 1).
        targets: y, 0 or 1 (or a probability), one for each logit.

    Raises:
        ValueError: shapes that differ, targets outside [0, 1], no samples, a nan.
        TypeError: anything but numbers.

    >>> binary_cross_entropy([0.0, 1000.0], [1.0, 1.0])  # (log 2 + 0) / 2
    0.34657359027997264
    """
    z, y = logits, targets
    wrong = (z > 0.0) - y
    return np.mean(np.where(wrong, z * wrong, 0.0) + np.log1p(np.exp(-np.abs(z))))


def binary_cross_entropy_gradient(logits: Array, targets: Array) -> Array:
    """∂C/∂z = (σ(z) − y) / N."""
    return (sigmoid.__wrapped__(logits) - targets) / logits.size  # type: ignore[no-any-return]


@cost_function(class_rows)
def cross_entropy(logits: Array, targets: Array) -> Any:  # noqa: ANN401
    """−(1/N) Σ log pᵢ, where pᵢ = softmax(zᵢ) at the right class of sample i.

    log softmax(z)ₖ = zₖ − max z − log Σ e^(z − max z), so that no exponential overflows and no
    logarithm of 0 is taken.

    Args:
        logits: z, before the softmax, shape (n_samples, k), or (k,) for one sample.
        targets: class numbers 0 … k − 1, shape (n_samples,), or rows of probabilities
            (n_samples, k); then each sample costs −Σ yₖ log pₖ.

    Raises:
        ValueError: unfit shapes, no such class, no samples, a nan.
        TypeError: anything but numbers.

    >>> round(cross_entropy([1.0, 2.0, 3.0, 4.0], 3), 6)
    0.44019
    """
    shifted = below_the_largest(logits)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return -np.where(targets > 0.0, targets * log_p, 0.0).sum() / n_samples(logits)


def cross_entropy_gradient(logits: Array, targets: Array) -> Array:
    """∂C/∂z = (p − y) / N, with p = softmax(z)."""
    return (softmax.__wrapped__(logits) - targets) / n_samples(logits)  # type: ignore[no-any-return]


@cost_function(plus_or_minus_1)
def hinge(scores: Array, targets: Array) -> Any:  # noqa: ANN401
    """(1/N) Σ max(0, 1 − yᵢ sᵢ), for labels y = ±1: 0 once every sample is right by 1.

    Args:
        scores: s, any real numbers, shape (n_samples,) or (n_samples, 1).
        targets: y, −1 or +1, one for each score.

    Raises:
        ValueError: shapes that differ, other labels, no samples, a nan.
        TypeError: anything but numbers.

    >>> hinge([2.0, 0.5], [1.0, 1.0])
    0.25
    """
    return np.mean(np.maximum(0.0, 1.0 - targets * scores))


def hinge_gradient(scores: Array, targets: Array) -> Array:
    """∂C/∂s = −y / N where y s < 1, else 0."""
    return np.where(targets * scores < 1.0, -targets / scores.size, 0.0)


def n_samples(outputs: Array) -> int:
    """The number of rows; one where the outputs are a single row."""
    return len(outputs) if np.ndim(outputs) > 1 else 1


class Cost(NamedTuple):
    """A cost with its gradient.

    Attributes:
        name: as the function is named.
        function: from outputs and targets, checked, to the cost.
        formula: the same without the checks.
        gradient: ∂C/∂outputs, of the outputs' shape, without checks.
        prepare: the targets, checked and in the outputs' shape.
    """

    name: str
    function: CostFunction
    formula: Callable[[Array, Array], Any]
    gradient: Callable[[Array, Array], Array]
    prepare: Callable[[Array, ArrayLike], Array]


COSTS = MappingProxyType(
    {
        function.__name__: Cost(
            function.__name__, function, function.__wrapped__, gradient, prepare
        )
        for function, gradient, prepare in (
            (quadratic_cost, quadratic_cost_gradient, matching),
            (binary_cross_entropy, binary_cross_entropy_gradient, between_0_and_1),
            (cross_entropy, cross_entropy_gradient, class_rows),
            (hinge, hinge_gradient, plus_or_minus_1),
        )
    }
)
"""Every cost by its name."""
