"""Galleries: small images side by side."""

from typing import TypedDict

from nnwidgets.figures.schema.common import Palette


class GalleryItem(TypedDict):
    """A small square image."""

    pixels: bytes  #: a byte for each, row by row from the bottom
    text: str  #: under the image
    label: str  #: the image in words
    wrong: bool  #: is it marked as answered wrongly?


class GalleryScene(TypedDict):
    """Small images side by side."""

    title: str  #: over the row
    items: list[GalleryItem]  #: from left to right
    palette: Palette  #: of all images
    size: int  #: pixels along a side
