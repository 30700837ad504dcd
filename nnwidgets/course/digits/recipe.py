"""The network that reads digits: its settings, their limits, and how it is trained."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core.losses import cross_entropy
from nnwidgets.core.network import Network
from nnwidgets.core.training import descend
from nnwidgets.course import datasets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nnwidgets.core.training import Progress

BATCH_SIZE = 64
ACTIVATIONS = ("relu", "tanh", "sigmoid")
MAX_UNITS, MAX_STEPS, MAX_RATE, MAX_SEED = 64, 3000, 5.0, 20
GOAL = 0.95
"""The accuracy on held-out digits to aim for."""


@dataclass(frozen=True, slots=True)
class DigitRecipe:
    """A network 64 → n_units → 10 for the digits, and how it is trained.

    Attributes:
        n_units: hidden units.
        activation: of the hidden units.
        learning_rate: η.
        n_steps: steps, each on `BATCH_SIZE` images.
        seed: of the first weights and of the batches.
    """

    n_units: int = 4
    activation: str = "relu"
    learning_rate: float = 0.05
    n_steps: int = 300
    seed: int = 0

    def reports(self, record_every: int) -> Iterator[Progress]:
        """Train on the cross-entropy of the logits, and report every `record_every` steps."""
        rng = np.random.default_rng(self.seed)
        sizes = [64, self.n_units, 10]
        network = Network.random(
            sizes, self.activation, rng=rng, output_activation="identity", scale="fan_in"
        )
        train = datasets.digits().train
        return descend(
            network,
            train.inputs,
            train.targets,
            cost=cross_entropy,
            learning_rate=self.learning_rate,
            n_steps=self.n_steps,
            batch_size=BATCH_SIZE,
            rng=rng,
            record_every=record_every,
        )


def accuracy(network: Network, data: datasets.Dataset) -> float:
    """The share of images whose largest logit is that of the right digit."""
    return float(np.mean(network(data.inputs).argmax(axis=1) == data.targets))


@lru_cache(maxsize=32)
def held_out_accuracy(recipe: DigitRecipe) -> float:
    """Accuracy after the training, on digits that it did not see; the same for the same recipe."""
    *_, last = recipe.reports(recipe.n_steps)
    return accuracy(last.network, datasets.digits().test)
