"""The pictures and words of the OrderExplorer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nnwidgets.core.inspection import all_topological_orders
from nnwidgets.core.orders import missing, n_orders
from nnwidgets.course.graphs.formula_graph import FormulaGraph, formula_graph
from nnwidgets.figures.graphs.graph import graph_diagram, no_diagram
from nnwidgets.figures.scenes.readout import NO_VALUE, readout, row
from nnwidgets.text import listed, shorten
from nnwidgets.widgets.graphs.graph import variable_slider
from nnwidgets.widgets.graphs.graph_view import MAX_NODES, picture_nodes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nnwidgets.core.node import Node
    from nnwidgets.figures.schema.diagram import DiagramScene
    from nnwidgets.figures.schema.readout import ReadoutScene

MAX_LISTED = 6
"""Nodes that a sentence names."""
MAX_LETTERS = 40
"""In legal orders that are written out; of more, only the number is told."""
CAPTION = "under a node: its inputs still to be computed; lit: ready; dashed: placeholders"


@dataclass(frozen=True)
class OrderNumbers:
    """How far the computation is.

    Attributes:
        graph: the formula with its graph.
        values: of the placeholders, and of what has been computed.
        done: the letters of what has been computed, in that order.
        ready: the letters of what can come next.
    """

    graph: FormulaGraph
    values: Mapping[Node, Any]
    done: tuple[str, ...]
    ready: tuple[str, ...]


@dataclass(frozen=True)
class Refusal:
    """Why a node cannot be computed now.

    Attributes:
        sentence: to show.
        name: the letter of a node that lacks inputs, which is crossed; else "".
        mark: what stands under it.
    """

    sentence: str
    name: str = ""
    mark: str = ""


def refusal(graph: FormulaGraph, name: str, done: Sequence[str]) -> Refusal | None:
    """Why a node cannot be computed after those that are done; None if it can."""
    if name in graph.formula.inputs:
        return Refusal(f"{name} is a placeholder: its number is given, nothing is computed there.")
    if name not in graph.needs:
        return Refusal(f"There is not a node {shorten(repr(name), 40)} in this graph.")
    if name in done:
        return Refusal(f"{name} is computed already, and once is enough.")
    gap = missing(graph.needs, name, done)
    if not gap:
        return None
    not_yet = "which is not computed yet" if len(gap) == 1 else "which are not computed yet"
    return Refusal(f"{name} needs {listed(gap)}, {not_yet}.", name, f"✗ needs {gap[0]}")


def order_graph(formula: str, result: OrderNumbers, refused: Refusal | None) -> DiagramScene:
    """The graph with its counters; what was refused is crossed."""
    graph = result.graph
    if len(graph.order) > MAX_NODES:
        return no_diagram(f"At most {MAX_NODES} nodes are drawn; type the order instead.")
    steps = {name: number for number, name in enumerate(result.done, start=1)}
    nodes = picture_nodes(
        graph.order,
        result.values,
        names=graph.names,
        extra=lambda node: extra(node, result, steps, refused),
    )
    label = f"Graph of {formula}: press a node to compute it"
    return graph_diagram(nodes, label=label, caption=CAPTION, marks=True)


def extra(
    node: Node, result: OrderNumbers, steps: Mapping[str, int], refused: Refusal | None
) -> Mapping[str, Any]:
    """Whether a node is done, ready or waiting, and for how much."""
    graph = result.graph
    name = graph.names[node]
    if name in graph.formula.inputs:
        return {
            "action": True,
            "slider": variable_slider(float(result.values[node])),
        }
    if name not in graph.needs:
        return {}
    if name in steps:
        return {"action": True, "mark": f"step {steps[name]}"}
    n_missing = len(missing(graph.needs, name, result.done))
    said = f"{graph.equations[name]}, not computed yet, waits for {n_missing}"
    found = {"action": True, "mark": f"{n_missing} to go", "states": ("pending",)}
    if not n_missing:
        said = f"{graph.equations[name]}, ready to be computed"
        found |= {"mark": "0: ready", "states": ("ready",)}
    if refused is not None and name == refused.name:
        found |= {"mark": refused.mark, "states": ("wrong",)}
    return found | {"title": said}


def order_readout(formula: str, result: OrderNumbers, *, counts: bool) -> ReadoutScene:
    """How far the computation is, and the number of legal orders if it may be told."""
    return readout(
        row("computed", f"{len(result.done)} of {len(result.graph.needs)}"),
        row("ready", ", ".join(result.ready[:MAX_LISTED]) or NO_VALUE),
        row("legal orders", orders_counted(formula, ()) if counts else "?"),
    )


@lru_cache(maxsize=128)
def orders_counted(formula: str, done: tuple[str, ...]) -> str:
    """How many legal orders begin with what is done, as text."""
    try:
        return f"{n_orders(formula_graph(formula).needs, done):,}"
    except ValueError:
        return "too many to count"


def orders_words(formula: str, done: tuple[str, ...]) -> str:
    """The number of legal orders, and the orders themselves where they are few."""
    graph, count = formula_graph(formula), orders_counted(formula, ())
    if not count.isdigit() or int(count) * len(graph.needs) > MAX_LETTERS:
        begun = f", {orders_counted(formula, done)} of which begin like this" if done else ""
        return f"Legal orders: {count}{begun}."
    found = all_topological_orders(graph.formula.graph)
    texts = [" ".join(graph.names[node] for node in order if node.operation) for order in found]
    return f"Legal orders: {count}, {listed(texts)}."
