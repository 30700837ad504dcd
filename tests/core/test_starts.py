"""Starts side by side: each as the package trains it alone, and against central differences."""

import numpy as np
import pytest

from nnwidgets.core import Network, gradient_descent, quadratic_cost, sum_of_units
from nnwidgets.core.backprop import backpropagate
from nnwidgets.core.starts import SCALES, Starts, descend_starts, random_starts

X = np.linspace(0.0, 1.0, 17)
Y = np.cos(5.0 * X)


def some(activation: str, n_starts: int = 3, n_units: int = 4) -> Starts:
    return random_starts(n_starts, n_units, activation, rng=np.random.default_rng(7))


def cost(starts: Starts, activation: str) -> float:
    """Added up over the starts, so that its gradient holds those of all."""
    errors = [sum_of_units(X, *starts.units(s), activation) - Y for s in range(3)]
    return float(sum(0.5 * np.mean(e**2) for e in errors))


@pytest.mark.parametrize("activation", SCALES)
def test_outputs_are_sums_of_units(activation: str) -> None:
    starts = some(activation)
    alone = [sum_of_units(X, *starts.units(s), activation) for s in range(3)]
    np.testing.assert_allclose(starts.outputs(X, activation), alone, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("activation", SCALES)
def test_the_gradient_agrees_with_central_differences(activation: str) -> None:
    starts, h = some(activation), 1e-6
    slopes = starts.gradient(X, Y, activation)
    for part in range(3):
        for index in np.ndindex(starts[part].shape):
            ends = []
            for sign in (1, -1):
                moved = [values.copy() for values in starts]
                moved[part][index] += sign * h
                ends.append(cost(Starts(*moved), activation))
            slope = (ends[0] - ends[1]) / (2 * h)
            assert slopes[part][index] == pytest.approx(slope, rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("activation", SCALES)
def test_each_start_runs_as_it_would_alone(activation: str) -> None:
    """The package's own training moves an output bias too: its gradient is taken away here."""
    starts, rate = some(activation), 0.05
    run = descend_starts(starts, X, Y, activation=activation, learning_rate=rate, record_every=1)
    assert next(run) is starts
    after = next(run)
    for s in range(3):
        network: Network = starts.units(s).network(activation)
        history = gradient_descent(
            network, X[:, None], Y[:, None], cost=quadratic_cost, learning_rate=rate, n_steps=1
        )
        inner, outer = history.network.layers
        alone = (inner.weights[:, 0], inner.biases, outer.weights[0])
        for mine, theirs in zip(after.units(s), alone, strict=True):
            np.testing.assert_allclose(mine, theirs, rtol=1e-10, atol=1e-13)


def test_reports_come_after_so_many_steps() -> None:
    settings = {"activation": "relu", "learning_rate": 0.05}
    fine = descend_starts(some("relu"), X, Y, record_every=1, **settings)  # type: ignore[arg-type]
    coarse = descend_starts(some("relu"), X, Y, record_every=5, **settings)  # type: ignore[arg-type]
    steps = [next(fine) for _ in range(11)]
    for k in (0, 5, 10):
        for mine, theirs in zip(next(coarse), steps[k], strict=True):
            np.testing.assert_array_equal(mine, theirs)


def test_starts_lie_on_the_interval_and_come_again_with_the_seed() -> None:
    starts = some("sigmoid", 50, 40)
    places = -starts.biases / starts.weights
    assert places.min() >= 0.0
    assert places.max() <= 1.0
    assert places.mean() == pytest.approx(0.5, abs=0.03)  # of 2000 uniform numbers
    assert starts.weights.std() == pytest.approx(20.0, rel=0.1)
    assert starts.output_weights.std() == pytest.approx(1 / np.sqrt(40), rel=0.1)
    for mine, again in zip(starts, some("sigmoid", 50, 40), strict=True):
        np.testing.assert_array_equal(mine, again)


def test_a_start_that_leaves_the_floats_is_nan_and_leaves_the_others_alone() -> None:
    starts = some("relu")
    wild = Starts(*(np.array(values) for values in starts))
    wild.output_weights[1] = 1e200
    run = descend_starts(wild, X, Y, activation="relu", learning_rate=1.0, record_every=20)
    next(run)
    outputs = next(run).outputs(X, "relu")
    assert not np.isfinite(outputs[1]).all()
    tame = descend_starts(starts, X, Y, activation="relu", learning_rate=1.0, record_every=20)
    next(tame)
    np.testing.assert_array_equal(outputs[[0, 2]], next(tame).outputs(X, "relu")[[0, 2]])


def test_only_two_kinds_of_unit_are_known() -> None:
    with pytest.raises(ValueError, match="activation: expected 'relu' or 'sigmoid', got 'tanh'"):
        some("tanh")


def test_samples_and_targets_must_fit() -> None:
    starts = random_starts(2, 3, "relu", rng=np.random.default_rng(0))
    run = descend_starts(
        starts, [0.1, 0.2], [[1.0], [2.0]], activation="relu", learning_rate=0.1, record_every=1
    )
    with pytest.raises(ValueError, match=r"a target for each, got \(2,\) and \(2, 1\)"):
        next(run)


def test_the_gradient_knows_every_activation_of_the_table() -> None:
    """Against a network with one hidden layer of the same numbers."""
    starts = random_starts(1, 4, "sigmoid", rng=np.random.default_rng(1))
    x, y = np.linspace(0.0, 1.0, 7), np.sin(np.linspace(0.0, 1.0, 7))
    ours = starts.gradient(x, y, "tanh")
    hidden, output = backpropagate(starts.units(0).network("tanh"), x[:, None], y[:, None])
    np.testing.assert_allclose(ours.weights[0], hidden.weights[:, 0], rtol=1e-10)
    np.testing.assert_allclose(ours.biases[0], hidden.biases, rtol=1e-10)
    np.testing.assert_allclose(ours.output_weights[0], output.weights[0], rtol=1e-10)
