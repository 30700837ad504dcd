"""Two classes: the inverse of the sigmoid, the cost of each sample, the confusion matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nnwidgets.core.checks import finite, quietly
from nnwidgets.core.losses import probabilities

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from nnwidgets.core.checks import Array


@quietly
def logit(probabilities: ArrayLike) -> Array:
    """The z with σ(z) = p: ln(p / (1 − p)).

    Args:
        probabilities: between 0 and 1, the ends left out, of any shape.

    Raises:
        ValueError: 0, 1 or anything beyond.
        TypeError: anything but numbers.

    >>> logit([0.2, 0.5, 0.8]).round(3)
    array([-1.386,  0.   ,  1.386])
    """
    p = finite(probabilities, "probabilities")
    if p.size and not 0.0 < p.min() <= p.max() < 1.0:
        raise ValueError("expected probabilities between 0 and 1: the logits of 0 and 1 are ∓∞")
    return np.log(p) - np.log1p(-p)


@quietly
def sample_cross_entropies(logits: ArrayLike, targets: ArrayLike) -> Array:
    """−y ln σ(z) − (1 − y) ln(1 − σ(z)) of every sample; `binary_cross_entropy` is the mean.

    Args:
        logits: z, shape (n_samples,).
        targets: y, from 0 to 1, shape (n_samples,).

    Raises:
        ValueError: shapes that differ, targets outside [0, 1], a nan.
        TypeError: anything but numbers.

    >>> sample_cross_entropies([0.0, -100.0], [1.0, 1.0]).round(3)
    array([  0.693, 100.   ])
    """
    z, y = finite(logits, "logits"), probabilities(finite(targets, "targets"))
    if z.shape != y.shape:
        raise ValueError(f"expected targets of the logits' shape {z.shape}, got {y.shape}")
    return np.maximum(z, 0.0) - y * z + np.log1p(np.exp(-np.abs(z)))


class Confusion(NamedTuple):
    """How many samples of each class got each answer."""

    true_positive: int
    false_negative: int
    false_positive: int
    true_negative: int

    @property
    def right(self) -> int:
        """Samples with the right answer."""
        return self.true_positive + self.true_negative


@quietly
def confusion(targets: ArrayLike, positive: ArrayLike) -> Confusion:
    """The four counts of a decision between two classes.

    Args:
        targets: 1 for the positive class, 0 for the negative one, shape (n_samples,).
        positive: the answers, as 1 and 0 or true and false, of the same shape.

    Raises:
        ValueError: shapes that differ, anything but 0 and 1.
        TypeError: anything but numbers.

    >>> confusion([1, 1, 0, 0, 0], [1, 0, 0, 0, 1])
    Confusion(true_positive=1, false_negative=1, false_positive=1, true_negative=2)
    """
    numbers, answers = finite(targets, "targets"), finite(positive, "positive")
    if numbers.shape != answers.shape:
        raise ValueError(
            f"expected answers of the targets' shape {numbers.shape}, got {answers.shape}"
        )
    if not (np.isin(numbers, [0.0, 1.0]).all() and np.isin(answers, [0.0, 1.0]).all()):
        raise ValueError("expected targets and answers 0 and 1; of probabilities p take p >= 0.5")
    y, answer = numbers == 1.0, answers == 1.0
    pairs = ((y & answer), (y & ~answer), (~y & answer), (~y & ~answer))
    return Confusion(*(int(np.count_nonzero(pair)) for pair in pairs))
