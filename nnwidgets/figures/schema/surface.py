"""Surfaces: flat faces over a square."""

from typing import TypedDict

from nnwidgets.figures.schema.common import Palette, PlacedText


class SurfaceAxes(TypedDict):
    """The axes of a surface."""

    lines: list[list[list[float]]]  #: of each its ends x, y
    texts: list[PlacedText]  #: names and numbers


class SurfaceScene(TypedDict):
    """Flat faces over a square, in the order in which they are drawn."""

    width: float  #: of the picture
    height: float  #: of the picture
    title: str  #: over it
    label: str  #: the picture in words
    points: bytes  #: float32 pairs x, y: the corners of all faces
    counts: bytes  #: how many corners each face has
    shades: bytes  #: the colour of each face in the palette
    lights: bytes  #: how light each face is
    palette: Palette  #: the colours of the faces
    floor: list[list[float]]  #: corners x, y of the square
    axes: SurfaceAxes  #: with their numbers
    marks: list[PlacedText]  #: numbers on the surface
