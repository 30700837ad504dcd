"""One neuron as a scene for the diagram view, with its three numbers as sliders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnwidgets.figures.scenes.diagram import RADIUS, WIDTH, Item, shade, slider
from nnwidgets.figures.theme import edge_width, sign_of
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Mapping

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
) -> Mapping[str, object]:
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
    slides = {
        name: slider(number, -limits[name], limits[name])
        | {"states": ["selected"] if name == selected else []}
        for name, number in (("w", w), ("b", b), ("x", x))
    }
    constant = {"shape": "placeholder", "title": "the constant 1, for the bias"}
    nodes = [
        neuron_node("x", "x", x, LEFT, MIDDLE) | slides["x"] | {"shape": "placeholder"},
        neuron_node("one", "", 1.0, LEFT, LOW) | constant,
        neuron_node("z", "z = w x + b", z, CENTRE, MIDDLE),
        neuron_node("a", "a = φ(z)", a, RIGHT, MIDDLE) | {"shade": None if a is None else shade(a)},
    ]
    weight = neuron_edge("w", "x", w, limits["w"]) | {"title": "weight w"} | slides["w"]
    bias = neuron_edge("b", "one", b, limits["b"]) | {"title": "bias b"} | slides["b"]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "label": "One neuron: input, preactivation, activation",
        "nodes": nodes,
        "edges": [weight, bias, activation_edge()],
        "captions": [],
    }


def neuron_node(identity: str, label: str, number: float | None, x: int, y: int) -> Item:
    """A circle with a number, "?" where there is none."""
    text = "?" if number is None else short(number)
    return {
        "id": identity,
        "x": x,
        "y": y,
        "radius": RADIUS + 2,
        "shape": "circle",
        "shade": None,
        "text": text,
        "label": label,
        "states": [],
        "title": f"{label} = {text}",
    }


def neuron_edge(name: str, start: str, number: float, limit: float) -> Item:
    """The line of a parameter into z, with its name and number."""
    return {
        "id": name,
        "from": start,
        "to": "z",
        "width": edge_width(number, limit),
        "sign": sign_of(number),
        "text": f"{name} = {short(number)}",
    }


def activation_edge() -> Item:
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
