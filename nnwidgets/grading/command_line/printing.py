"""Print what `nnwidgets course grade` shows: a progress bar, and a report on every assignment."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

from nnwidgets.grading.judging.answers import one_line
from nnwidgets.grading.nbgrader.export import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nnwidgets.grading.queue import Row


def print_report(rows: Sequence[Row], assignment: str, folder: Path) -> None:
    """Print a summary and all notes, and store a row for each submission as CSV."""
    path = folder / "reports" / f"{assignment}.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["student", "result", "score", "points", "notes"])
        for row in rows:
            numbers = f"{row.score:g}", f"{row.points:g}"
            notes = harmless("; ".join(row.notes))
            table.writerow([harmless(printable(row.student)), row.result, *numbers, notes])
    print(f"{assignment}: {summary(rows)}")  # noqa: T201
    for row in rows:
        for note in row.notes:
            print(f"  {printable(row.student)}: {note}")  # noqa: T201
    print(f"  a line for each submission is in {path}")  # noqa: T201


def printable(name: str) -> str:
    """The name of a folder as printable text: it may hold any bytes."""
    return one_line(name.encode("utf-8", "backslashreplace").decode())


def summary(rows: Sequence[Row]) -> str:
    """The number of submissions with each result."""
    counts = {result: sum(row.result == result for row in rows) for result in RESULTS}
    return ", ".join(f"{count} {result}" for result, count in counts.items() if count) or "none"


RESULTS = ("graded", "graded before", "not graded")


def progress_bar(done: int, count: int, width: int = 30) -> None:
    """Draw a progress bar on one line, if stderr is a terminal."""
    if sys.stderr.isatty() and count:
        filled = width * done // count
        bar = "█" * filled + "░" * (width - filled)
        end = "\n" if done == count else ""
        print(f"\r{bar} {done}/{count}", end=end, file=sys.stderr, flush=True)  # noqa: T201
