"""The classes that nbgrader's configuration names, and the function that sets them.

In `nbgrader autograde`, `Submissions` replaces nbconvert's reader and `SandboxGrader` replaces
nbgrader's `Execute`. A score is written as the result of the check's cell, where nbgrader looks for
partial credit.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Integer, Unicode

from nnwidgets.grading.judging.submission import grade_submission
from nnwidgets.grading.judging.task import Cell, Task
from nnwidgets.grading.limits import DEFAULTS, Limits
from nnwidgets.grading.nbgrader.checks import checked_exercise, is_check
from nnwidgets.grading.nbgrader.files import CourseFiles
from nnwidgets.grading.nbgrader.outputs import write_outcome
from nnwidgets.grading.nbgrader.release import KeepStubs
from nnwidgets.grading.nbgrader.repair import Repaired, repaired
from nnwidgets.grading.nbgrader.submitted import Unreadable, prepare_folder, read_submission

if TYPE_CHECKING:
    from collections.abc import Sequence

Resources = dict[str, Any]


def repaired_file(path: Path, released: NotebookNode) -> Repaired:
    """The submission in a file, repaired; an unreadable file counts as an empty notebook."""
    try:
        return repaired(released, read_submission(path))
    except Unreadable as reason:
        made = repaired(released, [])
        return Repaired(made.notebook, (f"{path.name} could not be read: {reason}",))


class Submissions(NotebookExporter):
    """Nbconvert's notebook exporter, with a reader that accepts any file."""

    def from_filename(  # type: ignore[override]  # it returns text, as nbconvert's own does
        self, filename: str, resources: Resources | None = None, **_: object
    ) -> tuple[str, Resources]:
        """The notebook in a file, passed through the preprocessors.

        Args:
            filename: of a submission, or of a notebook that nbgrader wrote.
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


class SandboxGrader(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Nbgrader's step that runs and grades a notebook, and writes its outputs and scores."""

    cell_seconds = Float(
        DEFAULTS.cell_seconds, help="Seconds for one cell, or for one exercise."
    ).tag(config=True)
    total_seconds = Float(DEFAULTS.total_seconds, help="Seconds for one submission.").tag(
        config=True
    )
    memory_megabytes = Integer(
        DEFAULTS.memory_bytes // 1_000_000, help="Memory of one submission."
    ).tag(config=True)
    processes = Integer(DEFAULTS.processes, help="Processes and threads of one submission.").tag(
        config=True
    )
    unsafe = Bool(default_value=False, help="Run students' code without a sandbox.").tag(
        config=True
    )
    private = Unicode("exercises.py", help="The file of the instructor's exercises.").tag(
        config=True
    )

    @property
    def limits(self) -> Limits:
        """The configured limits."""
        return Limits(
            self.cell_seconds, self.total_seconds, self.memory_megabytes * 1_000_000, self.processes
        )

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Grade a notebook, unless that was done before, and write the outcome into it."""
        coursedir = self.parent.parent.coursedir
        files, grading = CourseFiles(Path(coursedir.root)), resources["nbgrader"]
        task = self.task(nb, grading["student"], files)
        outcome = files.outcome(task.digest)
        if outcome is None:
            outcome = grade_submission(task)
            files.keep_outcome(task.digest, outcome)
        source = files.source(coursedir, grading["assignment"], grading["notebook"])
        write_outcome(nb, outcome, source)
        return nb, resources

    def task(self, nb: NotebookNode, student: str, files: CourseFiles) -> Task:
        """The task of grading a repaired notebook."""
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


def before_converting(*, notebooks: Sequence[str], **_: object) -> None:
    """Nbgrader's hook before it reads submissions: clean their folders."""
    for folder in {Path(path).parent for path in notebooks}:
        prepare_folder(folder)


def configure(config: Any, **options: Any) -> None:  # noqa: ANN401  # traitlets' configuration
    """Make nbgrader grade with this package; called in a course's `nbgrader_config.py`.

    Args:
        config: what `get_config()` returns.
        **options: of `SandboxGrader`, as `cell_seconds=10`.
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
        SandboxGrader,
        preprocessors.IgnorePattern,
        ClearMetadataPreprocessor,
        preprocessors.LimitOutput,
        preprocessors.SaveAutoGrades,
        preprocessors.AssignLatePenalties,
        preprocessors.CheckCellMetadata,
    ]
    # Feedback and the formgrader show what students wrote, so HTML in it is sanitised.
    config.HTMLExporter.sanitize_html = True
    for name, value in options.items():
        config.SandboxGrader[name] = value
