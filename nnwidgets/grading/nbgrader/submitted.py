"""Read whatever a student handed in: the cells of a notebook, or why it cannot be read."""

from __future__ import annotations

import json
import os
import shutil
import stat
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import nbformat

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE = 20_000_000
"""Bytes: a notebook of the course has about 100 000, one with a few pictures a million."""
MAX_CELLS = 1_000
MAX_SOURCE = 1_000_000
"""Characters in all cells together."""
KINDS = ("code", "markdown", "raw")


class Unreadable(ValueError):  # noqa: N818  # it describes a file, not an error of the program
    """No notebook can be read from a file; the message says why."""


@dataclass(frozen=True, slots=True)
class SubmittedCell:
    """What is kept of a submitted cell; outputs, attachments and other metadata are dropped.

    Attributes:
        kind: "code", "markdown" or "raw".
        source: its text.
        identifier: the notebook format's, or "".
        grade_id: nbgrader's, or "".
    """

    kind: str
    source: str
    identifier: str = ""
    grade_id: str = ""


def read_submission(path: Path) -> list[SubmittedCell]:
    """The cells in a file.

    Raises:
        Unreadable: it is not a regular file, too large, or not a notebook.
    """
    return cells_in(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """The content of a regular file, without following links or waiting for pipes."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        number = os.open(path, flags)
    except OSError as error:
        refuse(f"it cannot be opened ({error.strerror})")
    try:
        about = os.fstat(number)
        if not stat.S_ISREG(about.st_mode):
            refuse("it is not a regular file")
        if about.st_size > MAX_FILE:
            refuse(f"it has {about.st_size} bytes, at most {MAX_FILE} are read")
        with open(number, "rb", closefd=False) as file:  # of a number, not of a path
            return file.read()
    finally:
        os.close(number)


def refuse(words: str) -> NoReturn:
    """Raise Unreadable."""
    raise Unreadable(words)


def cells_in(content: bytes) -> list[SubmittedCell]:
    """The cells in the content of a notebook file, of any version that nbformat knows."""
    if not content.strip():
        refuse("it is empty")
    try:
        raw = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        refuse("it is not a notebook: it may be cut off, or another kind of file")
    if not isinstance(raw, dict):
        refuse("it is not a notebook")
    entries = raw.get("cells")
    if not isinstance(entries, list):
        entries = older_cells(raw)
    if len(entries) > MAX_CELLS:
        refuse(f"it has {len(entries)} cells, at most {MAX_CELLS} are read")
    cells = [cell for entry in entries if (cell := read_cell(entry)) is not None]
    if sum(len(cell.source) for cell in cells) > MAX_SOURCE:
        refuse(f"its cells hold more than {MAX_SOURCE} characters")
    return cells


def older_cells(raw: dict[str, Any]) -> list[Any]:
    """The cells of a notebook of an older format."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            cells = nbformat.convert(nbformat.from_dict(raw), 4).cells
    except Exception:  # noqa: BLE001  # nbformat may raise anything here
        cells = None
    if not isinstance(cells, list):
        refuse("it is not a notebook: it has no cells")
    return cells


def read_cell(entry: object) -> SubmittedCell | None:
    """One cell, or None for something else."""
    if not isinstance(entry, dict) or entry.get("cell_type") not in KINDS:
        return None
    source = entry.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    grading = entry.get("metadata")
    grading = grading.get("nbgrader") if isinstance(grading, dict) else None
    grade_id = grading.get("grade_id") if isinstance(grading, dict) else None
    identifier = entry.get("id")
    return SubmittedCell(
        entry["cell_type"],
        source.encode("utf-8", "replace").decode(),  # half a surrogate pair cannot be stored
        identifier if isinstance(identifier, str) else "",
        grade_id if isinstance(grade_id, str) else "",
    )


def prepare_folder(folder: Path) -> list[str]:
    """Remove links, pipes and an unreadable time stamp from a folder, with a note on each.

    nbgrader follows links when it copies the files next to a notebook, and returns them as
    feedback: a link could fetch any file of the instructor's.
    """
    notes = []
    for path in sorted(folder.rglob("*")):
        kind = path.lstat().st_mode
        if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
            path.unlink()
            notes.append(f"{path.relative_to(folder)} was not a regular file, and was removed")
    stamp = folder / "timestamp.txt"
    if stamp.is_dir():
        shutil.rmtree(stamp)
        notes.append("timestamp.txt was a folder, and was removed")
    elif stamp.is_file() and not is_time(stamp):
        stamp.unlink()
        notes.append("timestamp.txt held no time, and was removed")
    return notes


def is_time(path: Path) -> bool:
    """Can nbgrader read the time in a file?"""
    from nbgrader.utils import parse_utc

    try:
        return path.stat().st_size < 100 and parse_utc(path.read_text().strip()) is not None
    except Exception:  # noqa: BLE001  # whatever is raised, it is not a time
        return False
