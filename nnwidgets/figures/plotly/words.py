"""Equations between matrices, and formulas, as texts of plotly figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nnwidgets.figures.plotly.look import font
from nnwidgets.figures.theme import light

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.plotly.canvas import Axes, Box, Canvas, Size
    from nnwidgets.figures.schema.formula import FormulaPart, FormulaScene
    from nnwidgets.figures.schema.matrices import MatricesItem, MatricesScene, Matrix

CHARACTER = 8.2
"""Pixels of a character, about."""
TITLE, NAME, ROW, CELL_PAD, GAP = 26.0, 32.0, 22.0, 14.0, 14.0
LINE, PART_GAP = 48.0, 10.0


def matrices_size(scene: MatricesScene, room: float) -> Size:
    """As wide as there is room, and as high as the title and all lines of matrices."""
    return room, TITLE + sum(height_of(line) for line in lines_of(scene, room))


def lines_of(scene: MatricesScene, room: float) -> list[list[MatricesItem]]:
    """The items, in as many lines as they need."""
    lines: list[list[MatricesItem]] = [[]]
    left = 0.0
    for item in scene["items"]:
        width = item_width(item) + GAP
        if lines[-1] and left + width > room:
            lines, left = [*lines, []], 0.0
        lines[-1].append(item)
        left += width
    return lines


def height_of(line: Sequence[MatricesItem]) -> float:
    """Pixels of a line: its tallest matrix with a name below it."""
    return NAME + ROW * max((len(item["cells"]) for item in line if "cells" in item), default=1)


def item_width(item: MatricesItem) -> float:
    """Pixels of a matrix or a sign."""
    if "cells" in item:
        return max(sum(column_widths(item)), len(item["caption"]) * CHARACTER)
    return len(item["text"]) * CHARACTER


def column_widths(matrix: Matrix) -> list[float]:
    """Pixels of each column of a matrix."""
    columns = zip(*matrix["cells"], strict=True)
    return [max(map(len, column)) * CHARACTER + CELL_PAD for column in columns]


def draw_matrices(canvas: Canvas, scene: MatricesScene, box: Box) -> None:
    """Matrices with signs between them, their names below them."""
    axes = canvas.picture(box, box.width, box.height)
    axes.write(0, TITLE / 2, scene["title"], xanchor="left")
    top = TITLE
    for line in lines_of(scene, box.width):
        middle, left = top + (height_of(line) - NAME) / 2, 2.0
        for item in line:
            if "cells" in item:
                draw_matrix(axes, item, left, middle)
            else:
                axes.write(left + item_width(item) / 2, middle, item["text"])
            left += item_width(item) + GAP
        top += height_of(line)


def draw_matrix(axes: Axes, matrix: Matrix, left: float, middle: float) -> None:
    """One matrix between its brackets."""
    rows, widths = matrix["cells"], column_widths(matrix)
    top, whole = middle - ROW * len(rows) / 2, sum(widths)
    for i, row in enumerate(rows):
        y = top + i * ROW
        if i == matrix["lit"]:
            ends = {"x0": left, "x1": left + whole, "y0": y, "y1": y + ROW}
            fill = {"fillcolor": light("lit"), "line": {"width": 0}}
            axes.shape(type="rect", layer="below", **ends, **fill)
        right = left
        for j, text in enumerate(row):
            right += widths[j]
            chosen = i * len(row) + j == matrix["chosen"]
            shown = f"<b>{text}</b>" if chosen else text
            axes.write(right - CELL_PAD / 2, y + ROW / 2, shown, xanchor="right")
    bottom, far = top + ROW * len(rows), left + whole
    for x, inwards in ((left, 5), (far, -5)):
        way = f"M{x + inwards},{top}L{x},{top}L{x},{bottom}L{x + inwards},{bottom}"
        axes.shape(type="path", path=way, line={"color": light("ink"), "width": 1.5})
    axes.write(left + whole / 2, bottom + 11, matrix["caption"], font=font("quiet"))


def formula_size(scene: FormulaScene, room: float) -> Size:
    """As wide as there is room, and as high as there are lines."""
    return room, LINE * len(scene["lines"])


def draw_formula(canvas: Canvas, scene: FormulaScene, box: Box) -> None:
    """Lines of texts and fractions, one under the other."""
    axes = canvas.picture(box, box.width, box.height)
    for number, line in enumerate(scene["lines"]):
        left = 2.0
        for part in line:
            left += draw_part(axes, part, left, (number + 0.5) * LINE) + PART_GAP


def draw_part(axes: Axes, part: FormulaPart, left: float, middle: float) -> float:
    """A text or a fraction; returns how much room it takes."""
    if "text" in part:
        style = part["style"]
        colour = {"wrong": "wrong", "name": "quiet"}.get(style, "ink")
        text = raised(part["text"])
        shown = f"<b>{text}</b>" if style in {"result", "wrong"} else text
        axes.write(left, middle, shown, xanchor="left", font=font(colour))
        return width_of(part["text"])
    width = max(width_of(part["over"]), width_of(part["under"])) + 8
    axes.write(left + width / 2, middle - 11, raised(part["over"]))
    axes.write(left + width / 2, middle + 11, raised(part["under"]))
    ends = {"x0": left, "x1": left + width, "y0": middle, "y1": middle}
    axes.shape(type="line", line={"color": light("ink"), "width": 1.25}, **ends)
    return width


def raised(text: str) -> str:
    """The braces after ^ as plotly raises them.

    >>> raised("e^{2}")
    'e<sup>2</sup>'
    """
    return re.sub(r"\^\{([^}]*)\}", r"<sup>\1</sup>", text)


def width_of(text: str) -> float:
    """Pixels of a line of text, about; what is raised is smaller."""
    plain = re.sub(r"\^\{([^}]*)\}", "", text)
    return CHARACTER * (len(plain) + 0.75 * (len(text) - len(plain) - 3 * text.count("^{")))
