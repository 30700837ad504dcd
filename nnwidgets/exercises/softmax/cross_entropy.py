"""Exercise: the cross-entropy, from logits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.softmax.softmax import softmax

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


def cross_entropy(logits: Array, targets: Array) -> float:
    """−(1/N) Σ log p at the right class of each row; `targets` has a 1 there."""
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    log_p = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    return float(-np.sum(targets * log_p) / len(logits))


def naive(z: Array) -> Array:
    """The lecture's softmax, for each row."""
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


def logarithms(z: Array) -> Array:
    """Log p for each row."""
    shifted = z - z.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # type: ignore[no-any-return]


def costs(z: Array, y: Array) -> Array:
    """−log p of each sample."""
    return -(y * logarithms(z)).sum(axis=1)  # type: ignore[no-any-return]


def clipped(z: Array, y: Array, size: float) -> float:
    """−log p with every p raised to `size` at least."""
    return float(-np.sum(y * np.log(np.clip(softmax(z), size, 1.0))) / len(z))


def one_maximum(z: Array, y: Array) -> float:
    """The largest logit of the whole batch, subtracted from every row."""
    shifted = z - z.max()
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-np.sum(y * log_p) / len(z))


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


def far_apart(rng: np.random.Generator) -> tuple[Array, Array]:
    """One row lies far below the others."""
    logits, targets = some_samples(rng, 4, 3, size=2000.0)
    return logits - np.array([[0.0], [0.0], [6000.0], [0.0]]), targets


def sample_cases(rng: np.random.Generator) -> list[Case]:
    """Small logits, where every way of computing does, and large ones, where few do."""
    small, large = "logits of usual size", "large logits"
    return [
        Case(small, some_samples(rng, 5, 3)),
        Case(small, some_samples(rng, 4, 4)),
        Case(small, some_samples(rng, 1, 6)),
        Case(large, raised(rng)),
        Case(large, hopeless(rng)),
        Case(large, far_apart(rng)),
    ]


CROSS_ENTROPY = Exercise(
    name="cross_entropy",
    title="The cross-entropy",
    points=2,
    reference=cross_entropy,
    cases=sample_cases,
    advice="Do one by hand: for logits (0, 0) the right class has p = ½; what does it cost?",
    in_package="nw.cross_entropy(logits, targets)",
    answered_by=("cross_entropy",),
    mistakes=(
        Mistake(
            "log of a 0",
            lambda z, y: -np.sum(y * np.log(softmax(z))) / len(z),
            "A probability rounds to 0 and its logarithm is −∞: take the logarithm by hand first, "
            "log p = z − max z − log Σ exp(z − max z).",
        ),
        *(
            Mistake(
                f"p kept {size:g} away from 0",
                partial(clipped, size=size),
                f"A p that is clipped at {size:g}, or has {size:g} added to it, hides the "
                "logarithm of 0 and caps the cost: a mistake of 1000 in the logits costs about "
                "1000.",
            )
            for size in (1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15)
        ),
        Mistake(
            "naive softmax",
            lambda z, y: -np.sum(y * np.log(naive(z)), where=y > 0) / len(z),
            "exp overflows: subtract from each row its largest logit first.",
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
            "mean of all entries, log of a 0",
            lambda z, y: -np.mean(y * np.log(softmax(z))),
            "`np.mean` divides by the number of entries of the array, and not by that of samples.",
        ),
        Mistake(
            "every class counted alike",
            lambda z, _y: -logarithms(z).mean(),
            "The targets do not come in: only the logarithm at the right class counts.",
        ),
        Mistake(
            "one sum",
            lambda z, y: (y * (np.log(np.exp(z - z.max()).sum()) + z.max() - z)).sum() / len(z),
            "One sum is taken over the whole batch; every row is a sample and has its own: "
            "`axis=1, keepdims=True`.",
        ),
        Mistake(
            "one maximum",
            one_maximum,
            "The largest logit of the whole batch is subtracted from every row, and a row far "
            "below it has a sum of 0: each row has a maximum of its own.",
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
