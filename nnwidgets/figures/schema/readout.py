"""Read-outs: numbers worth watching."""

from typing import NotRequired, TypedDict


class Gauge(TypedDict):
    """A number on a bar."""

    low: float  #: left end
    high: float  #: right end
    at: float  #: the number
    ghost: float | None  #: where it was
    bound: float  #: a number to compare it with
    bound_label: str  #: the name of that number


class ReadoutRow(TypedDict):
    """A number with its name."""

    name: str  #: over the number
    value: str  #: the number
    gauge: NotRequired[Gauge]  #: under the number


class ReadoutScene(TypedDict):
    """Numbers worth watching."""

    rows: list[ReadoutRow]  #: side by side, as far as there is room
