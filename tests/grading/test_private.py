"""An instructor's own exercises are refused where a student could hand in the package's answer."""

import pytest

from nnwidgets.exercises import Exercise
from nnwidgets.grading.judging.private import PrivateError, private_exercises

FILE = """
import numpy as np
from nnwidgets.core import relu, tanh
from nnwidgets.exercises import Case, Exercise
from nnwidgets.exercises.checking.exercise import call_on_cases


def through_relu(answer, cases, name):
    return call_on_cases(answer, [Case(inputs=(relu(np.ones(2)),)) for _ in cases], name)


EXERCISES = [
    Exercise(
        name="{name}",
        title="An exercise",
        points=1,
        reference=lambda z: 2 * z,
        cases=lambda rng: [Case(inputs=(2.0,))],
        collect={collect},
        answered_by={answered_by},
    )
]
"""


def exercises(
    name: str, answered_by: tuple[str, ...], collect: str = "call_on_cases"
) -> dict[str, Exercise]:
    return private_exercises(FILE.format(name=name, answered_by=answered_by, collect=collect))


@pytest.mark.parametrize(
    ("name", "answered_by"), [("mine", ()), ("mine", ("tanh", "Node")), ("relu", ("relu",))]
)
def test_what_is_declared_is_kept(name: str, answered_by: tuple[str, ...]) -> None:
    assert exercises(name, answered_by)[name].answered_by == answered_by


def test_a_name_that_the_package_does_not_have_is_told() -> None:
    with pytest.raises(PrivateError, match="mine: `answered_by` names sigmoids, which the package"):
        exercises("mine", ("sigmoids", "tanh"))


def test_a_function_of_the_same_name_has_to_be_declared() -> None:
    with pytest.raises(PrivateError, match=r'add it to `answered_by=\("relu",\)`, or rename'):
        exercises("relu", ())


def test_an_answer_does_not_go_into_the_sandbox_with_the_questions() -> None:
    assert exercises("mine", ("tanh",), "through_relu")
    with pytest.raises(PrivateError, match="mine: `collect` uses `relu`, which answers"):
        exercises("mine", ("relu",), "through_relu")
