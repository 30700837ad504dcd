"""The cells of a notebook in which a student answers, and those that check the answers."""

import ast
import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from tools.notebook_rules import code_cells, tree_of


@dataclass(frozen=True)
class Check:
    """A cell `nw.check("name", name)`; places are counted from 0."""

    name: str
    place: int
    stub: int | None
    """The place of the last cell before it that holds a stub of that name."""


def checks(notebook: NotebookNode) -> list[Check]:
    """Every check in a notebook, in order."""
    return [
        Check(name, place, stub_before(notebook, place, name))
        for place, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and (name := checked_name(cell)) is not None
    ]


def checked_name(cell: NotebookNode) -> str | None:
    """The exercise that a cell checks, if it is one call of `nw.check` and no more."""
    match tree_of(cell).body:
        case [ast.Expr(ast.Call(ast.Attribute(ast.Name("nw"), "check"), [first, ast.Name(name)]))]:
            if isinstance(first, ast.Constant) and first.value == name:
                return name
    return None


def stub_before(notebook: NotebookNode, place: int, name: str) -> int | None:
    """The place of the last stub of a name before `place`, if there is one."""
    for earlier in reversed(range(place)):
        cell = notebook.cells[earlier]
        if cell.cell_type == "code" and stub_kind(cell, name):
            return earlier
    return None


def stub_kind(cell: NotebookNode, name: str) -> str | None:
    """Whether a cell holds an unwritten "function" or an unset "value" of that name, or neither."""
    for node in tree_of(cell).body:
        match node:
            case ast.FunctionDef(name=found, body=[*_, ast.Raise(ast.Name("NotImplementedError"))]):
                if found == name and len(node.body) <= 1 + bool(ast.get_docstring(node)):
                    return "function"
            case ast.Assign([ast.Name(found)], ast.Constant(value)):
                if found == name and value is ...:
                    return "value"
    return None


def violations(notebook: NotebookNode, points: Mapping[str, float]) -> Iterator[str]:
    """Where stubs, checks and nbgrader's metadata do not belong together.

    Args:
        notebook: as it is stored.
        points: of every exercise there is, by name.
    """
    found = {check.place: check for check in checks(notebook)}
    stubs = {check.stub for check in found.values()}
    for number, cell in code_cells(notebook):
        place, grading = number - 1, cell.metadata.get("nbgrader", {})
        if place in found:
            for what in check_violations(found[place], cell, points):
                yield f"cell {number} {what}"
        elif grading.get("grade") or calls_check(cell):
            yield f'cell {number} is graded or checks, and is not just `nw.check("name", name)`'
        if bool(grading.get("solution")) != (place in stubs):
            yield f"cell {number} is a solution cell without a stub and its check, or the reverse"


def calls_check(cell: NotebookNode) -> bool:
    """Does a cell call `nw.check`, among whatever else it does?"""
    calls = (node.func for node in ast.walk(tree_of(cell)) if isinstance(node, ast.Call))
    return any(ast.unparse(function) == "nw.check" for function in calls)


def check_violations(
    check: Check, cell: NotebookNode, points: Mapping[str, float]
) -> Iterator[str]:
    """What is wrong with one cell that checks."""
    grading = cell.metadata.get("nbgrader", {})
    if check.name not in points:
        yield f"checks {check.name}, which is no exercise"
    if check.stub is None:
        yield f"checks {check.name}, of which no cell above holds a stub"
    if not (grading.get("grade") and grading.get("locked")):
        yield "checks an answer and is not marked as graded and locked"
    elif grading.get("points") != points.get(check.name):
        yield f"gives {grading.get('points')} points, expected {points.get(check.name)}"


def answered(notebook: NotebookNode, answers: Mapping[str, str]) -> NotebookNode:
    """A copy with each stub replaced by the source that `answers` holds for its exercise."""
    result = copy.deepcopy(notebook)
    for check in checks(notebook):
        if check.stub is not None:
            result.cells[check.stub].source = answers[check.name]
    return result


def tried(notebook: NotebookNode, attempts: Callable[[str, str], Sequence[str]]) -> NotebookNode:
    """A copy in which each check is preceded by attempts, each with a check of its own.

    Args:
        notebook: as it is stored.
        attempts: from an exercise and the kind of its stub to the sources of its attempts.
    """
    result = copy.deepcopy(notebook)
    for check in reversed(checks(notebook)):
        if check.stub is None:
            continue
        kind = stub_kind(notebook.cells[check.stub], check.name)
        for number, source in reversed(list(enumerate(attempts(check.name, str(kind))))):
            again = nbformat.v4.new_code_cell(notebook.cells[check.place].source)
            again.metadata["attempt"] = [check.name, number]
            result.cells[check.place : check.place] = [nbformat.v4.new_code_cell(source), again]
    return result


def plain_text(cell: NotebookNode) -> str:
    """What a cell says, as text."""
    texts = (
        output.get("text") or output.get("data", {}).get("text/plain") for output in cell.outputs
    )
    return "\n".join(filter(None, texts))
