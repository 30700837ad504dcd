"""Sizes and places in the drawing of a graph: everything that no slider moves."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nnwidgets.figures.geometry.layered_layout import Layout, layered_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.geometry.layered_layout import Place
    from nnwidgets.figures.schema.diagram import Caption, Edge, FixedDiagram, NodePlace, Sign

WIDTH = 740  # of the panel, which a graph has to itself
MIN_HEIGHT = 190
RADIUS = 20  # half the height of a node that shows one number
LINE = 17  # height of a line of text in a node
CHARACTER = 8.0  # its width in the widest of the usual fonts, in pixels
MIN_PITCH, MAX_PITCH = 56.0, 132.0  # distance of two columns
MIN_HALF, MAX_HALF = 22.5, 34.0  # half the width of a node
MIN_SHARE = 0.75  # of its design, to which the picture of a small graph may shrink
CORNER = 10  # of a node that holds a vector
SHIFT = 6.0  # how far a message, or a second use, runs beside an edge


class Shape(NamedTuple):
    """What a node's place and size depend on."""

    id: str
    inputs: tuple[str, ...]
    name: str
    symbol: str
    equation: str
    lines: int


@lru_cache(maxsize=64)
def canvas_for(shapes: tuple[Shape, ...], caption: str, marks: bool) -> Canvas:  # noqa: FBT001  # for the cache
    """A drawing of these nodes, as wide as the panel where the columns allow it."""
    layout = layered_layout(tuple((shape.id, shape.inputs) for shape in shapes))
    equations, pitch = pitch_for(layout.n_columns, shapes)
    across = pitch * (layout.n_columns - 1)
    half = half_width(pitch)
    widest = max(len(text_over(shape, equations)) for shape in shapes) * CHARACTER
    width = max(WIDTH, across + 2 * max(widest / 2, half) + 8)
    tallest = max(half_height(shape.lines) for shape in shapes)
    row = 2 * tallest + 32 + 16 * marks
    over, under = tallest + 24, tallest + 26 + 16 * marks
    height = max(MIN_HEIGHT, over + row * layout.n_rows + under)
    top = over + (height - over - under - row * layout.n_rows) / 2
    canvas = Canvas(layout, round(width, 1), round(height, 1), pitch, row, half, top, equations)
    canvas.fixed = json.dumps(canvas.fixed_part(shapes, caption), separators=(",", ":"))
    return canvas


@dataclass
class Canvas:
    """A layout in pixels, and all that is drawn at each step alike.

    Attributes:
        layout: in columns and rows.
        width: of the picture.
        height: of the picture.
        pitch: distance of two columns.
        row: distance of two rows.
        half: half the width of a node.
        top: where the first row stands.
        equations: whether they stand over the nodes.
        fixed: the fixed part of the scene as JSON. A text is sent as it is; numbers and lists
            would be searched for buffers at each step.
    """

    layout: Layout
    width: float
    height: float
    pitch: float
    row: float
    half: float
    top: float
    equations: bool
    fixed: str = ""

    @property
    def room(self) -> float:
        """Width that a node has for its number."""
        return 2 * self.half

    def point(self, place: Place) -> tuple[float, float]:
        """A place of the layout in pixels."""
        column, height = place
        left = (self.width - self.pitch * (self.layout.n_columns - 1)) / 2
        return round(left + column * self.pitch, 1), round(self.top + height * self.row, 1)

    def fixed_part(self, shapes: Sequence[Shape], caption: str) -> FixedDiagram:
        """Sizes, nodes without numbers, the edges, and the line under the picture."""
        captions: list[Caption] = [{"x": self.width / 2, "y": self.height - 6, "text": caption}]
        return {
            "width": self.width,
            "height": self.height,
            "scrolls": self.least_share(shapes),
            "nodes": [self.node(shape) for shape in shapes],
            "edges": [edge for shape in shapes for edge in self.edges(shape)],
            "captions": captions if caption else [],
        }

    def least_share(self, shapes: Sequence[Shape]) -> float:
        """How far the picture may shrink before it scrolls; its text does not shrink with it."""
        widest = max(len(text_over(shape, self.equations)) for shape in shapes) * CHARACTER
        share = max(widest, 2 * MIN_HALF + 10) / self.pitch
        return round(min(max(share, MIN_SHARE), 0.9), 2)

    def node(self, shape: Shape) -> NodePlace:
        """One node without its numbers."""
        x, y = self.point(self.layout.places[shape.id])
        item: NodePlace = {
            "id": shape.id,
            "x": x,
            "y": y,
            "radius": half_height(shape.lines),
            "half": self.half,
            "shape": "circle" if shape.inputs else "placeholder",
            "shade": None,
            "label": text_over(shape, self.equations),
        }
        if shape.lines > 1:
            item["corner"] = CORNER
        return item

    def edges(self, shape: Shape) -> list[Edge]:
        """The arrows into a node; an operand that is used twice has two."""
        uses, seen = Counter(shape.inputs), Counter[str]()
        items = []
        for u in shape.inputs:
            seen[u] += 1
            item = self.line(f"{u}>{shape.id}", u, shape.id, "quiet")
            item["arrow"] = "forward"
            if uses[u] > 1:
                item["id"] = f"{item['id']}:{seen[u]}"
                item["shift"] = SHIFT * (2 * seen[u] - uses[u] - 1)
            items.append(item)
        return items

    def line(self, identity: str, start: str, end: str, sign: Sign) -> Edge:
        """An edge, or a message along it; a long one passes points that are kept free for it."""
        item: Edge = {"id": identity, "from": start, "to": end, "width": 1.5, "sign": sign}
        route = self.layout.routes.get((start, end))
        back = self.layout.routes.get((end, start), ())
        if points := [self.point(place) for place in (route or back[::-1])]:
            item["via"] = points
        return item


def pitch_for(n_columns: int, shapes: Sequence[Shape]) -> tuple[bool, float]:
    """Whether there is room for equations over the nodes, and the distance of two columns."""
    share = (WIDTH - 4 * MAX_HALF) / max(n_columns - 1, 1)
    longest = max(len(shape.equation) for shape in shapes) * CHARACTER
    equations = longest <= min(share, MAX_PITCH)
    return equations, round(min(max(share, MIN_PITCH), MAX_PITCH), 1)


def text_over(shape: Shape, equations: bool) -> str:  # noqa: FBT001  # a property of the canvas
    """What stands over a node: its equation, or its name and the sign of its operation."""
    if not shape.inputs:
        return shape.name
    both = f"{shape.name} {shape.symbol}".strip()
    return shape.equation if equations and shape.equation else both


def half_width(pitch: float) -> float:
    """Half the width of a node, so that an arrow has room between two."""
    return round(min(max((pitch - 12) / 2, MIN_HALF), MAX_HALF), 1)


def half_height(lines: int) -> float:
    """Half the height of a node: a vector stands as a column."""
    return max(RADIUS, LINE * lines / 2 + 4)
