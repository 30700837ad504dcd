"""Maps over the plane: a field in colours, and what lies on it."""

from typing import NotRequired, TypedDict

from nnwidgets.figures.schema.common import MapPoint, Palette, Range


class Fold(TypedDict):
    """A straight line on a map, with its name."""

    ends: tuple[float, float, float, float]  #: x, y, x', y' in data
    name: str  #: beside the line; a faint line has none
    chosen: bool  #: is it looked at?
    dx: NotRequired[float]  #: pixels by which the name stands further right
    dy: NotRequired[float]  #: pixels by which the name stands further down


class RegionScene(TypedDict):
    """A map over the plane: a field in colours, and what lies on it."""

    width: float  #: of the picture
    height: float  #: of the picture
    title: str  #: over the map
    label: str  #: the map in words
    extent: tuple[float, float, float, float]  #: the axes' ends in data: x, x', y, y'
    x_title: str  #: name of the axis to the right
    y_title: str  #: name of the axis upwards
    size: int  #: cells along a side
    grid: bytes  #: a byte for each cell, row by row from the bottom
    palette: Palette  #: the colours of the cells
    quantity: str  #: the name of the field, for figures in reports
    span: Range  #: the values of the field that the bytes 0 and 255 stand for
    boundary: bytes  #: float32 segments x, y, x', y' in data, a dark line
    ghost: bytes  #: the same, where the boundary was
    folds: NotRequired[list[Fold]]  #: straight lines with names
    points: list[MapPoint]  #: data points
    marker: Range | None  #: the present input x, y in data
    clickable: bool  #: does a click on the map choose a place?
    help: NotRequired[str]  #: what Enter does at the crosshair; without it there is none
