"""Paper to draw on."""

from typing import TypedDict


class PadScene(TypedDict):
    """Paper that a digit is drawn on."""

    strokes: list[list[list[float]]]  #: of each its points x, y as parts of the side, y downwards
    pixels: list[float] | None  #: 64 pixels from 0 to 1, from the top, to show in their place
    revision: int  #: changes wherever the paper is not what the hand drew on it
    note: str  #: under the paper
    label: str  #: the paper in words
