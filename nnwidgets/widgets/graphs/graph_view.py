"""From a graph of the core to the nodes of a picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.inspection import equation, label_nodes
from nnwidgets.figures.graphs.graph import GraphNode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nnwidgets.core.node import Node

MAX_NODES = 150
"""A larger graph is not drawn: it would be unreadable."""
SHORTENED = {"multiply": "·", "identity": "id"}


def picture_nodes(
    order: Sequence[Node],
    values: Mapping[Node, Any],
    *,
    names: Mapping[Node, str] | None = None,
    ids: Mapping[Node, str] | None = None,
    extra: Callable[[Node], Mapping[str, Any]] | None = None,
) -> list[GraphNode]:
    """The nodes of a picture, with their letters and values.

    Args:
        order: the graph in a topological order.
        values: the number or array of each node; one that is missing is not computed yet.
        names: a letter for each node; a, b, c … along the order where this is None.
        ids: what events call each node; its letter where this is None.
        extra: further attributes of a node's picture, such as its states or its mark.
    """
    names = label_nodes(order) if names is None else names
    ids = names if ids is None else ids
    return [
        GraphNode(
            **{
                "id": ids[node],
                "name": names[node],
                "inputs": tuple(ids[u] for u in node.inputs),
                "symbol": symbol_of(node),
                "equation": equation(node, names) if node.operation else "",
                "value": number_or_array(values.get(node)),
            }
            | dict(extra(node) if extra else {})
        )
        for node in order
    ]


def symbol_of(node: Node) -> str:
    """The operation in a few characters, with its constant where it has one."""
    if node.operation is None:
        return ""
    return SHORTENED.get(node.operation.name, node.operation.label)


def number_or_array(value: Any) -> Any:  # noqa: ANN401  # a float, an array, or None
    """A value as pictures take it: a float for a single number."""
    return float(value) if value is not None and np.ndim(value) == 0 else value


def picture_tree(
    order: Sequence[Node],
    values: Mapping[Node, Any],
    *,
    names: Mapping[Node, str],
    extra: Callable[[Node], Mapping[str, Any]] | None = None,
) -> list[GraphNode]:
    """The graph written out as a tree: a copy of a node for every use of it.

    Copies keep the letter of their node; their ids are "a", "a:2", "a:3" …
    """
    pictures = picture_nodes(order, values, names=names, extra=extra)
    shared = dict(zip(order, pictures, strict=True))
    copies: Counter[Node] = Counter()
    found: list[GraphNode] = []
    ids: list[str] = []  # of the copies whose user is still to come
    pending: list[tuple[Node, bool]] = [(order[-1], False)]
    while pending:
        node, complete = pending.pop()
        if not complete:
            pending.append((node, True))
            pending += [(u, False) for u in reversed(node.inputs)]
            continue
        copies[node] += 1
        name = names[node] if copies[node] == 1 else f"{names[node]}:{copies[node]}"
        inputs = tuple(ids[len(ids) - len(node.inputs) :])
        del ids[len(ids) - len(node.inputs) :]
        found.append(replace(shared[node], id=name, inputs=inputs))
        ids.append(name)
    return found
