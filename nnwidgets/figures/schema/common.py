"""What several kinds of scene share."""

from typing import Literal, NotRequired, TypeAlias, TypedDict

Range: TypeAlias = tuple[float, float]
"""Two ends, the lower one first."""

Anchor: TypeAlias = Literal["start", "middle", "end"]
"""Which part of a text stands at its place."""

Palette: TypeAlias = Literal["class", "activation", "image", "weight"]
"""Three colours of the theme, for the bytes 0, 128 and 255."""

Mark: TypeAlias = Literal["a", "b", "c", "d", "e", "ink", "ghost"]
"""What a point is coloured as: a class, a measured value, or where something was."""

Shape: TypeAlias = Literal["circle", "cross", "square", "triangle", "diamond", "ring"]
"""What a point is drawn as: the marker of a class, or a ring around nothing."""

State: TypeAlias = Literal["selected", "pending", "ready", "wrong", "adjoint"]
"""How an item is marked beside its value."""


class PlacedText(TypedDict):
    """A line of text in a picture."""

    x: float  #: where it stands
    y: float  #: its base line
    text: str  #: what it says
    anchor: Anchor  #: which part of it stands there


class MapPoint(TypedDict):
    """A data point by colour and shape."""

    x: float  #: in data
    y: float  #: in data
    label: Mark  #: its colour
    shape: Shape  #: its marker
    wrong: bool  #: does it lie on the wrong side?


class Operable(TypedDict):
    """What an item may have that a person reaches by keyboard: a slider if it has a range."""

    states: NotRequired[list[State]]  #: how it is marked
    title: NotRequired[str]  #: its words for a screen reader; without them it is left out
    action: NotRequired[bool]  #: can it be pressed?
    range: NotRequired[Range]  #: between which its number can be set
    value: NotRequired[float]  #: its number, within the range
    valuetext: NotRequired[str]  #: its number as it is read aloud
