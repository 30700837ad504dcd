"""Equations between matrices in live numbers."""

from typing import TypeAlias, TypedDict, final


@final
class Matrix(TypedDict):
    """A matrix; a vector is a column."""

    caption: str  #: under it
    cells: list[list[str]]  #: its numbers, row by row
    lit: int | None  #: the row that is lit, from 0
    chosen: int | None  #: the element that is selected, counted row by row from 0


@final
class Operator(TypedDict):
    """A sign between two matrices."""

    text: str  #: the sign


MatricesItem: TypeAlias = Matrix | Operator


class MatricesScene(TypedDict):
    """An equation between matrices in live numbers."""

    title: str  #: over it
    label: str  #: the equation in words
    items: list[MatricesItem]  #: from left to right
