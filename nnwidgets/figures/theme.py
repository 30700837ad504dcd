"""The one visual language of the series: every colour, font size and dash is named here.

The palette is Okabe and Ito's ("Color Universal Design", 2008). Some of its colours are darkened
or lightened, so that each reaches a contrast of 3 : 1 on its ground (WCAG 2.2, 1.4.11); text
reaches 4.5 : 1 (1.4.3). Figures name colours as CSS variables, `var(--nnw-class-a)`: the browser
knows which theme is on, Python does not need to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nnwidgets.figures.schema.common import Mark, Shape
    from nnwidgets.figures.schema.diagram import Sign


@dataclass(frozen=True)
class Colour:
    """One meaning, as drawn on a light and on a dark ground."""

    light: str
    dark: str


COLOURS = {
    # classes, in the order of Okabe and Ito; each has its own marker too (MARKERS)
    "class-a": Colour("#0072B2", "#56B4E9"),  # blue; sky blue on dark
    "class-b": Colour("#D55E00", "#E8803A"),  # vermilion
    "class-c": Colour("#007D5A", "#00B386"),
    "class-d": Colour("#A8508A", "#CC79A7"),
    "class-e": Colour("#9A6700", "#E69F00"),
    # weights
    "positive": Colour("#008563", "#00B386"),  # bluish green
    "negative": Colour("#A8508A", "#CC79A7"),  # reddish purple
    "zero": Colour("#767676", "#9A9A9A"),
    # what flows back: gradients, adjoints, messages
    "gradient": Colour("#9A6700", "#E69F00"),  # orange
    # before, or predicted
    "ghost": Colour("#767676", "#9A9A9A"),
    # broken on purpose
    "wrong": Colour("#C04A00", "#F08A4B"),
    # text, lines and grounds
    "ink": Colour("#1A1A1A", "#F0F0F0"),
    "quiet": Colour("#595959", "#B8B8B8"),
    "grid": Colour("#DDDDDD", "#444444"),
    "ground": Colour("#FFFFFF", "#111111"),
    "panel": Colour("#F5F5F5", "#1E1E1E"),
    "lit": Colour("#FFE9A8", "#5A4500"),
    # the ground of a node follows its activation from low to high
    "node-low": Colour("#C4C4C4", "#2A2A2A"),
    "node-high": Colour("#FFFFFF", "#6B6B6B"),
    # maps over the plane keep their own white ground in both themes
    "map-ink": Colour("#1A1A1A", "#1A1A1A"),
    "map-halo": Colour("#FFFFFF", "#FFFFFF"),
    "map-ghost": Colour("#595959", "#595959"),
    "map-a": Colour("#00548A", "#00548A"),
    "map-b": Colour("#9C3F00", "#9C3F00"),
    "class-low": Colour("#4DA3D4", "#4DA3D4"),
    "class-middle": Colour("#FFFFFF", "#FFFFFF"),
    "class-high": Colour("#F09A5B", "#F09A5B"),
    "activation-low": Colour("#6E6E6E", "#6E6E6E"),
    "activation-middle": Colour("#B4B4B4", "#B4B4B4"),
    "activation-high": Colour("#FFFFFF", "#FFFFFF"),
    # small images: paper to ink, and weights from negative over none to positive
    "image-low": Colour("#FFFFFF", "#FFFFFF"),
    "image-middle": Colour("#8C8C8C", "#8C8C8C"),
    "image-high": Colour("#1A1A1A", "#1A1A1A"),
    "weight-low": Colour("#A8508A", "#A8508A"),
    "weight-middle": Colour("#FFFFFF", "#FFFFFF"),
    "weight-high": Colour("#008563", "#008563"),
}

CLEAR = "rgba(0,0,0,0)"  # what lies behind shows
MARKERS: tuple[Shape, ...] = ("circle", "cross", "square", "triangle", "diamond")
CLASS_MARKS: tuple[Mark, ...] = ("a", "b", "c", "d", "e")
FONT_FAMILY = "system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif"
FONT_SIZE = 13  # pixels; nothing in a picture is smaller
FONT_SIZES = {"small": FONT_SIZE, "text": 14, "formula": 15, "number": 20}
DASHES = {
    "negative": "6 4",
    "ghost": "5 5",
    "guide": "2 3",  # from a point to its axes, or across a gap
    "mark": "3 2",  # small things: rings around points, marks on gauges
    "placeholder": "3 3",  # a node that holds what comes from outside
    "pending": "2 4",  # a node that is not computed yet
}
EDGE_WIDTHS = (0.75, 7.0)  # pixels, at weight 0 and at the largest weight of the scale


def variable(name: str) -> str:
    """The CSS variable that stands for a colour of the theme.

    Raises:
        KeyError: the theme has no such colour.

    >>> variable("ghost")
    'var(--nnw-ghost)'
    """
    if name not in COLOURS:
        raise KeyError(f"the theme has no colour {name!r}: use one of {', '.join(COLOURS)}")
    return f"var(--nnw-{name})"


def light(name: str) -> str:
    """A colour on a light ground, for pictures that are printed.

    Raises:
        KeyError: the theme has no such colour.

    >>> light("class-a")
    '#0072B2'
    """
    return COLOURS[name].light


def channels(name: str) -> list[int]:
    """Red, green and blue of a colour on a light ground, from 0 to 255.

    >>> channels("class-a")
    [0, 114, 178]
    """
    return [int(light(name)[i : i + 2], 16) for i in (1, 3, 5)]


def clear(name: str, opacity: float) -> str:
    """A colour on a light ground through which what lies behind can be seen.

    >>> clear("class-a", 0.5)
    'rgba(0,114,178,0.5)'
    """
    return f"rgba({','.join(map(str, channels(name)))},{opacity:g})"


def mixed(low: str, high: str, share: float) -> str:
    """A colour on a light ground between two of the theme.

    >>> mixed("node-low", "node-high", 1.0)
    'rgb(255,255,255)'
    """
    pairs = zip(channels(low), channels(high), strict=True)
    return f"rgb({','.join(str(round(a + share * (b - a))) for a, b in pairs)})"


ROOTS = (".nnw-explorer", ".nnw-stage", ".nnw-report")
DARK_PAGES = (
    'body[data-jp-theme-light="false"]',
    "body.vscode-dark",
    "body.vscode-high-contrast:not(.vscode-high-contrast-light)",
)
"""How JupyterLab and VS Code mark a page with a dark ground."""


def css() -> str:
    """The theme as CSS variables: for a light ground, for a dark one, and for forced colours.

    Where a reader's system forces its colours on all pages, the ground is that of the system,
    whatever the theme of the notebook: a picture then takes the palette made for that ground.
    """
    light = "\n".join(f"  --nnw-{name}: {colour.light};" for name, colour in COLOURS.items())
    dark = "\n".join(f"  --nnw-{name}: {colour.dark};" for name, colour in COLOURS.items())
    sizes = "".join(
        [f"  --nnw-size-{name}: {size}px;\n" for name, size in FONT_SIZES.items()]
        + [f"  --nnw-dash-{name}: {dash};\n" for name, dash in DASHES.items()]
    )
    roots = ", ".join(ROOTS)
    darks = ", ".join(f"{body} {root}" for body in DARK_PAGES for root in ROOTS)
    light = f"  color-scheme: light;\n{light}\n"
    dark = f"  color-scheme: dark;\n{dark}\n"
    forced = "@media (forced-colors: active) and (prefers-color-scheme"
    return (
        f"{roots} {{\n{light}{sizes}}}\n{darks} {{\n{dark}}}\n"
        f"{forced}: light) {{\n{darks} {{\n{light}}}\n}}\n"
        f"{forced}: dark) {{\n{roots}, {darks} {{\n{dark}}}\n}}\n"
    )


def edge_width(weight: float, scale: float) -> float:
    """Width in pixels of an edge: grows linearly with ``|weight|``, full at ``scale``."""
    thin, thick = EDGE_WIDTHS
    return round(thin + (thick - thin) * min(1.0, abs(weight) / scale), 2)


def sign_of(weight: float) -> Sign:
    """Which of ``positive``, ``negative``, ``zero`` a weight is drawn as."""
    return "positive" if weight > 0 else "negative" if weight < 0 else "zero"
