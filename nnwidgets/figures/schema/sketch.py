"""Sketches: flat pictures of rectangles, paths, circles and texts."""

from typing import Literal, NotRequired, TypeAlias, TypedDict

from nnwidgets.figures.schema.common import Anchor, Operable

SketchStyle: TypeAlias = Literal[
    "caption",
    "text",
    "number",
    "bold",
    "line",
    "axis",
    "guide",
    "ghost",
    "arrow",
    "cross",
    "point",
    "row",
    "head",
    "cut",
    "area",
]


class Painted(Operable):
    """What every item of a sketch may have."""

    id: NotRequired[str]  #: what events call it
    fill: NotRequired[str]  #: a colour of the theme
    stroke: NotRequired[str]  #: a colour of the theme
    style: NotRequired[SketchStyle]  #: how it looks; plain if left out


class SketchRect(Painted):
    """An upright rectangle."""

    tag: Literal["rect"]  #: of SVG
    x: float  #: its left side
    y: float  #: its upper side
    width: float  #: to the right
    height: float  #: downwards


class SketchPath(Painted):
    """Straight lines from point to point."""

    tag: Literal["path"]  #: of SVG
    d: str  #: the points, as SVG has them


class SketchCircle(Painted):
    """A circle."""

    tag: Literal["circle"]  #: of SVG
    cx: float  #: of its middle
    cy: float  #: of its middle
    r: float  #: its radius


_Anchored = TypedDict(
    "_Anchored",
    {
        "text-anchor": Anchor,  #: which part of it stands at its place
    },
)


class SketchText(_Anchored, Painted):
    """A line of text."""

    tag: Literal["text"]  #: of SVG
    x: float  #: where it stands
    y: float  #: its base line
    text: str  #: what it says


SketchItem: TypeAlias = SketchRect | SketchPath | SketchCircle | SketchText


class SketchScene(TypedDict):
    """A flat picture, item by item."""

    width: float  #: of the picture
    height: float  #: of the picture
    label: str  #: the picture in words
    items: list[SketchItem]  #: in the order in which they are drawn
