"""Computational graphs: the order to compute in, forwards and backwards.

A graph is its output node and everything that was computed on the way to it. Nothing here changes
a node: `forward` and `backward` answer with a mapping from node to number.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.node import Node, compute
from nnwidgets.core.operations import unbroadcast
from nnwidgets.core.undefined import warn_if_undefined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike

MAX_UNWATCHED = 200
"""Nodes of a graph of which nobody asks whether it grows."""
MAX_ROUNDS = 50
"""Calls of `backward`, each on more than the one before, after which a graph is said to grow."""


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
        ValueError: a key that is not an input of this graph.
    """
    given = {node for node in order if node.operation is None}
    for node in inputs:
        if node not in given:
            raise ValueError(f"{node!r} is not an input of this graph: only inputs take new values")
    twins: dict[Node, Node] = {}
    for node in order:
        if node.operation is None:
            twins[node] = Node(inputs.get(node, node.stored), node.name)
        else:
            operands = tuple(twins[u] if type(u) is Node else u for u in node.operands)
            values = tuple(u.stored if type(u) is Node else u for u in operands)
            twins[node] = compute(node.operation, operands, values, None)
    return twins


def forward(output: Node, inputs: Mapping[Node, ArrayLike]) -> dict[Node, Any]:
    """The value of every node, in topological order, at new inputs.

    Args:
        output: the last node of the graph.
        inputs: new values for input nodes; the others keep theirs.

    Raises:
        ValueError: a key that is not an input of this graph.

    >>> x = Node(2.0, "x")
    >>> y = x * x
    >>> float(forward(y, {x: 5.0})[y]), float(y.value)
    (25.0, 4.0)
    """
    twins = replay(topological_order(output), inputs)
    return {node: twin.value for node, twin in twins.items()}


class Gradients(dict[Node, Any]):
    """∂f/∂node by node, each in memory of its own; 0 for a node that f does not depend on."""

    def __missing__(self, node: Node) -> Any:  # noqa: ANN401
        if not isinstance(node, Node):
            raise KeyError(f"a gradient is found by its node, as gradients[x]; got {node!r}")
        return np.zeros(node.shape)[()]


def backward(output: Node, inputs: Mapping[Node, ArrayLike] | None = None) -> Gradients:
    """∂output/∂node for every node of the graph: reverse mode, in one walk.

    Args:
        output: one number.
        inputs: new values for input nodes, as `forward` takes them.

    Returns:
        A mapping from node to adjoint, of the shape of the node's value.

    Raises:
        ValueError: the output is not one number.
        TypeError: the output is not a node.

    Warns:
        RuntimeWarning: a derivative that is not a finite number, with the operation it comes from.
        UserWarning: a graph that grows from call to call.

    >>> x = Node(3.0)
    >>> float(backward(x * x + x)[x])
    7.0
    """
    order = topological_order(require_one_number(output))
    if len(order) > MAX_UNWATCHED:
        watch_growth(order)
    if inputs is None:
        return gradients_of(output, order)
    twins = replay(order, inputs)
    result = gradients_of(twins[output], list(twins.values()))
    return Gradients({node: result[twin] for node, twin in twins.items()})


def gradients_of(output: Node, order: Sequence[Node]) -> Gradients:
    """The walk of `backward`, with a warning where a derivative is not a number."""
    with np.errstate(all="ignore"):
        found = adjoints(output, order)
        leaves = [found[node] for node in order if node.operation is None and node in found]
        warn_if_undefined(output, order, leaves, found, stacklevel=3)
    for node, adjoint in found.items():
        if type(adjoint) is np.ndarray:
            found[node] = adjoint.copy()  # on the way, several nodes may share one array
    return Gradients(found)


def adjoints(output: Node, order: Sequence[Node]) -> dict[Node, Any]:
    """Adjoints by one walk against a topological order; warnings are off already.

    When a node is reached, all that was computed from it has sent its message, so its adjoint is
    complete and can be sent on.
    """
    result = {require_one_number(output): np.float64(1.0)}
    for node in reversed(order):
        adjoint, operation = result.get(node), node.operation
        if adjoint is None or operation is None:
            continue
        operands, values, rules = node.operands, node.values, operation.rules
        if len(rules) == 1:  # one operand, of whose shape the message is: most nodes
            u = operands[0]
            message = rules[0](adjoint, node.stored, *values)
            result[u] = result[u] + message if u in result else message
            continue
        for i, rule in enumerate(rules):
            u = operands[i]
            if type(u) is Node:
                message = rule(adjoint, node.stored, *values)
                shape = u.stored.shape
                if message.shape != shape:
                    message = unbroadcast(message, shape)
                result[u] = result[u] + message if u in result else message
    return result


def watch_growth(order: Sequence[Node]) -> None:
    """Warn where a graph grows from call to call, as by w -= rate * backward(cost)[w] in a loop.

    Nodes that were not met before belong to a new round, one more than those they are built on. A
    graph that is walked twice, or built anew from the same inputs, stays in its round.
    """
    rounds = [getattr(node, "rounds", 0) for node in order]
    now = 1 + max(rounds)
    new = [node for node, known in zip(order, rounds, strict=True) if not known]
    for node in new:
        node.rounds = now
    if now == MAX_ROUNDS and new:
        warnings.warn(
            f"this graph has grown from call to call and has {len(order)} nodes: "
            "w -= rate * backward(cost)[w] adds every step to it. Begin each step anew, with "
            "w = Node(w.value - rate * backward(cost)[w])",
            stacklevel=3,
        )


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
