"""Activation functions: what a unit does with its preactivation z = w·x + b.

Each one is a formula, its derivative, and a row of `ACTIVATIONS`. The row is all the package knows
of it: layers, graphs, training and the diagrams' words read it there. All are safe on the whole
range of a float: nothing overflows at z = ±1e308, a nan stays a nan, and an empty array stays
empty.
"""

from __future__ import annotations

from math import erfc
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core.activation_row import Activation, table
from nnwidgets.core.checks import Array, Elementwise, accepts_nodes, quietly

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
def leaky_relu(z: Array) -> Array:
    """φ(z) = z for z > 0, 0.01 z for z ≤ 0: a ReLU that always passes a little of its gradient on.

    Source: A. L. Maas, A. Y. Hannun, A. Y. Ng, Rectifier Nonlinearities Improve Neural Network
    Acoustic Models, ICML Workshop on Deep Learning (2013).

    >>> leaky_relu([-2.0, 0.0, 3.0])
    array([-0.02,  0.  ,  3.  ])
    """
    return np.maximum(z, LEAK * z)


@accepts_nodes
def gelu(z: Array) -> Array:
    """φ(z) = z Φ(z), where Φ is the distribution function of the standard normal distribution.

    Source: D. Hendrycks and K. Gimpel, Gaussian Error Linear Units (2016), arXiv 1606.08415; the
    exact form, not the one by tanh.

    >>> gelu([-1.0, 0.0, 1.0]).round(4)
    array([-0.1587,  0.    ,  0.8413])
    """
    return np.maximum(z, -FAR) * normal_distribution(z)


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
    exponentials = np.exp(below_the_largest(z))
    return np.asarray(exponentials / np.add.reduce(exponentials, axis=-1, keepdims=True))


def below_the_largest(z: Array) -> Array:
    """Every row minus its largest number; −1e308 − 1e308 is −∞, and e^(−∞) = 0.

    A logit of ∞ counts as the largest float, which leaves e^z / Σ e^z its limit.
    """
    z = np.minimum(z, LARGEST)
    return np.asarray(z - z.max(axis=-1, keepdims=True, initial=-LARGEST))


@quietly
def identity_derivative(z: Array) -> Array:
    """φ'(z) = 1."""
    return np.ones_like(z)


@quietly
def step_derivative(z: Array) -> Array:
    """φ'(z) = 0 for z ≠ 0. At the jump there is none; 0 is used."""
    return np.zeros_like(z)


@quietly
def sigmoid_derivative(z: Array) -> Array:
    """σ'(z) = σ(z) (1 − σ(z)) = σ(z) σ(−z), at most 1/4. The last form keeps its digits."""
    return sigmoid(z) * sigmoid(-z)


@quietly
def tanh_derivative(z: Array) -> Array:
    """tanh'(z) = 1 − tanh²(z) = 4 σ'(2z), at most 1. The last form keeps its digits."""
    return 4.0 * sigmoid_derivative(2.0 * z)  # 2z may be ∞, where σ' is 0


@quietly
def relu_derivative(z: Array) -> Array:
    """φ'(z) = 1 for z > 0, 0 for z < 0. At the kink there is none; 0 is used."""
    return np.heaviside(z, 0.0)


@quietly
def leaky_relu_derivative(z: Array) -> Array:
    """φ'(z) = 1 for z > 0, 0.01 for z < 0. At the kink there is none; 0.01 is used."""
    return LEAK + (1.0 - LEAK) * relu_derivative(z)


@quietly
def gelu_derivative(z: Array) -> Array:
    """φ'(z) = Φ(z) + z Φ'(z), with the density Φ'(z) = e^(−z²/2) / √(2π)."""
    near = np.minimum(np.maximum(z, -FAR), FAR)
    density: Array = np.exp(-0.5 * near * near) / np.sqrt(2.0 * np.pi)
    return normal_distribution(z) + near * density


def normal_distribution(z: Array) -> Array:
    """Φ(z) = ½ erfc(−z / √2), with all its digits in the left tail too.

    numpy has no error function. The C library's, one number at a time, is exact to the last digit;
    a rational approximation in numpy (W. J. Cody, Math. Comp. 23, 1969) takes some seventy steps
    and is hardly faster on the arrays of this course.
    """
    u = -z / np.sqrt(2.0)
    tails: Array = np.fromiter(map(erfc, u.ravel().tolist()), np.float64, u.size)
    half: Array = 0.5 * tails.reshape(u.shape)
    return half


@quietly
def softmax_derivative(z: Array) -> Array:
    """∂pᵢ/∂zⱼ = pᵢ (δᵢⱼ − pⱼ): a matrix, for every output depends on every logit.

    Row i is the product with an adjoint that is 1 at output i. Shapes: z (..., k), result
    (..., k, k).
    """
    p = softmax(z)
    return softmax_product(np.eye(p.shape[-1]), p[..., None, :])


def softmax_product(g: Array, p: Array) -> Array:
    """z̄ = p (p̄ − Σ p̄ p): the adjoint p̄ times the matrix pᵢ (δᵢⱼ − pⱼ), which is not written out."""
    return np.asarray(p * (g - (g * p).sum(axis=-1, keepdims=True)))


def identity_from_output(_y: Array) -> float:
    """φ' = 1, whatever the output."""
    return 1.0


def sigmoid_from_output(y: Array) -> Array:
    """σ' = y (1 − y) for y = σ(z)."""
    return y * (1.0 - y)


def tanh_from_output(y: Array) -> Array:
    """φ' = 1 − y² for y = tanh z."""
    return 1.0 - y * y


def fast_sigmoid(z: Array) -> Array:
    """σ(z) = 1 / (1 + e^(−z)) as it is written; 0 where e^(−z) overflows to ∞."""
    return 1.0 / (1.0 + np.exp(-z))


LARGEST = np.finfo(np.float64).max
LEAK = 0.01
"""The slope of `leaky_relu` left of 0."""
FAR = 40.0
"""Beyond ±40, Φ(−z) and Φ'(z) are 0 in floats."""
ACTIVATIONS = table(
    Activation(
        "identity", identity, identity_derivative, "1",
        label="id", formula="{0}", from_output=identity_from_output,
    ),
    Activation("step", step, step_derivative, "0"),
    Activation(
        "sigmoid", sigmoid, sigmoid_derivative, "{y} (1 − {y})",
        label="σ", formula="σ({0})", from_output=sigmoid_from_output, fast=fast_sigmoid,
    ),
    Activation("tanh", tanh, tanh_derivative, "1 − {y}²", from_output=tanh_from_output),
    Activation(
        "relu", relu, relu_derivative, "1 if {0} > 0 else 0",
        from_output=np.sign, weight_variance=2.0,
    ),
    Activation(
        "leaky_relu", leaky_relu, leaky_relu_derivative, f"1 if {{0}} > 0 else {LEAK}",
        label="leaky", weight_variance=2.0 / (1.0 + LEAK**2),
    ),
    Activation(
        "gelu", gelu, gelu_derivative, "Φ({0}) + {0} e^(−{0}²/2) / √(2π)",
        weight_variance=1.0 / (1.0 / 3.0 + 1.0 / (2.0 * np.sqrt(3.0) * np.pi)),
    ),
    Activation(
        "softmax", softmax, softmax_derivative, "{y}ᵢ (δᵢⱼ − {y}ⱼ)", product=softmax_product,
    ),
)  # fmt: skip
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
