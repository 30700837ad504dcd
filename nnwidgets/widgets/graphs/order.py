"""OrderExplorer: compute a graph node by node, in any legal order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets

from nnwidgets.core.orders import ready
from nnwidgets.course.forms.graphs import ORDER
from nnwidgets.course.graphs.formula_graph import formula_graph
from nnwidgets.course.graphs.formulas import LECTURE
from nnwidgets.exercises import try_case
from nnwidgets.text import listed, short
from nnwidgets.widgets.graphs.graph import GraphExplorer
from nnwidgets.widgets.graphs.order_pictures import (
    MAX_LISTED,
    OrderNumbers,
    Refusal,
    order_graph,
    order_readout,
    orders_words,
    refusal,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nnwidgets.course.state.fields import Value
    from nnwidgets.figures.schema import Panel, Scene


PANELS: tuple[Panel, ...] = (
    {"name": "graph", "kind": "diagram", "span": 6},
    {"name": "readout", "kind": "readout", "span": 6},
)


class OrderExplorer(GraphExplorer[OrderNumbers]):
    """Press the nodes of a graph in an order in which each finds its inputs computed.

    Args:
        formula: the lecture's, or one of your own.
        predict: "n_orders": a question first, then the count of legal orders.
        topological_sort: your own function from `needs`, a dict from each name to the list of
            names it needs, to a list of names; the button Run mine plays it.
    """

    form = ORDER
    gates: ClassVar = {"n_orders": ("count",)}
    resets: ClassVar = {"formula": {"order": ""}}

    def __init__(
        self,
        formula: str = LECTURE,
        *,
        predict: str | None = None,
        topological_sort: Callable[..., object] | None = None,
    ) -> None:
        self._sort = topological_sort
        self._refused: Refusal | None = None
        super().__init__(ORDER, formula, PANELS, predict=predict)

    # numbers

    def compute(self, values: Mapping[str, Any]) -> OrderNumbers:
        """The values of what has been computed."""
        graph = formula_graph(values["formula"])
        done = tuple(values["order"].split())
        known = {
            node: value
            for node, value in graph.at(self.inputs_of(values)).items()
            if node.operation is None or graph.names[node] in done
        }
        return OrderNumbers(graph, known, done, tuple(ready(graph.needs, done)))

    def admitted(self, name: str, values: Mapping[str, Any]) -> Value:
        """An order in which each node finds its inputs computed."""
        if name != "order":
            return super().admitted(name, values)
        names = str(values["order"]).split()
        graph = formula_graph(values["formula"])
        for i, node in enumerate(names):
            if (why := refusal(graph, node, names[:i])) is not None:
                self._refused = why
                raise ValueError(why.sentence)
        return " ".join(names)

    # words

    def describe(self, values: Mapping[str, Any], result: OrderNumbers) -> str:
        """What has been computed, what can come next, and what waits."""
        needs = result.graph.needs
        if not needs:
            return "There is nothing to compute: the graph is one placeholder or a number."
        lines = [f"{len(result.done)} of {len(needs)} computed{self._numbers(result)}."]
        if result.ready:
            more = len(result.ready) - MAX_LISTED
            some = [*result.ready[:MAX_LISTED], *([f"{more} more"] if more > 0 else [])]
            lines.append(f"Ready: {listed(some)}.")
        if values["count"] == "shown":
            lines.append(orders_words(values["formula"], result.done))
        return "\n".join(lines)

    def _numbers(self, result: OrderNumbers) -> str:
        """The last few values, in the order in which they were computed."""
        by_name = {result.graph.names[node]: value for node, value in result.values.items()}
        numbers = [f"{name} = {short(float(by_name[name]))}" for name in result.done]
        dots = ["…"] if len(numbers) > MAX_LISTED else []
        return f": {', '.join([*dots, *numbers[-MAX_LISTED:]])}" if numbers else ""

    # pictures

    def pictures(
        self, values: Mapping[str, Any], result: OrderNumbers, before: OrderNumbers | None
    ) -> Mapping[str, Scene]:
        """The graph with its counters, and how far it is computed."""
        del before  # an order has no ghost
        formula, counts = values["formula"], values["count"] == "shown"
        refused = self._refused
        if refused is not None and refused.sentence != self.notice:
            refused = None  # the cross goes with its sentence
        return {
            "graph": order_graph(formula, result, refused),
            "readout": order_readout(formula, result, counts=counts),
        }

    # controls

    def controls(self) -> list[ipywidgets.Widget]:
        """A slider for each variable, the order as text, and the count."""
        for name in ("order", "count"):
            self.control(name).add_class("nnw-wide")
        return super().controls()

    def buttons(self) -> list[ipywidgets.Button]:
        """Take a step back, take one by Kahn's rule, or all."""
        actions: dict[str, Callable[[], None]] = {
            "Undo": self._undo,
            "Next": lambda: self._run(1),
            "Run": lambda: self._run(len(self.result.graph.needs)),
        }
        if self._sort is not None:
            actions["Run mine"] = self._run_mine
        made = []
        for text, action in actions.items():
            button = ipywidgets.Button(description=text)
            button.on_click(lambda _, action=action: action())
            made.append(button)
        return made

    def _undo(self) -> None:
        self.apply({"order": " ".join(self.result.done[:-1])})

    def _run(self, n_steps: int) -> None:
        """Compute what is ready first, so many times."""
        done, needs = list(self.result.done), self.result.graph.needs
        for _ in range(n_steps):
            done += ready(needs, done)[:1]
        self.apply({"order": " ".join(done)})

    def _run_mine(self) -> None:
        """Play the student's order up to the first step that is not legal."""
        graph = self.result.graph
        needs: dict[str, list[str]] = {name: [] for name in graph.formula.inputs} | graph.needs
        asked = {name: list(needs[name]) for name in reversed(needs)}
        answer = try_case("topological_sort", self._sort, asked)
        if answer.value is None:
            self.apply({"order": ""})
            self.tell(answer.problem)
            return
        order = [name for name in answer.value if name in graph.needs]
        n_legal = next(
            (i for i, name in enumerate(order) if refusal(graph, name, order[:i]) is not None),
            len(order),
        )
        self.apply({"order": " ".join(order[:n_legal])})
        said = f"Your function: {answer.problem}" if answer.problem else "Your order is legal."
        if n_legal < len(order) and (why := refusal(graph, order[n_legal], order[:n_legal])):
            self._refused = replace(why, sentence=said)
        self.tell(said)

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Compute what was pressed, if that is legal."""
        if event.get("event") == "press":
            self.apply({"order": " ".join([*self.result.done, str(event.get("id", ""))])})
