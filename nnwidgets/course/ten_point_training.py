"""Gradient descent on the ten points: the runs that `TrainingExplorer` shows, and deep networks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core.backprop import backpropagate
from nnwidgets.core.losses import quadratic_cost
from nnwidgets.core.network import Network
from nnwidgets.core.training import descend
from nnwidgets.course.datasets import ten_points
from nnwidgets.course.examples import SIZES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nnwidgets.core.checks import Array
    from nnwidgets.core.training import Progress as Report

RATES = ("0.5", "5", "20", "50", "100")
"""Learning rates to choose from, on the lecture's cost."""
MAX_STEPS, MAX_SEED = 5000, 99
CHUNK = 50
"""Steps between two pictures."""
WIDTH, MAX_DEPTH = 16, 20
"""Units of each hidden layer, and hidden layers, of the deep networks."""


class Trajectory:
    """One run of gradient descent, computed as far as it has been looked at.

    Args:
        learning_rate: η, on the lecture's cost.
        seed: of the start: W⁽¹⁾ … W⁽³⁾, then b⁽¹⁾ … b⁽³⁾, each 0.5 times a normal number.
    """

    def __init__(self, learning_rate: float, seed: int) -> None:
        start = Network.random(SIZES, rng=np.random.default_rng(seed))
        self._more: Iterator[Report] = descend(
            start, *ten_points(), learning_rate=learning_rate, n_steps=MAX_STEPS, record_every=CHUNK
        )
        self.reports = [next(self._more)]

    def at(self, step: int) -> Report:
        """The network after `step` steps; the last one there is, where the run broke off."""
        while self.reports[-1].step < step:
            report = next(self._more, None)
            if report is None:
                break
            self.reports.append(report)
        return self.reports[min(step // CHUNK, len(self.reports) - 1)]

    def costs(self, step: int) -> Array:
        """Steps and costs up to `step`, shape (n, 2)."""
        last = self.at(step).step
        return np.array([[r.step, r.cost] for r in self.reports if r.step <= last])


@lru_cache(maxsize=8)
def trajectory(learning_rate: float, seed: int) -> Trajectory:
    """The run from a seed; kept, so that going back costs nothing."""
    return Trajectory(learning_rate, seed)


@lru_cache(maxsize=256)
def gradient_sizes(depth: int, activation: str, scale: str, seed: int) -> Array:
    """Root mean square of ∂C/∂W⁽ˡ⁾ for each layer of a deep network at its random start.

    Args:
        depth: hidden layers, each of `WIDTH` units.
        activation: of the hidden layers.
        scale: "fan_in", or a number that the normal numbers are multiplied by.
        seed: of the start.
    """
    network = Network.random(
        [2, *[WIDTH] * depth, 2],
        activation,
        rng=np.random.default_rng(seed),
        output_activation="sigmoid",
        scale="fan_in" if scale == "fan_in" else float(scale),
    )
    slopes = backpropagate(network, *ten_points(), quadratic_cost)
    return np.array([np.sqrt(np.mean(slope.weights**2)) for slope in slopes])
