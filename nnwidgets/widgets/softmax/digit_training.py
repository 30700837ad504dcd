"""Networks that read digits, on their way: what the digit explorer knows of their training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import Network
from nnwidgets.course import datasets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nnwidgets.exercises.softmax.digit_network import DigitRecipe

Floats = NDArray[np.float64]

REPORTS = 50
"""Pictures of a training."""


@dataclass(frozen=True)
class Trained:
    """A network and how it came about.

    Attributes:
        network: as it is now.
        history: rows (step, cost on the training images, accuracy on the held-out ones).
        answers: the digit it says for each held-out image, shape (360,).
    """

    network: Network
    history: Floats
    answers: NDArray[np.int_]

    @property
    def steps(self) -> int:
        """The steps that were made."""
        return int(self.history[-1, 0]) if len(self.history) else 0

    @property
    def accuracy(self) -> float:
        """The part of the held-out images that is right."""
        return float(np.mean(self.answers == datasets.digits().test.targets))


def trainings(recipe: DigitRecipe) -> Iterator[Trained]:
    """The network at the start and after each of the reports of its training."""
    test, rows = datasets.digits().test, []
    for report in recipe.reports(max(1, recipe.n_steps // REPORTS)):
        answers = report.network(test.inputs).argmax(axis=1)
        rows.append([report.step, report.cost, float(np.mean(answers == test.targets))])
        yield Trained(report.network, np.array(rows, dtype=np.float64), answers)


def as_given(network: Network) -> Trained:
    """A network of the notebook's.

    Raises:
        ValueError: it does not lead from 64 pixels to 10 logits.
        TypeError: it is no `Network`.
    """
    if not isinstance(network, Network):
        raise TypeError(f"network: expected a Network, got {type(network).__name__}")
    if network.sizes[0] != 64 or network.sizes[-1] != 10:
        raise ValueError(f"network: expected sizes from 64 to 10, got {network.sizes}")
    answers = network(datasets.digits().test.inputs).argmax(axis=1)
    return Trained(network, np.zeros((0, 3)), answers)
