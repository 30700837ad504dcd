"""Read a notebook's cells: what nbgrader knows of them, and which exercise they check."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode


def grading_of(cell: NotebookNode) -> dict[str, Any]:
    """The metadata of a cell that belongs to nbgrader."""
    found: dict[str, Any] = cell.metadata.get("nbgrader", {})
    return found


def is_fixed(cell: NotebookNode) -> bool:
    """Is a cell's text always the instructor's, as that of a check or a locked cell?"""
    grading = grading_of(cell)
    return bool((grading.get("grade") or grading.get("locked")) and not grading.get("solution"))


def is_check(cell: NotebookNode) -> bool:
    """Is a cell graded, and its text the instructor's?"""
    return is_fixed(cell) and bool(grading_of(cell).get("grade"))


def checked_exercise(cell: NotebookNode) -> str:
    """The name of the exercise that a cell checks by `nw.check("name", name)`, or "".

    >>> from types import SimpleNamespace
    >>> checked_exercise(SimpleNamespace(source='nw.check("layer", layer)'))
    'layer'
    """
    try:
        body = ast.parse(cell.source).body
    except SyntaxError:
        return ""
    for node in body:
        match node:
            case ast.Expr(ast.Call(ast.Attribute(_, "check"), [ast.Constant(str(name)), *_])):
                return name
    return ""


def has_points(notebook: NotebookNode) -> bool:
    """Is there a cell for which nbgrader gives points?"""
    return any(cell.metadata.get("nbgrader", {}).get("grade") for cell in notebook.cells)


def faults(notebook: NotebookNode, points: dict[str, float]) -> list[str]:
    """The reasons why a notebook cannot be graded, in sentences.

    Args:
        notebook: an assignment's source.
        points: of all exercises, by name.
    """
    found, names = [], list[str]()
    for number, cell in enumerate(notebook.cells, start=1):
        grading = cell.metadata.get("nbgrader", {})
        if not grading.get("grade") or grading.get("solution"):
            continue
        name = checked_exercise(cell) if cell.cell_type == "code" else ""
        if name not in points:
            what = (
                f"checks {name!r}, which is not an exercise"
                if name
                else "is graded without a check"
            )
            found.append(f'cell {number} {what}: write `nw.check("name", name)`')
        elif name in names:
            found.append(f"cell {number} checks {name} a second time")
        names.append(name)
    return found
