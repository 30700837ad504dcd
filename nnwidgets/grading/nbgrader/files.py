"""A course's private files: the seed, the outcomes, and which submissions are done."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from nnwidgets.grading.judging.task import Outcome

FOLDER = ".nnwidgets"


class CourseError(ValueError):
    """A command cannot be carried out on a course; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class CourseFiles:
    """The files in `.nnwidgets`, and the instructor's notebooks.

    Attributes:
        root: the folder with `nbgrader_config.py`.
    """

    root: Path

    @property
    def folder(self) -> Path:
        """The folder of the private files, which only its owner can read."""
        path = self.root / FOLDER
        path.mkdir(mode=0o700, exist_ok=True)
        return path

    def make_secret(self) -> None:
        """Draw the course's seed, unless it has one."""
        path = self.folder / "seed"
        if not path.exists():
            write(path, secrets.token_hex(32) + "\n")

    def secret(self) -> str:
        """The seed, in hexadecimal digits.

        Raises:
            CourseError: the course has none.
        """
        path = self.folder / "seed"
        try:
            text = path.read_text(encoding="ascii").strip()
            bytes.fromhex(text)
        except (OSError, ValueError):
            raise CourseError(
                f"{path} holds no seed: make the course with `nnwidgets course init`, "
                "or put back the file from a copy"
            ) from None
        return text

    def private(self, name: str) -> str:
        """The text of the file of private exercises; "" if there is none."""
        path = self.root / name
        return path.read_text(encoding="utf-8") if name and path.is_file() else ""

    def source(self, coursedir: Any, assignment: str, notebook: str) -> NotebookNode:  # noqa: ANN401
        """The instructor's version of a notebook.

        Args:
            coursedir: nbgrader's.
            assignment: its name.
            notebook: its name, without the ending.
        """
        folder = Path(coursedir.format_path(coursedir.source_directory, ".", assignment))
        path = folder / f"{notebook}.ipynb"
        return read_notebook(path, path.stat().st_mtime_ns)

    def outcome(self, digest: str) -> Outcome | None:
        """The stored outcome of a task, or None."""
        path = self.folder / "outcomes" / f"{digest}.json"
        return Outcome.from_json(path.read_text(encoding="utf-8")) if path.exists() else None

    def keep_outcome(self, digest: str, outcome: Outcome) -> None:
        """Store the outcome of a task under the task's digest."""
        write(self.folder / "outcomes" / f"{digest}.json", outcome.to_json())

    def done(self, assignment: str, student: str) -> Path:
        """The file with the digest of a student's submission that is in the gradebook."""
        name = hashlib.sha256(student.encode("utf-8", "surrogateescape")).hexdigest()
        return self.folder / "done" / assignment / name

    def is_done(self, assignment: str, student: str, digest: str) -> bool:
        """Is exactly this submission in the gradebook?"""
        path = self.done(assignment, student)
        return path.is_file() and path.read_text(encoding="utf-8") == digest

    def set_done(self, assignment: str, student: str, digest: str) -> None:
        """Record the digest of the submission in the gradebook; "" for none."""
        write(self.done(assignment, student), digest)


@lru_cache(maxsize=32)
def read_notebook(path: Path, _changed: int) -> NotebookNode:
    """A notebook of the course, cached until its file changes."""
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def write(path: Path, text: str) -> None:
    """Write a file atomically, readable by its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
