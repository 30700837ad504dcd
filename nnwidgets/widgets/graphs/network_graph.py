"""NetworkGraphExplorer: a network in its layer form and as a graph, with the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ipywidgets
import numpy as np

from nnwidgets.core.network import Network
from nnwidgets.course.examples import trained_network
from nnwidgets.course.forms.graphs import (
    INPUT_RANGE,
    NETWORK_GRAPH,
    network_graph_form,
    nodes_of_numbers,
)
from nnwidgets.course.graphs.unrolled import Unit, Unrolled, of_arrays, of_numbers
from nnwidgets.figures.graphs.graph import GraphNode, graph_diagram, no_diagram
from nnwidgets.figures.graphs.layer_form import layer_product, layers_diagram
from nnwidgets.figures.scenes.diagram import node_id, shade, slider
from nnwidgets.text import layer_symbol, short
from nnwidgets.widgets.framework.explorer import Explorer
from nnwidgets.widgets.graphs.graph_view import MAX_NODES, picture_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nnwidgets.core.network import ForwardPass
    from nnwidgets.core.node import Node
    from nnwidgets.figures.schema import Panel, Scene
    from nnwidgets.figures.schema.diagram import DiagramScene

CAPTION = "dashed: placeholders. The nodes of a layer are computed before the next layer's."
PANELS: tuple[Panel, ...] = (
    {"name": "layers", "kind": "diagram", "span": 3},
    {"name": "equation", "kind": "matrices", "span": 3},
    {"name": "graph", "kind": "diagram", "span": 6},
)


@dataclass(frozen=True)
class TwoForms:
    """The same feedforward twice.

    Attributes:
        passed: layer after layer.
        graph: node after node.
        done: the nodes computed so far.
        n_layers: how many layers are complete.
    """

    passed: ForwardPass
    graph: Unrolled
    done: frozenset[Node]
    n_layers: int


class NetworkGraphExplorer(Explorer[TwoForms]):
    """A small network in its layer form, and below it the graph that computes the same.

    Args:
        network: few and small layers; the trained network of the ten points where it is left out.

    Raises:
        TypeError: anything but a `Network`.
    """

    form = NETWORK_GRAPH

    def __init__(self, network: Network | None = None) -> None:
        self.network = trained_network() if network is None else network
        if not isinstance(self.network, Network):
            raise TypeError(f"network: expected a Network, got {type(network).__name__}")
        sizes = self.network.sizes
        self._units = [(number, i) for number, n in enumerate(sizes) for i in range(n)]
        super().__init__(PANELS, form=network_graph_form(sizes, nodes_of_numbers(sizes)))

    # numbers

    def compute(self, values: Mapping[str, Any]) -> TwoForms:
        """Layer after layer, and node after node."""
        graph = UNROLL[values["grain"]](self.network, values["x"])
        done = graph.steps[: int(values["step"])]
        waiting = [graph.units[node][0] for node in graph.steps[len(done) :]]
        n_layers = min(waiting, default=len(self.network.layers) + 1) - 1
        return TwoForms(self.network.forward(values["x"]), graph, frozenset(done), n_layers)

    # words

    def describe(self, values: Mapping[str, Any], result: TwoForms) -> str:
        """How far both are, and whether they agree."""
        x, n_steps = tuple_text(values["x"]), len(result.graph.steps)
        form = result.passed.activations[result.n_layers]
        name = layer_symbol("a", result.n_layers)
        complete = f"layer {result.n_layers} of {len(self.network.layers)} complete"
        done = f"{len(result.done)} of {n_steps} operations computed"
        lines = [f"x = {x}; {done}, {complete}: {name} = {tuple_text(form)}."]
        if len(result.done) == n_steps:
            output = np.concatenate([np.atleast_1d(node.value) for node in result.graph.output])
            same = np.allclose(output, result.passed.output, rtol=1e-12, atol=0.0)
            told = "the same numbers" if same else "other numbers"
            lines.append(f"The layers and the graph give {told}: F(x) = {tuple_text(output)}.")
        return "\n".join(lines)

    # pictures

    def pictures(
        self, values: Mapping[str, Any], result: TwoForms, before: TwoForms | None
    ) -> Mapping[str, Scene]:
        """The layers, the product of one of them, and the graph."""
        del before
        selected = unit_named(values["selected"])
        weights = [layer.weights for layer in self.network.layers]
        biases = [layer.biases for layer in self.network.layers]
        passed = result.passed
        return {
            "layers": layers_diagram(
                weights,
                biases,
                passed.activations,
                n_done=result.n_layers,
                selected=selected,
                inputs=INPUT_RANGE,
            ),
            "equation": layer_product(
                weights,
                biases,
                passed.activations,
                passed.preactivations,
                n_done=result.n_layers,
                selected=selected,
            ),
            "graph": self._graph(result, selected),
        }

    def _graph(self, result: TwoForms, selected: Unit) -> DiagramScene:
        graph = result.graph
        if len(graph.order) > MAX_NODES:
            return no_diagram(f"{len(graph.order)} nodes; at most {MAX_NODES} are drawn.")
        values = {
            node: node.value
            for node in graph.order
            if node.operation is None or node in result.done
        }
        nodes = self._nodes(result, values, selected)
        return graph_diagram(nodes, label="Graph of F(x)", caption=CAPTION)

    def _nodes(
        self, result: TwoForms, values: Mapping[Node, Any], selected: Unit
    ) -> list[GraphNode]:
        graph = result.graph
        ids = {node: str(place) for place, node in enumerate(graph.order)}
        ids |= {node: node_id(*graph.units[node]) for node in graph.order if is_input(graph, node)}  # type: ignore[arg-type]  # an input has a place
        return picture_nodes(
            graph.order, values, names=graph.names, ids=ids, extra=self._extra(result, selected)
        )

    def _extra(self, result: TwoForms, selected: Unit) -> Callable[[Node], Mapping[str, Any]]:
        """How a node is marked, and what is said about it."""
        graph = result.graph

        def extra(node: Node) -> Mapping[str, Any]:
            number, unit = graph.units[node]
            shown = node.operation is None or node in result.done
            lit = selected[1] is not None and selected == (number, unit)
            states = ["selected"] * lit + ["pending"] * (not shown)
            found: dict[str, Any] = {"equation": "", "states": tuple(states), "action": True}
            if node.operation is not None and node.operation.name in {"multiply", "matmul"}:
                found["symbol"] = ""  # its name tells it
            name = graph.names[node] or f"sum on the way to z, layer {number}"
            if shown and np.ndim(node.value) == 0:
                found["title"] = f"{name} = {short(float(node.value))}"
                found["shade"] = shade(float(node.value)) if "a⁽" in name else None
            if is_input(graph, node):
                found["slider"] = slider(float(node.value), *INPUT_RANGE)
            return found

        return extra

    # controls

    def buttons(self) -> list[ipywidgets.Button]:
        """Run through the graph in its topological order."""
        actions: dict[str, Callable[[], None]] = {
            "Back": lambda: self._step_to(len(self.result.done) - 1),
            "Next node": lambda: self._step_to(len(self.result.done) + 1),
            "Next layer": self._next_layer,
            "Run": lambda: self._step_to(len(self.result.graph.steps)),
        }
        made = []
        for text, action in actions.items():
            button = ipywidgets.Button(description=text)
            button.on_click(lambda _, action=action: action())
            made.append(button)
        return made

    def _step_to(self, step: int) -> None:
        graph = self.result.graph
        step = min(max(step, 0), len(graph.steps))
        unit = graph.units[graph.steps[step - 1]] if step else (0, None)
        self.apply({"step": step, "selected": unit_name(unit)})

    def _next_layer(self) -> None:
        """To the end of the first layer that is not complete."""
        steps, units = self.result.graph.steps, self.result.graph.units
        wanted = min(self.result.n_layers + 1, len(self.network.layers))
        self._step_to(sum(units[node][0] <= wanted for node in steps))

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Light the unit that was clicked or reached by Tab, in both forms."""
        unit = self._unit_of(str(event.get("id", "")))
        if event.get("event") in {"select", "press"} and unit is not None:
            self.apply({"selected": unit_name(unit)})

    def _unit_of(self, identity: str) -> Unit | None:
        """The unit behind an id of either picture."""
        order = self.result.graph.order
        if identity.isdigit() and int(identity) < len(order):
            return self.result.graph.units[order[int(identity)]]
        return next((unit for unit in self._units if node_id(*unit) == identity), None)


UNROLL: dict[str, Callable[[Network, Any], Unrolled]] = {
    "arrays": of_arrays,
    "numbers": of_numbers,
}


def unit_name(unit: Unit) -> str:
    """The name of a unit in the form: layer 1, unit 0 is 1_1; a whole layer is its number."""
    layer, place = unit
    return str(layer) if place is None else f"{layer}_{place + 1}"


def unit_named(name: str) -> Unit:
    """The unit of a name in the form."""
    layer, _, place = name.partition("_")
    return int(layer), int(place) - 1 if place else None


def is_input(graph: Unrolled, node: Node) -> bool:
    """Is a node one entry of x?"""
    layer, unit = graph.units[node]
    return layer == 0 and unit is not None


def tuple_text(values: Any) -> str:  # noqa: ANN401  # an array
    """Numbers in brackets."""
    return f"({', '.join(short(float(v)) for v in values)})"
