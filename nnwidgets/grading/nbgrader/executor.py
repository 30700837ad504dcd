"""What nbgrader uses of this layer, by its configuration: a reader and an executor of submissions.

`Submissions` takes the place of nbconvert's reader in `nbgrader autograde`, `Judge` that of
nbgrader's `Execute`. The score is written where nbgrader looks for partial credit, as the result
of the check's cell.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Integer, Unicode

from nnwidgets.grading.judging.judge import judge_submission
from nnwidgets.grading.judging.task import Cell, Outcome, Task
from nnwidgets.grading.nbgrader.checks import checked_exercise
from nnwidgets.grading.nbgrader.files import CourseFiles
from nnwidgets.grading.nbgrader.release import KeepStubs
from nnwidgets.grading.nbgrader.repair import Repaired, is_fixed, repaired
from nnwidgets.grading.nbgrader.submitted import Unreadable, prepare_folder, read_submission
from nnwidgets.grading.sandbox.bubblewrap import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.exercises import CheckReport

Resources = dict[str, Any]


def repaired_file(path: Path, released: NotebookNode) -> Repaired:
    """The submission in a file, in the form of the released notebook; unreadable, it is empty."""
    try:
        return repaired(released, read_submission(path))
    except Unreadable as reason:
        made = repaired(released, [])
        return Repaired(made.notebook, (f"{path.name} could not be read: {reason}",))


class Submissions(NotebookExporter):
    """nbconvert's writer of notebooks, with a reader that no submission can stop."""

    def from_filename(  # type: ignore[override]  # it returns text, as nbconvert's own does
        self, filename: str, resources: Resources | None = None, **_: object
    ) -> tuple[str, Resources]:
        """The notebook in a file, passed through the preprocessors.

        Args:
            filename: of a submission, or of one that was read before.
            resources: nbgrader's.
        """
        path = Path(filename)
        resources = {} if resources is None else resources
        resources["metadata"] = {"name": path.stem, "path": str(path.parent), "modified_date": ""}
        converter: Any = self.parent
        if getattr(converter, "_sanitizing", False):
            grading = resources["nbgrader"]
            files = CourseFiles(Path(converter.coursedir.root))
            released = files.source(converter.coursedir, grading["assignment"], path.stem)
            found = repaired_file(path, released)
            for note in found.notes:
                self.log.warning("%s: %s", grading["student"], note)
            notebook = found.notebook
        else:
            notebook = nbformat.read(path, as_version=4)
        answer: tuple[str, Resources] = self.from_notebook_node(  # type: ignore[no-untyped-call]
            notebook, resources
        )
        return answer


class Judge(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Runs a submission in a sandbox, judges it outside, and writes outputs and scores."""

    cell_seconds = Float(30.0, help="Seconds that one cell, or one exercise, may take.").tag(
        config=True
    )
    total_seconds = Float(240.0, help="Seconds that one submission may take.").tag(config=True)
    memory_megabytes = Integer(2000, help="Memory of one submission.").tag(config=True)
    processes = Integer(64, help="Processes and threads of one submission.").tag(config=True)
    unsafe = Bool(default_value=False, help="Run students' code without a sandbox.").tag(
        config=True
    )
    private = Unicode("exercises.py", help="The file of the instructor's exercises.").tag(
        config=True
    )

    @property
    def limits(self) -> Limits:
        """The limits as the configuration has them."""
        return Limits(
            self.cell_seconds, self.total_seconds, self.memory_megabytes * 1_000_000, self.processes
        )

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Run and judge a notebook, unless that was done before."""
        coursedir = self.parent.parent.coursedir
        files, grading = CourseFiles(Path(coursedir.root)), resources["nbgrader"]
        task = self.task(nb, grading["student"], files)
        outcome = files.outcome(task.digest)
        if outcome is None:
            outcome = judge_submission(task)
            files.keep_outcome(task.digest, outcome)
        source = files.source(coursedir, grading["assignment"], grading["notebook"])
        write_outcome(nb, outcome, source)
        return nb, resources

    def task(self, nb: NotebookNode, student: str, files: CourseFiles) -> Task:
        """What there is to do about one repaired notebook."""
        return Task(
            student,
            tuple(cells_of(nb)),
            files.secret(),
            files.private(self.private),
            self.limits,
            self.unsafe,
        )


def cells_of(nb: NotebookNode) -> list[Cell]:
    """The code cells of a repaired notebook."""
    return [
        Cell("", checked_exercise(cell)) if is_check(cell) else Cell(cell.source)
        for cell in nb.cells
        if cell.cell_type == "code"
    ]


def is_check(cell: NotebookNode) -> bool:
    """Is it a graded cell whose text is the instructor's?"""
    return is_fixed(cell) and bool(cell.metadata["nbgrader"].get("grade"))


LONGEST_LINE, LONGEST_TEXT = 4_000, 50_000
"""Characters of a line and of a cell that are stored."""


def write_outcome(nb: NotebookNode, outcome: Outcome, source: NotebookNode) -> None:
    """Put outputs and scores into a notebook.

    Cells that are as they were released keep the outputs that the course stores for them.
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
    """A cell's text as it is stored: to colour endless lines takes a page of code minutes."""
    lines = [
        line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]} … (cut)"
        for line in source.split("\n")
    ]
    text = "\n".join(lines)
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}\n… (cut)"


def score_output(report: CheckReport, points: float, number: int) -> NotebookNode:
    """The result of a check's cell: the score for nbgrader, the report for people.

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
    """The report as HTML, in which all that a student could have said is escaped."""
    return report._repr_html_()  # Jupyter's protocol, called as Jupyter does


def text_outputs(outputs: Sequence[dict[str, str]]) -> list[NotebookNode]:
    """Outputs as a stream of text: nothing in it can be run, and none of it looks like a score."""
    texts = [
        entry["text"] if entry["text"].endswith("\n") else entry["text"] + "\n" for entry in outputs
    ]
    if not texts:
        return []
    return [nbformat.v4.new_output("stream", name="stdout", text="".join(texts))]


def before_converting(*, notebooks: Sequence[str], **_: object) -> None:
    """Nbgrader's hook: clear each folder of a submission of what is no file of its own."""
    for folder in {Path(path).parent for path in notebooks}:
        prepare_folder(folder)


def configure(config: Any, **options: Any) -> None:  # noqa: ANN401  # traitlets' configuration
    """Set nbgrader up to grade with this package: called from `nbgrader_config.py`.

    Args:
        config: what `get_config()` returns.
        **options: of `Judge`, as `cell_seconds=10`.
    """
    from nbconvert.preprocessors import ClearMetadataPreprocessor
    from nbgrader import preprocessors
    from nbgrader.converters import GenerateAssignment

    config.GenerateAssignment.preprocessors = [
        KeepStubs if step is preprocessors.ClearSolutions else step
        for step in GenerateAssignment.preprocessors.default()
    ]
    config.Autograde.exporter_class = Submissions
    config.Autograde.pre_convert_hook = before_converting
    config.Autograde.autograde_preprocessors = [
        Judge,
        preprocessors.IgnorePattern,
        ClearMetadataPreprocessor,
        preprocessors.LimitOutput,
        preprocessors.SaveAutoGrades,
        preprocessors.AssignLatePenalties,
        preprocessors.CheckCellMetadata,
    ]
    # Feedback and the formgrader show what students wrote, so no HTML in it is passed on.
    config.HTMLExporter.sanitize_html = True
    for name, value in options.items():
        config.Judge[name] = value
