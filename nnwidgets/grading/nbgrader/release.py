"""Keep stubs when `nbgrader generate_assignment` clears the solution cells.

nbgrader would empty every solution cell, including `def layer(W, a, b): …`, and students would have
to guess names and arguments. The course's cells hold only stubs. A cell with more in it, which may
be an instructor's solution, is still emptied.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from nbgrader.preprocessors import ClearSolutions

if TYPE_CHECKING:
    from nbformat import NotebookNode


class KeepStubs(ClearSolutions):  # type: ignore[misc]  # nbgrader ships no types
    """Clears solutions, but not stubs."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Clear one cell of an assignment's source, unless it is a stub.

        Args:
            cell: of any kind.
            resources: nbgrader's.
            cell_index: of the cell.
        """
        if cell.cell_type == "code" and is_stub(cell.source):
            return cell, resources
        answer: tuple[NotebookNode, dict[str, Any]] = super().preprocess_cell(
            cell, resources, cell_index
        )
        return answer


def is_stub(source: str) -> bool:
    r"""Does a cell hold only functions that raise NotImplementedError, and `name = ...`?

    >>> is_stub("def f(x):\n    'Twice x.'\n    raise NotImplementedError")
    True
    >>> is_stub("def f(x):\n    return 2 * x")
    False
    """
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return False
    return bool(body) and all(is_open(node) for node in body)


def is_open(node: ast.stmt) -> bool:
    """Does a statement contain no part of an answer?"""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Pass() | ast.Expr(ast.Constant(str())):
            return True
        case ast.Assign(value=ast.Constant(value)):
            return value is ...
        case ast.ClassDef(body=body):
            return all(is_open(part) for part in body)
        case ast.FunctionDef(body=[*before, ast.Raise(ast.expr() as error)]):
            return all(is_open(part) for part in before) and "NotImplemented" in ast.unparse(error)
    return False
