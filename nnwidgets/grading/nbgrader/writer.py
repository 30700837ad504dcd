"""Write graded submissions into the gradebook, through one connection of one process.

This makes the calls that `nbgrader autograde` makes once the cells of a submission have run: the
student, the submission with its time, the scores and comments of each cell, the late penalty, and
the notebook in `autograded/`. nbgrader itself opens the gradebook ten times for it, which takes
longer than grading.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import AssignLatePenalties, LimitOutput, SaveAutoGrades

from nnwidgets.grading.nbgrader.checks import grading_of
from nnwidgets.grading.nbgrader.files import read_notebook
from nnwidgets.grading.nbgrader.outputs import write_outcome

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from nnwidgets.grading.judging.task import Outcome

READ_ONLY = 0o444
"""The file mode that nbgrader gives to graded files."""


class Writer:
    """The gradebook of a course, open for writing; a context manager.

    Args:
        directory: nbgrader's, of the course.
        config: of the course.
    """

    def __init__(self, directory: Any, config: Any) -> None:  # noqa: ANN401  # nbgrader's
        self.directory, self.config = directory, config
        self.gradebook: Any = Gradebook(directory.db_url, directory.course_id)
        self.scores = SaveAutoGrades(config=config)
        self.scores.gradebook = self.gradebook
        self.scores.log.setLevel(logging.CRITICAL)
        self.checksums: dict[tuple[str, str], dict[str, str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.gradebook.close()

    def forget(self) -> None:
        """Roll back what could not be written."""
        self.gradebook.db.rollback()

    def begin(self, assignment: str, student: str, folder: Path) -> Path:
        """Enter a submission, and return a fresh folder for its graded notebooks."""
        target = Path(
            self.directory.format_path(self.directory.autograded_directory, student, assignment)
        )
        shutil.rmtree(target, ignore_errors=True)
        left_out = shutil.ignore_patterns("*.ipynb", *self.directory.ignore)
        shutil.copytree(folder, target, ignore=left_out)
        master = self.directory.format_path(self.directory.source_directory, ".", assignment)
        shutil.copytree(master, target, ignore=left_out, dirs_exist_ok=True)
        self.gradebook.update_or_create_student(student)
        time = self.directory.get_existing_timestamp(str(folder))
        given = {"timestamp": time} if time else {}
        # nbgrader reads the assignment while its new submission is half made.
        with self.gradebook.db.no_autoflush:
            self.gradebook.update_or_create_submission(assignment, student, **given)
        return target

    def enter(
        self, place: tuple[str, str, str], notebook: NotebookNode, outcome: Outcome, target: Path
    ) -> None:
        """Enter one notebook's scores, and store it.

        Args:
            place: the names of the assignment, the student and the notebook.
            notebook: repaired, as it was graded.
            outcome: of the notebook.
            target: the folder to store it in.
        """
        assignment, student, name = place
        known = self.known_checksums(assignment, name)
        source = self.source_of(assignment, name)
        write_outcome(notebook, outcome, read_notebook(source, source.stat().st_mtime_ns))
        notebook, _ = LimitOutput(config=self.config).preprocess(notebook, {})
        self.scores.assignment_id, self.scores.student_id = assignment, student
        self.scores.notebook_id = name
        for number, cell in enumerate(notebook.cells):
            if grading := grading_of(cell):
                grading["checksum"] = known.get(grading["grade_id"])
                self.scores.preprocess_cell(cell, {}, number)
        self.enter_lateness(assignment, student, name, notebook)
        path = target / f"{name}.ipynb"
        path.write_text(nbformat.v4.writes(notebook) + "\n", encoding="utf-8")
        for file in target.rglob("*"):
            if file.is_file():
                file.chmod(READ_ONLY)

    def source_of(self, assignment: str, name: str) -> Path:
        """The instructor's notebook."""
        folder = self.directory.format_path(self.directory.source_directory, ".", assignment)
        return Path(folder) / f"{name}.ipynb"

    def known_checksums(self, assignment: str, name: str) -> dict[str, str]:
        """The checksums of a released notebook's cells, by nbgrader's names of them."""
        key = (assignment, name)
        if key not in self.checksums:
            cells = self.gradebook.find_notebook(name, assignment).source_cells
            self.checksums[key] = {cell.name: cell.checksum for cell in cells}
        return self.checksums[key]

    def enter_lateness(
        self, assignment: str, student: str, name: str, notebook: NotebookNode
    ) -> None:
        """Enter the penalty for lateness by the course's plugin; none if it was on time."""
        submission = self.gradebook.find_submission(assignment, student)
        if submission.total_seconds_late <= 0:
            found = self.gradebook.find_submission_notebook(name, assignment, student)
            found.late_submission_penalty = None
            self.gradebook.db.commit()
            return
        grading = {"notebook": name, "assignment": assignment, "student": student}
        resources = {"nbgrader": {**grading, "db_url": self.directory.db_url}}
        AssignLatePenalties(config=self.config).preprocess(notebook, resources)
        self.gradebook.db.expire_all()  # the penalty was written through another connection

    def knows(self, assignment: str, student: str) -> bool:
        """Is a submission in the gradebook, which may have been deleted since?"""
        try:
            self.gradebook.find_submission(assignment, student)
        except MissingEntry:
            return False
        return True

    def result(self, assignment: str, student: str) -> tuple[float, float]:
        """The score of a submission, and the most that can be earned."""
        found = self.gradebook.find_submission(assignment, student)
        return found.score, found.max_score
