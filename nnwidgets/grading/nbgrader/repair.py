"""Turn a submission into the notebook that nbgrader expects, with every graded cell exactly once.

The released notebook says which cells are graded. In the submission they are found by nbgrader's
mark, by their identifier or by their text, and inserted if they are missing. Everything else that
a student wrote is kept, as code or as plain text. So no submission is refused, a copied cell does
no harm, and the notebook contains none of a student's HTML.
"""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

from nnwidgets.grading.nbgrader.checks import grading_of, is_fixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.grading.nbgrader.submitted import SubmittedCell

FLAGS = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired submission.

    Attributes:
        notebook: in the form of the released one.
        notes: sentences on what was changed.
    """

    notebook: NotebookNode
    notes: tuple[str, ...] = ()


def repaired(released: NotebookNode, cells: Sequence[SubmittedCell]) -> Repaired:
    """A submission in the form of the released notebook.

    Args:
        released: the notebook that students got, or its source.
        cells: of the submission.
    """
    places, notes = find_places(released, cells)
    owners = {place: master for master, place in places.items()}
    prose = {cell.source.strip() for cell in released.cells if cell.cell_type == "markdown"}
    result: list[NotebookNode] = []
    for place, cell in enumerate(cells):
        if place in owners:
            result += marked(released.cells[owners[place]], cell)
        else:
            result.append(unmarked(cell, prose))
    notes += put_back(released, places, result)
    number_identifiers(result)
    notebook = nbformat.v4.new_notebook(cells=result, metadata=copy.deepcopy(released.metadata))
    return Repaired(notebook, tuple(notes))


def find_places(
    released: NotebookNode, cells: Sequence[SubmittedCell]
) -> tuple[dict[int, int], list[str]]:
    """The index in the submission of each marked cell of the released notebook, and notes."""
    places: dict[int, int] = {}
    notes = []
    for number, master in enumerate(released.cells):
        if not grading_of(master):
            continue
        taken = set(places.values())
        found = [place for place in candidates(master, cells, released.cells) if place not in taken]
        if found:
            places[number] = found[0]
        if sum(cell.grade_id == grading_of(master)["grade_id"] for cell in cells) > 1:
            notes.append(f"the cell {grading_of(master)['grade_id']} was there more than once")
    return places, notes


def candidates(
    master: NotebookNode, cells: Sequence[SubmittedCell], released: Sequence[NotebookNode]
) -> list[int]:
    """The indices of cells in a submission that may be a marked cell, most likely first."""
    grade_id, identifier = grading_of(master)["grade_id"], master.get("id")
    known = {grading_of(cell).get("grade_id") for cell in released}
    by_mark = [place for place, cell in enumerate(cells) if cell.grade_id == grade_id]
    if not is_fixed(master):
        # Of several copies of a solution cell, the last one that was changed.
        by_mark.sort(
            key=lambda place: (cells[place].source.strip() == master.source.strip(), -place)
        )
    unknown = [place for place, cell in enumerate(cells) if cell.grade_id not in known - {grade_id}]
    by_id = [place for place in unknown if identifier and cells[place].identifier == identifier]
    by_text = [place for place in unknown if says_the_same(cells[place], master)]
    return list(dict.fromkeys([*by_mark, *by_id, *by_text]))


def says_the_same(cell: SubmittedCell, master: NotebookNode) -> bool:
    """Does a cell have the text of a check, or define a name that a solution cell defines?"""
    if cell.kind != "code":
        return False
    if is_fixed(master):
        return bool(cell.source.strip() == master.source.strip())
    return not defined_in(cell.source).isdisjoint(defined_in(master.source))


@lru_cache(maxsize=4096)
def defined_in(source: str) -> frozenset[str]:
    """The functions, classes and variables that a cell defines at the top level."""
    try:
        body = compile(source, "<cell>", "exec", FLAGS).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    names = {
        node.name
        for node in body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    }
    targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    return frozenset(names | {target.id for target in targets if isinstance(target, ast.Name)})


def marked(master: NotebookNode, cell: SubmittedCell) -> list[NotebookNode]:
    """A marked cell of the submission; code that a student wrote into a check comes before it."""
    kept = copy.deepcopy(master)
    if kept.cell_type == "code":
        kept.outputs, kept.execution_count = [], None
    if not is_fixed(master):
        kept.source = cell.source if kept.cell_type == "code" else as_text(cell.source)
        if cell.source.strip() == master.source.strip():
            kept.source = master.source
        return [kept]
    changed = cell.kind == "code" and cell.source.strip() not in {"", master.source.strip()}
    return [code_cell(cell.source), kept] if changed else [kept]


def unmarked(cell: SubmittedCell, prose: set[str]) -> NotebookNode:
    """Any other cell: code as code, the course's text unchanged, a student's as plain text."""
    if cell.kind == "code":
        return code_cell(cell.source)
    as_it_is = cell.kind == "markdown" and cell.source.strip() in prose
    source = cell.source if as_it_is else as_text(cell.source)
    return made({"cell_type": "markdown", "source": source})


def code_cell(source: str) -> NotebookNode:
    """A code cell without outputs."""
    return made({"cell_type": "code", "source": source, "outputs": [], "execution_count": None})


def made(cell: dict[str, Any]) -> NotebookNode:
    """A cell of nbformat, made without its validation, which takes longer than grading."""
    found: NotebookNode = nbformat.from_dict({"id": "", "metadata": {}, **cell})
    return found


def as_text(source: str) -> str:
    """Markdown that shows a text verbatim, between fences longer than any in it."""
    longest = run = 0
    for character in source:
        run = run + 1 if character == "~" else 0
        longest = max(longest, run)
    fence = "~" * max(3, longest + 1)
    return f"{fence}text\n{source}\n{fence}"


def put_back(
    released: NotebookNode, places: dict[int, int], result: list[NotebookNode]
) -> list[str]:
    """Insert missing checks, each after the marked cell that precedes it, or at the end."""
    notes, before = [], ""
    for number, master in enumerate(released.cells):
        grading = grading_of(master)
        if not grading:
            continue
        if number not in places and is_fixed(master):
            kept = copy.deepcopy(master)
            if kept.cell_type == "code":
                kept.outputs, kept.execution_count = [], None
            result.insert(place_behind(result, before), kept)
            notes.append(f"the cell {grading['grade_id']} was missing and was put back")
        before = grading["grade_id"]
    return notes


def place_behind(result: Sequence[NotebookNode], grade_id: str) -> int:
    """The index after the cell with a mark, or that of the end."""
    for place, cell in enumerate(result):
        if grade_id and grading_of(cell).get("grade_id") == grade_id:
            return place + 1
    return len(result)


def number_identifiers(cells: Sequence[NotebookNode]) -> None:
    """Give the cells identifiers that are valid, distinct, and the same on every run."""
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
