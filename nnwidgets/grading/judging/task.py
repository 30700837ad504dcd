"""The input and the output of grading one submission: plain data, as JSON between machines."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from nnwidgets.exercises import CheckReport
from nnwidgets.grading.limits import Limits


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell.

    Attributes:
        source: its text.
        check: the name of the exercise that it checks, or "".
    """

    source: str
    check: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A submission to grade.

    Attributes:
        student: the user name, which selects the cases.
        cells: the code cells, in order.
        secret: the instructor's seed, in hexadecimal digits.
        private: the source of the instructor's own exercises, or "".
        limits: what the submission may use.
        unsafe: whether to run it without a sandbox.
    """

    student: str
    cells: tuple[Cell, ...]
    secret: str
    private: str = ""
    limits: Limits = field(default_factory=Limits)
    unsafe: bool = False

    def to_json(self) -> str:
        """The task as text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Task:
        """The task in a text."""
        values = json.loads(text)
        cells = tuple(Cell(**cell) for cell in values.pop("cells"))
        return cls(cells=cells, limits=Limits(**values.pop("limits")), **values)

    @property
    def checks(self) -> list[str]:
        """The names of the exercises that are graded, in order."""
        return list(dict.fromkeys(cell.check for cell in self.cells if cell.check))

    @property
    def code(self) -> str:
        """A digest of the code cells alone, whoever hands them in and whatever the limits are."""
        return hashlib.sha256(
            json.dumps([asdict(cell) for cell in self.cells]).encode()
        ).hexdigest()

    @property
    def digest(self) -> str:
        """A digest of the whole task: the submission and the rules."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


@dataclass(slots=True)
class Outcome:
    """The result of grading a submission.

    Attributes:
        reports: for each exercise.
        outputs: of each code cell, as lists of {"kind", "text"}.
        notes: sentences for the instructor: what was stopped, and why.
    """

    reports: dict[str, CheckReport] = field(default_factory=dict)
    outputs: list[list[dict[str, str]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def to_json(self) -> str:
        """The outcome as text."""
        reports = {name: report_values(report) for name, report in self.reports.items()}
        return json.dumps({"reports": reports, "outputs": self.outputs, "notes": self.notes})

    @classmethod
    def from_json(cls, text: str) -> Outcome:
        """The outcome in a text."""
        values = json.loads(text)
        reports = {
            name: CheckReport(**{**report, "messages": tuple(report["messages"])})
            for name, report in values["reports"].items()
        }
        return cls(reports, values["outputs"], values["notes"])


def report_values(report: CheckReport) -> dict[str, Any]:
    """The fields of a report."""
    return {name: getattr(report, name) for name in CheckReport.__dataclass_fields__}


def seed_for(task: Task, exercise: str) -> int:
    """The seed of a student's hidden cases: HMAC-SHA256 (RFC 2104) under the instructor's seed.

    Cases differ from student to student and from one submitted notebook to the next, so cases that
    a submission prints help nobody.

    Args:
        task: the submission.
        exercise: its name.
    """
    message = f"{task.student}\n{exercise}\n{task.code}".encode()
    return int.from_bytes(hmac.digest(bytes.fromhex(task.secret), message, "sha256"), "big")
