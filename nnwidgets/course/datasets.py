"""Data to learn from: `x, y = moons(200, rng=np.random.default_rng(0))`.

Inputs have one row per sample. The made-up sets come class by class, as evenly as the number of
samples allows, and every random number comes from `rng`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from nnwidgets.core.checks import finite, generator, whole
from nnwidgets.course.screening import ILL, WELL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from nnwidgets.core.checks import Array

N_TRAINING_DIGITS = 1437


class Dataset(NamedTuple):
    """Inputs with their targets.

    Attributes:
        inputs: shape (n_samples, n_in).
        targets: class numbers 0, 1, … of shape (n_samples,); for the ten points rows (1, 0) and
            (0, 1), shape (n_samples, 2).
    """

    inputs: Array
    targets: NDArray[Any]


class Split(NamedTuple):
    """Samples to learn from, and samples to be judged by."""

    train: Dataset
    test: Dataset


def ten_points() -> Dataset:
    """Ten points of the plane in two categories, five each.

    Category A has the target (1, 0), category B the target (0, 1). Source: C. F. Higham and
    D. J. Higham, Deep Learning: An Introduction for Applied Mathematicians, SIAM Review 61 (2019),
    arXiv 1801.05894, listing netbp.m.

    Returns:
        inputs (10, 2), targets (10, 2); the first five are category A.
    """
    x1 = [0.1, 0.3, 0.1, 0.6, 0.4, 0.6, 0.5, 0.9, 0.4, 0.7]
    x2 = [0.1, 0.4, 0.5, 0.9, 0.2, 0.3, 0.6, 0.2, 0.4, 0.6]
    return Dataset(np.column_stack([x1, x2]), np.repeat(np.eye(2), 5, axis=0))


def eleventh_point() -> Dataset:
    """The point (0.3, 0.7) of category B that the same paper adds to make the task harder.

    Returns:
        inputs (1, 2), targets (1, 2), to be stacked under `ten_points`.
    """
    return Dataset(np.array([[0.3, 0.7]]), np.array([[0.0, 1.0]]))


def moons(n_samples: int = 100, *, noise: float = 0.1, rng: np.random.Generator) -> Dataset:
    """Two half circles that reach into each other: (cos t, sin t) and (1 − cos t, ½ − sin t).

    Args:
        n_samples: of both classes together.
        noise: standard deviation of what is added to every coordinate.
        rng: as `np.random.default_rng(0)`.

    >>> x, y = moons(200, rng=np.random.default_rng(0))
    >>> x.shape, y.sum()
    ((200, 2), np.int64(100))
    """
    labels = even_labels(n_samples, 2)
    t = np.pi * places(labels)
    upper = np.column_stack([np.cos(t), np.sin(t)])
    lower = np.column_stack([1.0 - np.cos(t), 0.5 - np.sin(t)])
    return noisy(np.where(labels[:, None] == 0, upper, lower), labels, noise, rng)


def circles(
    n_samples: int = 100, *, factor: float = 0.5, noise: float = 0.05, rng: np.random.Generator
) -> Dataset:
    """A circle of radius 1 around one of radius `factor`: (r cos t, r sin t), r = 1 or factor.

    Args:
        n_samples: of both classes together.
        factor: the inner radius; the inner circle is class 1.
        noise: standard deviation of what is added to every coordinate.
        rng: as `np.random.default_rng(0)`.
    """
    labels = even_labels(n_samples, 2)
    t = 2.0 * np.pi * places(labels)
    radius = np.where(labels == 0, 1.0, factor)
    return noisy(np.column_stack([radius * np.cos(t), radius * np.sin(t)]), labels, noise, rng)


def spirals(
    n_samples: int = 100,
    *,
    n_classes: int = 2,
    turns: float = 1.0,
    noise: float = 0.03,
    rng: np.random.Generator,
) -> Dataset:
    """Spiral arms, one for each class: radius t, angle 2π (turns · t + class / n_classes).

    Args:
        n_samples: of all classes together.
        n_classes: the number of arms.
        turns: how often an arm goes round.
        noise: standard deviation of what is added to every coordinate.
        rng: as `np.random.default_rng(0)`.
    """
    labels = even_labels(n_samples, n_classes)
    t = 0.05 + 0.95 * places(labels)
    angle = 2.0 * np.pi * (turns * t + labels / n_classes)
    return noisy(np.column_stack([t * np.cos(angle), t * np.sin(angle)]), labels, noise, rng)


def blobs(
    n_samples: int = 100, *, n_classes: int = 2, spread: float = 0.4, rng: np.random.Generator
) -> Dataset:
    """Round clouds, their centres at equal distances on the unit circle.

    Args:
        n_samples: of all classes together.
        n_classes: the number of clouds.
        spread: standard deviation of a cloud in each direction.
        rng: as `np.random.default_rng(0)`.
    """
    labels = even_labels(n_samples, n_classes)
    angle = 2.0 * np.pi * labels / n_classes
    return noisy(np.column_stack([np.cos(angle), np.sin(angle)]), labels, spread, rng)


def xor(n_samples: int = 100, *, noise: float = 0.1, rng: np.random.Generator) -> Dataset:
    """Clouds on the corners of the unit square; class 1 where exactly one coordinate is 1.

    No straight line separates the classes, so no single unit can.

    Args:
        n_samples: of both classes together.
        noise: standard deviation of a cloud in each direction.
        rng: as `np.random.default_rng(0)`.
    """
    corners = np.array([[0, 0], [1, 1], [0, 1], [1, 0]])
    corner = np.sort(np.array([0, 2, 1, 3])[even_labels(n_samples, 4)])  # dealt class by class
    return noisy(corners[corner].astype(float), corner // 2, noise, rng)


def screening() -> Dataset:
    """Two measurements of forty patients, and who of them is ill.

    Made up: two normal distributions around (−1.1, 0.7) and (0.2, −0.45), drawn once, rounded to
    one decimal and written down, so that every machine has the same ones. No straight line parts
    them: the best one that misses no ill patient alarms two who are well.

    Returns:
        inputs (40, 2), targets (40,): 0 for the first twenty, who are well, 1 for the ill.
    """
    return Dataset(np.array(WELL + ILL), np.repeat([0, 1], [len(WELL), len(ILL)]))


def digits(classes: Sequence[int] | None = None) -> Split:
    """Real images of handwritten digits, 8×8 pixels, in a fixed random split.

    Source: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine
    Learning Repository (1998), doi 10.24432/C50P49, licence CC BY 4.0; its test set, as
    scikit-learn carries it, in another order.

    Args:
        classes: the digits wanted, all ten where it is left out. Two of them make a task with the
            targets 0 and 1.

    Returns:
        train (1437 images) and test (360 images). inputs: rows of 64 pixels from 0 (paper) to 1
        (ink), `inputs[i].reshape(8, 8)` is the picture. targets: the digit, or its place in
        `classes`.

    Raises:
        ValueError: something other than different digits 0 … 9.

    >>> train, test = digits()
    >>> train.inputs.shape, test.inputs.shape
    ((1437, 64), (360, 64))
    >>> digits(classes=(3, 8)).train.inputs.shape
    (299, 64)
    """
    images, labels = stored_digits()
    wanted = list(range(10)) if classes is None else [whole(d, "classes", 0) for d in classes]
    if not wanted or len(set(wanted)) < len(wanted) or max(wanted) > 9:
        raise ValueError(f"classes: expected different digits from 0 to 9, got {wanted}")
    place = np.full(10, -1)
    place[wanted] = range(len(wanted))
    chosen = place[labels] >= 0
    is_training = np.arange(len(labels)) < N_TRAINING_DIGITS
    parts = (chosen & is_training, chosen & ~is_training)
    return Split(*(Dataset(images[part] / 16.0, place[labels[part]]) for part in parts))


@cache
def stored_digits() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The images (1797, 64), from 0 to 16, and their labels, as they are stored."""
    with (
        files("nnwidgets.course").joinpath("data/digits.npz").open("rb") as file,
        np.load(file) as stored,
    ):
        return stored["images"], stored["labels"]


def even_labels(n_samples: int, n_classes: int) -> NDArray[np.int_]:
    """0, …, 0, 1, …, 1, …: classes that differ by one sample at most."""
    n_classes = whole(n_classes, "n_classes")
    return np.sort(np.arange(whole(n_samples, "n_samples")) % n_classes)


def places(labels: NDArray[np.int_]) -> Array:
    """For each sample its place in its class, evenly from 0 to 1."""
    counts = np.bincount(labels)
    return np.concatenate([np.linspace(0.0, 1.0, count) for count in counts])


def noisy(
    points: Array, labels: NDArray[np.int_], noise: float, rng: np.random.Generator
) -> Dataset:
    """The points, moved at random."""
    if finite(noise, "noise") < 0.0:
        raise ValueError(f"noise: expected a number from 0 upwards, got {noise}")
    return Dataset(points + noise * generator(rng).standard_normal(points.shape), labels)
