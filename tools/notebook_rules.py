"""The rules a notebook of the course keeps; each lists its violations as sentences."""

import ast
import copy
import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.nbgraderformat import MetadataValidator, ValidationError
from nbgrader.nbgraderformat.common import SchemaMismatchError

from tools.notebooks import FIGURE, WIDGET_VIEW

MOST_BYTES = 200_000
MOST_LINES = 12
FORBIDDEN_IMPORTS = {
    **dict.fromkeys(
        ("altair", "bokeh", "bqplot", "matplotlib", "plotly", "seaborn"),
        "pictures come from nnwidgets",
    ),
    **dict.fromkeys(("ipywidgets", "anywidget"), "controls come from nnwidgets"),
    **dict.fromkeys(("requests", "socket", "urllib"), "nothing is fetched at run time"),
    **dict.fromkeys(("multiprocessing", "threading"), "a browser kernel has no threads"),
}
SET_UP = ("import numpy as np", "import nnwidgets as nw")
IGNORED = "nbval-ignore-output"
"""The tag of a cell whose output is not stored, so that nbval has nothing to compare it with."""
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)[^)]*\)")


def code_cells(notebook: NotebookNode) -> list[tuple[int, NotebookNode]]:
    """The code cells, each with its place among all cells, counted from 1."""
    cells = enumerate(notebook.cells, start=1)
    return [(number, cell) for number, cell in cells if cell.cell_type == "code"]


def tree_of(cell: NotebookNode) -> ast.Module:
    """The syntax tree of a code cell, in which `await` may stand alone as Jupyter lets it.

    Raises:
        SyntaxError: if the cell is no plain Python; magics are not.
    """
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    tree: ast.Module = compile(cell.source, "<cell>", "exec", flags=flags, dont_inherit=True)
    return tree


def format_violations(notebook: NotebookNode) -> Iterator[str]:
    """Notebook format 4.5 as nbformat describes it, which mends ids and warns: a violation too."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            nbformat.validate(copy.deepcopy(notebook))
    except (nbformat.ValidationError, FutureWarning) as error:
        yield f"is not in notebook format 4.5: {error}"


def count_violations(notebook: NotebookNode) -> Iterator[str]:
    """Execution counts 1, 2, …, n: a cell without one was not run, and nothing checks it."""
    for count, (number, cell) in enumerate(code_cells(notebook), start=1):
        if not cell.source.strip():
            yield f"cell {number} is empty: delete it"
        if cell.execution_count != count:
            yield f"cell {number} has execution count {cell.execution_count}, expected {count}"


def output_violations(notebook: NotebookNode) -> Iterator[str]:
    """No error, no warning, nothing of a widget that only a living kernel can show."""
    if "widgets" in notebook.metadata:
        yield "stores the state of widgets"
    for number, cell in code_cells(notebook):
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                yield f"cell {number} stores an error or a warning"
            if WIDGET_VIEW in output.get("data", {}):
                yield f"cell {number} stores the view of a widget"
            if FIGURE in output.get("data", {}):
                yield f"cell {number} stores a plotly figure"
        if ends_in_figure(cell) and IGNORED not in cell.metadata.get("tags", []):
            yield f"cell {number} shows a plotly figure and lacks the tag {IGNORED!r}"


def ends_in_figure(cell: NotebookNode) -> bool:
    """Whether the last line of a cell shows what a method called `figure` returns."""
    try:
        body = tree_of(cell).body
    except SyntaxError:  # which is a violation of its own
        return False
    match body:
        case [*_, ast.Expr(ast.Call(ast.Attribute(_, "figure")))]:
            return True
    return False


def size_violations(path: Path, notebook: NotebookNode) -> Iterator[str]:
    """At most 200 kB stored, and 12 lines of code in a cell (blank lines are free)."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        yield f"is {size} bytes long, at most {MOST_BYTES} are stored"
    for number, cell in code_cells(notebook):
        lines = sum(bool(line.strip()) for line in cell.source.splitlines())
        if lines > MOST_LINES:
            yield f"cell {number} has {lines} lines of code, at most {MOST_LINES} are read at once"


def import_violations(notebook: NotebookNode) -> Iterator[str]:
    """Plain Python; one visible set-up cell; no library for pictures, controls or the network."""
    for number, cell in code_cells(notebook):
        try:
            tree = tree_of(cell)
        except SyntaxError as error:
            yield f"cell {number} is no plain Python: {error.msg}"
            continue
        for name in imported(tree):
            if reason := FORBIDDEN_IMPORTS.get(name.split(".")[0]):
                yield f"cell {number} imports {name}: {reason}"
    first = "\n".join(cell.source for _, cell in code_cells(notebook)[:1]).splitlines()
    yield from (f"its first code cell lacks `{line}`" for line in SET_UP if line not in first)


def imported(tree: ast.AST) -> Iterator[str]:
    """The full names of the modules that a piece of code imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def link_violations(path: Path, notebook: NotebookNode, course: Sequence[Path]) -> Iterator[str]:
    """Every relative link leads to a file, and the neighbours in the course are among them."""
    targets = set()
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type != "markdown":
            continue
        for link in LINK.findall(cell.source):
            file = link.partition("#")[0]
            if not file or re.match(r"[a-z]+:", file):
                continue
            targets.add((path.parent / file).resolve())
            if not (path.parent / file).exists():
                yield f"cell {number} links to {file}, which does not exist"
    place = course.index(path)
    for neighbour in (*course[max(place - 1, 0) : place], *course[place + 1 : place + 2]):
        if neighbour.resolve() not in targets:
            yield f"has no link to its neighbour {neighbour.name}"


def metadata_violations(notebook: NotebookNode) -> Iterator[str]:
    """What nbgrader asks of its cells, in its own words, and a plain `python3` kernel."""
    try:
        MetadataValidator().validate_nb(notebook)
    except (ValidationError, SchemaMismatchError) as error:
        yield f"is refused by nbgrader: {error}"
    kernel = notebook.metadata.get("kernelspec", {}).get("name")
    if kernel != "python3":
        yield f"names the kernel {kernel!r}, expected 'python3'"


def script(notebook: NotebookNode) -> str:
    """The code cells as one Python file, in which comments tell where each begins."""
    return "\n".join(f"# cell {number}\n{cell.source}\n" for number, cell in code_cells(notebook))
