"""Export grades as CSV for Canvas and Moodle, by exporters that nbgrader can call.

`nnwidgets course export canvas`, or `nbgrader export --exporter
nnwidgets.grading.nbgrader.export.CanvasExporter`. Columns: Canvas LMS, "Importing grades" (Student,
ID, SIS User ID, SIS Login ID, Section, then assignments, with a row "Points Possible"); Moodle,
"Grade import" (an identifying column, then grade items).
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from nbgrader.plugins import ExportPlugin

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters of cells that a spreadsheet would evaluate."""


def harmless(text: str) -> str:
    """Text that a spreadsheet does not evaluate, without unprintable characters.

    >>> harmless("=1+1")
    "'=1+1"
    """
    shown = "".join(c if c.isprintable() else " " for c in text)
    return f"'{shown}" if text.startswith(FORMULA) else shown


def scores(gradebook: Any, student: str, assignments: list[Any]) -> list[str]:  # noqa: ANN401
    """A student's score for each assignment; "" if nothing was handed in."""
    from nbgrader.api import MissingEntry

    found = []
    for assignment in assignments:
        try:
            submission = gradebook.find_submission(assignment.name, student)
        except MissingEntry:
            found.append("")
        else:
            late = submission.late_submission_penalty or 0.0
            found.append(f"{max(0.0, submission.score - late):g}")
    return found


class TableExporter(ExportPlugin):  # type: ignore[misc]  # nbgrader ships no types
    """Writes a row for each student, sorted by user name."""

    file = "grades.csv"

    def header(self, assignments: list[Any]) -> list[list[str]]:
        """The header rows."""
        raise NotImplementedError

    def identity(self, student: Any) -> list[str]:  # noqa: ANN401
        """The cells that identify a student."""
        raise NotImplementedError

    def export(self, gradebook: Any) -> None:  # noqa: ANN401
        """Write the file.

        Args:
            gradebook: nbgrader's.
        """
        assignments = [
            one
            for one in gradebook.assignments
            if not self.assignment or one.name in self.assignment
        ]
        chosen = [one for one in gradebook.students if not self.student or one.id in self.student]
        students = sorted(chosen, key=lambda one: str(one.id))
        with Path(self.to or self.file).open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerows(self.header(assignments))
            for student in students:
                who = [harmless(text) for text in self.identity(student)]
                table.writerow([*who, *scores(gradebook, student.id, assignments)])


class CanvasExporter(TableExporter):
    """The format of Canvas, which finds students by their SIS login."""

    file = "grades-canvas.csv"

    def header(self, assignments: list[Any]) -> list[list[str]]:
        """The column names, and the points of each assignment."""
        names = [harmless(one.name) for one in assignments]
        worth = [f"{one.max_score:g}" for one in assignments]
        return [
            ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *names],
            ["    Points Possible", "", "", "", "", *worth],
        ]

    def identity(self, student: Any) -> list[str]:  # noqa: ANN401
        """The name, and the user name as the student's two SIS identifiers."""
        named = ", ".join(filter(None, [student.last_name, student.first_name]))
        return [named or student.id, "", student.id, student.id, ""]


class MoodleExporter(TableExporter):
    """The format of Moodle, which finds students by their user name or e-mail address."""

    file = "grades-moodle.csv"

    def header(self, assignments: list[Any]) -> list[list[str]]:
        """The column names."""
        names = [harmless(one.name) for one in assignments]
        return [["username", "firstname", "lastname", "email", *names]]

    def identity(self, student: Any) -> list[str]:  # noqa: ANN401
        """The user name, first and last name, and e-mail address."""
        return [student.id, student.first_name or "", student.last_name or "", student.email or ""]


EXPORTERS = {"canvas": CanvasExporter, "moodle": MoodleExporter}
