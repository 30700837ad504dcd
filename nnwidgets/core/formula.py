"""Formulas as students type them, made into functions and graphs."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.graph import replay, topological_order
from nnwidgets.core.node import Node, perform
from nnwidgets.core.parser import FormulaError, Parser

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Formula", "FormulaError", "parse_formula"]


class Formula:
    """A function given by a formula.

    Attributes:
        text: as it was typed.
        variables: their names, in the order in which they appear.
        graph: the output node of the graph, its inputs still without a value (nan).
        inputs: the input node of each variable.
        shared: whether equal sub-expressions are one node.
    """

    __slots__ = ("graph", "inputs", "shared", "text")

    def __init__(
        self, text: str, graph: Node, inputs: Mapping[str, Node], *, shared: bool = True
    ) -> None:
        self.text = text
        self.graph = graph
        self.inputs = MappingProxyType(dict(inputs))
        self.shared = shared

    @property
    def variables(self) -> list[str]:
        """The names of the variables, in the order in which they appear."""
        return list(self.inputs)

    def __call__(self, /, *values: Any, **named: Any) -> Any:  # noqa: ANN401
        """The value: by name, or in the order of the variables. Arrays are taken number by number.

        Where it is not defined the value is nan or infinite. Nodes are welcome; the value is then
        a node.

        Raises:
            TypeError: a variable without a value, a name that is not a variable.

        >>> parse_formula("x^2 + y")(3, y=1)
        10.0
        """
        given = self.named(*values, **named)
        if any(isinstance(value, Node) for value in given.values()):
            return self.with_nodes(given)
        result = self.at(**given).value
        return result.copy() if np.ndim(result) else float(result)

    def at(self, /, *values: Any, **named: Any) -> Node:  # noqa: ANN401
        """The output node of the same graph, with these values in it.

        >>> topological_order(parse_formula("x^2 + 1").at(x=3.0))
        [Node(3., x), Node(9., ^), Node(10., +)]
        """
        given = self.named(*values, **named)
        order = topological_order(self.graph)
        return replay(order, {self.inputs[name]: given[name] for name in given})[self.graph]

    def named(self, /, *values: Any, **named: Any) -> dict[str, Any]:  # noqa: ANN401
        """The values by the name of their variable."""
        given = dict(zip(self.variables, values, strict=False))
        if twice := given.keys() & named.keys():
            raise TypeError(f"{min(twice)} is given twice: by its place and by its name")
        given |= named
        if len(values) > len(self.variables) or set(given) != set(self.variables):
            wanted = ", ".join(self.variables) or "none"
            got = ", ".join(given) or "none"
            raise TypeError(f"expected a value for each variable ({wanted}), got {got}")
        return given

    def with_nodes(self, given: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """The formula computed with nodes, which go on into the graph of whoever made them."""
        results: dict[Node, Any] = {node: given[name] for name, node in self.inputs.items()}
        for node in topological_order(self.graph):
            if node.operation is not None:
                operands = (results[u] if isinstance(u, Node) else u for u in node.operands)
                results[node] = perform(node.operation.name, *operands)
        return results[self.graph]

    def __reduce__(self) -> tuple[Callable[[str], Formula], tuple[str]]:
        return partial(parse_formula, shared=self.shared), (self.text,)

    def __repr__(self) -> str:
        return f"Formula({self.text!r})"


def parse_formula(text: str, *, shared: bool = True) -> Formula:
    """The function that `text` writes down.

    Args:
        text: numbers, pi and e, variables of your own names, + - * / ^ (or **), parentheses, and
            exp log ln sqrt sin cos tan abs sigmoid tanh relu leaky_relu gelu step max min. The
            characters √ · × − ÷ π σ ² are read too.
        shared: equal sub-expressions are one node of the graph, as a person computes them; else
            everything is computed as often as it is written.

    Raises:
        FormulaError: what cannot be read, with its place and what was expected.
        TypeError: no text.

    >>> f = parse_formula("sqrt(x^2 + exp(x^2)) + cos(x^2 + exp(x^2))")
    >>> f.variables, round(f(x=1.5), 9)
    (['x'], 4.101920492)
    >>> len(topological_order(f.graph))  # x and six operations
    7
    """
    if not isinstance(text, str):
        raise TypeError(f"expected the formula as text, got {type(text).__name__}")
    parser = Parser(text, shared=shared)
    result = parser.formula()
    graph = result if isinstance(result, Node) else Node(result)
    return Formula(text, graph, parser.variables, shared=shared)
