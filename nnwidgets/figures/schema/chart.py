"""Charts: curves, points and bars between axes."""

from typing import Literal, NotRequired, TypeAlias, TypedDict

from nnwidgets.figures.schema.common import Anchor, MapPoint, Range

LineKind: TypeAlias = Literal[
    "ink", "faint", "chosen", "ghost", "guide", "sum", "target", "gap", "class-a", "class-b"
]
RuleKind: TypeAlias = Literal["ink", "faint", "ghost"]
BandKind: TypeAlias = Literal["class-a", "class-b"]
BarKind: TypeAlias = Literal["plain", "chosen", "gradient", "class-a", "class-b"]


class Axis(TypedDict):
    """A fixed axis."""

    title: str  #: its name
    range: Range  #: its ends, in data
    ticks: list[tuple[float, str]]  #: places in data, each with what is written there
    log: NotRequired[bool]  #: are the data powers of ten: 2 for 100?


class Line(TypedDict):
    """A line from point to point."""

    points: bytes  #: float32 pairs x, y in data; a gap where y is not finite
    kind: LineKind  #: how it looks
    name: NotRequired[str]  #: what it shows, for whoever asks


class Rule(TypedDict):
    """A straight line across a frame: it has either x or y."""

    x: NotRequired[float]  #: where it stands upright, in data
    y: NotRequired[float]  #: where it lies level, in data
    kind: RuleKind  #: how it looks


class Band(TypedDict):
    """A lightly coloured part of a frame, whole in a direction that is left out."""

    x: NotRequired[Range]  #: from left to right, in data
    y: NotRequired[Range]  #: from bottom to top, in data
    kind: BandKind  #: the class whose colour it has


class Bar(TypedDict):
    """A filled rectangle."""

    x: Range  #: from left to right, in data
    y: Range  #: from bottom to top, in data
    kind: BarKind  #: its colour


class Point(MapPoint):
    """A data point, or a mark on a line."""

    chosen: bool  #: is it looked at?


class Offset(TypedDict):
    """How a text stands beside its place."""

    dx: NotRequired[float]  #: pixels to the right
    dy: NotRequired[float]  #: pixels down
    anchor: NotRequired[Anchor]  #: which part of it stands there; start if left out


class Text(Offset):
    """Text at a place in a frame."""

    x: float  #: in data
    y: float  #: in data
    text: str  #: what it says


class Handle(TypedDict):
    """A ring that is moved up and down, by the mouse or by arrow keys."""

    id: str  #: the number of the explorer that it moves
    name: str  #: its words for a screen reader
    x: float  #: in data
    y: float  #: in data
    low: float  #: lowest y
    high: float  #: highest y
    step: float  #: of an arrow key


class Drawn(TypedDict):
    """What is drawn between a pair of axes."""

    bands: NotRequired[list[Band]]  #: behind all else
    bars: NotRequired[list[Bar]]  #: over the bands
    lines: NotRequired[list[Line]]  #: over the bars
    rules: NotRequired[list[Rule]]  #: over the lines
    points: NotRequired[list[Point]]  #: over the rules
    texts: NotRequired[list[Text]]  #: over the points
    handles: NotRequired[list[Handle]]  #: over all else


class ChartFrame(Drawn):
    """A pair of axes, and what is drawn between them."""

    box: tuple[float, float, float, float]  #: left, top, width, height
    x: Axis  #: to the right
    y: Axis  #: upwards
    title: str  #: over the frame


class ChartScene(TypedDict):
    """Curves, points and bars between axes."""

    width: float  #: of the picture
    height: float  #: of the picture
    label: str  #: the picture in words
    frames: list[ChartFrame]  #: at least one
