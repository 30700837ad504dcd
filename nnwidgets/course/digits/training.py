"""Networks that read digits while they are trained: what `DigitExplorer` shows of each."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.course import datasets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nnwidgets.core.network import Network
    from nnwidgets.core.training import Progress
    from nnwidgets.course.digits.recipe import DigitRecipe

Floats = NDArray[np.float64]

N_REPORTS = 50
"""Pictures of a training."""


@dataclass(frozen=True)
class TrainedDigits:
    """A network that reads digits, and how it was trained.

    Attributes:
        network: from 64 pixels to 10 logits.
        history: rows (step, cost on the training images, accuracy on the held-out ones); none
            where nothing is known of the training.
        answers: the digit that it reads in each held-out image, shape (360,).
    """

    network: Network
    history: Floats
    answers: NDArray[np.int_]

    @property
    def step(self) -> int:
        """The number of steps taken."""
        return int(self.history[-1, 0]) if len(self.history) else 0

    @property
    def accuracy(self) -> float:
        """The share of held-out images that it reads correctly."""
        return share_right(self.answers)


class DigitTraining:
    """The training of one recipe, computed as far as it has been looked at."""

    def __init__(self, recipe: DigitRecipe) -> None:
        self._reports: Iterator[Progress] = recipe.reports(max(1, recipe.n_steps // N_REPORTS))
        self._seen: list[TrainedDigits] = []
        self._advance()

    def at(self, step: int) -> TrainedDigits:
        """The last report within the first `step` steps."""
        while self._seen[-1].step < step and self._advance():
            pass
        place = bisect_right(self._seen, step, key=lambda trained: trained.step)
        return self._seen[place - 1]

    def after(self, step: int) -> TrainedDigits | None:
        """The first report after `step` steps, or None at the end of the training."""
        while self._seen[-1].step <= step:
            if not self._advance():
                return None
        return next(trained for trained in self._seen if trained.step > step)

    def _advance(self) -> bool:
        """Compute one more report, if there is one."""
        report = next(self._reports, None)
        if report is None:
            return False
        answers = answers_of(report.network)
        row = np.array([[report.step, report.cost, share_right(answers)]])
        history = np.vstack([*(trained.history for trained in self._seen[-1:]), row])
        self._seen.append(TrainedDigits(report.network, history, answers))
        return True


@lru_cache(maxsize=4)
def digit_training(recipe: DigitRecipe) -> DigitTraining:
    """The training of a recipe; the last few are kept, so that going back takes no time."""
    return DigitTraining(recipe)


def answers_of(network: Network) -> NDArray[np.int_]:
    """The digit that a network reads in each held-out image, shape (360,)."""
    answers: NDArray[np.int_] = network(datasets.digits().test.inputs).argmax(axis=1)
    return answers


def share_right(answers: NDArray[np.int_]) -> float:
    """The share of held-out images for which the answer is right."""
    return float(np.mean(answers == datasets.digits().test.targets))
