"""Exercise: from outputs of the network to classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import sigmoid
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


def predict_class(z: Array, threshold: float) -> Array:
    """1 where g(z) ≥ threshold, else 0, for z of any shape."""
    g = np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))
    return (g >= threshold).astype(int)  # type: ignore[no-any-return]


def predict_cases(rng: np.random.Generator) -> list[Case]:
    """Numbers on both sides of every threshold that a mistake might use instead, and z = 0 at ½."""
    spread = np.array([-3.5, -1.2, -0.7, -0.2, 0.1, 0.3, 0.7, 1.2, 2.5])
    noise = rng.uniform(-0.05, 0.05, spread.shape)
    z = rng.permutation(spread + noise)
    return [
        Case("threshold ½", (z, 0.5)),
        Case("threshold ½", (np.array([-1.0, 0.0, 1.0]), 0.5)),
        Case("other thresholds", (z, 0.7)),
        Case("other thresholds", (z, 0.25)),
        Case("other thresholds", (z[:8].reshape(4, 2), 0.6)),
    ]


PREDICT_CLASS = Exercise(
    name="predict_class",
    title="From outputs to classes",
    points=2,
    reference=predict_class,
    cases=predict_cases,
    advice="Print g(z) for one z beside the threshold: on which side is it?",
    solution_text=(
        "def predict_class(z, threshold):\n    return (nw.sigmoid(z) >= threshold).astype(int)"
    ),
    mistakes=(
        Mistake(
            "not at the threshold itself",
            lambda z, t: (sigmoid(z) > t).astype(int),
            "Right off the threshold, not on it: at g(z) = ½ exactly the lecture's rule, ≥, says "
            "the positive class.",
        ),
        Mistake(
            "always one half",
            lambda z, _t: (z >= 0).astype(int),
            "The threshold is not used: this is right for ½ only.",
        ),
        Mistake(
            "always one half, and 0 there",
            lambda z, _t: np.round(sigmoid(z)),
            "The threshold is not used, and at g(z) = ½ exactly this says 0, as `np.round` "
            "and `> 0.5` both do.",
        ),
        Mistake(
            "no sigmoid",
            lambda z, t: (z >= t).astype(int),
            "z and the threshold are compared as if both were of one kind. The threshold is a "
            "value of g: z has to go through g first, and the threshold stays as it is.",
        ),
        Mistake(
            "classes swapped",
            lambda z, t: (sigmoid(z) < t).astype(int),
            "0 and 1 are swapped: the answer is 1 where g(z) reaches the threshold.",
        ),
        Mistake(
            "labels −1 and +1",
            lambda z, t: np.where(sigmoid(z) >= t, 1, -1),
            "The negative class is −1 here; the exercise calls it 0.",
        ),
        Mistake(
            "probabilities",
            lambda z, _t: sigmoid(z),
            "These are the values of g; the decision, 0 or 1, is still to be made.",
        ),
        Mistake(
            "probabilities of the chosen",
            lambda z, t: np.where(sigmoid(z) >= t, sigmoid(z), 0),
            "The answer is 0 below the threshold, as it should be, but g(z) above it instead of 1.",
        ),
        Mistake(
            "sigmoid twice",
            lambda z, t: (sigmoid(sigmoid(z)) >= t).astype(int),
            "The sigmoid is taken twice: g(g(z)) is always above ½.",
        ),
        Mistake(
            "positions",
            lambda z, t: np.flatnonzero(sigmoid(z) >= t),
            "These are the positions of the positive ones; the exercise asks for a 0 or a 1 for "
            "every z.",
        ),
        Mistake(
            "how many",
            lambda z, t: (sigmoid(z) >= t).sum(),
            "This is how many are positive, one number; the exercise asks for a 0 or a 1 for "
            "every z.",
        ),
    ),
)
