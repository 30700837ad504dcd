"""The reverse sweep, message by message: done right, and done wrong in three ways.

The mistakes show why the algorithm is as it is: it adds, it keeps an order, it starts from zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nnwidgets.core.graph import replay, topological_order
from nnwidgets.core.inspection import BackwardStep, backward_steps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.core.node import Node

MISTAKES = ("overwrite", "no order", "not zeroed")
MAX_VISITS = 1000


class Sent(NamedTuple):
    """One message of a sweep over numbers.

    Attributes:
        node: who sends.
        input: who receives.
        position: the input's place among the node's operands.
        upstream: the node's adjoint when it sends.
        local: ∂node/∂input.
        message: upstream · local.
        before: the input's adjoint until now.
        adjoint: and after it.
    """

    node: Node
    input: Node
    position: int
    upstream: float
    local: float
    message: float
    before: float
    adjoint: float


def sweep(
    output: Node, inputs: Mapping[Node, float], mistake: str = ""
) -> tuple[dict[Node, float], list[Sent]]:
    """The adjoints at the start of a reverse sweep, and its messages in their order.

    Args:
        output: of a graph of numbers.
        inputs: values of its inputs.
        mistake: "" for none; "overwrite" sets where it has to add; "no order" sends on at once
            whatever a node receives, along every path; "not zeroed" starts from the adjoints
            of a sweep before.

    Raises:
        ValueError: an unknown mistake, or more than MAX_VISITS messages without an order.
    """
    order = topological_order(output)
    right = messages(order, output, inputs)
    zero = dict.fromkeys(order, 0.0) | {output: 1.0}
    if mistake == "":
        return zero, right
    if mistake == "overwrite":
        return zero, resent(right, zero, add=False)
    if mistake == "not zeroed":
        final = zero | {sent.input: sent.adjoint for sent in right}
        left = final | {output: final[output] + 1.0}
        return left, resent(right, left, add=True)
    if mistake == "no order":
        return zero, along_paths(output, right)
    raise ValueError(f"mistake: expected one of {', '.join(MISTAKES)}, got {mistake!r}")


def messages(order: list[Node], output: Node, inputs: Mapping[Node, float]) -> list[Sent]:
    """The messages of the right sweep, at new inputs."""
    twins = replay(order, inputs)
    original = {twin: node for node, twin in twins.items()}
    return [as_numbers(step, original) for step in backward_steps(twins[output])]


def as_numbers(step: BackwardStep, original: Mapping[Node, Node]) -> Sent:
    """A step of the walk as floats, at the nodes of the graph it was asked for."""
    numbers = (step.upstream, step.local, step.message, step.before, step.adjoint)
    return Sent(original[step.node], original[step.input], step.position, *map(float, numbers))


def resent(right: list[Sent], start: Mapping[Node, float], *, add: bool) -> list[Sent]:
    """The same messages in the same order, from other adjoints, added or set."""
    running, found = dict(start), []
    for sent in right:
        upstream, before = running[sent.node], running[sent.input]
        message = upstream * sent.local
        running[sent.input] = before + message if add else message
        found.append(
            sent._replace(
                upstream=upstream, message=message, before=before, adjoint=running[sent.input]
            )
        )
    return found


def along_paths(output: Node, right: list[Sent]) -> list[Sent]:
    """Recursion: what a node receives it sends on at once, so that every path is walked.

    The sum over all paths is the derivative, so the numbers come out right. But a node that lies
    on many paths sends as often, and the number of paths can double with every node.
    """
    edges: dict[Node, list[Sent]] = {}
    for sent in right:
        edges.setdefault(sent.node, []).append(sent)
    running: dict[Node, float] = {}
    found: list[Sent] = []
    pending = [(edge, 1.0) for edge in reversed(edges.get(output, []))]
    while pending:
        edge, upstream = pending.pop()
        message, before = upstream * edge.local, running.get(edge.input, 0.0)
        running[edge.input] = before + message
        found.append(
            edge._replace(
                upstream=upstream, message=message, before=before, adjoint=before + message
            )
        )
        if len(found) > MAX_VISITS:
            raise ValueError(f"without an order there are more than {MAX_VISITS} messages")
        pending += [(onward, message) for onward in reversed(edges.get(edge.input, []))]
    return found
