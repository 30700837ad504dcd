"""One neuron as a scene for the diagram view, with its three numbers as sliders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnwidgets.figures.scenes.diagram import RADIUS, WIDTH, shade, slider
from nnwidgets.figures.theme import edge_width, sign_of
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.figures.schema.common import Operable
    from nnwidgets.figures.schema.diagram import Diagram, Edge, Node, NodeShape

HEIGHT = 172
LEFT, CENTRE, RIGHT = 34, 158, 282
MIDDLE, LOW = 74, 138


def neuron_diagram(
    w: float,
    b: float,
    x: float,
    z: float,
    a: float | None,
    *,
    limits: Mapping[str, float],
    selected: str,
) -> Diagram:
    """One neuron: x and the constant 1 go into z = w x + b, and z through φ into a.

    Args:
        w: the weight.
        b: the bias.
        x: the input.
        z: w x + b.
        a: φ(z), or None where there is none.
        limits: the ends of the sliders of w, b and x; an edge is widest there.
        selected: which of w, b and x is drawn as selected.
    """

    def slide(name: str, number: float) -> Operable:
        ends = slider(number, -limits[name], limits[name])
        return {**ends, "states": ["selected"] if name == selected else []}

    source: Node = {**neuron_node("x", "x", x, LEFT, MIDDLE, shape="placeholder"), **slide("x", x)}
    constant = neuron_node("one", "", 1.0, LEFT, LOW, shape="placeholder")
    constant["title"] = "the constant 1, for the bias"
    activation = neuron_node("a", "a = φ(z)", a, RIGHT, MIDDLE)
    activation["shade"] = None if a is None else shade(a)
    weight: Edge = {**neuron_edge("w", "x", w, limits["w"]), **slide("w", w)}
    bias: Edge = {**neuron_edge("b", "one", b, limits["b"]), **slide("b", b)}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "label": "One neuron: input, preactivation, activation",
        "nodes": [source, constant, neuron_node("z", "z = w x + b", z, CENTRE, MIDDLE), activation],
        "edges": [
            {**weight, "title": "weight w"},
            {**bias, "title": "bias b"},
            activation_edge(),
        ],
        "captions": [],
    }


def neuron_node(
    identity: str, label: str, number: float | None, x: int, y: int, *, shape: NodeShape = "circle"
) -> Node:
    """A circle with a number, "?" where there is none."""
    text = "?" if number is None else short(number)
    return {
        "id": identity,
        "x": x,
        "y": y,
        "radius": RADIUS + 2,
        "shape": shape,
        "shade": None,
        "text": text,
        "label": label,
        "states": [],
        "title": f"{label} = {text}",
    }


def neuron_edge(name: str, start: str, number: float, limit: float) -> Edge:
    """The edge of a parameter into z, with its name and value."""
    return {
        "id": name,
        "from": start,
        "to": "z",
        "width": edge_width(number, limit),
        "sign": sign_of(number),
        "text": f"{name} = {short(number)}",
    }


def activation_edge() -> Edge:
    """The arrow of φ from z to a."""
    return {
        "id": "phi",
        "from": "z",
        "to": "a",
        "width": 2,
        "sign": "plain",
        "text": "φ",
        "states": [],
        "arrow": "forward",
        "title": "the activation function φ",
    }
