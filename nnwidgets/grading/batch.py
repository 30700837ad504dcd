"""Grade an assignment: have its submissions graded, write the gradebook, report.

Many processes grade, and only this one writes. Each submission is marked as done once it is in the
gradebook, so a run that was stopped resumes there. Grading starts with the first submission that is
read, and outcomes are written while the others are still being read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnwidgets.grading.cluster import outcomes
from nnwidgets.grading.nbgrader.files import CourseError
from nnwidgets.grading.nbgrader.writer import Writer
from nnwidgets.grading.queue import Queue, Row
from nnwidgets.grading.sandbox.bubblewrap import demand_sandbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from nnwidgets.grading.nbgrader.course import Course


def grade(
    course: Course,
    assignment: str,
    *,
    scheduler: str | None = None,
    workers: int | None = None,
    force: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> list[Row]:
    """Grade the submissions that are not in the gradebook yet.

    Args:
        course: with its configuration.
        assignment: its name.
        scheduler: the address of a Dask scheduler; None for this machine.
        workers: processes on this machine; None for one per core.
        force: whether to grade again what was graded before.
        progress: called with the number that is done and the number of all.

    Returns:
        A row for each submission.

    Raises:
        SandboxError: there is no sandbox, and the configuration is not `unsafe`.
        CourseError: the assignment is unknown or not released, or the course has no seed.
    """
    if not course.grader.unsafe and scheduler is None:
        demand_sandbox()
    course.files.secret()  # raises once here, and not for each submission
    check_released(course, assignment)
    submissions = list(course.submissions(assignment))
    rows: list[Row] = []
    progress(0, len(submissions))
    with Writer(course.directory, course.config) as writer:
        queue = Queue(writer, course.files, force=force)
        tasks = queue.tasks(submissions)
        for task, outcome in outcomes(tasks, scheduler=scheduler, workers=workers):
            queue.take(task, outcome)
            for row in queue.finished():
                rows.append(row)
                progress(len(rows), len(submissions))
        for row in queue.finished():
            rows.append(row)
            progress(len(rows), len(submissions))
    return sorted(rows, key=lambda row: row.student)


def check_released(course: Course, assignment: str) -> None:
    """Do nothing if the assignment is in the gradebook, where its release has put it.

    Raises:
        CourseError: it is not.
    """
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
