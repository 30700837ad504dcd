"""A figure in the making: traces, axes and texts, placed in pixels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plotly.graph_objects import Figure

from nnwidgets.figures.plotly.look import font, template

Style = dict[str, Any]
Size = tuple[float, float]

LARGEST = 1.3
"""How much larger than designed a picture may be, as on the page."""


class Box(NamedTuple):
    """A part of the figure in pixels, y downwards."""

    left: float
    top: float
    width: float
    height: float

    def inside(self, left: float, top: float, right: float, bottom: float) -> Box:
        """What is left between four margins."""
        width, height = self.width - left - right, self.height - top - bottom
        return Box(self.left + left, self.top + top, width, height)


@dataclass
class Canvas:
    """What a figure consists of, so far.

    Attributes:
        width: of the figure, in pixels.
        height: of the figure, in pixels.
        data: the traces.
        layout: axes and three-dimensional scenes, shapes and annotations.
    """

    width: float
    height: float
    data: list[Style] = field(default_factory=list)
    layout: Style = field(default_factory=lambda: {"shapes": [], "annotations": []})
    n_axes: int = 0
    n_scenes: int = 0

    def domain(self, box: Box) -> dict[str, list[float]]:
        """A box as parts of the figure, y upwards."""
        x = [box.left / self.width, (box.left + box.width) / self.width]
        y = [1 - (box.top + box.height) / self.height, 1 - box.top / self.height]
        return {
            name: [round(min(max(end, 0.0), 1.0), 5) for end in ends]
            for name, ends in (("x", x), ("y", y))
        }

    def axes(self, box: Box, x: Style, y: Style) -> Axes:
        """A new pair of axes in a box."""
        self.n_axes += 1
        number = "" if self.n_axes == 1 else str(self.n_axes)
        domain = self.domain(box)
        self.layout[f"xaxis{number}"] = {"domain": domain["x"], "anchor": f"y{number}", **x}
        self.layout[f"yaxis{number}"] = {"domain": domain["y"], "anchor": f"x{number}", **y}
        return Axes(self, f"x{number}", f"y{number}")

    def picture(self, box: Box, width: float, height: float) -> Axes:
        """A pair of hidden axes that count the pixels of a picture, y downwards."""
        own_x = f"x{self.n_axes + 1}" if self.n_axes else "x"
        hidden = {"visible": False, "constrain": "domain"}
        return self.axes(
            box,
            {**hidden, "range": [0, width]},
            {**hidden, "range": [height, 0], "scaleanchor": own_x},
        )

    def scene(self, box: Box, settings: Style) -> str:
        """A new three-dimensional scene in a box; returns its name."""
        self.n_scenes += 1
        name = f"scene{'' if self.n_scenes == 1 else self.n_scenes}"
        self.layout[name] = {"domain": self.domain(box), **settings}
        return name

    def write(self, x: float, y: float, text: str, **style: object) -> None:
        """A line of text at a pixel of the figure."""
        place = {"x": x / self.width, "y": 1 - y / self.height, "xref": "paper", "yref": "paper"}
        anchors = {"xanchor": "center", "yanchor": "middle"}
        self.layout["annotations"].append(
            {**place, **anchors, "text": text, "showarrow": False, "font": font(), **style}
        )

    def figure(self) -> Figure:
        """The figure, whose every property plotly has checked."""
        size = {"width": round(self.width), "height": round(self.height)}
        return Figure(self.data, {**self.layout, **size, "template": template()})


class Axes(NamedTuple):
    """A pair of axes on a canvas, by plotly's names for them."""

    canvas: Canvas
    x: str
    y: str

    def add(self, **trace: object) -> None:
        """Draw a trace; a scatter of lines or markers unless it says another type."""
        self.canvas.data.append({"type": "scatter", "xaxis": self.x, "yaxis": self.y, **trace})

    def shape(self, **shape: object) -> None:
        """Draw a shape in data, or across the axes where it says so."""
        self.canvas.layout["shapes"].append({"xref": self.x, "yref": self.y, **shape})

    def write(self, x: float, y: float, text: str, **style: object) -> None:
        """A line of text at a place in data, on logarithmic axes in powers of ten."""
        place = {"x": x, "y": y, "xref": self.x, "yref": self.y, "text": text}
        self.canvas.layout["annotations"].append(
            {**place, "showarrow": False, "font": font(), **style}
        )

    def title(self, text: str) -> None:
        """A line of text over the middle of the axes."""
        if text:
            self.canvas.layout["annotations"].append(
                {
                    "x": 0.5,
                    "y": 1,
                    "xref": f"{self.x} domain",
                    "yref": f"{self.y} domain",
                    "yanchor": "bottom",
                    "yshift": 4,
                    "text": text,
                    "showarrow": False,
                    "font": font(),
                }
            )
