"""What a person did on the page, on its way to the kernel."""

from typing import Literal, TypeAlias, TypedDict


class Held(TypedDict):
    """A drag begins."""

    event: Literal["hold"]
    id: str  #: the field, element or handle


class Restored(TypedDict):
    """A number goes back to its start."""

    event: Literal["restore"]
    id: str  #: the field, element or item


class Nudged(TypedDict):
    """Arrow keys move a number."""

    event: Literal["nudge"]
    id: str  #: the item
    steps: int  #: how many steps, up or down


class Dragged(TypedDict):
    """The mouse moves a handle."""

    event: Literal["drag"]
    id: str  #: the handle
    y: float  #: where it is now, in data


class Selected(TypedDict):
    """An item was reached, by Tab or by a click."""

    event: Literal["select"]
    id: str  #: the item


class Pressed(TypedDict):
    """An item was pressed, by Enter or by a click."""

    event: Literal["press"]
    id: str  #: the item, or the row of a table


class Pointed(TypedDict):
    """A place on a map was chosen."""

    event: Literal["point"]
    x: float  #: in data
    y: float  #: in data


class Erased(TypedDict):
    """What is nearest to a place on a map shall go."""

    event: Literal["erase"]
    x: float  #: in data
    y: float  #: in data


class Stroked(TypedDict):
    """A stroke on the paper has grown."""

    event: Literal["stroke"]
    begins: bool  #: is it a new stroke?
    points: list[float]  #: x, y, x', y', … as parts of the side


Event: TypeAlias = (
    Held | Restored | Nudged | Dragged | Selected | Pressed | Pointed | Erased | Stroked
)
