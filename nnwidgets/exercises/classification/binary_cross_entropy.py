"""Exercise: the cross-entropy of two classes, from logits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import sigmoid
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


def binary_cross_entropy(logits: Array, targets: Array) -> float:
    """(1/N) Σ max(z, 0) − y z + ln(1 + e^(−|z|))."""
    z, y = logits, targets
    return float(np.mean(np.maximum(z, 0) - y * z + np.log(1 + np.exp(-np.abs(z)))))


def each(z: Array, y: Array) -> Array:
    """The cross-entropy of every sample."""
    losses: Array = np.logaddexp(0.0, np.where(y == 1, -z, z))
    return losses


def by_definition(z: Array, y: Array) -> float:
    """−mean(y ln g(z) + (1 − y) ln(1 − g(z))), which loses its digits for large ``|z|``."""
    p = sigmoid(z)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def with_both_signs(z: Array, y: Array) -> float:
    """−mean(y ln g(z) + (1 − y) ln g(−z)), which holds until g rounds to 0."""
    return float(-np.mean(y * np.log(sigmoid(z)) + (1 - y) * np.log(sigmoid(-z))))


def of_right_class(z: Array, y: Array) -> float:
    """−mean ln p, with p = g(z) or g(−z) by the class, which holds until p rounds to 0."""
    return float(-np.mean(np.log(np.where(y == 1, sigmoid(z), sigmoid(-z)))))


def clipped(z: Array, y: Array, size: float) -> float:
    """The definition with every probability raised to `size` at least."""
    p = np.where(y == 1, sigmoid(z), sigmoid(-z))
    return float(-np.mean(np.log(np.clip(p, size, 1.0))))


def cross_entropy_cases(rng: np.random.Generator) -> list[Case]:
    """Logits at which σ rounds to 1 without overflow, and logits at which e^z overflows.

    In one case all logits could be probabilities too: there a logarithm of z itself is a number.
    """
    y = np.array([1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0])
    some = rng.uniform(-3, 3, 4)
    return [
        Case("ordinary logits", (rng.uniform(-3, 3, 7), y)),
        Case("ordinary logits", (rng.uniform(-3, 3, 5), rng.permutation(y[:5]))),
        Case("z = ±40", (np.array([40.0, -40.0, *some]), np.array([1.0, 0.0, 0.0, 1.0, 0.0, 1.0]))),
        Case("z = ±40", (np.array([40.0, *some]), np.array([0.0, 1.0, 0.0, 1.0, 0.0]))),
        Case("z = ±1000", (np.array([1000.0, -1000.0, some[0]]), np.array([0.0, 1.0, 1.0]))),
        Case("z = ±1000", (np.array([1000.0, -1000.0, some[1]]), np.array([1.0, 0.0, 0.0]))),
        Case("ordinary logits", (rng.uniform(0.1, 0.9, 4), y[:4])),
    ]


BINARY_CROSS_ENTROPY = Exercise(
    name="binary_cross_entropy",
    title="The cross-entropy, from logits",
    points=3,
    reference=binary_cross_entropy,
    cases=cross_entropy_cases,
    advice=(
        "Do two samples by hand: z = 0 and y = 1 costs ln 2 = 0.693, z = 40 and y = 0 costs 40. "
        "What do you get?"
    ),
    in_package="nw.binary_cross_entropy(logits, targets)",
    answered_by=("binary_cross_entropy",),
    mistakes=(
        Mistake(
            "logarithm of the sigmoid",
            by_definition,
            "g(40) rounds to 1, and ln(1 − 1) is −∞: write the cost in z, without g.",
        ),
        Mistake(
            "logarithms of g(z) and g(−z)",
            with_both_signs,
            "g(−z) instead of 1 − g(z) helps at z = 40. But g(−1000) rounds to 0, and its "
            "logarithm is −∞: write the cost in z, without g.",
        ),
        Mistake(
            "logarithm of g(z) or g(−z)",
            of_right_class,
            "g(−1000) rounds to 0, and a confident mistake costs −ln 0 = ∞: write the cost in z, "
            "without g.",
        ),
        *(
            Mistake(
                f"probabilities kept {size:g} away from 0",
                partial(clipped, size=size),
                f"A probability that is clipped at {size:g}, or has {size:g} added to it, hides "
                "the infinity and changes the cost: a mistake at z = 1000 costs 1000.",
            )
            for size in (1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15)
        ),
        Mistake(
            "overflow and no mean",
            lambda z, y: np.log(1 + np.exp(z)) - y * z,
            "These are the costs of the samples one by one; the answer is their mean.",
        ),
        Mistake(
            "overflow and no 1/N",
            lambda z, y: np.sum(np.log(1 + np.exp(z)) - y * z),
            "The costs of the samples are added up, and not yet divided by N.",
        ),
        Mistake(
            "plus y z",
            lambda z, y: np.mean(np.log(1 + np.exp(z)) + y * z),
            "It is ln(1 + e^z) minus y z: with the plus, a sure right answer costs much.",
        ),
        Mistake(
            "no absolute value",
            lambda z, y: np.mean(np.maximum(z, 0) + np.log(1 + np.exp(-z)) - y * z),
            "Once max(z, 0) is taken out, e^(−|z|) stays in the logarithm; here it is e^(−z).",
        ),
        Mistake(
            "overflow",
            lambda z, y: np.mean(np.log(1 + np.exp(z)) - y * z),
            "ln(1 + e^z) − y z is the right formula, and e^1000 is too large for a float: take "
            "max(z, 0) out of the logarithm first.",
        ),
        Mistake(
            "no mean",
            lambda z, y: each(z, y).sum(),
            "The samples are added up; the cost is their mean.",
        ),
        Mistake(
            "one cost a sample",
            each,
            "This is one number for each sample; the mean over them is still to be taken.",
        ),
        Mistake(
            "targets swapped",
            lambda z, y: each(z, 1 - y).mean(),
            "y and 1 − y are swapped: a sample of class 1 costs −ln g(z).",
        ),
        Mistake(
            "sign",
            lambda z, y: -each(z, y).mean(),
            "The minus in front is missing: the logarithm of a probability is negative, a cost "
            "is not.",
        ),
        Mistake(
            "class 1 only",
            lambda z, y: (y * each(z, y)).mean(),
            "Only the samples of class 1 cost something; those of class 0 cost −ln(1 − g(z)).",
        ),
        Mistake(
            "class 0 only",
            lambda z, y: ((1 - y) * each(z, y)).mean(),
            "Only the samples of class 0 cost something; those of class 1 cost −ln g(z).",
        ),
        Mistake(
            "base 2",
            lambda z, y: each(z, y).mean() / np.log(2),
            "The logarithm has base 2; here it is the natural one, `np.log`.",
        ),
        Mistake(
            "quadratic",
            lambda z, y: np.mean((sigmoid(z) - y) ** 2) / 2,
            "This is the quadratic cost of notebook 01, ½ (y − g(z))²; the cross-entropy takes "
            "logarithms.",
        ),
        Mistake(
            "the logits taken for probabilities",
            lambda z, y: -np.mean(y * np.log(z) + (1 - y) * np.log(1 - z)),
            "The logarithm is taken of z itself, which may be negative: z has to go through g "
            "first.",
        ),
    ),
)
