"""The course's notebooks, solved, go through sandbox and judge and earn every point; stubs none."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from nnwidgets.exercises import all_exercises
from nnwidgets.grading.judging.submission import grade_submission
from nnwidgets.grading.judging.task import Task
from nnwidgets.grading.nbgrader.checks import checked_exercise, has_points
from nnwidgets.grading.nbgrader.executor import cells_of

EXERCISES = all_exercises()
FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
READ = {path.stem: nbformat.read(path, as_version=4) for path in sorted(FOLDER.glob("*.ipynb"))}
GRADED = {name: notebook for name, notebook in READ.items() if has_points(notebook)}


def scores(notebook: nbformat.NotebookNode) -> dict[str, float]:
    outcome = grade_submission(Task("ada", tuple(cells_of(notebook)), "5eed"))
    assert outcome.notes == []
    return {name: report.score for name, report in outcome.reports.items()}


@pytest.mark.parametrize("name", GRADED)
def test_solved_it_earns_what_its_cells_are_worth(name: str) -> None:
    notebook = nbformat.from_dict(GRADED[name])
    worth = {}
    for cell in notebook.cells:
        grading = cell.metadata.get("nbgrader", {})
        if grading.get("solution"):
            cell.source = EXERCISES[grading["grade_id"]].solution
        if grading.get("grade"):
            worth[checked_exercise(cell)] = grading["points"]
    assert scores(notebook) == worth


@pytest.mark.parametrize("name", GRADED)
def test_as_it_is_released_it_earns_nothing(name: str) -> None:
    assert set(scores(GRADED[name]).values()) == {0.0}
