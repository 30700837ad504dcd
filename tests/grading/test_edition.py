"""What the sandbox sees of the package: every question can be put there, and no answer is there."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

import nnwidgets
from nnwidgets.exercises import Exercise, all_exercises
from nnwidgets.grading.judging.carry import CarryError, carried_source
from nnwidgets.grading.sandbox.edition import answers_in_core, edition

if TYPE_CHECKING:
    from collections.abc import Callable

EXERCISES = all_exercises()
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


def carried(exercise: Exercise) -> Callable[..., object]:
    """The exercise's way to put questions, from nothing but its carried source."""
    names: dict[str, object] = {}
    exec(compile(carried_source(exercise.collect), "<carried>", "exec"), names)  # noqa: S102
    collect = names["collect"]
    assert callable(collect)
    return collect


@each
def test_carried_questions_get_the_same_answers(exercise: Exercise) -> None:
    """As the exercise in place gets, from every planted mistake and from the reference."""
    cases, collect = exercise.draw(3), carried(exercise)
    answers = [exercise.reference, ..., None, *(mistake.wrong for mistake in exercise.mistakes)]
    for answer in answers:
        with np.errstate(all="ignore"):
            here, there = exercise.put(answer, cases), collect(answer, cases, exercise.name)
        assert isinstance(there, list)
        for one, other in zip(here, there, strict=True):
            assert (one.failure, one.attempted) == (other.failure, other.attempted)
            np.testing.assert_array_equal(one.value, other.value)


def test_every_question_can_be_put_with_what_the_sandbox_has() -> None:
    """Each carried source is run where there is the edition alone, without any answer."""
    own = (answers_in_core(one.name, one.in_package) for one in EXERCISES.values())
    emptied = frozenset().union(*own)
    sources = {name: carried_source(one.collect, emptied) for name, one in EXERCISES.items()}
    program = f"""
from types import ModuleType
for name, source in {sources!r}.items():
    module = sys.modules["carried"] = ModuleType("carried")
    exec(source, module.__dict__)
    print(name, callable(module.collect))
"""
    said = inside(emptied, program).splitlines()
    assert said == [f"{name} True" for name in EXERCISES]


@each
def test_no_reference_and_no_mistake_is_carried(exercise: Exercise) -> None:
    source = carried_source(exercise.collect)
    assert "mistakes" not in source
    if exercise.reference.__name__ != "<lambda>":
        body = inspect.getsource(exercise.reference).split('"""')[-1].strip()
        assert body not in source


@each
def test_nothing_that_was_emptied_is_carried_after_all(exercise: Exercise) -> None:
    """A student's function could find it beside the questions."""
    emptied = answers_in_core(exercise.name, exercise.in_package)
    tree = ast.parse(carried_source(exercise.collect, emptied))
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert not defined & emptied


def test_what_has_no_source_is_refused_with_the_reason() -> None:
    names: dict[str, object] = {}
    exec("def collect(answer, cases, name): return thing", names)  # noqa: S102
    with pytest.raises(CarryError, match="no source"):
        carried_source(names["collect"])

    thing = object()
    with pytest.raises(CarryError, match="cannot be carried"):
        carried_source(lambda *_: thing)


@pytest.mark.parametrize(
    ("name", "in_package", "found"),
    [
        ("cost", "nw.quadratic_cost(outputs, targets)", {"quadratic_cost"}),
        ("layer", 'nw.Layer(W, b, "sigmoid")(a)', {"Layer"}),
        ("n_parameters", "nw.Network.random([2, 1], rng=rng).n_parameters", {"Network"}),
        ("sigmoid", "", {"sigmoid"}),
        ("topological_sort", "nw.topological_order(n)", {"topological_order", "kahn_order"}),
        ("cross_entropy_gradient", "", {"cross_entropy_gradient"}),
        ("classes", "(nw.sigmoid(z) >= threshold).astype(int)", set()),
        ("mine", "", set()),
    ],
)
def test_the_cores_own_answer_is_found(name: str, in_package: str, found: set[str]) -> None:
    assert answers_in_core(name, in_package) == found


def inside(emptied: frozenset[str], source: str) -> str:
    """What a program prints that sees an edition and no other nnwidgets."""
    folder = edition(emptied)
    libraries = [entry for entry in sys.path if entry.endswith("-packages")]
    start = f"import sys; sys.path[:0] = [{str(folder)!r}]; sys.path += {libraries!r}\n"
    command = [sys.executable, "-I", "-S", "-c", start + source]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_exercise_can_be_imported() -> None:
    source = """
import importlib, nnwidgets as nw
for name in ("feedforward", "feedforward.layer", "registry", "classification.sigmoid"):
    try:
        importlib.import_module(f"nnwidgets.exercises.{name}")
    except ModuleNotFoundError:
        continue
    if name != "feedforward":
        print(name)
print(nw.all_exercises(), hasattr(importlib.import_module("nnwidgets.exercises"), "EXERCISES"))
"""
    assert inside(frozenset(), source).splitlines() == ["{} False"]


def test_every_public_name_is_there_and_the_emptied_do_not_work() -> None:
    source = """
import nnwidgets as nw
print(dir(nw))
for name in dir(nw):
    getattr(nw, name)
print(nw.sigmoid(0.0), nw.Layer([[1.0]], [0.0])([0.0]))
for formula in (nw.quadratic_cost, nw.quadratic_cost.__wrapped__):
    try:
        print(formula([1.0], [1.0]))
    except RuntimeError as error:
        print(error)
"""
    said = inside(frozenset({"quadratic_cost"}), source).splitlines()
    assert said[0] == str(sorted(nnwidgets.__all__))
    assert said[1] == "0.5 [0.5]"
    assert ["is the answer itself" in line for line in said[2:]] == [True, True]


ANSWERED = [e for e in EXERCISES.values() if answers_in_core(e.name, e.in_package)]


@pytest.mark.parametrize("exercise", ANSWERED, ids=lambda exercise: exercise.name)
def test_the_cores_answer_to_an_exercise_is_gone(exercise: Exercise) -> None:
    """Of the functions, and of the methods of the classes, only a sentence is left in the files."""
    emptied = answers_in_core(exercise.name, exercise.in_package)
    folder = edition(emptied) / "nnwidgets" / "core"
    found = set()
    for path in folder.glob("*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name in emptied:
                found.add(node.name)
                parts = [part for part in ast.walk(node) if isinstance(part, ast.FunctionDef)]
                assert parts
                for part in parts:
                    assert ast.unparse(part.body[-1]) == f"unavailable({node.name!r})"
                    assert len(part.body) == 2
    assert found == emptied
