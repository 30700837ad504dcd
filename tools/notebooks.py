"""Run the notebooks and store them in one canonical form; with `--check`, only compare."""

import argparse
import hashlib
import os
import re
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
SECONDS_PER_CELL = 300
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
FIGURE = "application/vnd.plotly.v1+json"
NOT_STORED = frozenset({WIDGET_VIEW, FIGURE})
"""What only a living page can show: a widget needs its kernel, a figure plotly's own code."""
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
CELL_METADATA = ("deletable", "editable", "nbgrader", "tags")
NEEDS = re.compile(r'^nw\.needs\("(\w+)"', re.MULTILINE)


class NotebookError(ValueError):
    """A notebook that cannot be stored, with the reason in a sentence."""


def course_notebooks() -> list[Path]:
    """The notebooks of the course, in the order in which they are read."""
    return sorted(FOLDER.glob("*.ipynb"))


def read(path: Path) -> NotebookNode:
    """A stored notebook, in the present format."""
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def run(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """A copy of the notebook as a fresh kernel in `folder` leaves it, errors included.

    Raises:
        NotebookError: if a cell takes too long or ends the kernel.
    """
    result: NotebookNode = nbformat.from_dict(notebook)
    client = NotebookClient(
        result,
        timeout=SECONDS_PER_CELL,
        kernel_name="python3",
        allow_errors=True,
        coalesce_streams=True,  # where a stream is cut is a matter of timing
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
    )
    # A teacher's settings, open gates for one, are not part of the course.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NNWIDGETS_")}
    try:
        client.execute(env=environment)
    except (CellTimeoutError, DeadKernelError) as error:
        raise NotebookError(f"a cell took too long or ended the kernel: {error}") from error
    return result


def refuse_what_would_rest(notebook: NotebookNode) -> None:
    """Nothing, if the packages are there without which a notebook's cells do nothing.

    Raises:
        NotebookError: one is missing, and the outputs would be lost.
    """
    asked = {name for cell in notebook.cells for name in NEEDS.findall(cell.source)}
    if missing := [name for name in sorted(asked) if find_spec(name) is None]:
        raise NotebookError(f"needs {missing[0]}, which is not installed here: it stays as it is")


def canonical(notebook: NotebookNode) -> str:
    """The one text in which a notebook that was run is stored.

    Kept are sources, ids, outputs and the metadata that grading needs. Left out is what changes
    with the machine or the run: times, versions, the state and the views of widgets; and plotly
    figures.

    Raises:
        NotebookError: if an output is an error or a warning.
    """
    cells = [_canonical_cell(number, cell) for number, cell in enumerate(notebook.cells, start=1)]
    _number(cells)
    result: NotebookNode = nbformat.from_dict(
        {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    )
    nbformat.validate(result)
    text: str = nbformat.writes(result)
    return text.rstrip("\n") + "\n"


def _canonical_cell(number: int, cell: NotebookNode) -> dict[str, Any]:
    # The id of a cell that has none follows from its text, so that a second run finds it again.
    digest = hashlib.sha256(f"{number} {cell.source}".encode()).hexdigest()
    metadata = {key: cell.metadata[key] for key in CELL_METADATA if key in cell.metadata}
    result = {"id": digest[:8], **cell, "metadata": metadata, "source": cell.source.rstrip()}
    if cell.cell_type == "code":
        outputs = (_canonical_output(number, output) for output in cell.outputs)
        result["outputs"] = [output for output in outputs if output]
    return result


def _canonical_output(number: int, output: NotebookNode) -> dict[str, Any] | None:
    if output.output_type == "error":
        raise NotebookError(
            f"cell {number} raises {output.ename}: {output.evalue}; "
            "a stored notebook runs from top to bottom, so mend the cell or catch the error in it"
        )
    if output.output_type == "stream":
        if output.name == "stderr":
            raise NotebookError(
                f"cell {number} writes to the error stream: {output.text.strip()}; "
                "a reader takes it for a fault, so remove the cause"
            )
        return dict(output)
    data = {kind: value for kind, value in output.data.items() if kind not in NOT_STORED}
    if not data:
        return None
    return {**output, "data": data, "metadata": {}}


def _number(cells: Sequence[dict[str, Any]]) -> None:
    code = (cell for cell in cells if cell["cell_type"] == "code")
    for count, cell in enumerate(code, start=1):
        cell["execution_count"] = count
        for output in cell["outputs"]:
            if output["output_type"] == "execute_result":
                output["execution_count"] = count


def differences(stored: str, fresh: str) -> Iterator[str]:
    """Sentences that name each cell in which two notebook texts differ."""
    if stored == fresh:
        return
    old: list[NotebookNode] = nbformat.reads(stored, as_version=4).cells
    new: list[NotebookNode] = nbformat.reads(fresh, as_version=4).cells
    named = False
    for number, (before, after) in enumerate(zip(old, new, strict=True), start=1):
        fields = sorted(key for key in {**before, **after} if before.get(key) != after.get(key))
        if fields:
            named = True
            yield f"cell {number} ({after.id}) would change its {', '.join(fields)}"
    if not named:
        yield "the file's metadata or layout would change, no cell"


def update(path: Path, *, check: bool) -> list[str]:
    """Run one notebook; store it, or with `check` list what storing it would change."""
    stored = path.read_text(encoding="utf-8")
    try:
        notebook = read(path)
        refuse_what_would_rest(notebook)
        fresh = canonical(run(notebook, path.parent))
    except NotebookError as error:
        return [f"{path.name}: {error}"]
    if check:
        return [f"{path.name}: {difference}" for difference in differences(stored, fresh)]
    path.write_text(fresh, encoding="utf-8", newline="\n")
    return []


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 1 if a notebook cannot be stored or, with `--check`, would change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, fail on a difference")
    parser.add_argument("files", nargs="*", type=Path, help="the course's notebooks if left out")
    options = parser.parse_args(arguments)
    complaints = []
    for path in options.files or course_notebooks():
        print(path.name, flush=True)
        complaints += update(path, check=options.check)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if complaints and options.check:
        print("`make notebooks` runs and stores them all; look at the change.", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
