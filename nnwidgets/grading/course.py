"""Grade an assignment: find what was handed in, have it judged, write the gradebook, report.

Many processes judge, this one alone writes. What is in the gradebook is noted submission by
submission, so that a run that was stopped goes on where it was.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nnwidgets.grading.cluster import judged
from nnwidgets.grading.executor import Judge, repaired_file
from nnwidgets.grading.files import CourseError, CourseFiles
from nnwidgets.grading.sandbox import demand_sandbox
from nnwidgets.grading.submitted import prepare_folder
from nnwidgets.grading.task import Outcome, Task
from nnwidgets.grading.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nbformat import NotebookNode

CONFIG = "nbgrader_config.py"


@dataclass
class Course:
    """A course in a folder.

    Attributes:
        root: the folder with `nbgrader_config.py`.
        options: of `Judge`, over those of the configuration.
    """

    root: Path
    options: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.root = self.root.resolve()
        if not (self.root / CONFIG).is_file():
            raise CourseError(
                f"{self.root} holds no course: change to its folder, or make one with "
                "`nnwidgets course init DIR`"
            )
        # nbgrader runs `alembic`, which lies beside Python, found or not.
        beside = str(Path(sys.executable).parent)
        os.environ["PATH"] = os.pathsep.join([beside, os.environ.get("PATH", "")])
        self.files = CourseFiles(self.root)
        self.config = self._config()
        self.judge = Judge(config=self.config)
        self.directory = self._directory()

    def _config(self) -> Any:  # noqa: ANN401  # traitlets' configuration
        from traitlets.config.loader import PyFileConfigLoader

        config = PyFileConfigLoader(CONFIG, path=str(self.root)).load_config()
        config.CourseDirectory.root = str(self.root)
        for name, value in self.options.items():
            config.Judge[name] = value
        return config

    def _directory(self) -> Any:  # noqa: ANN401  # nbgrader's
        from nbgrader.coursedir import CourseDirectory

        return CourseDirectory(config=self.config)

    def assignments(self) -> list[str]:
        """The assignments that have a source."""
        folder = Path(self.directory.format_path(self.directory.source_directory, ".", "."))
        return sorted(path.name for path in folder.iterdir() if any(path.glob("*.ipynb")))

    def gradebook(self) -> Any:  # noqa: ANN401  # nbgrader's
        """The gradebook, to be used with `with`."""
        from nbgrader.api import Gradebook

        return Gradebook(self.directory.db_url, self.directory.course_id)

    def submissions(self, assignment: str) -> Iterator[Submission]:
        """What was handed in for an assignment, in the order of the students' names."""
        pattern = self.directory.format_path(self.directory.submitted_directory, "*", assignment)
        for folder in sorted(Path("/").glob(pattern.lstrip("/"))):
            yield Submission(self, assignment, folder.parent.name, folder)


@dataclass(frozen=True)
class Part:
    """A notebook of a submission, repaired, and what is to be done about it."""

    name: str
    notebook: NotebookNode
    task: Task


@dataclass
class Submission:
    """One student's folder for an assignment.

    Attributes:
        course: it is for.
        assignment: its name.
        student: the user name.
        folder: where it lies.
        parts: its notebooks.
        notes: what was found, for the report.
    """

    course: Course
    assignment: str
    student: str
    folder: Path
    parts: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def prepare(self) -> None:
        """Read and repair its notebooks."""
        if self.folder.is_symlink() or self.folder.parent.is_symlink():
            raise CourseError("the folder is a link, and was left alone")
        self.notes += prepare_folder(self.folder)
        sources = self.sources()
        adopt_only_notebook(self.folder, sources, self.notes)
        for name in sources:
            path = self.folder / f"{name}.ipynb"
            path.touch()  # or nbgrader would leave out the student
            source = self.course.files.source(self.course.directory, self.assignment, name)
            found = repaired_file(path, source)
            self.notes += [f"{name}: {note}" for note in found.notes]
            task = self.course.judge.task(found.notebook, self.student, self.course.files)
            self.parts.append(Part(name, found.notebook, task))

    def sources(self) -> list[str]:
        """The notebooks of the assignment, without their ending."""
        directory = self.course.directory
        folder = Path(directory.format_path(directory.source_directory, ".", self.assignment))
        return sorted(path.stem for path in folder.glob("*.ipynb"))

    @property
    def digest(self) -> str:
        """The same for the same notebooks under the same rules."""
        stamp = self.folder / "timestamp.txt"
        time = stamp.read_text(encoding="utf-8").strip() if stamp.is_file() else ""
        return "\n".join([*(task.digest for task in self.tasks), time])

    @property
    def tasks(self) -> list[Task]:
        """What is to be judged."""
        return [part.task for part in self.parts]


def adopt_only_notebook(folder: Path, names: list[str], notes: list[str]) -> None:
    """Take the only notebook there is for the one that is asked for, whatever it is called."""
    found = list(folder.glob("*.ipynb"))
    if len(names) == len(found) == 1 and found[0].stem != names[0]:
        notes.append(f"{found[0].name} was taken for {names[0]}.ipynb")
        found[0].rename(folder / f"{names[0]}.ipynb")


@dataclass
class Row:
    """A line of the report."""

    student: str
    result: str
    score: float = 0.0
    points: float = 0.0
    notes: list[str] = field(default_factory=list)


def grade(
    course: Course,
    assignment: str,
    *,
    scheduler: str | None = None,
    workers: int | None = None,
    force: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> list[Row]:
    """Grade all that was handed in and is not in the gradebook yet.

    Args:
        course: with its configuration.
        assignment: its name.
        scheduler: the address of a Dask scheduler; None for this machine.
        workers: processes on this machine; None for one a core.
        force: also what was graded before.
        progress: called with how many are done, of how many.

    Returns:
        A row for each submission.

    Raises:
        SandboxError: there is no sandbox, and the configuration does not do without.
        CourseError: no such assignment, none that was released, or a course without its seed.
    """
    if not course.judge.unsafe and scheduler is None:
        demand_sandbox()
    course.files.secret()  # without it no submission can be judged: say so once, not for each
    check_released(course, assignment)
    rows: list[Row] = []
    open_ones: list[Submission] = []
    with Writer(course.directory, course.config) as writer:
        for submission in course.submissions(assignment):
            try:
                submission.prepare()
            except (CourseError, OSError) as error:
                rows.append(Row(submission.student, "not graded", notes=[str(error)]))
                continue
            done = course.files.is_done(assignment, submission.student, submission.digest)
            if done and not force:
                rows.append(row_of(writer, submission, "graded before"))
            else:
                open_ones.append(submission)
        rows += grade_open(writer, open_ones, progress, scheduler=scheduler, workers=workers)
    return sorted(rows, key=lambda row: row.student)


def check_released(course: Course, assignment: str) -> None:
    """Is the assignment in the gradebook, where its release has put it?"""
    from nbgrader.api import MissingEntry

    with course.gradebook() as gradebook:
        try:
            gradebook.find_assignment(assignment)
        except MissingEntry:
            known = ", ".join(course.assignments())
            raise CourseError(
                f"{assignment} is not released: run `nbgrader generate_assignment {assignment}`; "
                f"this course has {known}"
            ) from None


def grade_open(
    writer: Writer,
    submissions: list[Submission],
    progress: Callable[[int, int], None],
    **where: Any,  # noqa: ANN401
) -> Iterator[Row]:
    """Have submissions judged, and write each into the gradebook once all of it is there."""
    missing = {
        id(one): {
            task.digest for task in one.tasks if one.course.files.outcome(task.digest) is None
        }
        for one in submissions
    }
    progress(0, len(submissions))
    count = 0
    for one in [one for one in submissions if not missing[id(one)]]:
        yield enter(writer, one, {})
        progress(count := count + 1, len(submissions))
    waiting = [one for one in submissions if missing[id(one)]]
    tasks = {t.digest: t for one in waiting for t in one.tasks if t.digest in missing[id(one)]}
    failures: dict[str, str] = {}
    files = CourseFiles(Path(writer.directory.root))
    for task, outcome in judged(tasks.values(), **where):
        if isinstance(outcome, Outcome):
            files.keep_outcome(task.digest, outcome)
        else:
            failures[task.digest] = outcome
        for one in waiting:
            if task.digest in missing[id(one)]:
                missing[id(one)].discard(task.digest)
                if not missing[id(one)]:
                    yield enter(writer, one, failures)
                    progress(count := count + 1, len(submissions))


def enter(writer: Writer, submission: Submission, failures: dict[str, str]) -> Row:
    """Write a judged submission into the gradebook."""
    failed = [failures[task.digest] for task in submission.tasks if task.digest in failures]
    if failed:
        notes = [*submission.notes, *(f"it could not be judged: {why}" for why in failed)]
        return Row(submission.student, "not graded", notes=notes)
    files, student = submission.course.files, submission.student
    files.set_done(submission.assignment, student, "")
    target = writer.begin(submission.assignment, student, submission.folder)
    for part in submission.parts:
        outcome = files.outcome(part.task.digest)
        if outcome is not None:
            place = (submission.assignment, student, part.name)
            writer.enter(place, part.notebook, outcome, target)
    files.set_done(submission.assignment, student, submission.digest)
    return row_of(writer, submission, "graded")


def row_of(writer: Writer, submission: Submission, result: str) -> Row:
    """The line of the report on a submission that is in the gradebook."""
    outcomes = (submission.course.files.outcome(task.digest) for task in submission.tasks)
    notes = [note for outcome in outcomes if outcome for note in outcome.notes]
    score, points = writer.result(submission.assignment, submission.student)
    return Row(submission.student, result, score, points, [*submission.notes, *notes])
