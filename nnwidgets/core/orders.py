"""Legal orders of a graph that is given by names: who needs whom.

A graph is a mapping from each name to the names it was computed from, as {"b": ["a"], "a": ["x"]}.
A name that is needed but has no entry of its own is an input: its value is given. This is the form
in which students write a graph down; `nnwidgets.core.graph` holds the same for nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from nnwidgets.core.node import Node

    Needs: TypeAlias = Mapping[str, Sequence[str]]

MOST_STATES = 20_000
"""Of the count of orders; one state is a set of names that can have been computed."""


def needs_of(order: Iterable[Node], names: Mapping[Node, str]) -> dict[str, list[str]]:
    """The graph of some nodes by name, without its inputs.

    >>> from nnwidgets.core.node import Node
    >>> x = Node(2.0, "x")
    >>> needs_of([x, y := x * x], {x: "x", y: "a"})
    {'a': ['x', 'x']}
    """
    return {
        names[node]: [names[u] for u in node.inputs] for node in order if node.operation is not None
    }


def missing(needs: Needs, name: str, done: Collection[str]) -> list[str]:
    """What `name` still waits for: the names among its needs that are to be computed first.

    Their number is Kahn's counter, the in-degree of the node in what is left of the graph. Source:
    A. B. Kahn, Topological sorting of large networks, Communications of the ACM 5 (1962).

    >>> missing({"a": ["x"], "b": ["a"], "c": ["a", "b"]}, "c", done=["a"])
    ['b']
    """
    return [u for u in dict.fromkeys(needs[name]) if u in needs and u not in done]


def ready(needs: Needs, done: Collection[str]) -> list[str]:
    """The names that can be computed next: their counter is 0."""
    return [name for name in needs if name not in done and not missing(needs, name, done)]


def kahn_order(needs: Needs) -> list[str]:
    """One legal order: always the first name that is ready.

    Raises:
        ValueError: some names wait for each other in a circle; the message names them, and no name
            that only waits for the circle.

    >>> kahn_order({"b": ["a"], "a": ["x"]})
    ['a', 'b']
    """
    users: dict[str, list[str]] = {name: [] for name in needs}
    for name in needs:
        for u in missing(needs, name, ()):
            users[u].append(name)
    waiting = {name: len(missing(needs, name, ())) for name in needs}
    order = [name for name, count in waiting.items() if count == 0]
    for name in order:  # the list grows while it is walked along
        for user in users[name]:
            waiting[user] -= 1
            if waiting[user] == 0:
                order.append(user)
    if len(order) < len(waiting):
        left = ", ".join(circles(needs, [name for name in waiting if name not in order]))
        raise ValueError(f"no order is legal: {left} wait for each other in a circle")
    return order


def circles(needs: Needs, left: list[str]) -> list[str]:
    """Those of the names left over that another of them waits for, and so on round."""
    while True:
        wanted = {u for name in left for u in needs[name]}
        kept = [name for name in left if name in wanted]
        if kept == left:
            return left
        left = kept


def n_orders(needs: Needs, done: Collection[str] = ()) -> int:
    """How many legal orders there are to compute what is not done yet; 0 with a circle.

    Two ways that have computed the same names go on alike, so the names are counted on and not
    the ways.

    Raises:
        ValueError: too many sets of names to count on.

    >>> n_orders({"a": ["x"], "b": ["x"], "c": ["a", "b"]})
    2
    """
    ways = {frozenset(done).intersection(needs): 1}
    for _ in range(len(needs) - len(next(iter(ways)))):
        longer: dict[frozenset[str], int] = {}
        for names, count in ways.items():
            for name in ready(needs, names):
                longer[names | {name}] = longer.get(names | {name}, 0) + count
        if len(longer) > MOST_STATES:
            raise ValueError("too many orders to count: take a smaller graph")
        ways = longer
    return sum(ways.values())


def times_computed(needs: Needs) -> dict[str, int]:
    """How often each name is computed when nothing is kept: once for every use of every user.

    Their sum is the size of the tree that the graph stands for; the graph itself computes each
    name once.

    Raises:
        ValueError: there is a circle.

    >>> times_computed({"a": ["x", "x"], "b": ["a", "a"], "c": ["b", "b"]})
    {'a': 4, 'b': 2, 'c': 1}
    """
    times = dict.fromkeys(needs, 0)
    for name in reversed(kahn_order(needs)):
        times[name] = times[name] or 1
        for u in needs[name]:
            if u in times:
                times[u] += times[name]
    return times
