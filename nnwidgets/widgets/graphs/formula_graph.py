"""GraphExplorer: what all explorers of a typed formula share, its box and a slider a variable."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from nnwidgets.core.graph import forward, topological_order
from nnwidgets.core.inspection import equation, label_nodes
from nnwidgets.core.orders import needs_of, times_computed
from nnwidgets.course.formulas import VARIABLE_LIMIT, read_formula
from nnwidgets.figures.scenes.diagram import slider
from nnwidgets.widgets.framework.explorer import Explorer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import ipywidgets

    from nnwidgets.core.formula import Formula
    from nnwidgets.core.node import Node
    from nnwidgets.course.state.form import Form
    from nnwidgets.figures.schema.common import Operable

Result = TypeVar("Result")


@dataclass(frozen=True)
class Drawn:
    """A formula with its graph in the order in which it is computed.

    Attributes:
        formula: with one node for equal parts.
        order: its nodes.
        names: their letters.
        needs: who needs whom, by letter; inputs have no entry.
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
        """The value of every node."""
        values = {node: inputs[name] for name, node in self.formula.inputs.items()}
        return forward(self.formula.graph, values)


@lru_cache(maxsize=32)
def drawn(text: str) -> Drawn:
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
    return Drawn(formula, order, names, needs, times_computed(needs), equations)


def variable_slider(value: float) -> Operable:
    """What makes a variable's node a slider."""
    return slider(value, -VARIABLE_LIMIT, VARIABLE_LIMIT)


class GraphExplorer(Explorer[Result]):
    """Base of the explorers of a formula's graph.

    Args:
        form: made by `formula_form`.
        formula: to begin with.
        panels: the pictures; see `Stage`.
        predict: name of a prediction that is asked first.
        locked: fields that cannot be changed here, each with the sentence that says why.
    """

    def __init__(
        self,
        form: Form,
        formula: object,
        panels: Sequence[Mapping[str, object]],
        *,
        predict: str | None = None,
        locked: Mapping[str, str] | None = None,
    ) -> None:
        trouble = ""
        try:
            form = form.starting(formula=formula)
        except ValueError as error:
            trouble = str(error)
        super().__init__(panels, form=form, predict=predict, locked=locked)
        if trouble:
            self.tell(trouble)

    def inputs_of(self, values: Mapping[str, Any]) -> dict[str, float]:
        """The values of the variables."""
        return {name: values[name] for name in read_formula(values["formula"]).variables}

    def controls(self) -> list[ipywidgets.Widget]:
        """A slider for each variable, then the rest; the formula stands above."""
        shown = [name for name, field in self.fields.items() if not field.hidden]
        return [self.control(name) for name in shown if name != "formula"]

    def above(self) -> list[ipywidgets.Widget]:
        """The formula, over the whole width."""
        box = self.control("formula")
        box.add_class("nnw-line")
        return [box]
