"""Oracles: the formulas of the curves, and sums of the images computed with scikit-learn."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from nnwidgets.core.network import Network
from nnwidgets.core.training import gradient_descent
from nnwidgets.course import datasets

MADE_UP: list[Callable[..., datasets.Dataset]] = [
    datasets.moons,
    datasets.circles,
    datasets.spirals,
    datasets.blobs,
    datasets.xor,
]


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("make", MADE_UP)
def test_sets_have_their_size_even_classes_and_depend_on_the_seed_only(
    make: Callable[..., datasets.Dataset],
) -> None:
    x, y = make(101, rng=rng())
    assert (x.shape, y.shape) == ((101, 2), (101,))
    assert sorted(np.bincount(y)) in ([50, 51], [51, 50])
    np.testing.assert_array_equal(x, make(101, rng=rng()).inputs)
    assert (x != make(101, rng=rng(1)).inputs).all()


def test_moons_without_noise_lie_on_two_half_circles() -> None:
    x, y = datasets.moons(40, noise=0.0, rng=rng())
    np.testing.assert_allclose(np.hypot(*x[y == 0].T), 1.0)
    np.testing.assert_allclose(np.hypot(x[y == 1, 0] - 1.0, x[y == 1, 1] - 0.5), 1.0)
    assert (x[y == 0, 1] >= 0).all()
    assert (x[y == 1, 1] <= 0.5).all()


def test_circles_without_noise_have_two_radii() -> None:
    x, y = datasets.circles(40, factor=0.3, noise=0.0, rng=rng())
    np.testing.assert_allclose(np.hypot(*x.T), np.where(y == 0, 1.0, 0.3))


def test_arms_of_a_spiral_are_turned_copies() -> None:
    x, y = datasets.spirals(60, n_classes=3, noise=0.0, rng=rng())
    turn = np.array([[np.cos(2 * np.pi / 3), -np.sin(2 * np.pi / 3)],
                     [np.sin(2 * np.pi / 3), np.cos(2 * np.pi / 3)]])  # fmt: skip
    np.testing.assert_allclose(x[y == 1], x[y == 0] @ turn.T, atol=1e-12)
    np.testing.assert_allclose(x[y == 2], x[y == 1] @ turn.T, atol=1e-12)


def test_blobs_have_their_centres_and_spread() -> None:
    x, y = datasets.blobs(40_000, n_classes=4, spread=0.2, rng=rng())
    means = [x[y == k].mean(axis=0) for k in range(4)]
    np.testing.assert_allclose(means, [[1, 0], [0, 1], [-1, 0], [0, -1]], atol=0.01)
    assert x[y == 2].std(axis=0) == pytest.approx([0.2, 0.2], rel=0.03)


def test_xor_without_noise_is_the_truth_table() -> None:
    x, y = datasets.xor(8, noise=0.0, rng=rng())
    assert {(*point, label) for point, label in zip(x.tolist(), y.tolist(), strict=True)} == {
        (0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)
    }  # fmt: skip


def test_digits_are_the_images_that_scikit_learn_carries() -> None:
    # sums of sklearn.datasets.load_digits: of all pixels, weighted by place, weighted by label
    train, test = datasets.digits()
    images = 16.0 * np.concatenate([train.inputs, test.inputs])
    labels = np.concatenate([train.targets, test.targets])
    assert images.shape == (1797, 64)
    assert images.sum() == 561718.0
    assert (images * np.arange(64)).sum() == 17660653.0
    assert (images.sum(axis=1) * labels).sum() == 2525954.0
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    # the first image of the original order, a zero: its first two rows of pixels
    first = [0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0]
    assert labels[(images[:, :16] == first).all(axis=1)].tolist() == [0]
    assert np.bincount(test.targets).tolist() == [39, 37, 47, 28, 42, 32, 37, 27, 30, 41]


def test_two_digits_make_a_task_of_two_classes() -> None:
    train, test = datasets.digits(classes=(8, 3))
    assert len(train.targets) + len(test.targets) == 174 + 183
    everything = datasets.digits().test
    np.testing.assert_array_equal(
        test.inputs[test.targets == 0], everything.inputs[everything.targets == 8]
    )
    assert set(train.targets) == {0, 1}


def test_digits_are_handed_out_as_copies() -> None:
    datasets.digits().train.inputs[:] = -1.0
    assert datasets.digits().train.inputs.min() == 0.0


def test_a_small_network_learns_the_digits() -> None:
    train, test = datasets.digits()
    network = Network.random(
        [64, 32, 10], "tanh", rng=rng(), output_activation="identity", scale="fan_in"
    )
    run = gradient_descent(
        network, *train, cost="cross_entropy", learning_rate=0.5, n_steps=1500, batch_size=32,
        rng=rng(1), record_every=1500,
    )  # fmt: skip
    assert (run.network(test.inputs).argmax(axis=1) == test.targets).mean() >= 0.95


@pytest.mark.parametrize(
    ("make", "options", "error", "sentence"),
    [
        (datasets.moons, {"n_samples": 0}, ValueError, "n_samples: expected at least 1, got 0"),
        (datasets.moons, {"noise": -1.0}, ValueError, "noise: expected a number from 0 upwards"),
        (datasets.blobs, {"n_classes": 1.5}, TypeError, "n_classes: expected a whole number"),
        (datasets.xor, {"rng": 0}, TypeError, "rng: expected np.random.default_rng"),
    ],
)
def test_mistakes_get_a_sentence(
    make: Callable[..., Any], options: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        make(**{"rng": rng()} | options)


@pytest.mark.parametrize("classes", [(), (3, 3), (1, 10)])
def test_classes_that_are_no_digits_are_refused(classes: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="expected different digits from 0 to 9"):
        datasets.digits(classes=classes)


@pytest.mark.parametrize("n_samples", range(2, 14))
def test_xor_deals_its_samples_evenly_to_the_classes(n_samples: int) -> None:
    _, labels = datasets.xor(n_samples, rng=np.random.default_rng(0))
    counts = np.bincount(labels, minlength=2)
    assert abs(counts[0] - counts[1]) == n_samples % 2
