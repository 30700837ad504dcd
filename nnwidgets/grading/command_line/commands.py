"""Carry out the commands of `nnwidgets course`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from nnwidgets.exercises import all_exercises
from nnwidgets.grading.batch import grade
from nnwidgets.grading.command_line.printing import print_report, progress_bar
from nnwidgets.grading.judging.private import PrivateError, private_exercises
from nnwidgets.grading.nbgrader.checks import faults, has_points
from nnwidgets.grading.nbgrader.course import CONFIG, Course
from nnwidgets.grading.nbgrader.files import CourseError, CourseFiles
from nnwidgets.grading.sandbox.bubblewrap import SandboxError, why_there_is_none

if TYPE_CHECKING:
    from argparse import Namespace

    from nnwidgets.grading.queue import Row

TEMPLATES = Path(__file__).parents[1] / "templates"


def run(options: Namespace) -> int:
    """Run one command; the exit code is 1 if it fails, after saying why."""
    commands = {"init": init, "grade": grade_all, "export": export, "points": points}
    try:
        return commands[options.command](options)
    except SandboxError as error:
        say(f"{error}\nNothing was graded. `--unsafe` grades without a sandbox: then a student's")
        say("code can read and change every file of yours, the gradebook among them.")
    except (CourseError, PrivateError) as error:
        say(str(error))
    return 1


def say(text: str) -> None:
    """Print a line for the person at the command line."""
    print(text, file=sys.stderr)  # noqa: T201


def init(options: Namespace) -> int:
    """Make a course."""
    folder: Path = options.folder
    if folder.exists() and any(folder.iterdir()):
        raise CourseError(f"{folder} is not empty: give a new folder")
    found = sorted((options.notebooks or notebooks_folder()).glob("*.ipynb"))
    notebooks = [path for path in found if has_points(nbformat.read(path, as_version=4))]
    if not notebooks:
        raise CourseError("no notebooks are there: give their folder with `--notebooks`")
    own = options.exercises or TEMPLATES / "exercises.py.txt"
    check_notebooks(notebooks, own.read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    for path in notebooks:
        target = folder / "source" / path.stem
        target.mkdir(parents=True)
        shutil.copyfile(path, target / path.name)
    shutil.copyfile(TEMPLATES / f"{CONFIG}.txt", folder / CONFIG)
    shutil.copyfile(own, folder / "exercises.py")
    CourseFiles(folder.resolve()).make_secret()
    say(f"A course with {len(notebooks)} assignments is in {folder}.")
    if left_out := ", ".join(path.stem for path in found if path not in notebooks):
        say(f"Left out, since nothing in it earns points: {left_out}.")
    say(f"Next: cd {folder}; nbgrader generate_assignment {notebooks[0].stem}")
    if reason := why_there_is_none():
        say(f"Grading will need a sandbox. Here, {reason}.")
    return 0


def notebooks_folder() -> Path:
    """The course's notebooks, if the package is part of a copy of the repository."""
    return Path(__file__).resolve().parents[3] / "notebooks"


def check_notebooks(paths: list[Path], private: str) -> None:
    """Do nothing if all notebooks can be graded.

    Raises:
        CourseError: some cannot; the message says why.
    """
    known = {**all_exercises(), **private_exercises(private)}
    worth = {name: exercise.points for name, exercise in known.items()}
    found = [
        f"{path.name}: {fault}"
        for path in paths
        for fault in faults(nbformat.read(path, as_version=4), worth)
    ]
    if found:
        raise CourseError("\n".join(found))


def grade_all(options: Namespace) -> int:
    """Grade and report on assignments; the exit code is 1 if a submission was not graded."""
    course = Course(options.course, {"unsafe": True} if options.unsafe else {})
    private_exercises(course.files.private(course.grader.private))
    rows: list[Row] = []
    for assignment in options.assignments or released(course):
        found = grade(
            course,
            assignment,
            scheduler=options.scheduler,
            workers=options.workers,
            force=options.force,
            progress=progress_bar,
        )
        print_report(found, assignment, course.root)
        rows += found
    return int(any(row.result == "not graded" for row in rows))


def released(course: Course) -> list[str]:
    """The assignments that were released."""
    with course.gradebook() as gradebook:
        return sorted(assignment.name for assignment in gradebook.assignments)


def export(options: Namespace) -> int:
    """Write a file for import into Canvas or Moodle."""
    from nnwidgets.grading.nbgrader.export import EXPORTERS

    course = Course(options.course)
    path = options.to or course.root / f"grades-{options.system}.csv"
    exporter = EXPORTERS[options.system](config=course.config)
    exporter.to = str(path)
    with course.gradebook() as gradebook:
        exporter.export(gradebook)
    say(f"{path} is written.")
    return 0


def points(_options: Namespace) -> int:
    """Print the table of points."""
    for exercise in all_exercises().values():
        print(f"{exercise.points:4g}  {exercise.name}: {exercise.title}")  # noqa: T201
    print(f"{sum(e.points for e in all_exercises().values()):4g}  together")  # noqa: T201
    return 0
