"""A network's feedforward as nodes of a graph: one node an array, or one node a number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from nnwidgets.core.node import Node
from nnwidgets.text import layer_symbol, subscript

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array
    from nnwidgets.core.network import Network

Unit: TypeAlias = tuple[int, int | None]
"""A layer, and a unit of it counted from 0; None for all of them."""


@dataclass
class Unrolled:
    """The nodes of a network in a topological order.

    Attributes:
        order: all nodes, each after those it needs.
        names: a symbol for each, as "z⁽¹⁾₂"; "" for a sum on the way.
        units: the layer and unit that each belongs to.
        output: the nodes of the last layer.
    """

    order: list[Node] = field(default_factory=list)
    names: dict[Node, str] = field(default_factory=dict)
    units: dict[Node, Unit] = field(default_factory=dict)
    output: list[Node] = field(default_factory=list)

    def add(self, node: Node, name: str, unit: Unit) -> Node:
        """Write a node down."""
        self.order.append(node)
        self.names[node] = name
        self.units[node] = unit
        return node

    @property
    def steps(self) -> list[Node]:
        """The nodes that are computed."""
        return [node for node in self.order if node.operation is not None]


def of_arrays(network: Network, x: Array) -> Unrolled:
    """Per layer W a, + b and σ; W and b are placeholders as x is."""
    graph = Unrolled()
    a = graph.add(Node(x), "x", (0, None))
    for number, layer in enumerate(network.layers, start=1):
        before = "x" if number == 1 else layer_symbol("a", number - 1)
        symbol = {letter: layer_symbol(letter, number) for letter in "Wbza"}
        unit = (number, None)
        W = graph.add(Node(layer.weights), symbol["W"], unit)
        product = graph.add(W @ a, f"{symbol['W']}{before}", unit)
        b = graph.add(Node(layer.biases), symbol["b"], unit)
        z = graph.add(product + b, symbol["z"], unit)
        a = graph.add(z.apply(layer.activation.name), symbol["a"], unit)
    graph.output = [a]
    return graph


def of_numbers(network: Network, x: Array) -> Unrolled:
    """Per unit its products w a, their sum, + b and σ; weights are constants of the products."""
    graph = Unrolled()
    before = [
        graph.add(Node(float(value)), f"x{subscript(j + 1)}", (0, j)) for j, value in enumerate(x)
    ]
    for number, layer in enumerate(network.layers, start=1):
        symbol = {letter: layer_symbol(letter, number) for letter in "Wza"}
        after = []
        for i, (row, bias) in enumerate(zip(layer.weights, layer.biases, strict=True)):
            unit = (number, i)
            total: Node | None = None
            for j, (weight, u) in enumerate(zip(row, before, strict=True)):
                name = f"·{symbol['W']}{subscript(f'{i + 1}{j + 1}')}"
                product = graph.add(u * float(weight), name, unit)
                total = product if total is None else graph.add(total + product, "", unit)
            assert total is not None  # noqa: S101  # a layer has inputs
            z = graph.add(total + float(bias), f"{symbol['z']}{subscript(i + 1)}", unit)
            name = f"{symbol['a']}{subscript(i + 1)}"
            after.append(graph.add(z.apply(layer.activation.name), name, unit))
        before = after
    graph.output = before
    return graph
