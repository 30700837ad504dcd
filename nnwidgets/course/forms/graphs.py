"""Notebook 04: the states of `FormulaExplorer`, `OrderExplorer` and `NetworkGraphExplorer`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.course.examples import SIZES
from nnwidgets.course.graphs.formulas import formula_form, letter
from nnwidgets.course.state.fields import Array, Choice, Number, Text
from nnwidgets.course.state.form import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

INPUT_RANGE = (0.0, 1.0)
"""The square in which the ten points lie."""

FORMULA = formula_form(
    "FormulaExplorer",
    Choice(
        "view",
        "draw as",
        "graph",
        {"graph: equal parts once": "graph", "tree: nothing shared": "tree"},
    ),
    Text("selected", "selected", "", letter, hidden=True),
)

ORDER = formula_form(
    "OrderExplorer",
    Text("order", "your order", "", str),
    Choice("count", "legal orders", "hidden", {"not counted": "hidden", "count them": "shown"}),
)


def unit_names(sizes: Sequence[int]) -> list[str]:
    """Each layer by its number, and each of its units: 0, 0_1, 0_2, 1, 1_1 and so on."""
    return [
        name
        for layer, n_units in enumerate(sizes)
        for name in (str(layer), *(f"{layer}_{i + 1}" for i in range(n_units)))
    ]


def network_graph_form(sizes: Sequence[int], n_nodes: int) -> Form:
    """The form for a network of these sizes whose graph has so many nodes to compute."""
    x = np.round(np.linspace(0.2, 0.7, sizes[0]), 2)
    return Form(
        "NetworkGraphExplorer",
        (
            Array("x", "x", x, *INPUT_RANGE, 0.01),
            Choice(
                "grain",
                "graph",
                "arrays",
                {"one node an array": "arrays", "one node a number": "numbers"},
            ),
            Number("step", "nodes done", n_nodes, 0, n_nodes, 1, hidden=True),
            Choice("selected", "unit", "0", {n: n for n in unit_names(sizes)}, hidden=True),
        ),
    )


def nodes_of_numbers(sizes: Sequence[int]) -> int:
    """Operations where each node is a number: per unit n products, n − 1 sums, + b and σ."""
    return sum(n_out * (2 * n_in + 1) for n_in, n_out in pairwise(sizes))


NETWORK_GRAPH = network_graph_form(SIZES, nodes_of_numbers(SIZES))

FORMS = (FORMULA, ORDER, NETWORK_GRAPH)
