"""The explorers of notebook 05 that compute with networks and differences, against plain numpy."""

import asyncio
import math
from typing import Any

import numpy as np
import pytest

from nnwidgets import (
    DepthExplorer,
    DifferencesExplorer,
    SweepsExplorer,
    TrainingExplorer,
    UpdateOrderExplorer,
)
from nnwidgets.course.ten_point_training import CHUNK, MAX_STEPS
from nnwidgets.text import short
from tests.figures.plain import assert_plain

INPUTS = np.array(
    [
        [0.1, 0.3, 0.1, 0.6, 0.4, 0.6, 0.5, 0.9, 0.4, 0.7],
        [0.1, 0.4, 0.5, 0.9, 0.2, 0.3, 0.6, 0.2, 0.4, 0.6],
    ]
)
TARGETS = np.array([[1.0] * 5 + [0.0] * 5, [0.0] * 5 + [1.0] * 5])
Arrays = list[np.ndarray[Any, Any]]


def scene(explorer: Any, panel: str) -> Any:  # noqa: ANN401
    found = getattr(explorer.stage, f"scene_{panel}")
    assert_plain(found)
    return found


def start(sizes: list[int], seed: int, scales: list[float]) -> tuple[Arrays, Arrays]:
    """All W, then all b, each a multiple of normal numbers: columns are samples here."""
    rng = np.random.default_rng(seed)
    pairs = zip(sizes, sizes[1:], scales, strict=False)
    W = [scale * rng.standard_normal((m, n)) for n, m, scale in pairs]
    return W, [s * rng.standard_normal((m, 1)) for m, s in zip(sizes[1:], scales, strict=True)]


def feed(W: Arrays, b: Arrays) -> Arrays:
    a = [INPUTS]
    for weights, biases in zip(W, b, strict=True):
        a.append(1 / (1 + np.exp(-(weights @ a[-1] + biases))))
    return a


def slopes(W: Arrays, a: Arrays) -> tuple[Arrays, Arrays]:
    """The four equations for the mean of ½‖y − F‖², written out."""
    by_weights, by_biases = [], []
    sent = (a[-1] - TARGETS) / 10
    for k in reversed(range(len(W))):
        delta = sent * a[k + 1] * (1 - a[k + 1])
        by_weights.append(delta @ a[k].T)
        by_biases.append(delta.sum(axis=1, keepdims=True))
        sent = W[k].T @ delta
    return by_weights[::-1], by_biases[::-1]


def cost(a: Arrays) -> float:
    return float(0.5 * ((a[-1] - TARGETS) ** 2).sum() / 10)


def trained(rate: float, seed: int, n: int) -> tuple[Arrays, Arrays]:
    W, b = start([2, 2, 3, 2], seed, [0.5] * 3)
    for _ in range(n):
        dW, db = slopes(W, feed(W, b))
        W = [w - rate * d for w, d in zip(W, dW, strict=True)]
        b = [v - rate * d for v, d in zip(b, db, strict=True)]
    return W, b


# TrainingExplorer


@pytest.mark.parametrize(
    ("rate", "seed", "n"), [("5", 0, 0), ("5", 3, 150), ("20", 7, 100), ("0.5", 1, 100)]
)
def test_it_descends_as_numpy_does(rate: str, seed: int, n: int) -> None:
    explorer = TrainingExplorer().set(learning_rate=rate, seed=seed, steps=n)
    W, b = trained(float(rate), seed, n)
    a = feed(W, b)
    right = int((a[-1].argmax(axis=0) == TARGETS.argmax(axis=0)).sum())
    dW, db = slopes(W, a)
    length = math.sqrt(sum(float((d**2).sum()) for d in [*dW, *db]))
    assert explorer.summary() == (
        f"TrainingExplorer: After {n} steps of rate {rate} from seed {seed}: "
        f"cost {short(cost(a), 4)}, {right} of 10 points right, "
        f"length of the gradient {short(length)}."
    )
    for found, wanted in zip(explorer.result.slopes, dW, strict=True):
        np.testing.assert_allclose(found.weights, wanted, rtol=1e-8, atol=1e-12)


def test_the_curve_is_that_of_the_costs_so_far() -> None:
    explorer = TrainingExplorer().set(seed=3, steps=150)
    wanted = [[n, cost(feed(*trained(5.0, 3, n)))] for n in (0, 50, 100, 150)]
    np.testing.assert_allclose(explorer.result.costs, wanted, rtol=1e-9)
    assert "Cost after 150 steps" in str(scene(explorer, "cost"))


def test_the_map_is_drawn_where_the_outputs_are_equal() -> None:
    explorer = TrainingExplorer().set(steps=1000)
    assert "10 of 10 points right" in str(scene(explorer, "map"))
    W, b = trained(5.0, 0, 1000)
    a = np.linspace(0, 1, 80)
    corner = np.array([[a[0]], [a[-1]]])
    for weights, biases in zip(W, b, strict=True):
        corner = 1 / (1 + np.exp(-(weights @ corner + biases)))
    field = explorer.result.field
    assert np.isclose(abs(field[-1, 0]), abs(float(corner[1, 0] - corner[0, 0])), atol=0.02)


def test_train_goes_to_the_end_and_reset_back_to_the_start() -> None:
    explorer = TrainingExplorer().train()
    assert f"After {MAX_STEPS} steps" in explorer.summary()
    assert "10 of 10 points right" in explorer.summary()
    assert explorer.reset().summary() == TrainingExplorer().summary()


def test_a_state_is_read_back() -> None:
    explorer = TrainingExplorer().set(learning_rate="20", seed=4, steps=200)
    again = TrainingExplorer().load(explorer.state())
    assert again.summary() == explorer.summary()
    for panel in explorer.stage.panels:
        assert scene(again, panel["name"]) == scene(explorer, panel["name"])


def test_stop_leaves_the_step_and_train_goes_on_from_it() -> None:
    async def session() -> list[int]:
        explorer = TrainingExplorer()
        explorer.runner.start()
        while explorer.result.step < 2 * CHUNK:  # noqa: ASYNC110  # the explorer has no event
            await asyncio.sleep(0)
        explorer.runner.stop()
        await explorer.runner.finished()
        stopped = explorer.result.step
        await asyncio.sleep(0.02)
        assert explorer.result.step == stopped
        explorer.runner.start()
        while explorer.result.step == stopped:  # noqa: ASYNC110
            await asyncio.sleep(0)
        went_on = explorer.result.step
        explorer.runner.stop()
        await explorer.runner.finished()
        return [stopped, went_on]

    stopped, went_on = asyncio.run(session())
    assert 0 < stopped < MAX_STEPS
    assert went_on == stopped + CHUNK


# DifferencesExplorer


@pytest.mark.parametrize("x", [-0.7, 0.5, 1.0])
@pytest.mark.parametrize("kind", ["one-sided", "central"])
def test_a_difference_is_what_python_computes(x: float, kind: str) -> None:
    def f(x: float) -> float:
        c = x * x + math.exp(x * x)
        return math.sqrt(c) + math.cos(c)

    b = math.exp(x * x)
    slope = (0.5 / math.sqrt(x * x + b) - math.sin(x * x + b)) * (1 + b) * 2 * x
    h = 0.01
    found = (f(x + h) - f(x)) / h if kind == "one-sided" else (f(x + h) - f(x - h)) / (2 * h)
    explorer = DifferencesExplorer().set(x=x, kind=kind, exponent=-2)
    assert explorer.result.difference == pytest.approx(found, rel=1e-10)
    assert explorer.result.slope == pytest.approx(slope, rel=1e-12)
    assert explorer.result.error == pytest.approx(abs(found - slope), rel=1e-6)
    scene(explorer, "chart")


def test_the_error_is_a_valley() -> None:
    """Slope 1 or 2 on the right, and no smaller than the rounding on the left."""
    for kind, steepness in (("one-sided", 1), ("central", 2)):
        errors = [
            DifferencesExplorer().set(x=1.0, kind=kind, exponent=k).result.error
            for k in (-3, -4, -15)
        ]
        assert math.log10(errors[0] / errors[1]) == pytest.approx(steepness, abs=0.05)
        assert errors[2] > 100 * errors[1]


def test_the_question_on_small_steps_comes_first() -> None:
    explorer = DifferencesExplorer(predict="smaller_step")
    assert "h = 0.01" in explorer.set(exponent=-8).summary()
    assert "h = 1e−8" in explorer.commit("C").set(exponent=-8).summary()


# DepthExplorer


@pytest.mark.parametrize(("depth", "scale"), [(1, "0.5"), (6, "0.5"), (4, "fan_in")])
def test_the_gradient_of_each_layer_is_that_of_numpy(depth: int, scale: str) -> None:
    sizes = [2, *[16] * depth, 2]
    scales = [0.5 if scale == "0.5" else n**-0.5 for n in sizes[:-1]]
    explorer = DepthExplorer().set(depth=depth, scale=scale, seed=3)
    W, b = start(sizes, 3, scales)
    if scale == "fan_in":
        b = [np.zeros_like(v) for v in b]
    dW, _ = slopes(W, feed(W, b))
    wanted = [math.log10(math.sqrt(float((d**2).mean()))) for d in dW]
    np.testing.assert_allclose(np.log10(explorer.result.sizes), wanted, rtol=1e-9)
    assert len(scene(explorer, "chart")["frames"][0]["bars"]) == depth + 1


def test_the_remedy_needs_both() -> None:
    """20 layers: sigmoids vanish at any scale, ReLU and tanh with a scaled start do not."""
    for activation, level in (("relu", True), ("tanh", True), ("sigmoid", False)):
        explorer = DepthExplorer().set(depth=20, activation=activation, scale="fan_in")
        first, last = np.log10(explorer.result.sizes[[0, -1]])
        assert bool(last - first < 2) is level


def test_the_question_on_depth_comes_first() -> None:
    explorer = DepthExplorer(predict="first_layer")
    assert "2 hidden layers" in explorer.set(depth=10).summary()
    assert "10 hidden layers" in explorer.commit("C").set(depth=10).summary()


# UpdateOrderExplorer and SweepsExplorer


def test_the_order_of_updates_gives_the_right_and_the_published_figure() -> None:
    """M. Mazur (2015): published 0.291027924, correct 0.291027774."""
    explorer = UpdateOrderExplorer()
    assert "0.291027774" in explorer.summary()
    assert "✗" not in str(scene(explorer, "steps"))
    said = explorer.set(order="update first").summary()
    assert "the cost is 0.291027924" in said
    assert "should be 0.291027774" in said
    assert said.index("Wrong from δ⁽¹⁾") > 0
    marked = [
        row["name"]
        for row in scene(explorer, "steps")["rows"]
        if row["cells"][0]["kind"] == "wrong"
    ]
    assert marked[0].startswith("δ⁽¹⁾")


@pytest.mark.parametrize(
    ("n", "m", "words"),
    [
        (23, 1, "23 derivatives: 23 forward sweeps or 1 reverse sweep; reverse takes fewer"),
        (1, 3, "3 derivatives: 1 forward sweep or 3 reverse sweeps; forward takes fewer"),
        (4, 4, "16 derivatives: 4 forward sweeps or 4 reverse sweeps; neither takes fewer"),
    ],
)
def test_one_sweep_for_each_input_or_output(n: int, m: int, words: str) -> None:
    explorer = SweepsExplorer().set(n_inputs=n, n_outputs=m)
    assert words in explorer.summary()
    assert len(scene(explorer, "chart")["frames"][0]["bars"]) == 2
