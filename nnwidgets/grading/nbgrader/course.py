"""A course in a folder: its configuration, its gradebook and its submissions."""

from __future__ import annotations

import glob
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nnwidgets.grading.judging.answers import one_line
from nnwidgets.grading.nbgrader.executor import SandboxGrader, repaired_file
from nnwidgets.grading.nbgrader.files import CourseError, CourseFiles
from nnwidgets.grading.nbgrader.submitted import prepare_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

    from nnwidgets.grading.judging.task import Task

CONFIG = "nbgrader_config.py"


@dataclass
class Course:
    """A course in a folder.

    Attributes:
        root: the folder with `nbgrader_config.py`.
        options: of `SandboxGrader`, over those of the configuration.
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
        # nbgrader runs `alembic`, which is next to Python but may not be on the path.
        beside = str(Path(sys.executable).parent)
        os.environ["PATH"] = os.pathsep.join([beside, os.environ.get("PATH", "")])
        self.files = CourseFiles(self.root)
        self.config = self._config()
        self.grader = SandboxGrader(config=self.config)
        self.directory = self._directory()

    def _config(self) -> Any:  # noqa: ANN401  # traitlets' configuration
        from traitlets.config.loader import PyFileConfigLoader

        config = PyFileConfigLoader(CONFIG, path=str(self.root)).load_config()
        config.CourseDirectory.root = str(self.root)
        for name, value in self.options.items():
            config.SandboxGrader[name] = value
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
        """The submissions for an assignment, sorted by the students' names."""
        anyone = "any student"  # a user name cannot contain a space
        path = self.directory.format_path(self.directory.submitted_directory, anyone, assignment)
        pattern = glob.escape(path.lstrip("/")).replace(anyone, "*")
        for folder in sorted(Path("/").glob(pattern)):
            yield Submission(self, assignment, folder.parent.name, folder)


@dataclass(frozen=True)
class Part:
    """A notebook of a submission.

    Attributes:
        name: without the ending.
        notebook: repaired.
        task: to grade it.
    """

    name: str
    notebook: NotebookNode
    task: Task


@dataclass
class Submission:
    """One student's folder for an assignment.

    Attributes:
        course: of the submission.
        assignment: its name.
        student: the user name.
        folder: of the submission.
        parts: its notebooks.
        notes: for the report: what was repaired or removed.
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
        if not self.folder.is_dir():
            raise CourseError("a file stands where the folder of the assignment belongs")
        found = prepare_folder(self.folder)
        sources = self.sources()
        adopt_only_notebook(self.folder, sources, found)
        self.notes += map(one_line, found)  # a file name may hold anything
        for name in sources:
            path = self.folder / f"{name}.ipynb"
            path.touch()  # otherwise nbgrader would skip the student
            source = self.course.files.source(self.course.directory, self.assignment, name)
            made = repaired_file(path, source)
            self.notes += [f"{name}: {note}" for note in made.notes]
            task = self.course.grader.task(made.notebook, self.student, self.course.files)
            self.parts.append(Part(name, made.notebook, task))

    def sources(self) -> list[str]:
        """The names of the assignment's notebooks, without their ending."""
        directory = self.course.directory
        folder = Path(directory.format_path(directory.source_directory, ".", self.assignment))
        return sorted(path.stem for path in folder.glob("*.ipynb"))

    @property
    def digest(self) -> str:
        """A digest of the notebooks, the rules and the time of submission."""
        stamp = self.folder / "timestamp.txt"
        time = stamp.read_text(encoding="utf-8").strip() if stamp.is_file() else ""
        return "\n".join([*(task.digest for task in self.tasks), time])

    @property
    def tasks(self) -> list[Task]:
        """The tasks of its notebooks."""
        return [part.task for part in self.parts]


def adopt_only_notebook(folder: Path, names: list[str], notes: list[str]) -> None:
    """If one notebook is expected and one is there, rename it to the expected name."""
    found = list(folder.glob("*.ipynb"))
    if len(names) == len(found) == 1 and found[0].stem != names[0]:
        notes.append(f"{found[0].name} was taken for {names[0]}.ipynb")
        found[0].rename(folder / f"{names[0]}.ipynb")
