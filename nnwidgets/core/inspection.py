"""To look at a graph: its legal orders, the backward walk step by step, and its formulas."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from nnwidgets.core.graph import Gradients, require_one_number, topological_order
from nnwidgets.core.node import Node
from nnwidgets.core.operations import unbroadcast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def all_topological_orders(output: Node, limit: int = 1000) -> list[list[Node]]:
    """Every legal order of the graph's operations, after its inputs, whose value is given.

    Kahn's rule with a choice at every step: any node may come next whose inputs have all been
    computed. A choice that was followed to the end is taken back and the next one tried.

    Raises:
        ValueError: there are more than `limit`.

    >>> x = Node(2.0)
    >>> a, b = x + 1, x + 2
    >>> len(all_topological_orders(a * b))
    2
    """
    nodes = topological_order(output)
    given = [node for node in nodes if node.operation is None]
    users: dict[Node, list[Node]] = {node: [] for node in nodes}
    for node in nodes:
        for u in set(node.inputs):
            users[u].append(node)
    missing = {node: len(set(node.inputs).difference(given)) for node in nodes}
    start = [node for node in nodes if node.operation is not None and not missing[node]]
    orders, chosen, ready = [], list[Node](), [start]
    untried = [iter(start)]
    while untried:
        if len(chosen) == len(nodes) - len(given):
            orders.append(given + chosen)
            if len(orders) > limit:
                raise ValueError(f"the graph has more than {limit} legal orders: raise the limit")
        choice = next(untried[-1], None)
        if choice is not None:
            chosen.append(choice)
            for user in users[choice]:
                missing[user] -= 1
            freed = [user for user in users[choice] if not missing[user]]
            ready.append([node for node in ready[-1] if node is not choice] + freed)
            untried.append(iter(ready[-1]))
        else:
            untried.pop()
            ready.pop()
            for user in users[chosen.pop()] if chosen else []:
                missing[user] += 1
    return orders


class BackwardStep(NamedTuple):
    """One message of the backward walk, from a node to one of its inputs.

    Attributes:
        node: whose adjoint is complete.
        input: who receives.
        position: the input's place among the node's operands.
        upstream: ∂f/∂node.
        local: ∂node/∂input, where message = upstream × local; None where the product is not taken
            number by number, as in a matrix product.
        message: what is added to the input's adjoint.
        before: the input's adjoint until now, 0 at first.
        adjoint: before + message.
    """

    node: Node
    input: Node
    position: int
    upstream: Any
    local: Any
    message: Any
    before: Any
    adjoint: Any


def backward_steps(output: Node) -> Iterator[BackwardStep]:
    """The walk of `backward`, one message at a time, to be watched.

    Raises:
        ValueError: the output is not one number.

    >>> x = Node(3.0)
    >>> [(float(step.message), float(step.adjoint)) for step in backward_steps(x * x)]
    [(3.0, 3.0), (3.0, 6.0)]
    """
    running = Gradients({require_one_number(output): np.float64(1.0)})
    for node in reversed(topological_order(output)):
        rules = node.operation.rules if node.operation else ()
        for position, (u, rule) in enumerate(zip(node.operands, rules, strict=False)):
            if isinstance(u, Node):
                upstream, before = running[node].copy(), running[u].copy()
                with np.errstate(all="ignore"):
                    local = local_derivative(node, rule)
                    message = unbroadcast(rule(upstream, node.value, *node.values), u.shape).copy()
                    adjoint = running[u] = before + message
                yield BackwardStep(
                    node, u, position, upstream, local, message, before, adjoint.copy()
                )


def local_derivative(node: Node, rule: Callable[..., Any]) -> Any:  # noqa: ANN401
    """∂node/∂input: the message of an adjoint of 1."""
    if node.operation is None or not (node.operation.elementwise or node.shape == ()):
        return None
    return rule(np.ones_like(node.value)[()], node.value, *node.values)


def label_nodes(order: Sequence[Node]) -> dict[Node, str]:
    """A letter for every node: inputs by their name, operations a, b, c … along the order.

    Letters that inputs have are left out; after z comes a1. Inputs without a name are x1, x2 …

    >>> x = Node(2.0, "x")
    >>> list(label_nodes(topological_order((x + 1) * x)).values())
    ['x', 'a', 'b']
    """
    taken = {node.name for node in order if node.operation is None}
    letters = (f"{a}{n or ''}" for n in count() for a in "abcdefghijklmnopqrstuvwxyz")
    numbered = (f"x{n}" for n in count(1))
    labels = {}
    for node in order:
        names = letters if node.operation is not None else numbered
        named = node.operation is None and node.name
        labels[node] = node.name if named else next(name for name in names if name not in taken)
    return labels


def equation(node: Node, labels: Mapping[Node, str]) -> str:
    """How the node was computed, as "c = a + b"; an input's value, as "x = 1.5".

    >>> x = Node(2.0, "x")
    >>> y = x**2
    >>> equation(y, label_nodes([x, y]))
    'a = x²'
    """
    if node.operation is None:
        return f"{labels[node]} = {constant_text(node.value)}"
    words = operand_texts(node, labels)
    if (power := whole_exponent(node)) is not None:
        return f"{labels[node]} = {words[0]}{superscript(power)}"
    return f"{labels[node]} = {node.operation.formula.format(*words)}"


def derivative_text(node: Node, position: int, labels: Mapping[Node, str]) -> str:
    """∂node/∂operand as a formula in the labels, as "1 / (2√c)".

    Raises:
        ValueError: the node is an input.

    >>> x = Node(2.0, "x")
    >>> y = x**2
    >>> derivative_text(y, 0, label_nodes([x, y]))
    '2 · x'
    """
    if node.operation is None:
        raise ValueError("an input was not computed from anything: it has no local derivative")
    words = operand_texts(node, labels)
    if (power := whole_exponent(node)) is not None:
        return f"{constant_text(power)} · {words[0]}{superscript(power - 1)}"
    return node.operation.derivatives[position].format(*words, y=labels[node])


def operand_texts(node: Node, labels: Mapping[Node, str]) -> list[str]:
    """Labels of the nodes and numbers of the constants among the operands, as in x − (−3)."""
    words = [labels[u] if isinstance(u, Node) else constant_text(u) for u in node.operands]
    return [f"({word})" if word.startswith("−") else word for word in words]


def whole_exponent(node: Node) -> int | None:
    """The exponent of a power where it is a whole number, and no node."""
    if node.operation is None or node.operation.name != "power":
        return None
    exponent = node.operands[1]
    is_whole = isinstance(exponent, float) and exponent.is_integer() and abs(exponent) < 10_000
    return int(exponent) if is_whole else None


def superscript(power: int) -> str:
    """²; nothing for 1."""
    return "" if power == 1 else str(power).translate(SUPERSCRIPTS)


def constant_text(value: Any) -> str:  # noqa: ANN401
    """A number in four digits; of an array its shape, as "[2×3]"."""
    if isinstance(value, np.ndarray):
        return f"[{'×'.join(map(str, value.shape))}]"
    text = f"{value:.4g}" if isinstance(value, float) else str(value)
    return text.replace("-", "−")
