"""A course is made of the notebooks that can be graded."""

from argparse import Namespace
from pathlib import Path

import nbformat
import pytest

from nnwidgets.grading.command_line import commands
from nnwidgets.grading.nbgrader.files import CourseError
from tools.notebooks import course_notebooks, read


def test_a_notebook_without_exercises_is_no_assignment(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    commands.init(Namespace(folder=folder, notebooks=None, exercises=None))
    graded = [p.stem for p in course_notebooks() if any(c.metadata for c in read(p).cells)]
    assert sorted(path.name for path in (folder / "source").iterdir()) == graded
    assert "07_same_in_pytorch" not in graded


def test_a_folder_without_exercises_makes_no_course(tmp_path: Path) -> None:
    nbformat.write(nbformat.v4.new_notebook(), tmp_path / "notes.ipynb")
    with pytest.raises(CourseError, match="no notebooks are there"):
        commands.init(Namespace(folder=tmp_path / "course", notebooks=tmp_path, exercises=None))
