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


def from_a_table(graph: Any, order: Any, inputs: Any) -> Any:  # noqa: ANN401
    """All operations of the lecture's graph, and no others."""
    table = {"square": np.square, "exp": np.exp, "add": np.add, "sqrt": np.sqrt, "cos": np.cos}
    values = dict(inputs)
    for name in order:
        if name in graph:
            operation, needs = graph[name]
            values[name] = table[operation](*[values[u] for u in needs])
    return np.array([values[name] for name in order])


AFTERWORDS = [
    ("evaluate", look_up_all, "raised a KeyError", "`graph` has no entry for a placeholder"),
    ("evaluate", from_a_table, "raised a KeyError", "`getattr(np, operation)`"),
    ("softmax", down_the_first_axis_but_one, "raised an AxisError", "has no `axis=1`"),
]


@pytest.mark.parametrize(("name", "answer", "raised", "words"), AFTERWORDS)
def test_an_exception_is_followed_by_what_it_means_here(
    name: str, answer: Callable[..., object], raised: str, words: str
) -> None:
    said = "\n".join(CATALOGUE[name].check(answer).messages)
    assert raised in said
    assert words in said.partition(raised)[2]


def test_a_key_says_which_dictionary_lacks_it() -> None:
    def strange(graph: Any, _order: Any, _inputs: Any) -> Any:  # noqa: ANN401
        return graph["?"], graph["nobody"]

    evaluate = CATALOGUE["evaluate"]
    assert "placeholder" not in str(evaluate.check(from_a_table))
    assert "getattr" not in str(evaluate.check(look_up_all))
    for answer in (strange, lambda graph, _order, _inputs: graph["nobody"]):
        (message,) = evaluate.check(answer).messages
        assert message.endswith("in the dictionary.")


@pytest.mark.parametrize("name", sorted({name for name, *_ in AFTERWORDS}))
def test_other_problems_stay_as_they_are(name: str) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    def forgets(*inputs: object) -> None:
        len(inputs)

    (message,) = CATALOGUE[name].check(breaks).messages
    assert message.endswith("raised a ZeroDivisionError: a number is divided by zero.")
    (message,) = CATALOGUE[name].check(forgets).messages
    assert message.endswith("returned None: is a `return` missing?")
