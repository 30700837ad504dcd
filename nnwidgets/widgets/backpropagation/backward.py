"""BackwardExplorer: the reverse sweep over a formula's graph, one message at a time."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets

from nnwidgets.core.graph import topological_order
from nnwidgets.core.inspection import derivative_text
from nnwidgets.course.forms.backpropagation import BACKWARD
from nnwidgets.course.graphs.formula_graph import FormulaGraph, formula_graph
from nnwidgets.course.graphs.formulas import LECTURE
from nnwidgets.course.sweeps import Sent, sweep
from nnwidgets.figures.graphs.graph import Message, graph_diagram, no_diagram
from nnwidgets.figures.scenes.readout import readout, row
from nnwidgets.text import short
from nnwidgets.widgets.framework.player import Player
from nnwidgets.widgets.graphs.graph import GraphExplorer, variable_slider
from nnwidgets.widgets.graphs.graph_view import MAX_NODES, picture_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from nnwidgets.core.node import Node
    from nnwidgets.figures.schema import Panel, Scene
    from nnwidgets.figures.schema.readout import ReadoutScene

PACE = 0.9  # seconds between two messages while it plays
CAPTION = "under a node: its adjoint, ∂f/∂node; arrows: messages, upstream × local"


@dataclass(frozen=True)
class BackwardNumbers:
    """How far the sweep is.

    Attributes:
        graph: the formula with its graph.
        values: of its nodes.
        sent: the messages so far.
        n_messages: of the whole sweep.
        adjoints: now.
        right: the true adjoints, of the whole sweep.
        complete: nodes whose adjoint will not change any more.
        problem: a sentence where there is no sweep to show, or "".
    """

    graph: FormulaGraph
    values: Mapping[Node, Any]
    sent: tuple[Sent, ...] = ()
    n_messages: int = 0
    adjoints: Mapping[Node, float] | None = None
    right: Mapping[Node, float] | None = None
    complete: frozenset[Node] = frozenset()
    problem: str = ""

    @property
    def first_wrong(self) -> Node | None:
        """The first node, from the output back, that is done and has a wrong adjoint."""
        if self.adjoints is None or self.right is None:
            return None
        for node in reversed(self.graph.order):
            near = math.isclose(self.adjoints[node], self.right[node], rel_tol=1e-9, abs_tol=1e-12)
            if node in self.complete and not near:
                return node
        return None


PANELS: tuple[Panel, ...] = (
    {"name": "graph", "kind": "diagram", "span": 6},
    {"name": "message", "kind": "readout", "span": 6},
)


class BackwardExplorer(GraphExplorer[BackwardNumbers]):
    """Step backwards through a graph: upstream × local = message, added up at each node.

    Args:
        formula: the lecture's, or one of your own.
        predict: "two_messages": a question first, then the steps.
    """

    form = BACKWARD
    gates: ClassVar = {"two_messages": ("step",)}
    resets: ClassVar = {"formula": {"step": 0.0}, "broken": {"step": 0.0}}

    def __init__(self, formula: str = LECTURE, *, predict: str | None = None) -> None:
        self._player = Player("Play", "A message at a time", self._played, PACE)
        super().__init__(BACKWARD, formula, PANELS, predict=predict)

    # numbers

    def compute(self, values: Mapping[str, Any]) -> BackwardNumbers:
        """The sweep up to the present message."""
        graph = formula_graph(values["formula"])
        inputs = self.inputs_of(values)
        known = graph.at(inputs)
        if not graph.formula.variables:
            return BackwardNumbers(
                graph, known, problem="There is no variable to differentiate with respect to."
            )
        at = {node: inputs[name] for name, node in graph.formula.inputs.items()}
        output = graph.formula.graph
        try:
            start, sent = sweep(output, at, values["broken"])
        except ValueError as error:
            return BackwardNumbers(graph, known, problem=f"{error}.".capitalize())
        truth, whole = sweep(output, at)
        right = dict(truth) | {one.input: one.adjoint for one in whole}
        done = tuple(sent[: int(values["step"])])
        adjoints = dict(start) | {one.input: one.adjoint for one in done}
        waiting = {one.input for one in sent[len(done) :]}
        complete = frozenset(node for node in topological_order(output) if node not in waiting)
        return BackwardNumbers(graph, known, done, len(sent), adjoints, right, complete)

    # words

    def describe(self, values: Mapping[str, Any], result: BackwardNumbers) -> str:
        """The last message, what is wrong if something is, and the gradient at the end."""
        if result.problem:
            return result.problem
        visits = f"Message {len(result.sent)} of {result.n_messages}"
        if not result.sent:
            return f"{visits}. All adjoints start at 0, that of the result at 1. Press Step."
        names = result.graph.names
        last = result.sent[-1]
        told = f"{visits}: {names[last.node]} → {names[last.input]}, {product(last)}."
        lines = [told, self._at_end(values, result), wrong_words(result)]
        return "\n".join(filter(None, lines))

    def _at_end(self, values: Mapping[str, Any], result: BackwardNumbers) -> str:
        if len(result.sent) < result.n_messages or result.adjoints is None:
            return ""
        inputs = result.graph.formula.inputs
        slopes = [f"∂f/∂{name} = {short(result.adjoints[inputs[name]], 7)}" for name in inputs]
        visits = ""
        if values["broken"] == "no order":
            visits = (
                f" Nodes were visited {result.n_messages + 1} times; "
                f"in order {len(result.graph.order)} visits do."
            )
        return f"Done: {', '.join(slopes)}.{visits}"

    # pictures

    def pictures(
        self, values: Mapping[str, Any], result: BackwardNumbers, before: BackwardNumbers | None
    ) -> Mapping[str, Scene]:
        """The graph with adjoints and messages, and the last message in numbers."""
        del before  # numbers in nodes need no ghost
        graph = result.graph
        if len(graph.order) > MAX_NODES:
            said = f"The graph has {len(graph.order)} nodes; at most {MAX_NODES} are drawn."
            return {"graph": no_diagram(said), "message": message_readout(result)}
        nodes = picture_nodes(
            graph.order, result.values, names=graph.names, extra=self._extra(result)
        )
        scene = graph_diagram(
            nodes,
            label=f"Reverse sweep over {values['formula']}",
            messages=drawn_messages(result),
            caption=CAPTION,
            marks=True,
        )
        return {"graph": scene, "message": message_readout(result)}

    def _extra(self, result: BackwardNumbers) -> Callable[[Node], Mapping[str, Any]]:
        """The adjoint under each node, what is wrong, and the sliders of the inputs."""
        names = result.graph.names
        wrong = result.first_wrong
        receiver = result.sent[-1].input if result.sent else None

        def extra(node: Node) -> Mapping[str, Any]:
            states = ["adjoint"] + ["selected"] * (node is receiver) + ["wrong"] * (node is wrong)
            found: dict[str, Any] = {"states": tuple(states)}
            if result.adjoints is not None:
                found["mark"] = short(result.adjoints[node])
            if node is wrong and result.right is not None:
                found["mark"] = f"✗ {found['mark']}, right {short(result.right[node])}"
            if names[node] in self.fields and not self.is_locked(names[node]):
                found["slider"] = variable_slider(float(result.values[node]))
                found["action"] = True
            return found

        return extra

    # controls

    def buttons(self) -> list[ipywidgets.Button]:
        """Back, Step, Play."""
        back, forward = (ipywidgets.Button(description=text) for text in ("Back", "Step"))
        back.on_click(lambda _: self.go(-1))
        forward.on_click(lambda _: self.go(1))
        return [back, forward, self._player.button]

    def go(self, n_messages: int) -> None:
        """Go on by some messages, or back."""
        step = len(self.result.sent) + n_messages
        self.apply({"step": min(max(step, 0), self.result.n_messages)})

    def player(self) -> Player:
        """What sends a message at a time."""
        return self._player

    def _played(self) -> Iterator[None]:
        """A message at a time, from the start again if the sweep is over."""
        if self.is_locked("step"):
            return
        if len(self.result.sent) >= self.result.n_messages:
            self.apply({"step": 0})
        while len(self.result.sent) < self.result.n_messages:
            yield
            self.go(1)


def product(sent: Sent) -> str:
    """Upstream × local = message."""
    return f"{short(sent.upstream)} × {short(sent.local)} = {short(sent.message)}"


def wrong_words(result: BackwardNumbers) -> str:
    """The first node that has gone wrong, with its number and the right one."""
    node = result.first_wrong
    if node is None or result.adjoints is None or result.right is None:
        return ""
    return (
        f"Wrong from {result.graph.names[node]} on: {short(result.adjoints[node])} "
        f"instead of {short(result.right[node])}."
    )


def drawn_messages(result: BackwardNumbers) -> list[Message]:
    """The arrows so far; the last one carries its number."""
    names = result.graph.names
    last = {(one.node, one.input): one for one in result.sent}
    newest = result.sent[-1] if result.sent else None
    return [
        Message(
            names[node],
            names[target],
            text=short(one.message) if one is newest else "",
            states=("selected",) if one is newest else (),
            title=f"message from {names[node]} to {names[target]}: {product(one)}",
        )
        for (node, target), one in last.items()
    ]


def message_readout(result: BackwardNumbers) -> ReadoutScene:
    """The last message as an equation, and the sum it joins."""
    if not result.sent:
        return readout(row("message"), row("running sum"))
    names, last = result.graph.names, result.sent[-1]
    start, end = names[last.node], names[last.input]
    local = f"∂{start}/∂{end} = {derivative_text(last.node, last.position, names)}"
    terms = [one.message for one in result.sent if one.input is last.input]
    total = " + ".join(["0", *map(short, terms)]).replace("+ −", "− ")
    if not math.isclose(sum(terms), last.adjoint, rel_tol=1e-9, abs_tol=1e-12):
        total = short(last.adjoint)  # it was overwritten, or did not start at 0
    equals = f" = {short(last.adjoint)}" if total != short(last.adjoint) else ""
    return readout(
        row(f"message {start} → {end}: upstream × local", product(last)),
        row("local derivative", local),
        row(f"running sum at {end}", f"{total}{equals}"),
    )
