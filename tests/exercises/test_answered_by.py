"""What answers an exercise is declared: by name, and by trying everything the package has."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

import pytest

from nnwidgets import core, course, figures, widgets
from nnwidgets.exercises import Exercise, all_exercises

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

EXERCISES = all_exercises()
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)

DECLARED = {
    "layer": {"Layer"},
    "feedforward": {"Network", "feedforward"},
    "n_parameters": {"Network"},
    "cost": {"quadratic_cost"},
    "sigmoid": {"sigmoid"},
    "plus_minus": {"tanh"},
    "binary_cross_entropy": {"binary_cross_entropy"},
    "softmax": {"softmax"},
    "cross_entropy": {"cross_entropy"},
    "cross_entropy_gradient": {"cross_entropy_gradient", "value_and_gradient"},
    "topological_sort": {"kahn_order", "topological_order"},
    "evaluate": {"forward"},
    "adjoint_table": {"backward"},
    "backward": {"backward"},
    "gradient": {"backpropagate"},
    "step_network": {"step_network"},
    "relu_network": {"relu_network"},
}
"""Of all other exercises nothing in the package is the answer."""


def callables_in(*packages: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every function and class that packages define, whether or not `nw` has it."""
    for package in packages:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for name, thing in vars(module).items():
                if callable(thing) and getattr(thing, "__module__", "") == found.name:
                    yield name, thing


OTHERS = {"cost"}
"""Functions that share a name with an exercise and nothing else: this one is of Mazur's example."""
CALLABLES = dict(callables_in(core, course))


@each
def test_what_answers_an_exercise_is_declared(exercise: Exercise) -> None:
    assert set(exercise.answered_by) == DECLARED.get(exercise.name, set())
    assert len(set(exercise.answered_by)) == len(exercise.answered_by)


@each
def test_what_is_declared_is_there(exercise: Exercise) -> None:
    assert set(exercise.answered_by) <= CALLABLES.keys()


@each
def test_a_function_of_the_exercises_name_is_declared(exercise: Exercise) -> None:
    if exercise.name in CALLABLES.keys() - OTHERS:
        assert exercise.name in exercise.answered_by
    if exercise.reference in CALLABLES.values():
        assert exercise.reference.__name__ in exercise.answered_by


def is_right(function: Callable[..., Any], exercise: Exercise) -> bool:
    """Does a function earn all points? Most have no value in the first case, which is soon seen."""

    def answer(*inputs: object) -> object:
        return function(*inputs)

    (first,) = exercise.put(answer, exercise.draw()[:1])
    return first.value is not None and exercise.check(answer).status == "correct"


FOUND = {name: DECLARED[name] & {name} for name in DECLARED} | {
    "cost": {"quadratic_cost"},
    "plus_minus": {"tanh"},
    "topological_sort": {"kahn_order"},
    "feedforward": set(),
    "backward": set(),
}
"""What does all of it with the exercise's arguments; what has others is declared as well."""
EVERYTHING = [*callables_in(core, course), *callables_in(figures, widgets)]
FUNCTIONS = [exercise for exercise in EXERCISES.values() if exercise.solution.startswith("def ")]


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda exercise: exercise.name)
def test_nothing_else_in_the_package_answers_an_exercise(exercise: Exercise) -> None:
    """Everything that the sandbox has is handed in, each in a function of the student's own."""
    right = {name for name, thing in EVERYTHING if is_right(thing, exercise)}
    assert right == FOUND.get(exercise.name, set())
    assert right <= set(exercise.answered_by)
