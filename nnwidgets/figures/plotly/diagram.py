"""Diagrams as plotly figures: edges as lines, nodes as outlines with numbers that can be read."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.plotly.look import dash, font
from nnwidgets.figures.scenes.diagram import unfolded
from nnwidgets.figures.theme import light, mixed

if TYPE_CHECKING:
    from nnwidgets.figures.plotly.canvas import Axes, Box, Canvas
    from nnwidgets.figures.schema.common import Operable
    from nnwidgets.figures.schema.diagram import DiagramScene, Edge, Node, Sign

Array = NDArray[np.float64]
Style = dict[str, Any]

SIGNS: dict[Sign, tuple[str, str]] = {
    "positive": ("positive", "solid"),
    "negative": ("negative", dash("negative")),
    "zero": ("zero", "solid"),
    "plain": ("ink", "solid"),
    "quiet": ("quiet", "solid"),
    "gradient": ("gradient", "solid"),
}
"""The colour and the dash of an edge."""

ARC = np.linspace(0.0, np.pi / 2, 9)


def draw_diagram(canvas: Canvas, scene: DiagramScene, box: Box) -> None:
    """Edges below, nodes above; what hovers says what a screen reader says."""
    whole = unfolded(scene)
    axes = canvas.picture(box, whole["width"], whole["height"])
    nodes = {node["id"]: node for node in whole["nodes"]}
    for edge in whole["edges"]:
        draw_edge(axes, edge, nodes[edge["from"]], nodes[edge["to"]])
    for node in whole["nodes"]:
        draw_node(axes, node)
    told = [node for node in whole["nodes"] if node.get("title")]
    axes.add(
        mode="markers",
        x=[node["x"] for node in told],
        y=[node["y"] for node in told],
        marker={"size": 26, "opacity": 0},
        hovertext=[words_of(node) for node in told],
        hoverinfo="text",
        name="nodes",
    )
    for caption in whole["captions"]:
        axes.write(caption["x"], caption["y"], caption["text"], font=font("quiet"))


def words_of(item: Operable) -> str:
    """What is said about an item, with its number where it has one that can be set."""
    title, number = item.get("title", ""), item.get("valuetext", "")
    return f"{title}: {number}" if number and number not in title else title


def draw_edge(axes: Axes, edge: Edge, start: Node, end: Node) -> None:
    """A line from border to border, an arrow at its end, its text and its words in its middle."""
    points = way_of(edge, start, end)
    colour, dashes = SIGNS[edge["sign"]]
    axes.add(
        mode="lines",
        x=points[:, 0].tolist(),
        y=points[:, 1].tolist(),
        line={
            "color": light(colour),
            "width": edge["width"],
            "dash": dashes,
            "shape": "spline" if edge.get("via") else "linear",
        },
        opacity=0.35 if "pending" in edge.get("states", []) else 1,
        name=edge["id"],
        hoverinfo="skip",
    )
    if edge.get("arrow"):
        (x, y), (before_x, before_y) = points[-1], points[-2]
        axes.write(
            float(x),
            float(y),
            "",
            showarrow=True,
            arrowhead=2,
            arrowwidth=1.5,
            arrowcolor=light(colour),
            axref=axes.x,
            ayref=axes.y,
            ax=float(before_x),
            ay=float(before_y),
        )
    middle = points[len(points) // 2 - 1 : len(points) // 2 + 1].mean(axis=0)
    if edge.get("text"):
        ground = {"bgcolor": light("ground"), "bordercolor": light(colour), "borderpad": 2}
        axes.write(float(middle[0]), float(middle[1]), f"<b>{edge['text']}</b>", **ground)
    if edge.get("title"):
        axes.add(
            mode="markers",
            x=[float(middle[0])],
            y=[float(middle[1])],
            marker={"size": 14, "opacity": 0},
            hovertext=[words_of(edge)],
            hoverinfo="text",
            name=edge["id"],
        )


def way_of(edge: Edge, start: Node, end: Node) -> Array:
    """The points of an edge, shifted to its side and cut at the borders of its nodes."""
    points = np.array([(start["x"], start["y"]), *edge.get("via", []), (end["x"], end["y"])])
    run = points[-1] - points[0]
    aside = np.array([-run[1], run[0]]) * edge.get("shift", 0.0) / np.hypot(*run)
    moved: Array = points + aside
    moved[0] = on_border(start, moved[0], moved[1])
    moved[-1] = on_border(end, moved[-1], moved[-2])
    return moved


def on_border(node: Node, place: Array, other: Array) -> Array:
    """Where the line from a place in the middle of a node to another leaves the node."""
    way = (other - place) / np.hypot(*(other - place))
    border: Array = place + way * reach(node, *np.abs(way).tolist())
    return border


def reach(node: Node, across: float, down: float) -> float:
    """From the centre to the border, a rectangle with round corners, in a direction of length 1."""
    half, radius = sides_of(node)
    corner = corner_of(node)
    wide, high = half - corner, radius - corner
    if half * down <= high * across:  # it leaves by an upright side
        return half / across
    if radius * across <= wide * down:
        return radius / down
    along = across * wide + down * high
    return along + math.sqrt(max(0.0, along**2 - wide**2 - high**2 + corner**2))


def sides_of(node: Node) -> tuple[float, float]:
    """Half the width and half the height of a node."""
    return node.get("half", node["radius"]), node["radius"]


def corner_of(node: Node) -> float:
    """The radius of a node's corners; for the roundest it is a circle or a pill."""
    return min(node.get("corner", node["radius"]), *sides_of(node))


def draw_node(axes: Axes, node: Node) -> None:
    """The outline of a node with its number, its name over it and its mark under it."""
    x, y = outline_of(node)
    states = node.get("states", [])
    edge, width, dashes = "quiet", 1.25, "solid"
    if node["shape"] == "placeholder":
        dashes = dash("placeholder")
    if "pending" in states:
        dashes = dash("pending")
    if "selected" in states:
        edge, width = "ink", 3.5
    if "wrong" in states:
        edge, width = "wrong", 3.5
    axes.add(
        mode="lines",
        x=x.tolist(),
        y=y.tolist(),
        fill="toself",
        fillcolor=ground_of(node),
        line={"color": light(edge), "width": width, "dash": dashes, "simplify": False},
        name=node["label"] or node["id"],
        hoverinfo="skip",
    )
    axes.write(node["x"], node["y"], node["text"].replace("\n", "<br>"))
    label = f"<b>{node['label']}</b>" if "selected" in states else node["label"]
    axes.write(node["x"], node["y"] - node["radius"] - 11, label)
    colour = "gradient" if "adjoint" in states else "wrong" if "wrong" in states else "ink"
    if node.get("mark"):
        axes.write(node["x"], node["y"] + node["radius"] + 11, node["mark"], font=font(colour))


def ground_of(node: Node) -> str:
    """The colour of a node: light where its activation is high, lit where it is ready."""
    if "ready" in node.get("states", []):
        return light("lit")
    if node["shape"] == "placeholder":
        return light("ground")
    return mixed("node-low", "node-high", 0.5 if node["shade"] is None else node["shade"])


def outline_of(node: Node) -> tuple[Array, Array]:
    """A rectangle with round corners, which for the roundest is a circle or a pill."""
    (half, radius), corner = sides_of(node), corner_of(node)
    angles = np.concatenate([ARC + quarter * np.pi / 2 for quarter in range(4)])
    signs = np.repeat([[1, 1], [-1, 1], [-1, -1], [1, -1]], len(ARC), axis=0)
    x = node["x"] + signs[:, 0] * (half - corner) + corner * np.cos(angles)
    y = node["y"] + signs[:, 1] * (radius - corner) + corner * np.sin(angles)
    return np.append(x, x[0]), np.append(y, y[0])
