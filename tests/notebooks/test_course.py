"""The notebooks of the course: as they are stored, solved, and with every planted mistake."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from mypy import api as mypy
from nbformat import NotebookNode

from nnwidgets.exercises import all_exercises
from tools import answer_cells, notebook_rules
from tools.notebooks import course_notebooks, read, run, update

COURSE = course_notebooks()
EXERCISES = all_exercises()
POINTS = {name: exercise.points for name, exercise in EXERCISES.items()}

MISTAKEN_FUNCTION = """\
def {name}(*inputs):
    from nnwidgets.exercises import all_exercises
    return all_exercises()["{name}"].mistakes[{number}].wrong(*inputs)"""
MISTAKEN_VALUE = """\
from nnwidgets.exercises import all_exercises
_exercise = all_exercises()["{name}"]
{name} = _exercise.mistakes[{number}].wrong
if callable({name}):
    {name} = {name}(*_exercise.draw()[0].inputs)"""

each_notebook = pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)


def errors(notebook: NotebookNode) -> list[str]:
    return [
        f"cell {number}: {output.get('evalue', output.get('text'))}"
        for number, cell in notebook_rules.code_cells(notebook)
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


def test_the_course_begins_with_its_first_notebook() -> None:
    assert COURSE[0].name == "01_feedforward.ipynb"


def test_every_exercise_is_asked_once_and_in_its_order() -> None:
    asked = [check.name for path in COURSE for check in answer_cells.checks(read(path))]
    assert asked == list(EXERCISES)


@each_notebook
def test_the_notebook_keeps_the_rules(path: Path) -> None:
    notebook = read(path)
    assert [
        *notebook_rules.format_violations(notebook),
        *notebook_rules.count_violations(notebook),
        *notebook_rules.output_violations(notebook),
        *notebook_rules.size_violations(path, notebook),
        *notebook_rules.import_violations(notebook),
        *notebook_rules.link_violations(path, notebook, COURSE),
        *notebook_rules.metadata_violations(notebook),
        *answer_cells.violations(notebook, POINTS),
    ] == []


@each_notebook
def test_a_fresh_run_changes_no_byte(path: Path) -> None:
    assert update(path, check=True) == [], "`make notebooks` stores them; look at the change"


@each_notebook
def test_types_hold(path: Path, tmp_path: Path) -> None:
    """Without strictness: a student's function has no annotations, and a name may be used twice."""
    script = tmp_path / f"notebook_{path.stem}.py"
    script.write_text(notebook_rules.script(read(path)), encoding="utf-8")
    options = ["--config-file=", "--check-untyped-defs", "--allow-redefinition"]
    said, complaints, _ = mypy.run([*options, "--disable-error-code=top-level-await", str(script)])
    assert said.startswith("Success"), said + complaints


@each_notebook
def test_as_stored_nothing_is_attempted(path: Path) -> None:
    notebook = read(path)
    for check in answer_cells.checks(notebook):
        assert "not attempted" in answer_cells.plain_text(notebook.cells[check.place]), check


@each_notebook
def test_solved_every_check_gives_full_points(path: Path) -> None:
    notebook = read(path)
    solutions = {name: exercise.solution for name, exercise in EXERCISES.items()}
    solved = run(answer_cells.answered(notebook, solutions), path.parent)
    assert errors(solved) == []
    for check in answer_cells.checks(notebook):
        points = f"{POINTS[check.name]:g}"
        said = answer_cells.plain_text(solved.cells[check.place])
        assert f"correct, {points} of {points} point" in said, said


@each_notebook
def test_every_planted_mistake_earns_its_hint(path: Path) -> None:
    """Also, an explorer that is handed a wrong function raises nothing."""
    result = run(answer_cells.tried(read(path), mistaken), path.parent)
    assert errors(result) == []
    unmet = []
    for cell in result.cells:
        if "attempt" in cell.metadata:
            name, number = cell.metadata["attempt"]
            mistake = EXERCISES[name].mistakes[number]
            said = answer_cells.plain_text(cell)
            if mistake.hint not in said or "not yet" not in said:
                unmet.append((name, mistake.name, said))
    assert unmet == []


def mistaken(name: str, kind: str) -> Sequence[str]:
    """The sources of all planted mistakes of an exercise, as answers in a notebook."""
    template = MISTAKEN_FUNCTION if kind == "function" else MISTAKEN_VALUE
    numbers = range(len(EXERCISES[name].mistakes))
    return [template.format(name=name, number=number) for number in numbers]
