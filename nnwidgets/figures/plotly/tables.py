"""Tables and read-outs as plotly tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nnwidgets.figures.plotly.look import font
from nnwidgets.figures.theme import light

if TYPE_CHECKING:
    from nnwidgets.figures.plotly.canvas import Box, Canvas, Size
    from nnwidgets.figures.schema.readout import ReadoutScene
    from nnwidgets.figures.schema.table import TableRow, TableScene

Style = dict[str, Any]
ROW = 28
GROWN = 33  # where a line has a sign from another font


def table_size(scene: TableScene, room: float) -> Size:
    """As wide as there is room, a line for the caption and one for each row."""
    return room, 24.0 + GROWN * (len(scene["rows"]) + 1)


def readout_size(scene: ReadoutScene, room: float) -> Size:
    """As wide as there is room: names, and numbers that may need two lines."""
    del scene
    return room, 3.0 * ROW


def draw_table(canvas: Canvas, scene: TableScene, box: Box) -> None:
    """A table with a heading for every row and column; a chosen row is bold."""
    caption = box.top + 9
    canvas.write(box.left, caption, scene["caption"], xanchor="left", font=font("quiet"))
    columns = list(zip(*(texts_of(row) for row in scene["rows"]), strict=True))
    fills = list(zip(*(grounds_of(row) for row in scene["rows"]), strict=True))
    align = ["left", *["right"] * (len(scene["head"]) - 1)]
    cells = {"values": columns, "fill": {"color": fills}, "align": align}
    add_table(canvas, box.inside(0, 20, 0, 0), {"values": scene["head"], "align": align}, cells)


def texts_of(row: TableRow) -> list[str]:
    """The name and the cells of a row; what is wrong is bold and crossed."""
    cells = [f"<b>✗ {c['text']}</b>" if c["kind"] == "wrong" else c["text"] for c in row["cells"]]
    texts = [row["name"], *cells]
    return [f"<b>{text}</b>" for text in texts] if row.get("chosen") else texts


def grounds_of(row: TableRow) -> list[str]:
    """The ground of each cell of a row."""
    kinds = [cell["kind"] for cell in row["cells"]]
    return [light("ground"), *(light("panel" if kind == "right" else "ground") for kind in kinds)]


def draw_readout(canvas: Canvas, scene: ReadoutScene, box: Box) -> None:
    """The names of the numbers over the numbers, and what they are compared with."""
    names = [row["name"] for row in scene["rows"]]
    values = [
        [row["value"] + (f" (bar: {row['gauge']['bound_label']})" if "gauge" in row else "")]
        for row in scene["rows"]
    ]
    align = ["left"] * len(names)
    add_table(canvas, box, {"values": names, "align": align}, {"values": values, "align": align})


def add_table(canvas: Canvas, box: Box, head: Style, cells: Style) -> None:
    """A table in a box."""
    look = {"height": ROW, "line": {"color": light("grid")}}
    header = look | {"fill": {"color": light("panel")}, "font": font("quiet")} | head
    body = look | {"fill": {"color": light("ground")}, "font": font()} | cells
    domain = canvas.domain(box)
    canvas.data.append({"type": "table", "domain": domain, "header": header, "cells": body})
