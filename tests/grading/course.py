"""A small course with three exercises, made and graded by the commands that instructors use."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import warnings
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from nnwidgets.exercises import all_exercises
from nnwidgets.grading.command_line.main import main

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.grading.attacks import Attack

NAMES = ("layer", "n_parameters", "cost")
BESIDE_PYTHON = str(Path(sys.executable).parent)
STUBS = {
    "layer": "def layer(W, a, b):\n    raise NotImplementedError",
    "n_parameters": "n_parameters = ...",
    "cost": "def cost(outputs, targets):\n    raise NotImplementedError",
}


def lab(names: Sequence[str] = NAMES, stubs: dict[str, str] = STUBS) -> nbformat.NotebookNode:
    """A notebook with a stub and a check for each exercise."""
    v4 = nbformat.v4
    cells = [v4.new_code_cell("import numpy as np\n\nimport nnwidgets as nw")]
    known = all_exercises()
    for name in names:
        stub, check = v4.new_code_cell(stubs[name]), v4.new_code_cell(f'nw.check("{name}", {name})')
        shared = {"schema_version": 3, "task": False}
        points = known[name].points if name in known else 1
        stub.metadata["nbgrader"] = shared | {
            "grade_id": name,
            "grade": False,
            "solution": True,
            "locked": False,
        }
        check.metadata["nbgrader"] = shared | {
            "grade_id": f"{name}-check",
            "grade": True,
            "solution": False,
            "locked": True,
            "points": points,
        }
        cells += [v4.new_markdown_cell(f"Exercise *{name}*"), stub, check]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    made: nbformat.NotebookNode = v4.new_notebook(cells=cells, metadata=metadata)
    return made


def is_alone(command: Sequence[str]) -> bool:
    """Does a command start no workers?"""
    return "grade" not in command or "1" in command


def called(arguments: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """One of our own commands in this process: most of a command's time is its imports."""
    out, err = io.StringIO(), io.StringIO()
    with chdir(folder), redirect_stdout(out), redirect_stderr(err), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as where no test makes errors of them
        code = main(arguments)
    return subprocess.CompletedProcess([*arguments], code, out.getvalue(), err.getvalue())


@dataclass
class Lab:
    """A course in a folder, and the commands run in it."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *command: str, code: int | None = 0) -> subprocess.CompletedProcess[str]:
        """Run a command of the virtual environment in the course's folder."""
        folder = self.root if self.root.exists() else self.root.parent
        if command[0] == "nnwidgets" and not self.environment and is_alone(command):
            done = called(command[1:], folder)
        else:
            path = os.pathsep.join([BESIDE_PYTHON, os.environ["PATH"]])
            done = subprocess.run(
                [Path(BESIDE_PYTHON) / command[0], *command[1:]],
                cwd=folder,
                env={**os.environ, "PATH": path, **self.environment},
                capture_output=True,
                text=True,
                check=False,
            )
        assert code is None or done.returncode == code, done.stdout + done.stderr
        return done

    def make(
        self,
        notebook: nbformat.NotebookNode,
        private_source: str = "",
        db_url: str = "",
        **limits: float,
    ) -> dict[str, Any]:
        """Make and release the course; the released notebook."""
        notebooks = self.root.parent / f"notebooks-{self.root.name}"
        notebooks.mkdir()
        nbformat.write(notebook, notebooks / "lab.ipynb")
        own = notebooks / "exercises.py"
        own.write_text(private_source or "EXERCISES = []")
        given = ("--notebooks", str(notebooks), "--exercises", str(own))
        self.run("nnwidgets", "course", "init", str(self.root), *given)
        config = self.root / "nbgrader_config.py"
        lines = [f"c.SandboxGrader.{name} = {value}" for name, value in limits.items()]
        lines += [f"c.CourseDirectory.db_url = {db_url!r}"] if db_url else []
        config.write_text("\n".join([config.read_text(), *lines]))
        self.run("nbgrader", "generate_assignment", "lab")
        return self.released()

    def released(self) -> dict[str, Any]:
        """The notebook that students got, each source as one text."""
        released: dict[str, Any] = json.loads((self.root / "release/lab/lab.ipynb").read_text())
        for cell in released["cells"]:
            cell["source"] = "".join(cell["source"])
        return released

    def submit(
        self, released: dict[str, Any], attack: Attack, places: dict[str, str] | None = None
    ) -> None:
        """Hand something in under its name."""
        attack.write(released, self.root / "submitted" / attack.name / "lab", places or {})

    def scores(self) -> dict[str, float]:
        """Each student's score, read from the database itself."""
        query = """
            select student.id, sum(grade.auto_score) from student
            join submitted_assignment on submitted_assignment.student_id = student.id
            join submitted_notebook on submitted_notebook.assignment_id = submitted_assignment.id
            join grade on grade.notebook_id = submitted_notebook.id
            group by student.id
        """
        with sqlite3.connect(self.root / "gradebook.db") as gradebook:
            return dict(gradebook.execute(query).fetchall())
