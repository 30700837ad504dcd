"""Computational graphs as scenes for the diagram view: values forwards, messages backwards.

Inputs are placeholders, drawn apart with a dashed outline: a number is put into them, nothing is
computed there. What was given to an operation stands to the left of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.layout import Layout, layered_layout
from nnwidgets.figures.text import short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nnwidgets.figures.layout import Place

Item: TypeAlias = dict[str, Any]
Value: TypeAlias = float | NDArray[np.float64] | None

WIDTH = 740  # of the panel that a graph shares with nobody
LEAST_HEIGHT = 190
RADIUS = 20  # half the height of a node that shows one number
LINE = 17  # height of a line of text in a node
CHARACTER = 8.0  # its width in the widest of the usual fonts, in pixels
LEAST_PITCH, MOST_PITCH = 56.0, 132.0  # distance of two columns
LEAST_HALF, MOST_HALF = 21.0, 34.0  # half the width of a node
CORNER = 10  # of a node that holds a vector
SHIFT = 6.0  # how far a message runs beside its edge


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
        title: for a screen reader, in place of the equation with its value.
    """

    id: str
    name: str
    inputs: tuple[str, ...] = ()
    symbol: str = ""
    equation: str = ""
    value: Value = None
    shade: float | None = None
    mark: str = ""
    states: tuple[str, ...] = ()
    action: bool = False
    slider: Mapping[str, Any] | None = None
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
    states: tuple[str, ...] = ()
    title: str = ""


def graph_diagram(
    nodes: Sequence[GraphNode],
    *,
    label: str,
    messages: Sequence[Message] = (),
    caption: str = "",
    marks: bool = False,
) -> Mapping[str, object]:
    """Scene of a graph, from the inputs on the left to the output on the right.

    Args:
        nodes: in a topological order.
        label: text alternative of the picture.
        messages: arrows against the forward direction.
        caption: a line under the picture.
        marks: leave room for marks under the nodes, also while there are none.
    """
    layout = layered_layout(tuple((node.id, node.inputs) for node in nodes))
    canvas = Canvas.fitting(layout, nodes, marks=marks or bool(messages))
    captions = [{"x": canvas.width / 2, "y": canvas.height - 6, "text": caption}]
    return {
        "width": canvas.width,
        "height": canvas.height,
        "label": label,
        "nodes": [canvas.node(node) for node in nodes],
        "edges": [
            *(edge for node in nodes for edge in canvas.edges(node)),
            *(canvas.message(message) for message in messages),
        ],
        "captions": captions if caption else [],
        "scrolls": True,
    }


@dataclass(frozen=True)
class Canvas:
    """A layout in pixels."""

    layout: Layout
    width: float
    height: float
    pitch: float
    row: float
    left: float
    top: float
    equations: bool

    @classmethod
    def fitting(cls, layout: Layout, nodes: Sequence[GraphNode], *, marks: bool) -> Canvas:
        """As wide as the panel where the columns allow it, as high as its rows need."""
        equations, pitch = pitch_for(layout.n_columns, nodes)
        across = pitch * (layout.n_columns - 1)
        widest = max(len(text_over(node, equations)) for node in nodes) * CHARACTER
        margin = max(widest / 2, half_width(pitch)) + 4
        tallest = max(half_height(node.value) for node in nodes)
        row = 2 * tallest + 32 + 16 * marks
        over, under = tallest + 24, tallest + 26 + 16 * marks
        height = max(LEAST_HEIGHT, over + row * layout.n_rows + under)
        width = max(WIDTH, across + 2 * margin)
        return cls(
            layout,
            round(width, 1),
            round(height, 1),
            pitch,
            row,
            left=(width - across) / 2,
            top=over + (height - over - under - row * layout.n_rows) / 2,
            equations=equations,
        )

    def point(self, place: Place) -> tuple[float, float]:
        """A place of the layout in pixels."""
        column, height = place
        return round(self.left + column * self.pitch, 1), round(self.top + height * self.row, 1)

    def node(self, node: GraphNode) -> Item:
        """One node with its value, its name above and its mark below."""
        x, y = self.point(self.layout.places[node.id])
        half = half_width(self.pitch)
        text = value_text(node.value, 2 * half)
        item: Item = {
            "id": node.id,
            "x": x,
            "y": y,
            "radius": half_height(node.value),
            "half": half,
            "shape": "circle" if node.inputs else "placeholder",
            "shade": node.shade,
            "text": text,
            "label": text_over(node, self.equations),
            "states": list(node.states),
            "title": node.title or spoken(node),
        }
        if n_lines(node.value) > 1:
            item["corner"] = CORNER
        if node.mark:
            item["mark"] = node.mark
        if node.action:
            item["action"] = True
        return item | dict(node.slider or {})

    def edges(self, node: GraphNode) -> list[Item]:
        """The arrows into a node; an operand that is used twice has two."""
        uses, seen = Counter(node.inputs), Counter[str]()
        items = []
        for u in node.inputs:
            seen[u] += 1
            item = self.line(f"{u}>{node.id}", u, node.id) | {"sign": "quiet", "arrow": "forward"}
            if uses[u] > 1:
                item["id"] = f"{item['id']}:{seen[u]}"
                item["shift"] = SHIFT * (2 * seen[u] - uses[u] - 1)
            items.append(item)
        return items

    def message(self, message: Message) -> Item:
        """An arrow beside an edge, the other way."""
        item = self.line(f"{message.start}<{message.end}", message.start, message.end)
        states = {"states": list(message.states), "title": message.title or message.text}
        style = {"sign": "gradient", "arrow": "backward", "text": message.text, "shift": -SHIFT}
        return item | style | states

    def line(self, identity: str, start: str, end: str) -> Item:
        """What every edge has; a long one passes the points that the layout left free for it."""
        item: Item = {"id": identity, "from": start, "to": end, "width": 1.5}
        route = self.layout.routes.get((start, end))
        back = self.layout.routes.get((end, start), ())
        if points := [self.point(place) for place in (route or back[::-1])]:
            item["via"] = points
        return item


def pitch_for(n_columns: int, nodes: Sequence[GraphNode]) -> tuple[bool, float]:
    """Whether there is room for equations over the nodes, and the distance of two columns."""
    share = (WIDTH - 4 * MOST_HALF) / max(n_columns - 1, 1)
    longest = max(len(node.equation) for node in nodes) * CHARACTER
    equations = longest <= min(share, MOST_PITCH)
    return equations, round(min(max(share, LEAST_PITCH), MOST_PITCH), 1)


def text_over(node: GraphNode, equations: bool) -> str:  # noqa: FBT001  # a property of the canvas
    """What stands over a node: its equation, or its name and the sign of its operation."""
    if not node.inputs:
        return node.name
    return node.equation if equations and node.equation else f"{node.name} {node.symbol}".strip()


def half_width(pitch: float) -> float:
    """Half the width of a node, so that an arrow has room between two."""
    return round(min(max((pitch - 14) / 2, LEAST_HALF), MOST_HALF), 1)


def half_height(value: Value) -> float:
    """Half the height of a node: a vector stands as a column."""
    return max(RADIUS, LINE * n_lines(value) / 2 + 4)


def n_lines(value: Value) -> int:
    """Lines of text in a node."""
    return len(value) if isinstance(value, np.ndarray) and value.ndim == 1 else 1


def value_text(value: Value, room: float) -> str:
    """A value in a node: as many of three digits as fit, a vector line by line."""
    if value is None:
        return "?"
    if isinstance(value, np.ndarray) and value.ndim > 1:
        return "×".join(map(str, value.shape))
    return "\n".join(fitting_number(float(v), room) for v in np.atleast_1d(value))


def fitting_number(value: float, room: float) -> str:
    """A number with three, two or one significant digits: the most that the room allows."""
    texts = [short(value, digits) for digits in (3, 2, 1)]
    return next((text for text in texts if len(text) * CHARACTER <= room - 2), texts[-1])


def spoken(node: GraphNode) -> str:
    """A node in words for a screen reader."""
    if node.value is None:
        return f"{node.equation or node.name}, not computed yet"
    numbers = np.atleast_1d(node.value)
    if numbers.ndim > 1:
        return f"{node.name}, a matrix of shape {numbers.shape}"
    text = ", ".join(short(float(v)) for v in numbers)
    return f"{node.equation or node.name} = {text if numbers.size == 1 else f'({text})'}"
