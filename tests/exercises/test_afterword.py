"""What an exercise adds to an exception, in the exercises that do."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from nnwidgets.exercises import all_exercises

CATALOGUE = all_exercises()


def look_up_all(graph: Any, order: Any, inputs: Any) -> Any:  # noqa: ANN401
    values = dict(inputs)
    for name in order:
        operation, needs = graph[name]
        values[name] = getattr(np, operation)(*[values[u] for u in needs])
    return np.array([values[name] for name in order])


def down_the_first_axis_but_one(z: Any) -> Any:  # noqa: ANN401
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


AFTERWORDS = [
    ("evaluate", look_up_all, "raised a KeyError", "`graph` has no entry for a placeholder"),
    ("softmax", down_the_first_axis_but_one, "raised an AxisError", "has no `axis=1`"),
]


@pytest.mark.parametrize(("name", "answer", "raised", "words"), AFTERWORDS)
def test_an_exception_is_followed_by_what_it_means_here(
    name: str, answer: Callable[..., object], raised: str, words: str
) -> None:
    said = "\n".join(CATALOGUE[name].check(answer).messages)
    assert raised in said
    assert words in said.partition(raised)[2]


@pytest.mark.parametrize("name", [name for name, *_ in AFTERWORDS])
def test_other_problems_stay_as_they_are(name: str) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    def forgets(*inputs: object) -> None:
        len(inputs)

    (message,) = CATALOGUE[name].check(breaks).messages
    assert message.endswith("raised a ZeroDivisionError: a number is divided by zero.")
    (message,) = CATALOGUE[name].check(forgets).messages
    assert message.endswith("returned None: is a `return` missing?")
