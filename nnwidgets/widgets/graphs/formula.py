"""FormulaExplorer: a formula as a graph, its numbers in the nodes, or written out as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from nnwidgets.course.forms.graphs import FORMULA
from nnwidgets.course.graphs.formula_graph import FormulaGraph, formula_graph
from nnwidgets.course.graphs.formulas import LECTURE
from nnwidgets.exercises.checking.student import call_student
from nnwidgets.figures.graphs.graph import graph_diagram, no_diagram
from nnwidgets.text import counted, listed, short
from nnwidgets.widgets.graphs.graph import GraphExplorer, variable_slider
from nnwidgets.widgets.graphs.graph_view import MAX_NODES, picture_nodes, picture_tree
from nnwidgets.widgets.graphs.graph_words import first_trouble, result_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nnwidgets.core.node import Node
    from nnwidgets.figures.schema import Scene

PLACEHOLDERS = "dashed: placeholders, which are given a number; all else is computed"


@dataclass(frozen=True)
class GraphNumbers:
    """What a formula computes, step by step.

    Attributes:
        graph: the formula with its graph.
        values: of its nodes; fewer where the student's function gave none.
        wrong: the letters of steps that are not what their operation makes of its operands.
        problem: a sentence about the student's function, or "".
    """

    graph: FormulaGraph
    values: Mapping[Node, Any]
    wrong: tuple[str, ...] = ()
    problem: str = ""


class FormulaExplorer(GraphExplorer[GraphNumbers]):
    """The computational graph of a formula; the sliders move the numbers in it.

    Args:
        formula: the lecture's, or one of your own, as "x*y + sin(x)".
        predict: "negative_x": a question first, then the slider of x.
        sequence: your own function from x to the array of a, b, c, d, e, f of the lecture's
            formula: the nodes show its numbers, and a step that does not follow is marked.
    """

    form = FORMULA
    gates: ClassVar = {"negative_x": ("x",)}
    resets: ClassVar = {"formula": {"selected": ""}}

    def __init__(
        self,
        formula: str = LECTURE,
        *,
        predict: str | None = None,
        sequence: Callable[..., object] | None = None,
    ) -> None:
        self._sequence = sequence
        why = "The formula stays the lecture's here: `sequence` is about its a to f."
        super().__init__(
            FORMULA,
            formula if sequence is None else LECTURE,
            [{"name": "graph", "kind": "diagram", "span": 6}],
            predict=predict,
            locked={} if sequence is None else {"formula": why},
        )

    # numbers

    def compute(self, values: Mapping[str, Any]) -> GraphNumbers:
        """Every node's value, by the operations or by the student's function."""
        graph = formula_graph(values["formula"])
        inputs = self.inputs_of(values)
        if self._sequence is None:
            return GraphNumbers(graph, graph.at(inputs))
        answer = call_student(
            self._sequence, inputs["x"], shape=(len(graph.needs),), name="sequence"
        )
        known: dict[Node, Any] = {graph.formula.inputs["x"]: inputs["x"]}
        if answer.value is None:
            return GraphNumbers(graph, known, (), answer.problem)
        steps = [node for node in graph.order if node.operation is not None]
        known |= zip(steps, answer.value.tolist(), strict=True)
        wrong = tuple(graph.names[node] for node in steps if not follows(node, known))
        return GraphNumbers(graph, known, wrong)

    # words

    def describe(self, values: Mapping[str, Any], result: GraphNumbers) -> str:
        """Every step with its value, and how many operations are drawn."""
        graph = result.graph
        if result.problem:
            return f"x = {short(values['x'])}. {result.problem}"
        if not graph.formula.variables:
            number = short(float(graph.order[0].value))
            return f"There is no variable, so nothing is left to compute: the formula is {number}."
        lines = [result_words(graph, result.values), self._count(values, result)]
        lines += [f"{name} does not follow: {words(graph, name)}" for name in result.wrong[:1]]
        trouble = "" if result.wrong else first_trouble(graph, result.values)
        return "\n".join(filter(None, [*lines, trouble, self._about_selected(values, result)]))

    def _count(self, values: Mapping[str, Any], result: GraphNumbers) -> str:
        once, often = len(result.graph.times), sum(result.graph.times.values())
        if once == 0:
            return "No operation: the graph is one placeholder."
        if values["view"] == "graph":
            return f"{counted(once, 'operation')}; equal parts are computed once."
        if once == often:
            return f"{counted(once, 'operation')}, no two of them equal: the graph is this tree."
        return f"{counted(often, 'operation')}, as nothing is shared; the graph needs {once}."

    def _about_selected(self, values: Mapping[str, Any], result: GraphNumbers) -> str:
        """What the selected node needs, and who needs it."""
        name, needs = values["selected"], result.graph.needs
        if name not in needs:
            return ""
        users = [user for user, wanted in needs.items() if name in wanted]
        used = f"is used by {listed(users)}" if users else "is the result"
        return f"{name} needs {listed(dict.fromkeys(needs[name]))}, and {used}."

    # pictures

    def pictures(
        self, values: Mapping[str, Any], result: GraphNumbers, before: GraphNumbers | None
    ) -> Mapping[str, Scene]:
        """The graph or the tree."""
        del before  # numbers in nodes need no ghost
        graph, tree = result.graph, values["view"] == "tree"
        n_nodes = sum(result.graph.times.values()) if tree else len(graph.order)
        label = f"{'Tree' if tree else 'Graph'} of {values['formula']}"
        if n_nodes > MAX_NODES:
            kind = "tree" if tree else "graph"
            said = f"The {kind} has {n_nodes} operations; at most {MAX_NODES} nodes are drawn."
            return {"graph": no_diagram(said)}
        draw = picture_tree if tree else picture_nodes
        extra = self._extra(values["selected"], result)
        nodes = draw(graph.order, result.values, names=graph.names, extra=extra)
        caption = PLACEHOLDERS if graph.formula.variables else ""
        marks = self._sequence is not None
        return {"graph": graph_diagram(nodes, label=label, caption=caption, marks=marks)}

    def _extra(self, selected: str, result: GraphNumbers) -> Callable[[Node], Mapping[str, Any]]:
        """Which node is selected, wrong, or can be slid."""
        names = result.graph.names

        def extra(node: Node) -> Mapping[str, Any]:
            name = names[node]
            states = ["selected"] * (name == selected) + ["wrong"] * (name in result.wrong)
            found: dict[str, Any] = {"states": tuple(states), "action": True}
            if name in result.wrong:
                found["mark"] = "✗ wrong"
            if name in self.fields and not self.is_locked(name):
                found["slider"] = variable_slider(float(result.values[node]))
            return found

        return extra

    def target_of(self, address: str) -> str:
        """A copy in the tree, as x:2, stands for its node."""
        return address.partition(":")[0]

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Select what was clicked or reached by Tab."""
        if event.get("event") in {"select", "press"}:
            self.apply({"selected": self.target_of(str(event["id"]))})


def follows(node: Node, known: Mapping[Node, Any]) -> bool:
    """Is a step what its operation makes of the numbers of its operands?"""
    if node.operation is None:
        return True
    operands = [np.float64(known.get(u, u)) for u in node.operands]
    with np.errstate(all="ignore"):
        return bool(np.isclose(known[node], node.operation.value(*operands), rtol=1e-6, atol=1e-9))


def words(graph: FormulaGraph, name: str) -> str:
    """A step as a sentence about the student's own numbers."""
    left, _, right = graph.equations[name].partition(" = ")
    return f"it is not {right} of your own {listed(dict.fromkeys(graph.needs[left]))}."
