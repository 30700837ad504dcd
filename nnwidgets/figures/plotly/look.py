"""How plotly figures look: the theme's colours on a light ground, as a report is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nnwidgets.figures.theme import DASHES, FONT_FAMILY, FONT_SIZE, light

if TYPE_CHECKING:
    from nnwidgets.figures.schema.common import Mark, Palette, Shape

Style = dict[str, Any]

SYMBOLS: dict[Shape, str] = {
    "circle": "circle",
    "cross": "x-thin",
    "square": "square",
    "triangle": "triangle-up",
    "diamond": "diamond",
    "ring": "circle-open",
}
SIGNS: dict[Shape, str] = {
    "circle": "●",
    "cross": "×",
    "square": "■",
    "triangle": "▲",
    "diamond": "◆",
    "ring": "here",
}
"""What hovering calls a point."""


def dash(name: str) -> str:
    """A dash of the theme, as plotly writes it.

    >>> dash("ghost")
    '5px,5px'
    """
    return ",".join(f"{part}px" for part in DASHES[name].split())


def colour_scale(palette: Palette) -> list[list[object]]:
    """The three colours of a palette; the middle one stands for the byte 128."""
    stops = zip((0.0, 128 / 255, 1.0), ("low", "middle", "high"), strict=True)
    return [[at, light(f"{palette}-{end}")] for at, end in stops]


def mark_colour(label: Mark) -> str:
    """The colour of a point in a chart."""
    return light(label if label in {"ink", "ghost"} else f"class-{label}")


def marker(shape: Shape, colour: str, size: float) -> Style:
    """A marker of plotly; a thin cross and a ring are all line."""
    line = {"cross": 2.5, "ring": 2.0}.get(shape, 1.0)
    edge = colour if shape in {"cross", "ring"} else light("ground")
    return {
        "symbol": SYMBOLS[shape],
        "size": size,
        "color": colour,
        "line": {"color": edge, "width": line},
    }


def font(colour: str = "ink") -> Style:
    """Text as in the explorers."""
    return {"family": FONT_FAMILY, "size": FONT_SIZE, "color": light(colour)}


def template() -> Style:
    """What all figures share."""
    axis = {
        "gridcolor": light("grid"),
        "linecolor": light("quiet"),
        "tickcolor": light("quiet"),
        "ticks": "outside",
        "showline": True,
        "mirror": True,
        "zeroline": False,
        "exponentformat": "none",
        "minorloglabels": "none",
        "tickfont": font(),
        "title": {"standoff": 6, "font": font()},
    }
    return {
        "layout": {
            "font": font(),
            "paper_bgcolor": light("ground"),
            "plot_bgcolor": light("ground"),
            "colorway": [light(f"class-{letter}") for letter in "abcde"],
            "margin": dict.fromkeys("lrtb", 0),
            "hovermode": "closest",
            "hoverlabel": {"bgcolor": light("panel"), "font": font(), "namelength": -1},
            "showlegend": False,
            "xaxis": axis,
            "yaxis": axis,
        }
    }
