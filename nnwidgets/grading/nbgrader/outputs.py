"""Write the outcome of a submission into its notebook: outputs as text, and the scores."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import nbformat
from nbformat import NotebookNode

from nnwidgets.grading.nbgrader.checks import checked_exercise, is_check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.exercises import CheckReport
    from nnwidgets.grading.judging.task import Outcome

MAX_LINE, MAX_TEXT = 4_000, 50_000
"""Characters of a line, and of a cell's source, that are stored."""


def write_outcome(nb: NotebookNode, outcome: Outcome, source: NotebookNode) -> None:
    """Write outputs and scores into a notebook.

    Cells that the student did not change keep the outputs of the instructor's notebook, unless
    they failed.
    """
    stored = {cell.source: cell.outputs for cell in source.cells if cell.cell_type == "code"}
    for cell in nb.cells:
        cell.source = to_be_shown(cell.source)
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    for number, (cell, outputs) in enumerate(zip(code, outcome.outputs, strict=True), start=1):
        cell.execution_count = number
        if is_check(cell):
            report = outcome.reports[checked_exercise(cell)]
            cell.outputs = [score_output(report, float(cell.metadata.nbgrader["points"]), number)]
        elif cell.source in stored and not any(o["kind"] == "error" for o in outputs):
            cell.outputs = copy.deepcopy(stored[cell.source])
        else:
            cell.outputs = text_outputs(outputs)


def to_be_shown(source: str) -> str:
    """A cell's source, cut to be shown: a page takes minutes to highlight endless lines."""
    lines = [
        line if len(line) <= MAX_LINE else f"{line[:MAX_LINE]} … (cut)"
        for line in source.split("\n")
    ]
    text = "\n".join(lines)
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}\n… (cut)"


def score_output(report: CheckReport, points: float, number: int) -> NotebookNode:
    """The output of a check's cell: the score for nbgrader, and the report to read.

    Args:
        report: of the exercise.
        points: that the cell is worth in this course.
        number: of the cell's execution.
    """
    share = report.score / report.points if report.points else 0.0
    data = {"text/plain": repr(points * min(1.0, max(0.0, share))), "text/html": html_of(report)}
    made: NotebookNode = nbformat.v4.new_output("execute_result", data, execution_count=number)
    return made


def html_of(report: CheckReport) -> str:
    """The report as HTML, with everything escaped that may quote a student."""
    return report._repr_html_()  # Jupyter's protocol, called as Jupyter does


def text_outputs(outputs: Sequence[dict[str, str]]) -> list[NotebookNode]:
    """Outputs as one stream of text, which nothing runs and nbgrader does not take for a score."""
    texts = [
        entry["text"] if entry["text"].endswith("\n") else entry["text"] + "\n" for entry in outputs
    ]
    if not texts:
        return []
    return [nbformat.v4.new_output("stream", name="stdout", text="".join(texts))]
