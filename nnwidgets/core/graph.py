"""Computational graphs: the order to compute in, forwards and backwards.

A graph is its output node and everything that was computed on the way to it. Nothing here changes
a node: `forward` and `backward` answer with a mapping from node to number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.node import Node, compute
from nnwidgets.core.operations import unbroadcast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike


def topological_order(output: Node) -> list[Node]:
    """All nodes of the graph, every node after the nodes it was computed from.

    Depth first: a node is written down when all its inputs are. The open nodes lie on a stack of
    our own and not on Python's, so that a chain of a million nodes is fine. Time and memory grow
    with the number of edges.
    Source: Cormen, Leiserson, Rivest, Stein, Introduction to Algorithms, 4th ed., section 20.4.

    >>> x = Node(2.0, "x")
    >>> topological_order((x + 1) * x)
    [Node(2., x), Node(3., +), Node(6., ×)]
    """
    order: list[Node] = []
    opened: set[Node] = set()
    done: set[Node] = set()
    stack = [output]
    while stack:
        node = stack.pop()
        if node in done:
            continue
        if node in opened or node.operation is None:
            done.add(node)
            order.append(node)
        else:
            opened.add(node)
            stack.append(node)
            stack += [u for u in reversed(node.operands) if type(u) is Node]
    return order


def replay(order: Sequence[Node], inputs: Mapping[Node, ArrayLike]) -> dict[Node, Node]:
    """Every node's twin: the same operation at new inputs. Inputs left out keep their value.

    Raises:
        ValueError: a key that is no input of this graph.
    """
    given = {node for node in order if node.operation is None}
    for node in inputs:
        if node not in given:
            raise ValueError(f"{node!r} is no input of this graph: only inputs take new values")
    twins: dict[Node, Node] = {}
    for node in order:
        if node.operation is None:
            twins[node] = Node(inputs.get(node, node.value), node.name)
        else:
            operands = tuple(twins[u] if type(u) is Node else u for u in node.operands)
            values = tuple(u.value if type(u) is Node else u for u in operands)
            twins[node] = compute(node.operation, operands, values, None)
    return twins


def forward(output: Node, inputs: Mapping[Node, ArrayLike]) -> dict[Node, Any]:
    """The value of every node, in topological order, at new inputs.

    Args:
        output: the last node of the graph.
        inputs: new values for input nodes; the others keep theirs.

    Raises:
        ValueError: a key that is no input of this graph.

    >>> x = Node(2.0, "x")
    >>> y = x * x
    >>> float(forward(y, {x: 5.0})[y]), float(y.value)
    (25.0, 4.0)
    """
    twins = replay(topological_order(output), inputs)
    return {node: twin.value for node, twin in twins.items()}


class Gradients(dict[Node, Any]):
    """∂f/∂node by node; 0 for a node that f does not depend on."""

    def __missing__(self, node: Node) -> Any:  # noqa: ANN401
        return np.zeros_like(node.value)[()]


def backward(output: Node, inputs: Mapping[Node, ArrayLike] | None = None) -> Gradients:
    """∂output/∂node for every node of the graph: reverse mode, in one walk.

    Args:
        output: one number.
        inputs: new values for input nodes, as `forward` takes them.

    Returns:
        A mapping from node to adjoint, of the shape of the node's value.

    Raises:
        ValueError: the output is not one number.
        TypeError: the output is no node.

    >>> x = Node(3.0)
    >>> float(backward(x * x + x)[x])
    7.0
    """
    order = topological_order(require_one_number(output))
    with np.errstate(all="ignore"):
        if inputs is None:
            return Gradients(adjoints(output, order))
        twins = replay(order, inputs)
        result = adjoints(twins[output], list(twins.values()))
    return Gradients({node: result[twin] for node, twin in twins.items()})


def adjoints(output: Node, order: Sequence[Node]) -> dict[Node, Any]:
    """Adjoints by one walk against a topological order; warnings are off already.

    When a node is reached, all that was computed from it has sent its message, so its adjoint is
    complete and can be sent on.
    """
    result = {require_one_number(output): np.float64(1.0)}
    for node in reversed(order):
        adjoint = result.get(node)
        if adjoint is None or node.operation is None:
            continue
        operands, values = node.operands, node.values
        for i, rule in enumerate(node.operation.rules):
            u = operands[i]
            if type(u) is Node:
                message = rule(adjoint, node.value, *values)
                if message.shape != values[i].shape:
                    message = unbroadcast(message, values[i].shape)
                result[u] = result[u] + message if u in result else message
    return result


def require_one_number(output: Node) -> Node:
    """The output, if it is one number: only then is there one derivative for each node."""
    if not isinstance(output, Node):
        raise TypeError(f"expected a Node as output, got an object of type {type(output).__name__}")
    if output.shape:
        raise ValueError(
            f"expected an output that is one number, got shape {output.shape}: "
            "end with .sum() or .mean()"
        )
    return output
