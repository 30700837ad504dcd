"""Activation functions: what a unit does with its preactivation z = w·x + b.

Each one is a formula, its derivative, and a row of `ACTIVATIONS`, where a layer finds them by
name. All are safe on the whole range of a float: nothing overflows at z = ±1e308, a nan stays a
nan, and an empty array stays empty.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nnwidgets.core.checks import Array, Elementwise, accepts_nodes

if TYPE_CHECKING:
    from collections.abc import Callable


@accepts_nodes
def identity(z: Array) -> Array:
    """φ(z) = z: no activation, for an output that may be any real number.

    >>> identity([-2.0, 3.0])
    array([-2.,  3.])
    """
    return +z


@accepts_nodes
def step(z: Array) -> Array:
    """φ(z) = 1 if z ≥ 0, else 0.

    Its derivative is 0 wherever it has one, so it can be built with, not trained.

    >>> step([-0.5, 0.0, 2.0])
    array([0., 1., 1.])
    """
    return np.heaviside(z, 1.0)


@accepts_nodes
def sigmoid(z: Array) -> Array:
    """σ(z) = 1 / (1 + e^(−z)), between 0 and 1.

    For z < 0 the same number is e^z / (1 + e^z). Both cases together are
    e^min(z, 0) / (1 + e^(−|z|)), where no exponent is positive, so nothing can overflow.

    >>> sigmoid([-1000.0, 0.0, 1000.0])
    array([0. , 0.5, 1. ])
    """
    return np.exp(np.minimum(z, 0.0)) / (1.0 + np.exp(-np.abs(z)))


@accepts_nodes
def tanh(z: Array) -> Array:
    """φ(z) = (e^z − e^(−z)) / (e^z + e^(−z)) = 2 σ(2z) − 1, between −1 and 1.

    >>> tanh([-1000.0, 0.0, 1000.0])
    array([-1.,  0.,  1.])
    """
    return np.tanh(z)


@accepts_nodes
def relu(z: Array) -> Array:
    """φ(z) = max(0, z).

    >>> relu([-2.0, 0.0, 3.0])
    array([0., 0., 3.])
    """
    return np.maximum(z, 0.0)


@accepts_nodes
def softmax(z: Array) -> Array:
    """pᵢ = e^(zᵢ) / Σₗ e^(zₗ): k logits into k probabilities that add up to 1.

    The same number c can be taken from every logit: e^(−c) cancels. With c = max z the largest
    exponent is 0, so nothing overflows and the sum is at least 1.

    Args:
        z: logits, shape (k,) or (..., k). Each row is one sample.

    Returns:
        Probabilities of the same shape; each row adds up to 1.

    Raises:
        ValueError: a single number, which has no classes.

    >>> softmax([1000.0, 1001.0, 1002.0]).round(4)
    array([0.09  , 0.2447, 0.6652])
    """
    if z.ndim == 0:
        raise ValueError("softmax: expected logits of shape (k,) or (n, k), got a single number")
    with np.errstate(over="ignore", invalid="ignore"):  # −1e308 − 1e308 is −∞, and e^(−∞) = 0
        exponentials = np.exp(z - z.max(axis=-1, keepdims=True, initial=-np.inf))
        return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True))


def identity_derivative(z: Array) -> Array:
    """φ'(z) = 1."""
    return np.ones_like(z)


def step_derivative(z: Array) -> Array:
    """φ'(z) = 0 for z ≠ 0. At the jump there is none; 0 is used."""
    return np.zeros_like(z)


def sigmoid_derivative(z: Array) -> Array:
    """σ'(z) = σ(z) (1 − σ(z)) = σ(z) σ(−z), at most 1/4. The last form keeps its digits."""
    return sigmoid(z) * sigmoid(-z)


def tanh_derivative(z: Array) -> Array:
    """tanh'(z) = 1 − tanh²(z) = 4 σ'(2z), at most 1. The last form keeps its digits."""
    with np.errstate(over="ignore"):  # 2z may be ∞, where σ' is 0
        return 4.0 * sigmoid_derivative(2.0 * z)


def relu_derivative(z: Array) -> Array:
    """φ'(z) = 1 for z > 0, 0 for z < 0. At the kink there is none; 0 is used."""
    return np.heaviside(z, 0.0)


def softmax_derivative(z: Array) -> Array:
    """∂pᵢ/∂zⱼ = pᵢ (δᵢⱼ − pⱼ): a matrix, for every output depends on every logit.

    Shapes: z (..., k), result (..., k, k).
    """
    p = softmax(z)
    return p[..., :, None] * (np.eye(p.shape[-1]) - p[..., None, :])


class Activation(NamedTuple):
    """An activation function φ with its derivative.

    Attributes:
        name: the word a layer is made with, as "sigmoid".
        function: φ, from arrays to arrays of the same shape.
        derivative: φ' at z, of the shape of z; for softmax the matrix of all ∂pᵢ/∂zⱼ. None for a
            function of one's own, which can be evaluated but not trained.
    """

    name: str
    function: Elementwise | Callable[[Array], Array]
    derivative: Callable[[Array], Array] | None = None

    def __call__(self, z: Array) -> Array:
        """φ(z)."""
        return self.function(z)


ACTIVATIONS = MappingProxyType(
    {
        "identity": Activation("identity", identity, identity_derivative),
        "step": Activation("step", step, step_derivative),
        "sigmoid": Activation("sigmoid", sigmoid, sigmoid_derivative),
        "tanh": Activation("tanh", tanh, tanh_derivative),
        "relu": Activation("relu", relu, relu_derivative),
        "softmax": Activation("softmax", softmax, softmax_derivative),
    }
)
"""Every activation by its name."""


def find_activation(
    activation: str | Activation | Elementwise | Callable[[Array], Array],
) -> Activation:
    """The `Activation` of a name or a function.

    Args:
        activation: a name, one of this module's functions, or a function of your own from arrays
            to arrays of the same shape.

    Raises:
        ValueError: a name that is not in `ACTIVATIONS`.
        TypeError: neither a name nor a function.

    >>> find_activation("relu") is find_activation(relu)
    True
    """
    if isinstance(activation, Activation):
        return activation
    if isinstance(activation, str):
        if activation not in ACTIVATIONS:
            names = ", ".join(ACTIVATIONS)
            raise ValueError(f"unknown activation {activation!r}: use one of {names}")
        return ACTIVATIONS[activation]
    if not callable(activation):
        raise TypeError(f"expected the name of an activation or a function, got {activation!r}")
    for known in ACTIVATIONS.values():
        if known.function is activation:
            return known
    return Activation(getattr(activation, "__name__", "own"), activation)
