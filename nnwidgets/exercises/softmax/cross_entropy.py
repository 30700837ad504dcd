"""Exercises: the cross-entropy from logits, and its gradient."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.softmax.stable import by_column, softmax

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


def cross_entropy(logits: Array, targets: Array) -> float:
    """−(1/N) Σ log p at the right class of each row; `targets` has a 1 there."""
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    log_p = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    return float(-np.sum(targets * log_p) / len(logits))


def cross_entropy_gradient(logits: Array, targets: Array) -> Array:
    """(p − y) / N, with p = softmax(z) for each row."""
    exponentials = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    p = exponentials / np.sum(exponentials, axis=1, keepdims=True)
    return (p - targets) / len(logits)  # type: ignore[no-any-return]


def naive(z: Array) -> Array:
    """The lecture's softmax, for each row."""
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


def costs(z: Array, y: Array) -> Array:
    """−log p of each sample."""
    log_p = z - z.max(axis=1, keepdims=True)
    log_p = log_p - np.log(np.exp(log_p).sum(axis=1, keepdims=True))
    return -(y * log_p).sum(axis=1)  # type: ignore[no-any-return]


def some_samples(
    rng: np.random.Generator, n_samples: int, n_classes: int, size: float = 2.0
) -> tuple[Array, Array]:
    """Logits up to `size`, and targets with a 1 in each row."""
    logits = rng.uniform(-size, size, (n_samples, n_classes))
    return logits, np.eye(n_classes)[rng.integers(0, n_classes, n_samples)]


def hopeless(rng: np.random.Generator) -> tuple[Array, Array]:
    """The right class is 1000 below the others: its probability rounds to 0."""
    logits, targets = some_samples(rng, 3, 4)
    return logits - 1000.0 * targets, targets


def raised(rng: np.random.Generator) -> tuple[Array, Array]:
    """All logits near 1000: exp overflows, and no probability is near 0."""
    logits, targets = some_samples(rng, 4, 3)
    return logits + 1000.0, targets


def sample_cases(rng: np.random.Generator) -> list[Case]:
    """Small logits, where every way of computing does, and large ones, where few do."""
    small, large = "logits of usual size", "large logits"
    return [
        Case(small, some_samples(rng, 5, 3)),
        Case(small, some_samples(rng, 4, 4)),
        Case(small, some_samples(rng, 1, 6)),
        Case(large, raised(rng)),
        Case(large, hopeless(rng)),
        Case(large, some_samples(rng, 4, 3, size=2000.0)),
    ]


CROSS_ENTROPY = Exercise(
    name="cross_entropy",
    title="The cross-entropy",
    points=2,
    reference=cross_entropy,
    cases=sample_cases,
    advice="Do one by hand: for logits (0, 0) the right class has p = ½; what does it cost?",
    in_package="nw.cross_entropy(logits, targets)",
    mistakes=(
        Mistake(
            "log of a 0",
            lambda z, y: -np.sum(y * np.log(softmax(z))) / len(z),
            "A probability rounds to 0 and its logarithm is −∞: take the logarithm by hand first, "
            "log p = z − max z − log Σ exp(z − max z).",
        ),
        Mistake(
            "a small number added",
            lambda z, y: -np.sum(y * np.log(softmax(z) + 1e-12)) / len(z),
            "A small number added to p hides the logarithm of 0, and caps the cost: a mistake of "
            "1000 in the logits costs about 1000.",
        ),
        Mistake(
            "clipped",
            lambda z, y: -np.sum(y * np.log(np.clip(softmax(z), 1e-15, 1.0))) / len(z),
            "Clipping p hides the logarithm of 0, and caps the cost: a mistake of 1000 in the "
            "logits costs about 1000.",
        ),
        Mistake(
            "naive softmax",
            lambda z, y: -np.sum(y * np.log(naive(z)), where=y > 0) / len(z),
            "exp overflows: take the largest logit of each row from the row first.",
        ),
        Mistake(
            "no minus",
            lambda z, y: -costs(z, y).mean(),
            "The minus is missing: log p is at most 0, a cost is at least 0.",
        ),
        Mistake(
            "no mean",
            lambda z, y: costs(z, y).sum(),
            "The samples are added up; the cost is their mean, hence the 1/N.",
        ),
        Mistake(
            "mean of all entries",
            lambda z, y: costs(z, y).sum() / z.size,
            "This is the mean over all entries of the array; the mean is over samples.",
        ),
        Mistake(
            "one cost a sample",
            costs,
            "This is one number for each sample; the mean over them is still to be taken.",
        ),
        Mistake(
            "no softmax",
            lambda z, y: -np.sum(y * z) / len(z),
            "The logits are taken for logarithms of probabilities: log Σ exp(z) is missing.",
        ),
        Mistake(
            "no logarithm",
            lambda z, y: -np.sum(y * softmax(z)) / len(z),
            "There is no logarithm: this is the mean of −p.",
        ),
        Mistake(
            "logarithm to base 2",
            lambda z, y: costs(z, y).mean() / np.log(2),
            "This is the logarithm to base 2; `np.log` is the natural one.",
        ),
        Mistake(
            "the largest probability",
            lambda z, _y: -np.log(softmax(z).max(axis=1)).mean(),
            "The largest probability of each row is taken, not that of the right class.",
        ),
        Mistake(
            "quadratic cost",
            lambda z, y: np.square(softmax(z) - y).sum(axis=1).mean() / 2,
            "This is the quadratic cost of the probabilities.",
        ),
        Mistake(
            "every class counted",
            lambda z, y: -np.sum(y * np.log(softmax(z)) + (1 - y) * np.log1p(-softmax(z))) / len(z),
            "The wrong classes cost something too here, as in a sigmoid for each class; the "
            "cross-entropy of a softmax looks at the right class alone.",
        ),
    ),
)

CROSS_ENTROPY_GRADIENT = Exercise(
    name="cross_entropy_gradient",
    title="The gradient of the cross-entropy",
    points=2,
    reference=cross_entropy_gradient,
    cases=sample_cases,
    advice=(
        "Do one by hand: for logits (0, 0) and the target (1, 0), p = (½, ½). What is p − y, and "
        "which logit should a step against it raise?"
    ),
    in_package="nw.value_and_gradient(lambda z: nw.cross_entropy(z, targets))(logits)[1]",
    mistakes=(
        Mistake(
            "wrong way round",
            lambda z, y: (y - softmax(z)) / len(z),
            "This is y − p, the direction in which the cost falls; the gradient points where it "
            "rises.",
        ),
        Mistake(
            "no 1/N",
            lambda z, y: softmax(z) - y,
            "The 1/N is missing: the cost is a mean over the samples, and so is each derivative.",
        ),
        Mistake(
            "mean of all entries",
            lambda z, y: (softmax(z) - y) / z.size,
            "This divides by the number of entries; the cost is a mean over samples only.",
        ),
        Mistake(
            "no target",
            lambda z, _y: softmax(z) / len(z),
            "The target does not come in: this is p / N.",
        ),
        Mistake(
            "no softmax",
            lambda z, y: (z - y) / len(z),
            "The target is taken from the logits; it is taken from the probabilities.",
        ),
        Mistake(
            "naive softmax",
            lambda z, y: (naive(z) - y) / len(z),
            "exp overflows: take the largest logit of each row from the row first.",
        ),
        Mistake(
            "with respect to p",
            lambda z, y: -y / softmax(z) / len(z),
            "This is the derivative with respect to the probabilities; the chain rule has one "
            "more step, through the softmax.",
        ),
        Mistake(
            "softmax like a sigmoid",
            lambda z, y: (softmax(z) - y) * softmax(z) * (1 - softmax(z)) / len(z),
            "There is a factor p (1 − p) too many: it cancels against the 1/p of the logarithm.",
        ),
        Mistake(
            "the right class alone",
            lambda z, y: y * (softmax(z) - y) / len(z),
            "The wrong classes have a gradient too: raising their logits costs something.",
        ),
        Mistake(
            "by column",
            lambda z, y: (by_column(z) - y) / len(z),
            "The softmax runs down the columns: each row is a sample, `axis=1` adds up classes.",
        ),
        Mistake(
            "mean over the samples",
            lambda z, y: (softmax(z) - y).mean(axis=0),
            "The samples are added up; every logit of every sample has a derivative of its own, "
            "in the shape of `logits`.",
        ),
    ),
)
