"""The exercises of notebook 01, against loops over single numbers and the paper's figures."""

import math
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from nnwidgets.core import Network
from nnwidgets.course import datasets
from nnwidgets.exercises.feedforward import EXERCISES
from nnwidgets.exercises.feedforward.cost import cost
from nnwidgets.exercises.feedforward.feedforward import feedforward
from nnwidgets.exercises.feedforward.layer import layer
from nnwidgets.exercises.feedforward.n_parameters import n_parameters

CATALOGUE = {exercise.name: exercise for exercise in EXERCISES}
RNG = np.random.default_rng(3)


def layer_in_loops(W: np.ndarray, a: Sequence[float], b: np.ndarray) -> list[float]:
    z = [sum(w * x for w, x in zip(row, a, strict=True)) + c for row, c in zip(W, b, strict=True)]
    return [1 / (1 + math.exp(-t)) for t in z]


def test_the_reference_layer_is_the_formula_one_unit_at_a_time() -> None:
    W, b, batch = RNG.normal(size=(3, 2)), RNG.normal(size=3), RNG.normal(size=(5, 2))
    for x, row in zip(batch, layer(W, batch, b), strict=True):
        expected = layer_in_loops(W, x.tolist(), b)
        np.testing.assert_allclose(row, expected, rtol=1e-13)
        np.testing.assert_allclose(layer(W, x, b), expected, rtol=1e-13)


def test_the_reference_feedforward_is_layer_after_layer() -> None:
    sizes = [3, 4, 1, 2]
    weights = [RNG.normal(size=(m, n)) for n, m in pairwise(sizes)]
    biases = [RNG.normal(size=m) for m in sizes[1:]]
    batch = RNG.normal(size=(4, 3))
    for x, row in zip(batch, feedforward(weights, biases, batch), strict=True):
        a = x.tolist()
        for W, b in zip(weights, biases, strict=True):
            a = layer_in_loops(W, a, b)
        np.testing.assert_allclose(row, a, rtol=1e-13)
        np.testing.assert_allclose(feedforward(weights, biases, x), a, rtol=1e-13)


def test_the_reference_cost_is_a_twentieth_of_netbps() -> None:
    # higham.numpy_fullbatch_reference, iteration 0: Σ‖y − a‖² by seed
    points, targets = datasets.ten_points()
    for seed, sum_of_squares in ((0, 5.5352980919663946), (1, 5.277984740485717)):
        network = Network.random([2, 2, 3, 2], rng=np.random.default_rng(seed))
        assert 20 * cost(network(points), targets) == pytest.approx(sum_of_squares, rel=1e-12)
    assert cost(np.full((10, 2), 0.5), targets) == 0.25


@pytest.mark.parametrize(("sizes", "count"), [([2, 2, 3, 2], 23), ([1, 1], 2), ([784, 10], 7850)])
def test_the_reference_count_is_that_of_the_entries(sizes: list[int], count: int) -> None:
    assert n_parameters(sizes) == count
    arrays = [a for n, m in pairwise(sizes) for a in (np.empty((m, n)), np.empty(m))]
    assert sum(array.size for array in arrays) == count


def rank(W: Any, a: Any, b: Any) -> Any:  # noqa: ANN401
    return (1 / (1 + np.exp(-(W @ a.T + (b[:, None] if a.ndim == 2 else b))))).T


def recursive(weights: Any, biases: Any, x: Any) -> Any:  # noqa: ANN401
    if not weights:
        return x
    return recursive(weights[1:], biases[1:], rank(weights[0], x, biases[0]))


RIGHT: list[tuple[str, object]] = [
    ("layer", rank),
    ("layer", lambda W, a, b: (np.tanh((a @ W.T + b) / 2) + 1) / 2),
    ("layer", lambda W, a, b: rank(*(v.astype(np.float32) for v in (W, a, b)))),
    ("feedforward", recursive),
    ("n_parameters", np.int32(23)),
    ("n_parameters", 23.0),
    ("cost", lambda F, y: np.linalg.norm(y - F) ** 2 / (2 * len(y))),
    ("cost", lambda F, y: sum(0.5 * (t - f) @ (t - f) for f, t in zip(F, y, strict=True)) / len(F)),
]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("name", "answer"), RIGHT)
def test_right_answers_of_other_forms_get_all_points(name: str, answer: object, seed: int) -> None:
    report = CATALOGUE[name].check(answer, seed)
    assert (report.status, report.score) == ("correct", CATALOGUE[name].points), report


def test_no_hint_tells_the_number() -> None:
    texts = [mistake.hint for mistake in CATALOGUE["n_parameters"].mistakes]
    for text in [*texts, CATALOGUE["n_parameters"].advice]:
        assert re.search(r"\d\d", text) is None
    for name in ("layer", "feedforward", "cost"):
        report = CATALOGUE[name].check(lambda *_: 0.123)
        assert re.search(r"0\.\d", "\n".join(report.messages)) is None


@pytest.mark.parametrize(
    ("name", "answer", "score"),
    [
        ("layer", lambda W, a, b: np.tanh(W @ a - b), 0),
        ("layer", lambda W, a, _b: np.zeros((*a.shape[:-1], len(W))), 0),
        ("layer", lambda W, a, b: rank(W, a, b) if a.ndim == 1 else rank(W, a[:1], b), 1),
        ("layer", lambda W, a, b: rank(W, a, b) if a.ndim == 1 else [], 1),
        ("feedforward", lambda _w, biases, x: np.ones((*x.shape[:-1], len(biases[-1]))), 0),
        ("feedforward", lambda w, b, x: recursive(w, b, x) if x.ndim == 1 else None, 2),
        ("feedforward", lambda w, b, x: recursive(w, b, x) if len(w) == 3 else 0.5, 1),
        ("cost", lambda F, y: ((y - F) ** 3).sum(), 0),
        ("cost", lambda F, y: ((y - F) ** 2).sum() / 2 / len(y) if len(y) == 10 else 0.0, 1),
        ("n_parameters", 22, 0),
        ("n_parameters", -23, 0),
    ],
)
def test_other_wrong_answers_get_what_they_earn(name: str, answer: object, score: float) -> None:
    report = CATALOGUE[name].check(answer)
    assert (report.status, report.score) == ("not yet", score)
    said = "\n".join(report.messages)
    assert not any(mistake.hint in said for mistake in CATALOGUE[name].mistakes)
    assert said


def test_two_mistakes_at_once_are_told_group_by_group() -> None:
    def both(W: Any, a: Any, b: Any) -> Any:  # noqa: ANN401
        return np.tanh(W @ a + b) if a.ndim == 1 else a @ W.T + b

    hints = {mistake.name: mistake.hint for mistake in CATALOGUE["layer"].mistakes}
    assert CATALOGUE["layer"].check(both).messages == (
        f"one sample: {hints['tanh']}",
        f"a batch: {hints['no sigmoid']}",
    )


def test_an_untouched_answer_is_not_attempted() -> None:
    def stub(*_: object) -> object:
        raise NotImplementedError

    for exercise in EXERCISES:
        answers: list[Callable[..., object] | object] = [...]
        if exercise.name in {"layer", "feedforward", "cost"}:
            answers.append(stub)
        for answer in answers:
            assert exercise.check(answer).status == "not attempted"
