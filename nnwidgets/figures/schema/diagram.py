"""Diagrams: nodes and edges of a network or a graph."""

from typing import Literal, NotRequired, TypeAlias, TypedDict, final

from nnwidgets.figures.schema.common import Operable

NodeShape: TypeAlias = Literal["circle", "placeholder"]
Sign: TypeAlias = Literal["positive", "negative", "zero", "plain", "quiet", "gradient"]
Arrow: TypeAlias = Literal["forward", "backward"]


class NodePlace(TypedDict):
    """Where a node stands, and what it is."""

    id: str  #: what events call it
    x: float  #: of its middle
    y: float  #: of its middle
    radius: float  #: half its height
    half: NotRequired[float]  #: half its width; the radius if left out
    corner: NotRequired[float]  #: radius of its corners; the node's if left out
    shape: NodeShape  #: a placeholder holds what comes from outside
    label: str  #: over the node
    shade: float | None  #: how light its ground is, from 0 to 1; None for neutral


class NodeNumbers(Operable):
    """What a node shows at present."""

    text: str  #: in the node; a vector has a line for each number
    mark: NotRequired[str]  #: under the node


class LiveNode(NodeNumbers):
    """A node whose place came before."""

    shade: NotRequired[float]  #: in place of the neutral one


class Node(NodePlace, NodeNumbers):
    """A node."""


_Ends = TypedDict(
    "_Ends",
    {
        "from": str,  #: the node where it begins
        "to": str,  #: the node where it ends
    },
)


class Edge(_Ends, Operable):
    """A line between two nodes."""

    id: str  #: what events call it
    width: float  #: of the line
    sign: Sign  #: its colour and dash
    text: NotRequired[str]  #: on the line
    arrow: NotRequired[Arrow]  #: an arrow at its end, and in which colour
    shift: NotRequired[float]  #: pixels to the side, seen from its beginning
    via: NotRequired[list[tuple[float, float]]]  #: points that it passes


class Caption(TypedDict):
    """A line of text about the picture."""

    x: float  #: of its middle
    y: float  #: its base line
    text: str  #: what it says


class FixedDiagram(TypedDict):
    """What no slider moves in a large diagram."""

    width: float  #: of the picture
    height: float  #: of the picture
    scrolls: NotRequired[float]  #: the picture scrolls, and shrinks to this share at most
    nodes: list[NodePlace]  #: in the order of the keyboard
    edges: list[Edge]  #: those that do not change
    captions: list[Caption]  #: at the bottom


@final
class FoldedDiagram(TypedDict):
    """A large diagram in two parts: ipywidgets searches lists for buffers, and leaves texts."""

    label: str  #: the picture in words
    fixed: str  #: a `FixedDiagram` as JSON, the same text as long as nothing in it changes
    nodes: list[LiveNode]  #: the rest of its nodes, in the same order
    edges: list[Edge]  #: further edges


@final
class Diagram(TypedDict):
    """Nodes and edges of a network or a graph."""

    width: float  #: of the picture
    height: float  #: of the picture
    label: str  #: the picture in words
    nodes: list[Node]  #: in the order of the keyboard
    edges: list[Edge]  #: behind the nodes
    captions: list[Caption]  #: at the bottom
    scrolls: NotRequired[float]  #: the picture scrolls, and shrinks to this share at most


DiagramScene: TypeAlias = Diagram | FoldedDiagram
