"""Plain answers are judged outside of the sandbox, whatever they hold."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np
import pytest

from nnwidgets.exercises import all_exercises
from nnwidgets.grading.judging.answers import MAX_MESSAGE, brief
from nnwidgets.grading.sandbox import wire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nnwidgets.exercises import Exercise

EXERCISES = all_exercises()
STATES = {
    name: e.solution.split("'")[1] for name, e in EXERCISES.items() if "Explorer:" in e.solution
}
"""A right state of each exercise that is answered with one."""
DEEP: list[object] = []
for _ in range(wire.MAX_DEPTH - 5):
    DEEP = [DEEP]
VALUES: list[object] = [
    float("nan"),
    float("-inf"),
    -0.0,
    10**4000,
    True,
    "9" * 500_000,
    "\0\ud800",
    DEEP,
    [[1.0]] * 5_000,
    [[1], [2, 3]],
    [],
    (),
    [None],
    ["1", "2", "3"],
    {"a": {"b": [1]}},
    np.zeros(200_000),
    np.zeros((0, 5)),
    np.ones(3, bool),
    np.full(10, np.inf),
]


def states(right: str) -> Iterator[str]:
    """What can be made of a right state: other settings, too much, too deep, half of it."""
    head = right[: right.index("{")]
    yield from (head, head + "{}", head + "[]", right[: len(right) // 2], right * 2)
    yield head + '{"z":[NaN],"k":Infinity,"n_units":1e999,"T":0,"W1":{},"kind":[]}'
    yield head + '{"n_units":' + "9" * 5000 + "}"
    yield head + '{"W1":' + "[" * 100_000 + "]" * 100_000 + "}"
    yield head + '{"W1":[' + "0," * 100_000 + "0]}"
    yield head + "{" + ",".join('"k":1' for _ in range(5_000)) + "}"


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_whatever_is_answered_is_judged_and_wrong(exercise: Exercise) -> None:
    cases = exercise.draw(3)
    right = STATES.get(exercise.name, STATES["ten_of_ten"])
    for value in [*VALUES, *states(right)]:
        sent = wire.read(wire.written({"value": wire.packed(value)})[wire.HEADER.size :])
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            results = exercise.put(wire.unpacked(sent["value"]), cases)
            report = exercise.judge(exercise, cases, results)
        assert report.score == 0.0
        assert all(len(message) <= MAX_MESSAGE + 1 for message in brief(report).messages)


def test_all_kinds_of_states_are_tried() -> None:
    kinds = {right.split(":")[0] for right in STATES.values()}
    assert {"NetworkExplorer", "SoftmaxExplorer", "UnitsExplorer"} <= kinds
