"""Computational graphs as scenes for the diagram view: values forwards, messages backwards.

Inputs are placeholders, drawn apart with a dashed outline: a number is put into them, nothing is
computed there. What was given to an operation stands to the left of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.geometry.graph_canvas import (
    CHARACTER,
    MIN_HEIGHT,
    MIN_SHARE,
    SHIFT,
    WIDTH,
    Shape,
    canvas_for,
)
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.geometry.graph_canvas import Canvas
    from nnwidgets.figures.schema.common import Operable, State
    from nnwidgets.figures.schema.diagram import Diagram, Edge, FoldedDiagram, LiveNode

Value: TypeAlias = float | NDArray[np.float64] | None


@dataclass(frozen=True)
class GraphNode:
    """One node of a graph, as it is to be drawn.

    Attributes:
        id: what events call it; unique.
        name: its letter, as "c".
        inputs: ids of what it was computed from, in order; none for a placeholder.
        symbol: its operation in a few characters, as "+".
        equation: how it is computed, as "c = a + b"; written over the node where there is room.
        value: a number, a vector, a matrix (its shape is shown), or None if not computed yet.
        shade: lightness of its ground from 0 to 1, None for neutral.
        mark: under the node: an adjoint, or a counter.
        states: "selected", "ready", "wrong", "pending", "adjoint" (the mark is one).
        action: can be pressed.
        slider: from `diagrams.slider`, where its value can be changed in place.
        title: for a screen reader, instead of the equation with its value.
    """

    id: str
    name: str
    inputs: tuple[str, ...] = ()
    symbol: str = ""
    equation: str = ""
    value: Value = None
    shade: float | None = None
    mark: str = ""
    states: tuple[State, ...] = ()
    action: bool = False
    slider: Operable | None = None
    title: str = ""


@dataclass(frozen=True)
class Message:
    """An arrow from a node back to one of its inputs, in the colour of gradients.

    Attributes:
        start: id of the node that sends.
        end: id of the input that receives.
        text: what is sent.
        states: "selected", "wrong" or "pending".
        title: for a screen reader.
    """

    start: str
    end: str
    text: str = ""
    states: tuple[State, ...] = ()
    title: str = ""


def graph_diagram(
    nodes: Sequence[GraphNode],
    *,
    label: str,
    messages: Sequence[Message] = (),
    caption: str = "",
    marks: bool = False,
) -> FoldedDiagram:
    """Scene of a graph, from the inputs on the left to the output on the right.

    Args:
        nodes: in a topological order.
        label: text alternative of the picture.
        messages: arrows against the forward direction.
        caption: a line under the picture.
        marks: leave room for marks under the nodes even if there are none yet.
    """
    canvas = canvas_for(tuple(shape_of(node) for node in nodes), caption, marks or bool(messages))
    return {
        "label": label,
        "fixed": canvas.fixed,
        "nodes": [live_part(node, canvas.room) for node in nodes],
        "edges": [arrow_back(message, canvas) for message in messages],
    }


def live_part(node: GraphNode, room: float) -> LiveNode:
    """What changes while a slider is dragged: sent at every step, so as short as possible."""
    text = value_text(node.value, room)
    item: LiveNode = {"text": text, "title": node.title or spoken(node, text)}
    if node.states:
        item["states"] = list(node.states)
    if node.shade is not None:
        item["shade"] = node.shade
    if node.mark:
        item["mark"] = node.mark
    if node.action:
        item["action"] = True
    return item if node.slider is None else {**item, **node.slider}


def arrow_back(message: Message, canvas: Canvas) -> Edge:
    """A message as an arrow beside its edge, the other way."""
    edge = canvas.line(f"{message.start}<{message.end}", message.start, message.end, "gradient")
    return {
        **edge,
        "arrow": "backward",
        "text": message.text,
        "shift": -SHIFT,
        "states": list(message.states),
        "title": message.title or message.text,
    }


def no_diagram(text: str) -> Diagram:
    """A scene with a sentence instead of a graph that is too large to read."""
    return {
        "width": WIDTH,
        "height": MIN_HEIGHT,
        "label": text,
        "nodes": [],
        "edges": [],
        "captions": [{"x": WIDTH / 2, "y": MIN_HEIGHT / 2, "text": text}],
        "scrolls": MIN_SHARE,
    }


def shape_of(node: GraphNode) -> Shape:
    """A node without its numbers."""
    lines = n_lines(node.value)
    return Shape(node.id, node.inputs, node.name, node.symbol, node.equation, lines)


def n_lines(value: Value) -> int:
    """Lines of text in a node."""
    return len(value) if isinstance(value, np.ndarray) and value.ndim == 1 else 1


def value_text(value: Value, room: float) -> str:
    """A value in a node: as many of three digits as fit, a vector line by line."""
    if value is None:
        return "?"
    if isinstance(value, np.ndarray) and value.ndim > 1:
        return "×".join(map(str, value.shape))
    if isinstance(value, float):
        return fitting_number(value, room)
    return "\n".join(fitting_number(float(v), room) for v in value)


def fitting_number(value: float, room: float) -> str:
    """A number with three, two or one significant digits: the most that the room allows."""
    text = ""
    for digits in (3, 2, 1):
        text = short(value, digits)
        if len(text) * CHARACTER <= room - 2:
            break
    return text


def spoken(node: GraphNode, text: str) -> str:
    """A node in words for a screen reader; `text` is its number in three digits, or shorter."""
    name = node.equation or node.name
    if node.value is None:
        return f"{name}, not computed yet"
    if isinstance(node.value, float):
        return f"{name} = {text if len(text) < 5 else short(node.value)}"
    if node.value.ndim > 1:
        return f"{name}, a matrix of shape {node.value.shape}"
    return f"{name} = ({', '.join(short(float(v)) for v in node.value)})"
