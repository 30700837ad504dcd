"""Submissions on their way into the gradebook: tasks to grade, what is ready, what is done."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nnwidgets.grading.judging.answers import one_line
from nnwidgets.grading.judging.task import Outcome, Task
from nnwidgets.grading.nbgrader.files import CourseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nnwidgets.grading.nbgrader.course import Submission
    from nnwidgets.grading.nbgrader.files import CourseFiles
    from nnwidgets.grading.nbgrader.writer import Writer


@dataclass
class Row:
    """A line of the report.

    Attributes:
        student: the user name.
        result: "graded", "graded before" or "not graded".
        score: that was earned.
        points: the most that can be earned.
        notes: sentences for the instructor.
    """

    student: str
    result: str
    score: float = 0.0
    points: float = 0.0
    notes: list[str] = field(default_factory=list)


@dataclass
class Queue:
    """Submissions on their way into the gradebook.

    Attributes:
        writer: of the gradebook.
        files: of the course.
        force: whether to grade again what was graded before.
        missing: the digests of the tasks that a submission still waits for, by its folder.
        waiting: the submissions that wait for a task, by its digest.
        failures: why a task has no outcome, by its digest.
        ready: submissions whose outcomes are all there, and rows that need none.
    """

    writer: Writer
    files: CourseFiles
    force: bool = False
    missing: dict[str, set[str]] = field(default_factory=dict)
    waiting: dict[str, list[Submission]] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    ready: deque[Row | Submission] = field(default_factory=deque)

    def tasks(self, submissions: Iterable[Submission]) -> Iterator[Task]:
        """The tasks to grade, each once; a submission is read when its turn comes."""
        for one in submissions:
            try:
                one.prepare()
            except CourseError as error:
                self.ready.append(Row(one.student, "not graded", notes=[one_line(str(error))]))
                continue
            except Exception as error:  # noqa: BLE001  # one submission must not stop the others
                why = one_line(f"it could not be read: {type(error).__name__}: {error}")
                self.ready.append(Row(one.student, "not graded", notes=[why]))
                continue
            if not self.force and self.is_in_the_gradebook(one):
                self.ready.append(row_of(self.writer, one, "graded before"))
                continue
            open_ones = {t.digest: t for t in one.tasks if self.is_open(t)}
            self.missing[str(one.folder)] = {*open_ones}
            if not open_ones:
                self.ready.append(one)
            for digest, task in open_ones.items():
                self.waiting.setdefault(digest, []).append(one)
                if len(self.waiting[digest]) == 1:
                    yield task

    def is_open(self, task: Task) -> bool:
        """Is a task still to be graded? With `force`, every task is."""
        return self.force or self.files.outcome(task.digest) is None

    def is_in_the_gradebook(self, one: Submission) -> bool:
        """Was exactly this submission graded before, and is it still in the gradebook?"""
        done = self.files.is_done(one.assignment, one.student, one.digest)
        return done and self.writer.knows(one.assignment, one.student)

    def take(self, task: Task, outcome: Outcome | str) -> None:
        """Keep the outcome of a task, or why there is none."""
        if isinstance(outcome, Outcome):
            self.files.keep_outcome(task.digest, outcome)
        else:
            self.failures[task.digest] = outcome
        for one in self.waiting.pop(task.digest):
            missing = self.missing[str(one.folder)]
            missing.discard(task.digest)
            if not missing:
                self.ready.append(one)

    def finished(self) -> Iterator[Row]:
        """The rows of the submissions that are ready, after writing them into the gradebook."""
        while self.ready:
            one = self.ready.popleft()
            yield one if isinstance(one, Row) else entered(self.writer, one, self.failures)


def entered(writer: Writer, submission: Submission, failures: dict[str, str]) -> Row:
    """Write a submission into the gradebook, and return its row; no failure is raised."""
    failed = [failures[task.digest] for task in submission.tasks if task.digest in failures]
    if not failed:
        try:
            enter(writer, submission)
            return row_of(writer, submission, "graded")
        except Exception as error:  # noqa: BLE001  # of the database, the disk, nbgrader
            writer.forget()
            failed = [one_line(f"{type(error).__name__}: {error}")]
    notes = [*submission.notes, *(f"it could not be graded: {why}" for why in failed)]
    return Row(submission.student, "not graded", notes=notes)


def enter(writer: Writer, submission: Submission) -> None:
    """Write a submission into the gradebook, and mark it as done."""
    files, student = submission.course.files, submission.student
    files.set_done(submission.assignment, student, "")
    target = writer.begin(submission.assignment, student, submission.folder)
    for part in submission.parts:
        outcome = files.outcome(part.task.digest)
        if outcome is None:
            raise CourseError("an outcome was removed while grading: grade again")
        place = (submission.assignment, student, part.name)
        writer.enter(place, part.notebook, outcome, target)
    files.set_done(submission.assignment, student, submission.digest)


def row_of(writer: Writer, submission: Submission, result: str) -> Row:
    """The row of a submission that is in the gradebook."""
    outcomes = (submission.course.files.outcome(task.digest) for task in submission.tasks)
    notes: list[Any] = [note for outcome in outcomes if outcome for note in outcome.notes]
    score, points = writer.result(submission.assignment, submission.student)
    return Row(submission.student, result, score, points, [*submission.notes, *notes])
