"""Stubs and checks are found, and what does not belong together is named."""

from collections.abc import Callable

import nbformat
import pytest
from nbformat import NotebookNode

from tools import answer_cells

v4 = nbformat.v4
POINTS = {"layer": 2.0, "n_parameters": 1.0}
GRADED = {"schema_version": 3, "grade": True, "solution": False, "locked": True}
SOLUTION = {"schema_version": 3, "grade": False, "solution": True, "locked": False}
LAYER = '''\
def layer(weights, biases, x):
    """Return σ(W x + b)."""
    raise NotImplementedError'''


def code(source: str, **nbgrader: object) -> NotebookNode:
    cell: NotebookNode = v4.new_code_cell(source)
    if nbgrader:
        cell.metadata["nbgrader"] = nbgrader
    return cell


@pytest.fixture
def notebook() -> NotebookNode:
    cells = [
        v4.new_markdown_cell("A layer"),
        code("import nnwidgets as nw\nlayer = nw.layer"),
        code(LAYER, grade_id="layer", **SOLUTION),
        v4.new_markdown_cell("nw.check"),
        code('nw.check("layer", layer)', grade_id="c1", points=2, **GRADED),
        code("n_parameters = ...", grade_id="n_parameters", **SOLUTION),
        code('nw.check("n_parameters", n_parameters)', grade_id="c2", points=1, **GRADED),
    ]
    made: NotebookNode = v4.new_notebook(cells=cells)
    return made


def test_stubs_and_checks_are_paired(notebook: NotebookNode) -> None:
    assert answer_cells.checks(notebook) == [
        answer_cells.Check("layer", place=4, stub=2),
        answer_cells.Check("n_parameters", place=6, stub=5),
    ]
    assert list(answer_cells.violations(notebook, POINTS)) == []


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (LAYER, "function"),
        ("def layer(x):\n    raise NotImplementedError", "function"),
        ("layer = ...  # your number", "value"),
        ("def layer(x):\n    y = 2 * x\n    raise NotImplementedError", None),
        ("def layer(x):\n    return x", None),
        ("def other(x):\n    raise NotImplementedError", None),
        ("layer = 3", None),
    ],
)
def test_a_stub_holds_no_answer(source: str, kind: str | None) -> None:
    assert answer_cells.stub_kind(code(source), "layer") == kind


def change(place: int, **nbgrader: object) -> Callable[[NotebookNode], None]:
    return lambda notebook: notebook.cells[place].metadata["nbgrader"].update(nbgrader)


def source(place: int, text: str) -> Callable[[NotebookNode], None]:
    return lambda notebook: notebook.cells[place].update(source=text)


@pytest.mark.parametrize(
    ("plant", "sentence"),
    [
        (change(4, points=3), "cell 5 gives 3 points, expected 2.0"),
        (change(4, grade=False), "cell 5 checks an answer and is not marked as graded"),
        (change(4, locked=False), "cell 5 checks an answer and is not marked as graded"),
        (change(2, solution=False), "cell 3 is a solution cell without"),
        (change(4, solution=True), "cell 5 is a solution cell without"),
        (source(2, "def layer(x):\n    return x"), "of which no cell above holds a stub"),
        (source(4, 'print(nw.check("layer", layer))'), "cell 5 is graded or checks, and is not"),
        (source(4, 'nw.check("layer", n_parameters)'), "cell 5 is graded or checks, and is not"),
        (source(1, 'x = nw.check("layer", 1)'), "cell 2 is graded or checks, and is not"),
        (source(4, 'nw.check("unknown", unknown)'), "cell 5 checks unknown, which is no exercise"),
    ],
)
def test_a_planted_violation_is_named(
    notebook: NotebookNode, plant: Callable[[NotebookNode], None], sentence: str
) -> None:
    plant(notebook)
    found = list(answer_cells.violations(notebook, POINTS))
    assert any(sentence in violation for violation in found), found


def test_answers_take_the_place_of_stubs(notebook: NotebookNode) -> None:
    answers = {"layer": "def layer(*args): return 1", "n_parameters": "n_parameters = 23"}
    result = answer_cells.answered(notebook, answers)
    assert [cell.source for cell in result.cells[2::3]] == list(answers.values())
    assert notebook.cells[2].source == LAYER


def test_every_attempt_comes_with_a_check_of_its_own(notebook: NotebookNode) -> None:
    def attempts(name: str, kind: str) -> list[str]:
        return [f"{name} = '{kind}'", f"{name} = 2"]

    cells = answer_cells.tried(notebook, attempts).cells
    assert [cell.source for cell in cells[4:9]] == [
        "layer = 'function'",
        'nw.check("layer", layer)',
        "layer = 2",
        'nw.check("layer", layer)',
        'nw.check("layer", layer)',
    ]
    assert [cell.metadata.get("attempt") for cell in cells[4:9]] == [
        None,
        ["layer", 0],
        None,
        ["layer", 1],
        None,
    ]
    assert len(cells) == len(notebook.cells) + 8
