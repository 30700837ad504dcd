"""A release keeps the stubs of the course, and no line of an instructor's solution."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from traitlets.config import Config

from nnwidgets.grading.nbgrader.executor import configure
from nnwidgets.grading.nbgrader.release import KeepStubs, is_stub

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


def solution_cells(path: Path) -> list[str]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    marked = [cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("solution")]
    return ["".join(cell["source"]) for cell in marked]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_of_the_course_is_a_stub(path: Path) -> None:
    assert all(is_stub(source) for source in solution_cells(path))


@pytest.mark.parametrize(
    "source",
    [
        "",
        "x = 23",
        "def f(x):\n    return 2 * x",
        "def f(x):\n    y = 2 * x\n    raise NotImplementedError",
        "def f(x):\n    if x:\n        return 1\n    raise NotImplementedError",
        "f = lambda x: 2 * x",
        "def f(x):\n    raise ValueError(x)",
        "x = ...\nx = 23",
        "class A:\n    def f(self):\n        return 1",
        "def f(x:",
    ],
)
def test_what_holds_an_answer_is_no_stub(source: str) -> None:
    assert not is_stub(source)


def released(source: str) -> str:
    """A solution cell as students get it."""
    cell = nbformat.v4.new_code_cell(source)
    cell.metadata.nbgrader = {"solution": True, "schema_version": 3}
    cell, _ = KeepStubs().preprocess_cell(cell, {"language": "python"}, 0)
    text: str = cell.source
    return text


def test_stubs_stay_and_solutions_go() -> None:
    stub = 'def f(x):\n    """Twice x."""\n    raise NotImplementedError'
    assert released(stub) == stub
    assert "2 * x" not in released("def f(x):\n    return 2 * x")
    marked = "def f(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
    assert released(marked).startswith("def f(x):\n    # YOUR CODE HERE")
    assert "2 * x" not in released(marked)


def test_the_configuration_puts_it_in_the_place_of_nbgraders() -> None:
    config = Config()
    configure(config)
    names = [step.__name__ for step in config.GenerateAssignment.preprocessors]
    assert names.count("KeepStubs") == 1
    assert "ClearSolutions" not in names
    assert {"SaveCells", "ComputeChecksums", "ClearHiddenTests"} <= set(names)
