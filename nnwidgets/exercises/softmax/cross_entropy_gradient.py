"""Exercise: the gradient of the cross-entropy, by the logits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.exercise import Exercise, Mistake
from nnwidgets.exercises.softmax.cross_entropy import naive, sample_cases
from nnwidgets.exercises.softmax.softmax import by_column, softmax

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


def cross_entropy_gradient(logits: Array, targets: Array) -> Array:
    """(p − y) / N, with p = softmax(z) for each row."""
    exponentials = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    p = exponentials / np.sum(exponentials, axis=1, keepdims=True)
    return (p - targets) / len(logits)  # type: ignore[no-any-return]


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
    answered_by=("cross_entropy_gradient", "value_and_gradient"),
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
            "wrong way round, no 1/N",
            lambda z, y: y - softmax(z),
            "This is y − p: the sign is turned, as the cost falls that way, and the 1/N of the "
            "mean is missing.",
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
            "exp overflows: subtract from each row its largest logit first.",
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
