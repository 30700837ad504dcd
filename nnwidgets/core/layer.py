"""One layer of a network: a = σ(W x + b)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core.activations import find_activation
from nnwidgets.core.checks import Array, finite, quietly, read_only

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

    from nnwidgets.core.activation_row import Activation


class Layer:
    """a = σ(W x + b): one row of weights and one bias for each unit.

    Args:
        weights: W, shape (n_out, n_in): row i holds the weights of unit i.
        biases: b, shape (n_out,).
        activation: a name such as "sigmoid", or a function from arrays to arrays.

    Raises:
        ValueError: shapes that do not fit together, a nan, an unknown name.
        TypeError: anything but numbers.

    >>> layer = Layer([[1.0, 2.0]], [0.5], "relu")
    >>> layer
    Layer(2 → 1, relu)
    >>> layer([3.0, 4.0])
    array([11.5])
    """

    __slots__ = ("activation", "biases", "weights")

    def __init__(
        self,
        weights: ArrayLike,
        biases: ArrayLike,
        activation: str | Activation | Callable[[Array], Array] = "sigmoid",
    ) -> None:
        self.weights = read_only(finite(weights, "weights"))
        self.biases = read_only(finite(biases, "biases"))
        self.activation = find_activation(activation)
        if self.weights.ndim != 2 or 0 in self.weights.shape:
            raise ValueError(
                f"expected weights of shape (n_out, n_in), got {self.weights.shape}: "
                "one row per unit, one column per input"
            )
        if self.biases.shape != (self.n_out,):
            raise ValueError(
                f"expected biases of shape ({self.n_out},), got {self.biases.shape}: "
                "one bias for each row of the weights"
            )

    @property
    def n_in(self) -> int:
        """The number of inputs."""
        return int(self.weights.shape[1])

    @property
    def n_out(self) -> int:
        """The number of units."""
        return int(self.weights.shape[0])

    @property
    def n_parameters(self) -> int:
        """n_out · n_in weights and n_out biases."""
        return int(self.weights.size + self.biases.size)

    def replace(
        self,
        *,
        weights: ArrayLike | None = None,
        biases: ArrayLike | None = None,
        activation: str | Activation | Callable[[Array], Array] | None = None,
    ) -> Layer:
        """The same layer with other weights, biases or another activation."""
        return Layer(
            self.weights if weights is None else weights,
            self.biases if biases is None else biases,
            self.activation if activation is None else activation,
        )

    def preactivation(self, a: Array) -> Array:
        """W a + b, where `a` is one column (n_in,) or many (n_in, n_samples), not checked.

        Columns and not rows: the sums then run along long rows of memory, which on narrow layers
        is twice as fast.
        """
        z: Array = self.weights @ a
        z += self.biases if a.ndim == 1 else self.biases[:, None]
        return z

    @quietly
    def __call__(self, x: ArrayLike) -> Array:
        """σ(W x + b) for one sample (n_in,) or a batch (n_samples, n_in)."""
        a = columns(x, self.n_in)
        return self.activation(self.preactivation(a).T)

    def __reduce__(self) -> tuple[type[Layer], tuple[Array, Array, Activation]]:
        return Layer, (self.weights, self.biases, self.activation)  # a copy is read-only too

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Layer):
            return NotImplemented
        return (
            self.activation == other.activation
            and np.array_equal(self.weights, other.weights)
            and np.array_equal(self.biases, other.biases)
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Layer({self.n_in} → {self.n_out}, {self.activation.name})"


def columns(x: ArrayLike, n_in: int) -> Array:
    """An input as columns, for W a + b to read as it is written: (n_in,) or (n_in, n_samples).

    Raises:
        ValueError: the wrong number of inputs, a nan.
        TypeError: anything but numbers.
    """
    a = finite(x, "x")
    if a.ndim not in (1, 2) or a.shape[-1] != n_in:
        raise ValueError(
            f"expected x of shape ({n_in},) or (n_samples, {n_in}), got {a.shape}: rows are samples"
        )
    return a.T


def weight_scale(scale: float | str, n_in: int, activation: Activation) -> float:
    """The standard deviation of a layer's first weights."""
    if not isinstance(scale, str):
        return scale
    return float(np.sqrt(activation.weight_variance / n_in))


def layer_parameter_names(number: int, layer: Layer) -> list[str]:
    """W⁽²⁾₁₂ is the weight from unit 2 of layer 1 to unit 1 of layer 2; b⁽²⁾₁ that unit's bias."""
    upper = str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    lower = [
        str(i + 1).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
        for i in range(max(layer.weights.shape))
    ]
    comma = "," if max(layer.weights.shape) > 9 else ""
    weights = [
        f"W⁽{upper}⁾{lower[i]}{comma}{lower[j]}"
        for i in range(layer.n_out)
        for j in range(layer.n_in)
    ]
    return weights + [f"b⁽{upper}⁾{lower[i]}" for i in range(layer.n_out)]
