"""Tables: live numbers with headings."""

from typing import Literal, NotRequired, TypeAlias, TypedDict

CellKind: TypeAlias = Literal["", "right", "wrong"]


class Cell(TypedDict):
    """A cell of a table."""

    text: str  #: what it says
    kind: CellKind  #: how it is marked


class TableRow(TypedDict):
    """A row of a table."""

    name: str  #: its heading
    cells: list[Cell]  #: from left to right
    id: NotRequired[str]  #: what events call it; one with an id can be clicked
    chosen: NotRequired[bool]  #: is it looked at?


class TableScene(TypedDict):
    """Live numbers with a heading for every row and column."""

    caption: str  #: over the table
    head: list[str]  #: headings of the columns, that of the rows' names first
    rows: list[TableRow]  #: from top to bottom
