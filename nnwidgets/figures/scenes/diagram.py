"""Networks and graphs as scenes for the diagram view: nodes and edges with places and numbers.

A scene is plain data. Ids are the names of the parameters (`W1_12`, `b3_2`, `x_1`), so that what
is clicked in the picture is what `explorer.set` calls it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.theme import edge_width, sign_of
from nnwidgets.text import layer_symbol, short, subscript

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.common import Operable, State
    from nnwidgets.figures.schema.diagram import (
        Diagram,
        DiagramScene,
        Edge,
        FixedDiagram,
        LiveNode,
        Node,
        NodePlace,
    )

Array = NDArray[np.float64]

RADIUS, SMALL_RADIUS = 21, 16
SHIFT = 6.0  # how far a gradient runs beside its edge
WIDTH, HEIGHT = 320, 324
LEFT, RIGHT = 27, 37  # of the first and last column; an output may be 9.81e−13, its bias −11.2
COLUMN_TOP, COLUMN_BOTTOM = 4, 298  # the rows of nodes keep between these


@dataclass(frozen=True)
class NetworkPicture:
    """What a diagram of a layered network shows.

    Attributes:
        weights: W⁽¹⁾ … W⁽ᴸ⁾, each of shape (n_out, n_in).
        biases: b⁽¹⁾ … b⁽ᴸ⁾.
        activations: a⁽⁰⁾ … a⁽ᴸ⁾ for one sample.
        n_done: values are shown up to this layer; later ones are not computed yet.
        selected: id of the edge or node drawn as selected.
        limit: largest |parameter|; an edge is widest there.
        frozen: the layers, from 1, whose parameters cannot be changed.
        inputs: between which an input can be set.
        slopes: ∂C/∂W⁽¹⁾ … ∂C/∂W⁽ᴸ⁾, drawn as arrows back along the edges, which leave no room for
            the biases under the nodes; none where empty.
        inert: whether it is only looked at: nothing in it can be pressed or moved, and every
            title holds its number.
    """

    weights: Sequence[Array]
    biases: Sequence[Array]
    activations: Sequence[Array]
    n_done: int
    selected: str
    limit: float
    frozen: Sequence[int] = ()
    inputs: tuple[float, float] = (0.0, 1.0)
    slopes: Sequence[Array] = ()
    inert: bool = False

    def node(self, layer: int, unit: int, place: tuple[float, float]) -> Node:
        """The circle of one unit, with its activation; a neuron carries its bias too."""
        value = float(self.activations[layer][unit])
        done = layer <= self.n_done
        name = f"{layer_symbol('a', layer)}{subscript(unit + 1)}"
        name = f"x{subscript(unit + 1)}" if layer == 0 else name
        node: Node = {
            "id": node_id(layer, unit),
            "x": place[0],
            "y": place[1],
            "radius": self.radius,
            "half": half_width(short(value), self.radius) if done else self.radius,
            "shape": "placeholder" if layer == 0 else "circle",
            "shade": shade(value) if done else None,
            "text": short(value) if done else "?",
            "label": name,
            "states": self.states(node_id(layer, unit), layer),
            "title": f"{name} = {short(value)}" if done else f"{name}, not computed yet",
        }
        if layer == 0:
            return {**node, **self.movable(layer, value, self.inputs)}
        bias = float(self.biases[layer - 1][unit])
        symbol = f"{layer_symbol('b', layer)}{subscript(unit + 1)}"
        node["mark"] = "" if self.slopes else f"b = {short(bias)}"
        told = bool(self.slopes) or self.inert  # a slider says its number itself
        node["title"] += f"; its bias {symbol}" + f" = {short(bias)}" * told
        node["title"] += self.remark(layer)
        return {**node, **self.movable(layer, bias, (-self.limit, self.limit))}

    @property
    def radius(self) -> int:
        """Of a node; smaller where four or more stand in a column, with a label each."""
        return RADIUS if max(map(len, self.activations)) < 4 else SMALL_RADIUS

    def edge(self, layer: int, i: int, j: int) -> Edge:
        """The line of one weight, from unit j of the layer before to unit i of this one."""
        weight = float(self.weights[layer - 1][i, j])
        identity = f"W{layer}_{i + 1}{j + 1}"
        symbol = weight_symbol(layer, i, j)
        way = f"from node {j + 1} of layer {layer - 1} to node {i + 1} of layer {layer}"
        edge: Edge = {
            "id": identity,
            "from": node_id(layer - 1, j),
            "to": node_id(layer, i),
            "width": edge_width(weight, self.limit),
            "sign": sign_of(weight),
            "text": short(weight) if identity == self.selected else "",
            "states": self.states(identity, layer),
            "title": f"{symbol}{f' = {short(weight)}' * self.inert}, {way}{self.remark(layer)}",
        }
        return {**edge, **self.movable(layer, weight, (-self.limit, self.limit))}

    def movable(self, layer: int, value: float, ends: tuple[float, float]) -> Operable:
        """What makes a number of a layer a slider, or a button where it is frozen, or neither."""
        if self.inert:
            return {}
        return {"action": True} if layer in self.frozen else slider(value, *ends)

    def backward_edges(self) -> list[Edge]:
        """An arrow against each edge, wide where the cost is steep in its weight."""
        steepest = max((float(np.abs(slope).max()) for slope in self.slopes), default=0.0)
        return [
            {
                "id": f"slope{layer}_{i + 1}{j + 1}",
                "from": node_id(layer, i),
                "to": node_id(layer - 1, j),
                "width": edge_width(float(slope[i, j]), steepest or 1.0) / 2,
                "sign": "gradient",
                "arrow": "backward",
                "shift": -SHIFT,
                "states": [],
                "title": f"∂C/∂{weight_symbol(layer, i, j)} = {short(float(slope[i, j]))}",
            }
            for layer, slope in enumerate(self.slopes, start=1)
            for i, j in np.ndindex(slope.shape)
        ]

    def remark(self, layer: int) -> str:
        """What the title of a parameter adds where it cannot be changed."""
        return ", frozen" if layer in self.frozen else ""

    def states(self, identity: str, layer: int) -> list[State]:
        """How an item is marked beside its value."""
        chosen: list[State] = ["selected"] if identity == self.selected else []
        return chosen if layer <= self.n_done else [*chosen, "pending"]


def network_diagram(picture: NetworkPicture) -> Diagram:
    """Scene of a layered network, layer 0 on the left."""
    sizes = [len(a) for a in picture.activations]
    nodes = [picture.node(*key, place) for key, place in network_places(sizes).items()]
    edges = [
        picture.edge(layer, i, j)
        for layer, (n_in, n_out) in enumerate(pairwise(sizes), start=1)
        for i in range(n_out)
        for j in range(n_in)
    ]
    caption = f"width |w|, full at {short(picture.limit)}; solid +, dashed −"
    captions = [caption, "orange: the gradient"] if picture.slopes else [caption]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "label": f"Network with layers of {', '.join(map(str, sizes))} nodes",
        "nodes": nodes,
        "edges": edges + picture.backward_edges(),
        "captions": [
            {"x": WIDTH / 2, "y": HEIGHT - 4 - 18 * above, "text": text}
            for above, text in enumerate(reversed(captions))
        ],
    }


def network_places(sizes: Sequence[int]) -> dict[tuple[int, int], tuple[float, float]]:
    """Where node (layer, unit) stands: layers side by side, units centred in their column."""
    across = (WIDTH - LEFT - RIGHT) / (len(sizes) - 1)
    apart = (COLUMN_BOTTOM - COLUMN_TOP) / max(sizes)
    middle = (COLUMN_TOP + COLUMN_BOTTOM) / 2
    return {
        (layer, unit): (
            round(LEFT + layer * across, 1),
            round(middle + (unit - (size - 1) / 2) * apart, 1),
        )
        for layer, size in enumerate(sizes)
        for unit in range(size)
    }


def node_id(layer: int, unit: int) -> str:
    """Id of a node: the input it shows, `x_1`, or the bias it carries, `b2_3`."""
    return f"x_{unit + 1}" if layer == 0 else f"b{layer}_{unit + 1}"


def weight_symbol(layer: int, i: int, j: int) -> str:
    """The symbol of the weight from unit j of the layer before to unit i, both from 0.

    >>> weight_symbol(2, 0, 2)
    'W⁽²⁾₁₃'
    """
    return f"{layer_symbol('W', layer)}{subscript(f'{i + 1}{j + 1}')}"


def half_width(text: str, radius: int = RADIUS) -> float:
    """Half the width of a node: a circle, or a capsule where the number is long."""
    return max(radius, 4 * len(text) + 2)


def shade(activation: float) -> float:
    """Lightness of a node, from 0 at activation 0 or below to 1 at 1 or above."""
    return round(min(max(activation, 0.0), 1.0), 3)


def slider(value: float, low: float, high: float) -> Operable:
    """What makes an item a slider to keyboard and screen reader.

    A number beyond the slider's end is still the one that is read out.
    """
    place = min(max(value, low), high)
    return {"range": (low, high), "value": place, "valuetext": short(value), "action": True}


def unfolded(scene: DiagramScene) -> Diagram:
    """A diagram in one piece, whether or not it was sent in two."""
    if "fixed" not in scene:
        return scene
    fixed = fixed_part(scene["fixed"])
    pairs = zip(fixed["nodes"], scene["nodes"], strict=True)
    return {
        **fixed,
        "label": scene["label"],
        "nodes": [joined(place, live) for place, live in pairs],
        "edges": fixed["edges"] + scene["edges"],
    }


def fixed_part(text: str) -> FixedDiagram:
    """What no slider moves, from its JSON, in which a pair is a list."""

    def with_pairs(item: dict[str, Any]) -> dict[str, Any]:
        return {**item, "via": [tuple(pair) for pair in item["via"]]} if "via" in item else item

    fixed: FixedDiagram = json.loads(text, object_hook=with_pairs)
    return fixed


def joined(place: NodePlace, live: LiveNode) -> Node:
    """A node from where it stands and what it shows."""
    return {**place, **live}
