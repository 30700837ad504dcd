"""The last layer by hand, counted again one point and one number at a time."""

import json
import math
from typing import Any

import numpy as np
import pytest

from nnwidgets.course import datasets
from nnwidgets.course.examples import trained_network
from nnwidgets.exercises import all_exercises, format_state
from nnwidgets.exercises.feedforward.ten_of_ten import CHANGED, CONSTANT

TEN_OF_TEN = all_exercises()["ten_of_ten"]


def state(**changes: object) -> str:
    """The text of the explorer's state, put together here from the trained network."""
    values: dict[str, object] = {}
    for number, part in enumerate(trained_network().layers, start=1):
        values |= {f"W{number}": part.weights.tolist(), f"b{number}": part.biases.tolist()}
    return f"NetworkExplorer:1:{json.dumps(values | changes)}"


def layer(W: list[list[float]], b: list[float], a: list[float]) -> list[float]:
    z = [sum(w * x for w, x in zip(row, a, strict=True)) + c for row, c in zip(W, b, strict=True)]
    return [1 / (1 + math.exp(-t)) for t in z]


def n_right(W3: list[list[float]], b3: list[float]) -> int:
    """How many of the ten points are on their side, one number at a time."""
    points, targets = datasets.ten_points()
    count = 0
    for x, y in zip(points.tolist(), targets.tolist(), strict=True):
        a = x
        for part in trained_network().layers[:2]:
            a = layer(part.weights.tolist(), part.biases.tolist(), a)
        F1, F2 = layer(W3, b3, a)
        count += (F1 > F2) == (y == [1.0, 0.0]) and F1 != F2
    return count


def threshold(t: float) -> dict[str, Any]:
    """F₁ > F₂ where the second unit of layer 2 is above t."""
    return {"W3": [[0.0, 8.0, 0.0], [0.0, -8.0, 0.0]], "b3": [-8 * t, 8 * t]}


@pytest.mark.parametrize(
    ("t", "count", "score"), [(0.5, 10, 2.0), (0.76, 9, 1.0), (0.775, 8, 0.5), (0.9, 7, 0.0)]
)
def test_points_by_hand_are_counted(t: float, count: int, score: float) -> None:
    layer_3 = threshold(t)
    assert n_right(**layer_3) == count
    report = TEN_OF_TEN.check(state(**layer_3, x=[0.3, 0.3], step=3))
    assert report.score == score
    if count < 10:
        assert report.messages[0].startswith(f"{count} of 10 points are right; still on the wrong")
        assert report.messages[0].count("(0.") == 10 - count


def test_the_trained_network_itself_is_an_answer() -> None:
    report = TEN_OF_TEN.check(state())
    assert (report.status, report.messages) == ("correct", ("The cost is 0.00048.",))


def test_a_scale_that_overflows_is_told() -> None:
    report = TEN_OF_TEN.check(state(W3=[[1e308] * 3] * 2, scale=10.0))
    assert report.messages == ("The answer holds a number that is too large.",)


def test_what_counts_is_what_the_explorer_shows() -> None:
    shown = threshold(0.5)
    halves = {name: (np.array(value) / 2).tolist() for name, value in shown.items()}
    halves["b3"] = [shown["b3"][0] - 3, shown["b3"][1] - 3]
    report = TEN_OF_TEN.check(state(**halves, scale=2.0, shift=3.0))
    assert report == TEN_OF_TEN.check(state(**shown))
    assert report.status == "correct"
    assert TEN_OF_TEN.check(state(scale=0.0)).score < 2
    assert "no `scale` of shape ()" in TEN_OF_TEN.check(state(scale=[1])).messages[0]


def test_the_point_on_the_wrong_side_is_named() -> None:
    (message,) = TEN_OF_TEN.check(state(**threshold(0.76))).messages
    assert message == "9 of 10 points are right; still on the wrong side: (0.3, 0.4)."


def test_biases_alone_are_told_from_all_wrong() -> None:
    flat = state(W3=[[0] * 3] * 2, b3=[1.0, -1.0])
    assert TEN_OF_TEN.check(flat).messages == (CONSTANT,)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"W1": [[-7.33, 9.48], [-8.24, -8.54]]}, CHANGED),
        ({"b2": [2.03, -2.65, 3.3]}, CHANGED),
        ({"W3": [[1, 2], [3, 4]]}, "The answer holds no `W3` of shape (2, 3): copy the state"),
        ({"b3": None}, "The answer holds no `b3` of shape (2,): copy the state again."),
        ({"b3": ["a", "b"]}, "The answer holds no `b3` of shape (2,): copy the state again."),
        ({"W2": [[1], [1, 2]]}, "The answer holds no `W2` of shape (3, 2): copy the state again."),
    ],
)
def test_a_state_that_is_not_of_this_exercise_is_told(
    changes: dict[str, object], message: str
) -> None:
    report = TEN_OF_TEN.check(state(**(threshold(0.5) | changes)))
    assert (report.status, report.score) == ("not yet", 0.0)
    assert report.messages[0].startswith(message)


@pytest.mark.parametrize("size", [1e308, -1e308])
def test_enormous_weights_raise_nothing(size: float) -> None:
    text = format_state("NetworkExplorer", 1, json.loads(state(W3=[[size] * 3] * 2)[18:]))
    report = TEN_OF_TEN.check(text)
    assert (report.status, report.score) == ("not yet", 0.0)


@pytest.mark.parametrize("answer", ["", "10", 10, None, state])
def test_anything_but_a_state_is_told(answer: object) -> None:
    report = TEN_OF_TEN.check(answer)
    assert (report.status, report.score) == ("not yet", 0.0)
    assert "state" in report.messages[0]
