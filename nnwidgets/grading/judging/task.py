"""What a worker is given, and what it gives back: plain data, as JSON text between machines."""

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
        check: the exercise that it checks, or "".
    """

    source: str
    check: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A submission to be run and judged.

    Attributes:
        student: their user name, which chooses the cases.
        cells: the code cells, in order.
        secret: the instructor's seed, in hexadecimal digits.
        private: the source of the instructor's own exercises, or "".
        limits: what the submission may use.
        unsafe: without a sandbox.
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
        """The exercises that are graded, in order."""
        return list(dict.fromkeys(cell.check for cell in self.cells if cell.check))

    @property
    def code(self) -> str:
        """The same for the same code cells, whoever hands them in and under whatever limits."""
        return hashlib.sha256(
            json.dumps([asdict(cell) for cell in self.cells]).encode()
        ).hexdigest()

    @property
    def digest(self) -> str:
        """The same for the same submission under the same rules."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


@dataclass(slots=True)
class Outcome:
    """What became of a submission.

    Attributes:
        reports: for each exercise.
        outputs: of each code cell, as lists of {"kind", "text"}.
        notes: sentences for the instructor: what was cut off, and why.
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

    Each student has cases of their own, and other ones for each notebook that is handed in: cases
    that code prints are no use to another student, nor to the same one the next time.

    Args:
        task: the submission.
        exercise: its name.
    """
    message = f"{task.student}\n{exercise}\n{task.code}".encode()
    return int.from_bytes(hmac.digest(bytes.fromhex(task.secret), message, "sha256"), "big")
