"""What answers an exercise is declared: by name, and by trying everything the package has."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import TYPE_CHECKING, Any

import pytest

import nnwidgets.core
import nnwidgets.course
from nnwidgets.exercises import Exercise, all_exercises

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


def public_callables() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every function and class that core and course define, whether or not `nw` has it."""
    for package in (nnwidgets.core, nnwidgets.course):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for name, thing in vars(module).items():
                if callable(thing) and getattr(thing, "__module__", "") == found.name:
                    yield name, thing


CALLABLES = dict(public_callables())


@each
def test_what_answers_an_exercise_is_declared(exercise: Exercise) -> None:
    assert set(exercise.answered_by) == DECLARED.get(exercise.name, set())
    assert len(set(exercise.answered_by)) == len(exercise.answered_by)


@each
def test_what_is_declared_is_there(exercise: Exercise) -> None:
    assert set(exercise.answered_by) <= CALLABLES.keys()


@each
def test_a_function_of_the_exercises_name_is_declared(exercise: Exercise) -> None:
    if exercise.name in CALLABLES:
        assert exercise.name in exercise.answered_by
    if exercise.reference in CALLABLES.values():
        assert exercise.reference.__name__ in exercise.answered_by


def takes(function: Callable[..., Any], inputs: tuple[object, ...]) -> bool:
    """Can a function be called with these arguments?"""
    try:
        inspect.signature(function).bind(*inputs)
    except (TypeError, ValueError):
        return False
    return True


FUNCTIONS = [exercise for exercise in EXERCISES.values() if exercise.solution.startswith("def ")]


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda exercise: exercise.name)
def test_nothing_else_in_the_package_answers_an_exercise(exercise: Exercise) -> None:
    """Every function and class is handed in, in a function of the student's own."""
    inputs = exercise.draw()[0].inputs
    fitting = {name: thing for name, thing in CALLABLES.items() if takes(thing, inputs)}
    assert fitting
    right = {
        name
        for name, thing in fitting.items()
        if exercise.check(lambda *given, thing=thing: thing(*given)).status == "correct"
    }
    assert right <= set(exercise.answered_by)
