"""Training live: against gradient descent by hand, with Stop, a reload and a rate too large."""

import asyncio
import math
import statistics
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnwidgets import BoundaryExplorer, DigitPairExplorer
from nnwidgets.core import Network
from nnwidgets.course import datasets
from nnwidgets.course.forms.classification import MAX_RECORDS
from nnwidgets.course.state.fields import Number
from nnwidgets.text import short
from nnwidgets.widgets.classification.learning import (
    BREATH,
    CHUNK,
    N_STEPS,
    LearningExplorer,
    thinned,
)
from tests.figures.plain import assert_plain
from tests.widgets.conftest import Page
from tests.widgets.explorers import button

Made = Callable[[], LearningExplorer[Any]]
each_explorer = pytest.mark.parametrize("kind", [BoundaryExplorer, DigitPairExplorer])


def scene(explorer: LearningExplorer[Any], panel: str) -> Any:  # noqa: ANN401
    found = getattr(explorer.stage, f"scene_{panel}")
    assert_plain(found)
    return found


def steps(explorer: LearningExplorer[Any], n: int) -> None:
    """So many pictures of a run, then Stop."""
    run = explorer.train_in_steps()
    for _ in range(n):
        next(run)


def by_hand(network: Network, train: datasets.Dataset, rate: float, n: int) -> list[np.ndarray]:
    """Gradient descent on the mean cross-entropy, the derivatives written out."""
    (x, y), (fc1, fc2) = train, network.layers
    W1, b1, w2, b2 = fc1.weights, fc1.biases, fc2.weights[0], fc2.biases[0]
    for _ in range(n):
        a = np.maximum(0, x @ W1.T + b1)
        error = (1 / (1 + np.exp(-(a @ w2 + b2))) - y) / len(y)
        behind = error[:, None] * w2 * (a > 0)
        w2, b2 = w2 - rate * a.T @ error, b2 - rate * error.sum()
        W1, b1 = W1 - rate * behind.T @ x, b1 - rate * behind.sum(axis=0)
    return [np.column_stack([W1, b1, w2]), b2]


@each_explorer
def test_it_learns_as_gradient_descent_by_hand(kind: Made) -> None:
    explorer = kind()
    train, _ = explorer.samples(explorer.values)
    rate = float(explorer.values["learning_rate"])
    units, c = by_hand(explorer.result.network, train, rate, 3 * CHUNK)
    steps(explorer, 3)
    np.testing.assert_allclose(explorer.values["units"], units, rtol=1e-9, atol=1e-12)  # type: ignore[arg-type]
    assert explorer.values["c"] == pytest.approx(c, rel=1e-9)
    assert f"After {3 * CHUNK} steps" in explorer.summary()


@each_explorer
def test_the_costs_in_the_summary_are_those_of_the_network(
    kind: Made,
) -> None:
    explorer = kind().train()
    network = explorer.result.network
    costs = []
    for x, y in explorer.samples(explorer.values):
        z = network(x)[:, 0]
        costs.append(
            statistics.fmean(
                [math.log1p(math.exp(-v if t else v)) for v, t in zip(z, y, strict=True)]
            )
        )
    words = explorer.summary()
    assert f"cross-entropy {short(costs[0])} on the training samples, {short(costs[1])}" in words
    history = explorer.values["history"]
    assert history[-1].tolist() == pytest.approx([N_STEPS, *costs])  # type: ignore[index, union-attr]


def test_it_gets_the_held_out_right() -> None:
    assert "58 of 58 held out" in DigitPairExplorer().train().summary()
    for name in ("moons", "circles", "spirals", "xor"):
        assert BoundaryExplorer().set(data=name).train().result.held_out_right.sum() >= 95


@each_explorer
def test_other_settings_show_a_new_start_and_the_old_ones_what_was_learned(
    kind: Made,
) -> None:
    explorer = kind().train()
    learned = explorer.summary()
    for changes in ({"n_units": 3}, {"seed": 4}):
        back = {name: explorer.values[name] for name in changes}
        assert explorer.set(**changes).summary() == kind().set(**changes).summary()
        assert "After 0 steps" in explorer.summary()
        assert explorer.set(**back).summary() == learned


@each_explorer
def test_a_state_holds_what_was_learned(kind: Made) -> None:
    explorer = kind().train()
    again = kind().load(explorer.state())
    assert again.summary() == explorer.summary()
    for panel in explorer.stage.panels:
        assert scene(again, panel["name"]) == scene(explorer, panel["name"])


@each_explorer
def test_reset_forgets_what_was_learned(kind: Made) -> None:
    assert kind().train().reset().summary() == kind().summary()


@each_explorer
def test_the_largest_rate_of_the_slider_is_none_too_large(kind: Made) -> None:
    explorer = kind()
    rate = explorer.fields["learning_rate"].high  # type: ignore[union-attr]
    assert f"After {N_STEPS} steps of rate" in explorer.set(learning_rate=rate).train().summary()


@pytest.mark.parametrize("kind", [BoundaryExplorer, DigitPairExplorer])
def test_a_rate_too_large_ends_in_a_sentence(kind: type[LearningExplorer[Any]]) -> None:
    rate = next(field for field in kind.form.fields if field.name == "learning_rate")
    assert isinstance(rate, Number)
    reckless_form = kind.form.replacing(replace(rate, high=1e9))

    class Reckless(kind):  # type: ignore[valid-type, misc]
        form = reckless_form

    explorer = Reckless().set(learning_rate=1e9)
    assert "try a smaller learning rate" in [p.text for p in explorer.train_in_steps()][-1]
    assert "steps of rate" in explorer.summary()


def test_stop_leaves_what_was_learned_and_train_goes_on() -> None:
    async def session() -> list[str]:
        explorer = BoundaryExplorer()
        explorer.runner.start()
        while "After 0 steps" in explorer.summary():  # noqa: ASYNC110  # the explorer has no event
            await asyncio.sleep(0)
        explorer.runner.stop()
        await explorer.runner.finished()
        stopped = explorer.summary()
        await asyncio.sleep(0.05)
        assert explorer.summary() == stopped
        explorer.runner.start()
        await explorer.runner.finished()
        return [stopped, explorer.summary()]

    stopped, finished = asyncio.run(session())
    n_before = int(stopped.split("After ")[1].split()[0])
    assert 0 < n_before < N_STEPS
    assert f"After {n_before + N_STEPS} steps" in finished


def test_a_slider_that_moves_while_it_learns_counts_from_then_on() -> None:
    explorer = BoundaryExplorer()
    run = explorer.train_in_steps()
    next(run)
    first = np.array(explorer.values["units"])
    explorer.set(learning_rate=0.05)
    next(run)
    slow = np.abs(explorer.values["units"] - first).max()
    explorer.set(learning_rate=1.0)
    second = np.array(explorer.values["units"])
    next(run)
    assert np.abs(explorer.values["units"] - second).max() > 3 * slow


def test_an_added_point_is_learned_from(page: Page) -> None:
    explorer = BoundaryExplorer()
    page.send(explorer.stage, {"event": "point", "x": -2.0, "y": 2.0})
    assert "of 101 training samples" in explorer.summary()
    train, test = explorer.samples(explorer.values)
    assert train.inputs[-1].tolist() == [-2.0, 2.0]
    assert train.targets[-1] == 1
    assert len(test.targets) == 100
    assert len(scene(explorer, "map")["points"]) == 101
    button(explorer, "Remove last point").click()
    assert explorer.summary() == BoundaryExplorer().summary()


def test_training_and_held_out_points_are_different_ones() -> None:
    for name in ("moons", "circles", "spirals", "xor"):
        train, test = BoundaryExplorer().samples({"data": name, "added": np.zeros((0, 3))})
        both = np.vstack([train.inputs, test.inputs])
        assert len(np.unique(both, axis=0)) > 190
        assert np.abs(both).max() < 3.6
        assert train.targets.sum() == test.targets.sum() == 50


def test_many_records_are_thinned_and_keep_the_last() -> None:
    history = np.zeros((0, 3))
    for step in range(1, 1001):
        history = thinned(history, [step, 0.5, 0.5])
    assert len(history) <= MAX_RECORDS
    assert history[-1, 0] == 1000
    assert np.all(np.diff(history[:, 0]) > 0)


def test_the_closest_calls_are_the_images_nearest_to_the_threshold() -> None:
    explorer = DigitPairExplorer().set(data="49").train().set(threshold=0.7)
    _, test = datasets.digits(classes=(4, 9))
    z = explorer.result.network(test.inputs)[:, 0]
    p = 1 / (1 + np.exp(-z))
    wrong = (p >= 0.7) != (test.targets == 1)
    rest = np.flatnonzero(~wrong)[np.argsort(np.abs(z - math.log(7 / 3))[~wrong])]
    shown = [*np.flatnonzero(wrong), *rest][:5]
    wanted = [f"a {'49'[test.targets[i]]}\ng = {short(p[i], 2)}" for i in sorted(shown, key=z.item)]
    items = scene(explorer, "closest")["items"]
    assert [item["text"] for item in items] == wanted
    assert sum(item["wrong"] for item in items) == wrong.sum()


def test_the_weights_are_shown_the_heaviest_first() -> None:
    explorer = DigitPairExplorer().train()
    fc1, fc2 = explorer.result.network.layers
    items = scene(explorer, "weights")["items"]
    heaviest = int(np.argmax(np.abs(fc2.weights[0])))
    assert items[0]["text"] == f"unit {heaviest + 1}\n→ {short(fc2.weights[0, heaviest], 2)}"
    pixels = np.frombuffer(items[0]["pixels"], np.uint8).reshape(8, 8)[::-1].ravel()
    assert np.array_equal(pixels > 127.5, fc1.weights[heaviest] > 0)


def test_every_picture_is_given_time_to_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    at_once = asyncio.sleep

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await at_once(0)

    async def session() -> None:
        explorer = DigitPairExplorer()
        monkeypatch.setattr(asyncio, "sleep", sleep)
        explorer.runner.start()
        await explorer.runner.finished()

    asyncio.run(session())
    assert slept == [BREATH] * (N_STEPS // CHUNK)
