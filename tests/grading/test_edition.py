"""What the sandbox sees of the package: every question can be put there, and no answer is there."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import nnwidgets
from nnwidgets import core
from nnwidgets.core import softmax
from nnwidgets.course.datasets import digits
from nnwidgets.exercises import Case, Exercise, StudentResult, all_exercises
from nnwidgets.exercises.checking.exercise import call_on_cases
from nnwidgets.grading.judging.carry import carried_source
from nnwidgets.grading.judging.source import CarryError
from nnwidgets.grading.sandbox.edition import EMPTIED, edition

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EXERCISES = all_exercises()
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


def carried(exercise: Exercise) -> Callable[..., object]:
    """The exercise's way to put questions, from nothing but its carried source."""
    names: dict[str, object] = {}
    exec(compile(carried_source(exercise), "<carried>", "exec"), names)  # noqa: S102
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
    emptied = frozenset(name for one in EXERCISES.values() for name in one.answered_by)
    sources = {name: carried_source(one) for name, one in EXERCISES.items()}
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
    source = carried_source(exercise)
    assert "mistakes" not in source
    if exercise.reference.__name__ != "<lambda>":
        body = inspect.getsource(exercise.reference).split('"""')[-1].strip()
        assert body not in source


def test_an_answer_is_not_carried_after_all() -> None:
    """A student's function could find it beside the questions."""

    def through_core(answer: object, cases: Sequence[Case], name: str) -> list[StudentResult]:
        return call_on_cases(answer, [Case(inputs=(core.softmax(np.ones(2)),))] * len(cases), name)

    def from_core(answer: object, cases: Sequence[Case], name: str) -> list[StudentResult]:
        return call_on_cases(answer, [Case(inputs=(softmax(np.ones(2)),))] * len(cases), name)

    def from_course(answer: object, cases: Sequence[Case], name: str) -> list[StudentResult]:
        return call_on_cases(answer, [Case(inputs=(digits(),))] * len(cases), name)

    for collect, name in (
        (from_core, "softmax"),
        (through_core, "softmax"),
        (partial(from_core), "softmax"),
        (from_course, "digits"),
    ):
        exercise = replace(EXERCISES["softmax"], collect=collect, answered_by=(name,))
        with pytest.raises(CarryError, match=f"`{name}`, which answers the exercise"):
            carried_source(exercise)


def test_what_has_no_source_is_refused_with_the_reason() -> None:
    names: dict[str, object] = {}
    exec("def collect(answer, cases, name): return thing", names)  # noqa: S102
    collect: Any = names["collect"]
    with pytest.raises(CarryError, match="no source"):
        carried_source(replace(EXERCISES["cost"], collect=collect))

    thing: Any = object()
    with pytest.raises(CarryError, match="cannot be carried"):
        carried_source(replace(EXERCISES["cost"], collect=lambda *_: thing))


def inside(emptied: frozenset[str], source: str, *, explorers: bool = False) -> str:
    """What a program prints that sees an edition and no other nnwidgets."""
    folder = edition(emptied, explorers=explorers)
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


ANSWERED = [exercise for exercise in EXERCISES.values() if exercise.answered_by]
answered = pytest.mark.parametrize("exercise", ANSWERED, ids=lambda exercise: exercise.name)


def test_explorers_that_compute_are_there() -> None:
    """None of them needs an exercise, which the sandbox does not have."""
    source = """
import nnwidgets as nw
for name in dir(nw):
    getattr(nw, name)
print(nw.NeuronExplorer().summary())
"""
    assert inside(frozenset(), source, explorers=True).rstrip() == (
        nnwidgets.NeuronExplorer().summary()
    )


def test_any_number_of_names_can_be_emptied() -> None:
    """All names of the course's exercises together are as long as a file's name may be."""
    many = {f"a_function_with_a_long_name_{number}" for number in range(30)}
    assert edition(frozenset({"tanh", *many})) != edition(frozenset({"relu", *many}))


@answered
def test_of_an_answer_only_a_sentence_is_left_in_the_files(exercise: Exercise) -> None:
    """Of functions, and of the methods of classes."""
    emptied = frozenset(exercise.answered_by)
    folder = edition(emptied) / "nnwidgets"
    found = set()
    for path in (path for layer in EMPTIED for path in (folder / layer).rglob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name in emptied:
                found.add(node.name)
                parts = [part for part in ast.walk(node) if isinstance(part, ast.FunctionDef)]
                assert parts
                for part in parts:
                    assert ast.unparse(part.body[-1]) == f"unavailable({node.name!r})"
                    assert len(part.body) == 2
    assert found == emptied


CALLS = """
import importlib, inspect, pkgutil
import numpy as np
import nnwidgets, nnwidgets.core, nnwidgets.course

GIVEN = np.array([0.0, 1.0])


def modules():
    for package in (nnwidgets.core, nnwidgets.course):
        yield package
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            yield importlib.import_module(found.name)


def ways_to_call(thing):
    yield thing
    if not isinstance(thing, type):
        yield inspect.unwrap(thing)
    else:
        for name, part in vars(thing).items():
            if isinstance(part, (classmethod, staticmethod)):
                yield getattr(thing, name)
            elif inspect.isfunction(part) and part.__module__ == thing.__module__:
                yield part


def called(thing):
    kinds = inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = inspect.signature(thing).parameters.values()
    try:
        thing(
            *(GIVEN for p in parameters if p.kind in kinds),
            **{p.name: GIVEN for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY},
        )
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "it works"


for module in [nnwidgets, *modules()]:
    for name in NAMES:
        if callable(thing := getattr(module, name, None)):
            for way in ways_to_call(thing):
                if getattr(way, "__name__", "") in GENERATED:
                    continue
                print(name, called(way))
"""
GENERATED = frozenset(
    f"__{name}__"
    for name in ("repr", "eq", "hash", "getstate", "setstate", "setattr", "delattr", "replace")
)
"""Methods that a dataclass writes itself; none of them computes."""


@answered
def test_no_way_to_call_an_answer_leads_anywhere(exercise: Exercise) -> None:
    """In every module of core and course that has the name, bare of its decorators, by methods."""
    emptied = frozenset(exercise.answered_by)
    program = f"NAMES = {sorted(emptied)!r}\nGENERATED = {set(GENERATED)!r}\n{CALLS}"
    said = [line.partition(" ")[::2] for line in inside(emptied, program).splitlines()]
    assert {name for name, _ in said} == emptied
    for name, outcome in said:
        assert outcome == (
            f"RuntimeError: `nw.{name}` is the answer itself, or close to it: "
            "it is not there while this is graded"
        )
