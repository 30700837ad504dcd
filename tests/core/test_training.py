"""Oracles: a loop written by hand, numbers computed elsewhere, counts of a hundred runs."""

import asyncio
from typing import Any

import numpy as np
import pytest

from nnwidgets.core.layer import Layer
from nnwidgets.core.losses import quadratic_cost
from nnwidgets.core.network import Network
from nnwidgets.core.training import (
    descend,
    gradient_descent,
    without_blocking,
)
from nnwidgets.course.datasets import ten_points
from nnwidgets.course.examples import trained_network

X, Y = ten_points()
# higham.numpy_fullbatch_reference: Σ‖y − a‖² and the number of right points, by seed and step,
# for η = 0.5 on ½ Σ‖y − a‖², which is learning rate 5 on the mean of ten
REFERENCE = {
    0: {0: (5.5352980919663946, 5), 1: (5.1780036724204646, 5), 100: (4.995580268714115, 8)},
    1: {0: (5.277984740485717, 5), 1: (5.077589940131999, 5), 100: (4.998134218628546, 7)},
    2: {0: (5.043729644642806, 5), 1: (5.00659890954717, 5), 100: (4.985691840730407, 6)},
    5000: {0: (5.216340425176683, 5), 1: (5.039935501603256, 5), 100: (4.990530285551339, 6)},
}


def start(seed: int) -> Network:
    return Network.random([2, 2, 3, 2], rng=np.random.default_rng(seed))


def n_right(network: Network) -> int:
    return int((network(X).argmax(axis=1) == Y.argmax(axis=1)).sum())


@pytest.mark.parametrize("seed", REFERENCE)
def test_full_batch_on_the_ten_points_follows_the_reference(seed: int) -> None:
    history = gradient_descent(start(seed), X, Y, learning_rate=5.0, n_steps=100, record_every=1)
    for step, (cost, right) in REFERENCE[seed].items():
        assert 20 * history.costs[step] == pytest.approx(cost, rel=1e-9)
        assert n_right(history.networks[step]) == right


def test_of_a_hundred_seeds_43_are_right_after_1000_steps_and_88_after_2000() -> None:
    # higham.fullbatch_seeds_0_to_99_with_all_ten_right. The step is at the edge of stability, so
    # that rounding decides about single runs: a sum in another order moves the counts by two
    runs = [
        gradient_descent(start(seed), X, Y, learning_rate=5.0, n_steps=2000, record_every=1000)
        for seed in range(100)
    ]
    for record, expected in ((1, 43), (2, 88)):
        right = sum(n_right(run.networks[record]) == 10 for run in runs)
        assert right == pytest.approx(expected, abs=6)


def test_the_trained_network_is_such_a_run_rounded() -> None:
    run = gradient_descent(start(0), X, Y, learning_rate=5.0, n_steps=2000)
    assert n_right(run.network) == 10
    # rounding 2000 steps at the edge of stability differs by processor in the last decimals
    np.testing.assert_allclose(trained_network().parameters, run.network.parameters, atol=0.02)


def test_single_samples_follow_a_loop_written_by_hand() -> None:
    eta, network = 0.5, start(3)
    run = gradient_descent(
        network, X, Y, learning_rate=eta, n_steps=300, batch_size=1, rng=np.random.default_rng(8)
    )
    W = [layer.weights.copy() for layer in network.layers]
    b = [layer.biases.copy() for layer in network.layers]
    for i in np.random.default_rng(8).integers(10, size=300):
        a = [X[i]]
        for w, bias in zip(W, b, strict=True):
            a.append(1 / (1 + np.exp(-(w @ a[-1] + bias))))
        delta = (a[3] - Y[i]) * a[3] * (1 - a[3])
        for k in (2, 1, 0):
            below = (W[k].T @ delta) * a[k] * (1 - a[k])
            W[k] -= eta * np.outer(delta, a[k])
            b[k] -= eta * delta
            delta = below
    for layer, weights, biases in zip(run.network.layers, W, b, strict=True):
        np.testing.assert_allclose(layer.weights, weights, rtol=1e-9)
        np.testing.assert_allclose(layer.biases, biases, rtol=1e-9)


def test_a_straight_line_is_found_exactly() -> None:
    rng = np.random.default_rng(2)
    x = rng.normal(size=(40, 2))
    line = Network([Layer([[0.0, 0.0]], [0.0], "identity")])
    run = gradient_descent(
        line, x, x @ [[2.0], [-1.0]] + 0.5, learning_rate=0.2, n_steps=600, batch_size=20, rng=rng
    )
    np.testing.assert_allclose(run.network.parameters, [2.0, -1.0, 0.5], atol=1e-8)


def test_history_holds_the_start_the_chosen_steps_and_the_end() -> None:
    run = gradient_descent(start(0), X, Y, learning_rate=1.0, n_steps=25, record_every=10)
    assert run.steps.tolist() == [0, 10, 20, 25]
    assert run.networks[0] == start(0)
    assert run.networks[-1] == run.network
    assert run.parameters.shape == (4, 23)
    for cost, network in zip(run.costs, run.networks, strict=True):
        assert cost == pytest.approx(quadratic_cost(network(X), Y), rel=1e-13)
    assert gradient_descent(start(0), X, Y, learning_rate=1.0, n_steps=0).steps.tolist() == [0]
    assert len(gradient_descent(start(0), X, Y, learning_rate=1.0, n_steps=400).steps) == 201


def test_a_run_stops_below_a_cost() -> None:
    run = gradient_descent(
        start(0), X, Y, learning_rate=5.0, n_steps=10_000, record_every=100, stop_below=0.01
    )
    assert run.costs[-1] <= 0.01 < run.costs[-2]
    assert "the cost is below 0.01" in repr(run)


def test_a_run_that_explodes_names_the_step_and_keeps_the_last_good_network() -> None:
    # F = w + b moves by −1.5 (F + F), so |F| = 2^k after k steps; F² overflows at k = 512
    line = Network([Layer([[1.0]], [0.0], "identity")])
    run = gradient_descent(
        line, [[1.0]], [[0.0]], learning_rate=1.5, n_steps=3000, record_every=300
    )
    assert run.steps.tolist() == [0, 300, 511]
    assert np.isfinite(run.costs).all()
    assert "step 512 makes the cost infinite or nan: try a learning rate of 0.15" in run.message
    assert abs(run.network(np.array([1.0]))[0]) == pytest.approx(2.0**511)


def test_a_start_that_is_infinite_says_so() -> None:
    line = Network([Layer([[1e300]], [0.0], "identity")])
    run = gradient_descent(line, [[1.0]], [[0.0]], learning_rate=0.1, n_steps=10)
    assert run.steps.tolist() == [0]
    assert "infinite before the first step" in repr(run)


def test_own_costs_and_other_costs_train_too() -> None:
    network = Network.random(
        [2, 4, 2], "tanh", rng=np.random.default_rng(1), output_activation="identity"
    )
    labels = Y.argmax(axis=1)
    run = gradient_descent(network, X, labels, cost="cross_entropy", learning_rate=1.0, n_steps=500)
    assert n_right(run.network) == 10
    own = gradient_descent(
        start(0), X, Y, cost=lambda F, y: ((F - y) ** 2).sum() * 0.05, learning_rate=5.0, n_steps=50
    )
    known = gradient_descent(start(0), X, Y, learning_rate=5.0, n_steps=50)
    np.testing.assert_allclose(own.costs, known.costs, rtol=1e-12)


def test_the_iterator_can_be_left_and_gives_way_to_other_tasks() -> None:
    seen: list[str] = []

    async def train() -> None:
        reports = descend(start(0), X, Y, learning_rate=1.0, n_steps=50, record_every=10)
        async for progress in without_blocking(reports):
            seen.append(f"step {progress.step}")
            if progress.step == 20:
                break

    async def press() -> None:
        for _ in range(3):
            seen.append("button")
            await asyncio.sleep(0)

    async def both() -> None:
        await asyncio.gather(train(), press())

    asyncio.run(both())
    assert seen == ["step 0", "button", "step 10", "button", "step 20", "button"]


@pytest.mark.parametrize(
    ("options", "error", "sentence"),
    [
        ({"learning_rate": 0.0}, ValueError, "learning_rate: expected a positive number, got 0.0"),
        (
            {"learning_rate": np.nan},
            ValueError,
            "learning_rate: expected a positive number, got nan",
        ),
        ({"n_steps": -1}, ValueError, "n_steps: expected at least 0, got -1"),
        ({"n_steps": 2.5}, TypeError, "n_steps: expected a whole number, got 2.5"),
        ({"batch_size": 11, "rng": np.random.default_rng(0)}, ValueError, "at most 10 samples"),
        ({"batch_size": 2}, TypeError, "a batch is drawn at random: pass rng"),
        ({"record_every": 0}, ValueError, "record_every: expected at least 1, got 0"),
        ({"x": X[:, :1]}, ValueError, r"expected x of shape \(2,\) or \(n_samples, 2\)"),
        ({"targets": Y[:, :1]}, ValueError, r"targets of the outputs' shape \(10, 2\), got"),
        ({"cost": "mse"}, ValueError, "unknown cost 'mse'"),
    ],
)
def test_mistakes_are_found_before_the_first_step(
    options: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    given: dict[str, Any] = {"x": X, "targets": Y, "learning_rate": 1.0, "n_steps": 10} | options
    with pytest.raises(error, match=sentence):
        descend(start(0), given.pop("x"), given.pop("targets"), **given)


def test_a_start_that_is_good_enough_is_the_end() -> None:
    start = Network.random([1, 1], rng=np.random.default_rng(0))
    history = gradient_descent(
        start, [[1.0]], [[0.5]], learning_rate=1.0, n_steps=5, stop_below=0.5
    )
    assert history.steps.tolist() == [0]
    assert history.message == "the cost is below 0.5"


@pytest.mark.parametrize("rate", ["a", None, [1.0]])
def test_a_learning_rate_that_is_no_number_is_refused(rate: Any) -> None:  # noqa: ANN401
    start = Network.random([1, 1], rng=np.random.default_rng(0))
    with pytest.raises(TypeError, match="learning_rate: expected"):
        gradient_descent(start, [[1.0]], [[0.5]], learning_rate=rate, n_steps=5)
