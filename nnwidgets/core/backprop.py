"""Backpropagation: the four equations of the deltas, layer by layer from the last.

With δ^(l) = ∂C/∂z^(l), one column for each sample:

1. δ^(L) = ∂C/∂a^(L) ⊙ σ'(z^(L))
2. δ^(l) = (W^(l+1))ᵀ δ^(l+1) ⊙ σ'(z^(l))
3. ∂C/∂b^(l) = δ^(l), added up over the samples
4. ∂C/∂W^(l) = δ^(l) (a^(l−1))ᵀ

Source: C. F. Higham and D. J. Higham, Deep Learning: An Introduction for Applied Mathematicians,
SIAM Review 61 (2019), arXiv 1801.05894, Lemma 5.1, in the lecture's numbering of the layers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.checks import quietly, single
from nnwidgets.core.differentiate import value_and_gradient
from nnwidgets.core.layer import columns
from nnwidgets.core.losses import COSTS, Cost, matching, quadratic_cost
from nnwidgets.core.node import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import ArrayLike

    from nnwidgets.core.checks import Array
    from nnwidgets.core.layer import Layer
    from nnwidgets.core.network import ForwardPass, Network


class LayerGradient(NamedTuple):
    """The gradient of the cost with respect to one layer.

    Attributes:
        weights: ∂C/∂W, of the shape of W, (n_out, n_in).
        biases: ∂C/∂b, shape (n_out,).
    """

    weights: Array
    biases: Array


@quietly
def backpropagate(
    network: Network,
    x: ArrayLike,
    targets: ArrayLike,
    cost: str | Callable[..., Any] = quadratic_cost,
) -> list[LayerGradient]:
    """∂C/∂W^(l) and ∂C/∂b^(l) for the layers l = 1 … L.

    Args:
        network: whose activations have known derivatives.
        x: one sample (n_in,) or a batch (n_samples, n_in).
        targets: as the cost takes them.
        cost: one of nnwidgets' costs, its name, or a function of your own from outputs (a node)
            and targets to one number. The cross-entropies take the outputs as logits, so the last
            activation is then "identity".

    Returns:
        One `LayerGradient` for each layer, the first layer's first.

    Raises:
        ValueError: shapes that do not fit, a nan, an unknown cost.
        TypeError: an activation without a derivative; anything but numbers.

    >>> from nnwidgets.core.network import Network
    >>> network = Network.random([2, 3, 1], rng=np.random.default_rng(0))
    >>> [layer.weights.shape for layer in backpropagate(network, [[0.1, 0.2]], [[1.0]])]
    [(3, 2), (1, 3)]
    """
    passed = network.forward(x)
    pairs = zip(deltas_of(network, passed, targets, cost), passed.activations, strict=False)
    rows = ((np.atleast_2d(delta), np.atleast_2d(a)) for delta, a in pairs)
    return [LayerGradient(delta.T @ a, delta.sum(axis=0)) for delta, a in rows]


@quietly
def deltas(
    network: Network,
    x: ArrayLike,
    targets: ArrayLike,
    cost: str | Callable[..., Any] = quadratic_cost,
) -> list[Array]:
    """δ^(l) = ∂C/∂z^(l) for the layers l = 1 … L, of the shape of z^(l).

    Arguments and errors as `backpropagate`.
    """
    return deltas_of(network, network.forward(x), targets, cost)


def deltas_of(
    network: Network, passed: ForwardPass, targets: ArrayLike, cost: str | Callable[..., Any]
) -> list[Array]:
    """The deltas of a forward pass that was made."""
    known = find_cost(cost)
    slope = known.gradient(passed.output, known.prepare(passed.output, targets))
    return backward_pass(network.layers, passed, slope)


def backward_pass(layers: Sequence[Layer], passed: ForwardPass, slope: Array) -> list[Array]:
    """Equations 1 and 2: all deltas, from ∂C/∂a^(L), not checked."""
    found: list[Array] = []
    for layer, z, a in zip(
        reversed(layers), reversed(passed.preactivations), passed.activations[:0:-1], strict=True
    ):
        delta = layer.activation.rule(slope, a, z)
        found.append(delta)
        slope = delta @ layer.weights
    return found[::-1]


def find_cost(cost: str | Callable[..., Any]) -> Cost:
    """The `Cost` of a name or a function; of your own functions by reverse mode.

    Raises:
        ValueError: a name that is not in `COSTS`.
        TypeError: neither a name nor a function.
    """
    if isinstance(cost, str):
        if cost not in COSTS:
            raise ValueError(f"unknown cost {cost!r}: use one of {', '.join(COSTS)}")
        return COSTS[cost]
    if not callable(cost):
        raise TypeError(f"expected the name of a cost or a function, got {cost!r}")
    for known in COSTS.values():
        if known.function is cost:
            return known

    def gradient(outputs: Array, targets: Array) -> Array:
        return np.asarray(value_and_gradient(lambda F: cost(F, targets))(outputs)[1][0])

    def formula(outputs: Array, targets: Array) -> float:
        return single(cost(outputs, targets), "the cost, which is to be one number")

    own: Any = cost
    return Cost(getattr(cost, "__name__", "own"), own, formula, gradient, matching)


class NetworkGraph(NamedTuple):
    """A network as a computational graph.

    Attributes:
        x: the node of the input.
        weights: the nodes of W^(1) … W^(L).
        biases: the nodes of b^(1) … b^(L).
        preactivations: the nodes of z^(1) … z^(L).
        output: the node of F(x).
    """

    x: Node
    weights: list[Node]
    biases: list[Node]
    preactivations: list[Node]
    output: Node


def network_graph(network: Network, x: ArrayLike) -> NetworkGraph:
    """The graph of F(x): z = a Wᵀ + b and a = σ(z) as nodes, rows are samples.

    `backward(quadratic_cost(graph.output, y))` then finds the same numbers as `backpropagate`.

    Raises:
        ValueError: x does not fit the network.
        TypeError: an activation of one's own, which is not an operation of the table.

    >>> from nnwidgets.core.network import Network
    >>> network = Network.random([2, 3, 1], rng=np.random.default_rng(0))
    >>> network_graph(network, [[0.1, 0.2]]).output.shape
    (1, 1)
    """
    given = Node(columns(x, network.sizes[0]).T, "x")
    a, weights, biases, preactivations = given, list[Node](), list[Node](), list[Node]()
    for number, layer in enumerate(network.layers, start=1):
        name = layer.activation.name
        if ACTIVATIONS.get(name) != layer.activation:
            names = ", ".join(ACTIVATIONS)
            raise TypeError(f"the graph has no operation for your own {name!r}: use {names}")
        weights.append(Node(layer.weights, f"W{number}"))
        biases.append(Node(layer.biases, f"b{number}"))
        preactivations.append(a @ weights[-1].T + biases[-1])
        a = preactivations[-1].apply(name)
    return NetworkGraph(given, weights, biases, preactivations, a)
