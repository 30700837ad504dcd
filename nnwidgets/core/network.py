"""Feedforward networks: a^(l) = σ(W^(l) a^(l−1) + b^(l)), layer after layer.

Layer 0 is the input, a^(0) = x. Layers and networks never change: editing a weight gives a new
network, so that nothing that was computed with the old one is silently wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.activations import Activation, find_activation
from nnwidgets.core.checks import Array, finite, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import ArrayLike


def frozen(values: ArrayLike, name: str) -> Array:
    """A read-only copy of finite numbers."""
    array = np.array(finite(values, name))
    array.setflags(write=False)
    return array


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
        self.weights = frozen(weights, "weights")
        self.biases = frozen(biases, "biases")
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

    def __call__(self, x: ArrayLike) -> Array:
        """σ(W x + b) for one sample (n_in,) or a batch (n_samples, n_in)."""
        return Network([self])(x)

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


@dataclass(frozen=True, slots=True, eq=False)
class ForwardPass:
    """Every number of one feedforward.

    Attributes:
        activations: [a^(0), …, a^(L)], so `activations[l]` is the lecture's a^(l); each of shape
            (n_l,) for one sample, (n_samples, n_l) for a batch.
        preactivations: [z^(1), …, z^(L)]; layer 0 has none, so z^(l) is `preactivations[l - 1]`.
    """

    activations: list[Array]
    preactivations: list[Array]

    @property
    def output(self) -> Array:
        """a^(L), what the network answers."""
        return self.activations[-1]


class Network:
    """F(x) = σ(W^(L) … σ(W^(1) x + b^(1)) … + b^(L)).

    Args:
        layers: the layers 1 … L. Each takes as many inputs as the one before it has units.

    Raises:
        ValueError: no layers, or neighbours that do not fit.
        TypeError: anything but layers.

    >>> rng = np.random.default_rng(0)
    >>> network = Network.random([2, 2, 3, 2], rng=rng)
    >>> network
    Network(2 → 2 sigmoid → 3 sigmoid → 2 sigmoid, 23 parameters)
    >>> network([[0.1, 0.1], [0.3, 0.4], [0.1, 0.5]]).shape
    (3, 2)
    """

    __slots__ = ("layers",)

    def __init__(self, layers: Iterable[Layer]) -> None:
        self.layers = tuple(layers)
        if not self.layers:
            raise ValueError("expected at least one Layer, got none")
        for layer in self.layers:
            if not isinstance(layer, Layer):
                raise TypeError(f"expected Layer objects, got {type(layer).__name__}")
        for number, (before, after) in enumerate(zip(self.layers, self.layers[1:], strict=False)):
            if before.n_out != after.n_in:
                raise ValueError(
                    f"layer {number + 2} expects {after.n_in} inputs, "
                    f"but layer {number + 1} has {before.n_out} units"
                )

    @classmethod
    def random(
        cls,
        sizes: Sequence[int],
        activation: str | Activation | Callable[[Array], Array] = "sigmoid",
        *,
        rng: np.random.Generator,
        output_activation: str | Activation | Callable[[Array], Array] | None = None,
        scale: float | str = 0.5,
    ) -> Network:
        """A network with normally distributed weights and biases.

        Draws W^(1), …, W^(L), then b^(1), …, b^(L), the order of Higham & Higham's netbp.m
        (arXiv 1801.05894), whose scale is the default.

        Args:
            sizes: units of layer 0, 1, …, L; [2, 2, 3, 2] is the lecture's network.
            activation: of every layer.
            rng: where the numbers come from, as `np.random.default_rng(0)`.
            output_activation: of the last layer, where it differs.
            scale: standard deviation of every weight and bias; or "fan_in": √(2 / n_in) before
                relu, √(1 / n_in) otherwise, with zero biases, which keeps the activations of
                wide layers at one size (He et al. 2015, arXiv 1502.01852, eq. 10).

        Raises:
            ValueError: fewer than two sizes, a size below 1, an unknown scale.
            TypeError: `rng` is no generator.
        """
        if not isinstance(rng, np.random.Generator):
            raise TypeError(f"rng: expected np.random.default_rng(seed), got {rng!r}")
        if isinstance(scale, str) and scale != "fan_in":
            raise ValueError(f'scale: expected a number or "fan_in", got {scale!r}')
        sizes = [whole(size, "sizes") for size in sizes]
        if len(sizes) < 2:
            raise ValueError(f"sizes: expected input and output at least, got {sizes}")
        functions = [find_activation(activation)] * (len(sizes) - 1)
        if output_activation is not None:
            functions[-1] = find_activation(output_activation)
        weights = [
            rng.standard_normal((n_out, n_in)) * weight_scale(scale, n_in, function)
            for n_in, n_out, function in zip(sizes, sizes[1:], functions, strict=False)
        ]
        spread = 0.0 if isinstance(scale, str) else scale
        biases = [spread * rng.standard_normal(n_out) for n_out in sizes[1:]]
        return cls(map(Layer, weights, biases, functions))

    @property
    def sizes(self) -> list[int]:
        """The number of units of layer 0, 1, …, L."""
        return [self.layers[0].n_in, *(layer.n_out for layer in self.layers)]

    @property
    def n_parameters(self) -> int:
        """Σ n_l (n_(l−1) + 1): all weights and biases."""
        return sum(layer.n_parameters for layer in self.layers)

    @property
    def parameters(self) -> Array:
        """W^(1), b^(1), …, W^(L), b^(L) in one vector, matrices row by row."""
        parts = [part for layer in self.layers for part in (layer.weights.ravel(), layer.biases)]
        return np.concatenate(parts)

    @property
    def parameter_names(self) -> list[str]:
        """The names of `parameters`, in its order, as the diagrams print them.

        >>> Network([Layer([[1.0, 2.0]], [3.0])]).parameter_names
        ['W⁽¹⁾₁₁', 'W⁽¹⁾₁₂', 'b⁽¹⁾₁']
        """
        return [
            name
            for number, layer in enumerate(self.layers, start=1)
            for name in layer_parameter_names(number, layer)
        ]

    def with_parameters(self, parameters: ArrayLike) -> Network:
        """The same network with the numbers of `parameters` in the order of that property.

        Raises:
            ValueError: not as many numbers as the network has parameters.
        """
        vector = finite(parameters, "parameters")
        if vector.shape != (self.n_parameters,):
            raise ValueError(
                f"expected {self.n_parameters} parameters, got shape {vector.shape}: "
                "W¹ row by row, then b¹, then the next layer"
            )
        ends = np.cumsum([size for la in self.layers for size in (la.weights.size, la.n_out)])
        parts = iter(np.split(vector, ends[:-1]))
        return Network(
            Layer(next(parts).reshape(layer.weights.shape), next(parts), layer.activation)
            for layer in self.layers
        )

    def with_layer(self, number: int, **changes: Any) -> Network:  # noqa: ANN401
        """The same network with layer `number` (1 … L) changed, as `Layer.replace` changes it.

        >>> network = Network([Layer([[1.0, 2.0]], [3.0])])
        >>> network.with_layer(1, biases=[0.0])([1.0, 1.0]).round(3)
        array([0.953])
        """
        if whole(number, "layer number") > len(self.layers):
            raise ValueError(f"expected a layer from 1 to {len(self.layers)}, got {number}")
        layers = list(self.layers)
        layers[number - 1] = layers[number - 1].replace(**changes)
        return Network(layers)

    def __call__(self, x: ArrayLike) -> Array:
        """F(x), shape (n_out,) for one sample (n_in,), (n_samples, n_out) for a batch.

        Raises:
            ValueError: the wrong number of inputs, a nan.
            TypeError: anything but numbers.
        """
        a = self.columns(x)
        for layer in self.layers:
            a = layer.activation(preactivation(layer, a).T).T
        return a.T

    def forward(self, x: ArrayLike) -> ForwardPass:
        """z^(l) = W^(l) a^(l−1) + b^(l) and a^(l) = σ(z^(l)) for every layer, all kept.

        Shapes and errors as calling the network.
        """
        a = self.columns(x)
        activations, preactivations = [a.T], []
        for layer in self.layers:
            z = preactivation(layer, a)
            a = layer.activation(z.T).T
            preactivations.append(z.T)
            activations.append(a.T)
        return ForwardPass(activations, preactivations)

    def columns(self, x: ArrayLike) -> Array:
        """The input as columns, for W a + b to read as it is written: (n_in,) or (n_in, n)."""
        a = finite(x, "x")
        if a.ndim not in (1, 2) or a.shape[-1] != self.layers[0].n_in:
            n_in = self.layers[0].n_in
            raise ValueError(
                f"expected x of shape ({n_in},) or (n_samples, {n_in}), got {a.shape}: "
                "rows are samples"
            )
        return a.T

    def __eq__(self, other: object) -> bool:
        return self.layers == other.layers if isinstance(other, Network) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        units = " → ".join(f"{layer.n_out} {layer.activation.name}" for layer in self.layers)
        return f"Network({self.sizes[0]} → {units}, {self.n_parameters} parameters)"


def preactivation(layer: Layer, a: Array) -> Array:
    """W a + b, where `a` is one column (n_in,) or many (n_in, n_samples).

    Columns and not rows: the sums then run along long rows of memory, which on narrow layers is
    twice as fast.
    """
    z = layer.weights @ a
    z += layer.biases if a.ndim == 1 else layer.biases[:, None]
    return z


def weight_scale(scale: float | str, n_in: int, activation: Activation) -> float:
    """The standard deviation of a layer's first weights."""
    if not isinstance(scale, str):
        return scale
    return float(np.sqrt((2.0 if activation.name == "relu" else 1.0) / n_in))


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
