"""Exercise: the reverse sweep over any graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.core.checks import Array

    Graph = Sequence[Sequence[int]]
    Derivatives = Sequence[Sequence[float]]


def backward(parents: Graph, local: Derivatives) -> Array:
    """Adjoints of all nodes; node i was computed from `parents[i]`, the last node is the output."""
    adjoints = np.zeros(len(parents))
    adjoints[-1] = 1.0
    for node in reversed(range(len(parents))):
        for parent, derivative in zip(parents[node], local[node], strict=True):
            adjoints[parent] += adjoints[node] * derivative
    return adjoints


def some_graph(
    rng: np.random.Generator, n_inputs: int, n_nodes: int
) -> tuple[list[list[int]], list[list[float]]]:
    """A graph whose nodes have one or two parents; early nodes are shared, and one is squared."""
    parents: list[list[int]] = [[] for _ in range(n_inputs)]
    for node in range(n_inputs, n_nodes):
        first = node - 1 if node > n_inputs else 0
        parents.append([first, int(rng.integers(0, node))][: 1 + (node % 3 > 0)])
    parents[-2] = [n_nodes - 3, n_nodes - 3]  # u · u: one node, two messages
    parents[-1] = [n_nodes - 2, 0]
    local = [[float(d) for d in rng.uniform(0.5, 1.5, len(ps))] for ps in parents]
    return parents, [[d * rng.choice([-1.0, 1.0]) for d in ds] for ds in local]


def graph_cases(rng: np.random.Generator) -> list[Case]:
    """A chain, where `=` for `+=` does not show, and graphs with shared nodes, where it does."""
    chain = [[], [0], [1], [2], [3]]
    derivatives = [[float(d) for d in rng.uniform(0.5, 2.0, len(ps))] for ps in chain]
    shared = "graphs with shared nodes"
    return [
        Case("a chain", (chain, derivatives)),
        Case(shared, some_graph(rng, 1, 7)),
        Case(shared, some_graph(rng, 2, 9)),
        Case(shared, some_graph(rng, 3, 14)),
    ]


def overwriting(parents: Graph, local: Derivatives) -> Array:
    """= where += belongs."""
    adjoints = np.zeros(len(parents))
    adjoints[-1] = 1.0
    for node in reversed(range(len(parents))):
        for parent, derivative in zip(parents[node], local[node], strict=True):
            adjoints[parent] = adjoints[node] * derivative
    return adjoints


def forwards(parents: Graph, local: Derivatives) -> Array:
    """The nodes visited from the first to the last."""
    adjoints = np.zeros(len(parents))
    adjoints[-1] = 1.0
    for node in range(len(parents)):
        for parent, derivative in zip(parents[node], local[node], strict=True):
            adjoints[parent] += adjoints[node] * derivative
    return adjoints


def first_parent_only(parents: Graph, local: Derivatives) -> Array:
    """The first parent of each node alone gets a message."""
    return backward([ps[:1] for ps in parents], [ds[:1] for ds in local])


def without_upstream(parents: Graph, local: Derivatives) -> Array:
    """Local derivatives added up, not multiplied by what comes from above."""
    adjoints = np.zeros(len(parents))
    adjoints[-1] = 1.0
    for ps, ds in zip(parents, local, strict=True):
        for parent, derivative in zip(ps, ds, strict=True):
            adjoints[parent] += derivative
    return adjoints


def every_node_starts_at_one(parents: Graph, local: Derivatives) -> Array:
    """All adjoints start at 1."""
    adjoints = np.ones(len(parents))
    for node in reversed(range(len(parents))):
        for parent, derivative in zip(parents[node], local[node], strict=True):
            adjoints[parent] += adjoints[node] * derivative
    return adjoints


def forward_mode(parents: Graph, local: Derivatives) -> Array:
    """d(node)/d(node 0): the derivatives carried forwards."""
    tangents = np.zeros(len(parents))
    tangents[0] = 1.0
    for node, (ps, ds) in enumerate(zip(parents, local, strict=True)):
        if ps:
            tangents[node] = sum(tangents[p] * d for p, d in zip(ps, ds, strict=True))
    return tangents


BACKWARD = Exercise(
    name="backward",
    title="The reverse sweep",
    points=3,
    reference=backward,
    cases=graph_cases,
    in_package="nw.backward(output)",
    answered_by=("backward",),
    advice=(
        "Do u · u by hand: parents [[], [0, 0]] with local [[], [3, 3]] give the adjoints [6, 1]."
    ),
    mistakes=(
        Mistake(
            "= for +=",
            overwriting,
            "Where a node is used twice the second message overwrites the first: increment, "
            "as in `+=`.",
        ),
        Mistake(
            "forwards",
            forwards,
            "The nodes are visited from the first to the last: a node has nothing to send on "
            "before all messages to it have come. Go in reverse.",
        ),
        Mistake(
            "output starts at 0",
            lambda parents, local: 0.0 * backward(parents, local),
            "All adjoints are 0: the sweep needs a start, and the derivative of the output with "
            "respect to itself is 1.",
        ),
        Mistake(
            "all start at 1",
            every_node_starts_at_one,
            "All adjoints start at 1; that is right for the output only, the others start at 0.",
        ),
        Mistake(
            "first parent only",
            first_parent_only,
            "Only the first parent of a node gets its message; every parent gets one.",
        ),
        Mistake(
            "no upstream",
            without_upstream,
            "The local derivatives are added as they are: a message is upstream × local.",
        ),
        Mistake(
            "forward mode",
            forward_mode,
            "These are the derivatives of every node with respect to node 0, carried forwards; the "
            "exercise asks for those of the last node with respect to every node.",
        ),
        Mistake(
            "added local derivatives",
            lambda parents, local: backward(parents, [[1.0] * len(ds) for ds in local]),
            "The local derivatives do not come in: these numbers count the ways to the output.",
        ),
        Mistake(
            "inputs only",
            lambda parents, local: backward(parents, local)[: sum(not ps for ps in parents)],
            "Only the inputs are returned; every node has an adjoint.",
        ),
    ),
)
