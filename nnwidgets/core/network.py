"""Feedforward networks: a^(l) = σ(W^(l) a^(l−1) + b^(l)), layer after layer.

Layer 0 is the input, a^(0) = x. Layers and networks never change: editing a weight gives a new
network, so that nothing that was computed with the old one is silently wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from nnwidgets.core.activations import find_activation
from nnwidgets.core.checks import Array, finite, generator, not_negative, quietly, whole
from nnwidgets.core.layer import Layer, columns, layer_parameter_names, weight_scale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import ArrayLike

    from nnwidgets.core.activation_row import Activation

__all__ = ["ForwardPass", "Layer", "Network"]


class ForwardPass(NamedTuple):
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
        if isinstance(layers, Layer):
            raise TypeError("expected a list of Layer objects, got one Layer: Network([layer])")
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
    @quietly
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
            scale: standard deviation of every weight and bias; or "fan_in": √(v / n_in),
                with zero biases, which keeps the activations of wide layers at one size. v is the
                activation's `weight_variance`: 2 for relu (He et al. 2015, arXiv 1502.01852,
                eq. 10), 1 for sigmoid and tanh.

        Raises:
            ValueError: fewer than two sizes, a size below 1, an unknown scale.
            TypeError: `rng` is not a generator.
        """
        generator(rng)
        if isinstance(scale, str) and scale != "fan_in":
            raise ValueError(f'scale: expected a number or "fan_in", got {scale!r}')
        spread = 0.0 if isinstance(scale, str) else not_negative(scale, "scale")
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

    @quietly
    def __call__(self, x: ArrayLike) -> Array:
        """F(x), shape (n_out,) for one sample (n_in,), (n_samples, n_out) for a batch.

        Raises:
            ValueError: the wrong number of inputs, a nan.
            TypeError: anything but numbers.
        """
        a = columns(x, self.layers[0].n_in)
        for layer in self.layers:
            a = layer.activation(layer.preactivation(a).T).T
        return a.T

    @quietly
    def forward(self, x: ArrayLike) -> ForwardPass:
        """z^(l) = W^(l) a^(l−1) + b^(l) and a^(l) = σ(z^(l)) for every layer, all kept.

        Shapes and errors as calling the network.
        """
        return feedforward(self.layers, columns(x, self.layers[0].n_in).copy())

    def __reduce__(self) -> tuple[type[Network], tuple[tuple[Layer, ...]]]:
        return Network, (self.layers,)  # copies and what is unpickled are checked and read-only too

    def __eq__(self, other: object) -> bool:
        return self.layers == other.layers if isinstance(other, Network) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        units = " → ".join(f"{layer.n_out} {layer.activation.name}" for layer in self.layers)
        return f"Network({self.sizes[0]} → {units}, {self.n_parameters} parameters)"


def feedforward(layers: Sequence[Layer], a: Array) -> ForwardPass:
    """The pass from a^(0), given as columns, not checked."""
    activations, preactivations = [a.T], []
    for layer in layers:
        z = layer.preactivation(a).T
        a = layer.activation(z).T
        preactivations.append(z)
        activations.append(a.T)
    return ForwardPass(activations, preactivations)
