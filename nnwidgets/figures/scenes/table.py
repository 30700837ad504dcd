"""Small tables of live numbers, as scenes for the table view."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.table import Cell, CellKind, TableRow, TableScene


def table(caption: str, head: Sequence[str], rows: Sequence[TableRow]) -> TableScene:
    """Scene of a table.

    Args:
        caption: over the table.
        head: headings of the columns; the first stands over the names of the rows.
        rows: from top to bottom.

    Raises:
        ValueError: a row has more cells or fewer than there are headings for.
    """
    for line in rows:
        if len(line["cells"]) != len(head) - 1:
            n = len(line["cells"])
            raise ValueError(f"row {line['name']!r} has {n} cells, expected {len(head) - 1}")
    return {"caption": caption, "head": list(head), "rows": list(rows)}


def row(
    name: str, cells: Sequence[Cell], *, address: str | None = None, chosen: bool | None = None
) -> TableRow:
    """A row of a table.

    Args:
        name: its heading.
        cells: from `cell`.
        address: what a click on it is called, or None where it does nothing.
        chosen: whether it is looked at; None in a table where none is.
    """
    found: TableRow = {"name": name, "cells": list(cells)}
    if address is not None:
        found["id"] = address
    if chosen is not None:
        found["chosen"] = chosen
    return found


def cell(text: str, kind: CellKind = "") -> Cell:
    """A cell: a number or a word, and whether it is marked as right or wrong."""
    return {"text": text, "kind": kind}
