"""A formula with its graph: the letter of every node, what it needs, and how it is computed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nnwidgets.core.graph import forward, topological_order
from nnwidgets.core.inspection import equation, label_nodes
from nnwidgets.core.orders import needs_of, times_computed
from nnwidgets.course.graphs.formulas import read_formula

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.core.formula import Formula
    from nnwidgets.core.node import Node


@dataclass(frozen=True)
class FormulaGraph:
    """A formula with its graph in the order in which it is computed.

    Attributes:
        formula: with one node for equal parts.
        order: its nodes.
        names: their letters.
        needs: for each operation's letter the letters of its inputs; placeholders have no entry.
        times: how often each operation is computed where nothing is shared.
        equations: how each is computed, as "c = a + b".
    """

    formula: Formula
    order: list[Node]
    names: dict[Node, str]
    needs: dict[str, list[str]]
    times: dict[str, int]
    equations: dict[str, str]

    def at(self, inputs: Mapping[str, float]) -> dict[Node, Any]:
        """The value of every node where the variables have these values."""
        values = {node: inputs[name] for name, node in self.formula.inputs.items()}
        return forward(self.formula.graph, values)


@lru_cache(maxsize=32)
def formula_graph(text: str) -> FormulaGraph:
    """The graph of a formula.

    Raises:
        ValueError: what cannot be read, in one line with its place.
    """
    formula = read_formula(text)
    order = topological_order(formula.graph)
    names = label_nodes(order)
    if not formula.variables:
        names[order[0]] = "constant"
    equations = {names[node]: equation(node, names) for node in order}
    needs = needs_of(order, names)
    return FormulaGraph(formula, order, names, needs, times_computed(needs), equations)
