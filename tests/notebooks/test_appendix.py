"""The appendix where PyTorch is missing: one sentence, no error, and nothing left out in CI."""

import tomllib
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tests.conftest import APPENDIX, REQUIRED, leave_out_torch
from tools.answer_cells import plain_text
from tools.notebook_rules import code_cells
from tools.notebooks import FOLDER, read, run

HIDE = "import sys\nsys.modules['torch'] = None"
"""A module that is None cannot be imported, and is not found: as if it were not there."""


@pytest.fixture(scope="module")
def without_torch() -> NotebookNode:
    """The appendix after a run without PyTorch, and two cells more."""
    notebook = read(FOLDER / f"{APPENDIX}.ipynb")
    v4 = nbformat.v4
    notebook.cells.insert(0, v4.new_code_cell(HIDE))
    notebook.cells += [v4.new_code_cell("print('never')"), v4.new_code_cell("%precision 3")]
    return run(notebook, FOLDER)


def test_it_runs_to_its_end_and_says_one_sentence(without_torch: NotebookNode) -> None:
    cells = [cell for _, cell in code_cells(without_torch)]
    outputs = [output for cell in cells for output in cell.outputs]
    assert [output for output in outputs if output.output_type == "error"] == []
    said = [text for cell in cells[:-1] if (text := plain_text(cell))]
    assert len(said) == 1
    assert said[0].startswith("This notebook needs torch, which is not installed: run `%pip ")
    assert said[0].count(". ") == 0
    assert cells[-2].execution_count == len(cells) - 1


def test_a_command_still_runs_so_that_pip_can_mend_it(without_torch: NotebookNode) -> None:
    assert plain_text(without_torch.cells[-1]) == "'%.3f'"


def test_it_asks_for_the_version_that_was_tested(without_torch: NotebookNode) -> None:
    project = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text(encoding="utf-8"))
    (wanted,) = project["project"]["optional-dependencies"]["torch"]
    (said,) = [text for _, cell in code_cells(without_torch)[:2] if (text := plain_text(cell))]
    assert f"%pip install {wanted} --index-url" in said


class Pretended(pytest.Item):
    def runtest(self) -> None:
        """Nothing: only its markers are looked at."""


def pretended(request: pytest.FixtureRequest, name: str) -> Pretended:
    item: Pretended = Pretended.from_parent(request.session, name=name, nodeid=name)
    return item


def test_only_the_appendix_is_left_out_and_the_reason_told(request: pytest.FixtureRequest) -> None:
    cell = pretended(request, f"notebooks/{APPENDIX}.ipynb::Cell 3")
    others = [
        pretended(request, "notebooks/01_feedforward.ipynb::Cell 3"),
        pretended(request, f"tests/notebooks/test_course.py::test_rules[{APPENDIX}]"),
    ]
    leave_out_torch([cell, *others], {})
    assert [mark.kwargs["reason"] for mark in cell.iter_markers("skip")] == [
        "needs PyTorch, see README"
    ]
    assert [mark for other in others for mark in other.iter_markers("skip")] == []


def test_continuous_integration_leaves_nothing_out(request: pytest.FixtureRequest) -> None:
    item = pretended(request, "tests/test_tree.py::test_it")
    with pytest.raises(pytest.UsageError, match="PyTorch is not installed"):
        leave_out_torch([item], {REQUIRED: "required"})
    script = (Path(__file__).resolve().parents[2] / ".ci" / "run").read_text(encoding="utf-8")
    assert f"\nexport {REQUIRED}=required\n" in script
