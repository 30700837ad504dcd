"""What holds for every exercise of the series: its solution, its mistakes and their hints."""

import re

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.exercises import Exercise, Mistake, all_exercises

CATALOGUE = all_exercises()
EVERY_MISTAKE = [
    pytest.param(exercise, mistake, id=f"{exercise.name}-{mistake.name}")
    for exercise in CATALOGUE.values()
    for mistake in exercise.mistakes
]


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_solution_runs_in_a_notebook_and_gets_all_points(name: str) -> None:
    names: dict[str, object] = {"np": np, "nw": nw}
    exec(CATALOGUE[name].solution, names)  # noqa: S102  # the package's own text
    for seed in range(3):
        assert CATALOGUE[name].check(names[name], seed).status == "correct"


def handed_in(exercise: Exercise, mistake: Mistake, seed: int = 0) -> object:
    """A mistake as a student hands it in: a function of their own, or a value."""
    wrong = mistake.wrong
    if not callable(wrong):
        return wrong
    if exercise.name == "n_parameters":
        return wrong(*exercise.draw(seed)[0].inputs)
    return lambda *inputs: wrong(*inputs)  # noqa: PLW0108  # the package's own would be refused


@pytest.mark.parametrize(("exercise", "mistake"), EVERY_MISTAKE)
def test_every_mistake_earns_its_own_hint(exercise: Exercise, mistake: Mistake) -> None:
    for seed in range(5):
        report = exercise.check(handed_in(exercise, mistake, seed), seed)
        assert report.status == "not yet"
        assert report.score < report.points
        others = {other.hint for other in exercise.mistakes} - {mistake.hint}
        said = "\n".join(report.messages)
        assert mistake.hint in said
        assert not any(hint in said for hint in others)
        assert exercise.advice not in report.messages


OF_FUNCTIONS = [exercise for exercise in CATALOGUE.values() if exercise.solution.startswith("def ")]


@pytest.mark.parametrize("exercise", OF_FUNCTIONS, ids=lambda exercise: exercise.name)
def test_other_parameters_are_told_by_every_exercise(exercise: Exercise) -> None:
    report = exercise.check(lambda: 1.0)
    assert (report.status, report.score) == ("not yet", 0.0)
    (message,) = report.messages
    name = re.escape(exercise.name)
    wanted = rf"`{name}` is called with \d arguments? but takes \(\): change its `def` line back\."
    assert re.fullmatch(wanted, message)


@pytest.mark.parametrize("exercise", CATALOGUE.values(), ids=list(CATALOGUE))
def test_no_two_mistakes_share_a_name_or_a_hint(exercise: Exercise) -> None:
    assert len({mistake.name for mistake in exercise.mistakes}) == len(exercise.mistakes)
    assert len({mistake.hint for mistake in exercise.mistakes}) == len(exercise.mistakes)
    for mistake in exercise.mistakes:
        assert mistake.hint.endswith((".", "?"))
