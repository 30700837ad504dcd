"""Explorer of notebook 02: two handwritten digits told apart by the network fc1–relu–fc2."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.activations import sigmoid
from nnwidgets.core.classification import Confusion, confusion, logit
from nnwidgets.core.losses import binary_cross_entropy
from nnwidgets.course import datasets
from nnwidgets.course.forms.classification import DIGIT_PAIR
from nnwidgets.figures.classification.confusion import confusion_table
from nnwidgets.figures.classification.digit_pair import closest_calls, unit_images
from nnwidgets.figures.classification.learning import learning_chart
from nnwidgets.figures.classification.sigmoid import NEAR_LINE
from nnwidgets.text import short
from nnwidgets.widgets.classification.learning import (
    LearningExplorer,
    cost_on,
    progress_words,
    shown_steps,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.core.network import Network
    from nnwidgets.figures.schema import Panel, Scene

Floats = NDArray[np.float64]

PANELS: tuple[Panel, ...] = (
    {"name": "curve", "kind": "chart", "span": 3, "rows": 3},
    {"name": "table", "kind": "table", "span": 3},
    {"name": "closest", "kind": "gallery", "span": 3},
    {"name": "weights", "kind": "gallery", "span": 3},
)


@cache
def pair_samples(pair: str) -> datasets.Split:
    """The images of two digits; the second is the positive class."""
    return datasets.digits(classes=[int(digit) for digit in pair])


@dataclass(frozen=True)
class DigitPairNumbers:
    """The network's answers to all images of the pair."""

    network: Network
    steps: int
    history: Floats
    cost: float
    n_right: int
    z: Floats
    right: NDArray[np.bool_]
    counts: Confusion
    held_out_cost: float


class DigitPairExplorer(LearningExplorer[DigitPairNumbers]):
    """The network fc1–relu–fc2 on 8×8 images of two digits, trained live, with a threshold."""

    form = DIGIT_PAIR

    def __init__(self) -> None:
        super().__init__(PANELS, n_in=64)

    def samples(self, values: Mapping[str, Any]) -> datasets.Split:
        """The images of the chosen pair."""
        return pair_samples(values["data"])

    def compute(self, values: Mapping[str, Any]) -> DigitPairNumbers:
        """The network on all images of the pair."""
        network, steps, history = self.learned(values)
        train, test = self.samples(values)
        learned, z = network(train.inputs)[:, 0], network(test.inputs)[:, 0]
        cut = float(logit(values["threshold"]))
        return DigitPairNumbers(
            network,
            steps,
            history,
            float(binary_cross_entropy(learned, train.targets)),
            int(np.count_nonzero((learned >= cut) == (train.targets == 1))),
            z,
            (z >= cut) == (test.targets == 1),
            confusion(test.targets, z >= cut),
            cost_on(network, test),
        )

    def describe(self, values: Mapping[str, Any], result: DigitPairNumbers) -> str:
        """Steps, costs, and how many images are right."""
        n_train = len(self.samples(values).train.targets)
        rate = values["learning_rate"]
        words = progress_words(result.steps, rate, result.cost, result.held_out_cost)
        return (
            f"{words}\n"
            f"Right at threshold {short(values['threshold'])}: {result.n_right} of {n_train} "
            f"training images, {result.counts.right} of {len(result.right)} held out."
        )

    def pictures(
        self, values: Mapping[str, Any], result: DigitPairNumbers, before: DigitPairNumbers | None
    ) -> Mapping[str, Scene]:
        """The cost, the held-out images on the sigmoid, the closest calls, the weights of fc1."""
        del before  # while it learns, everything moves
        test = self.samples(values).test
        zero, one = values["data"]
        g, (fc1, fc2) = sigmoid(result.z), result.network.layers
        return {
            "curve": learning_chart(
                result.history,
                result.z,
                g,
                test.targets.tolist(),
                result.right.tolist(),
                line=sigmoid(NEAR_LINE),
                threshold=values["threshold"],
                n_steps=shown_steps(result.steps),
                label="The cost so far, and the held-out images on the sigmoid",
            ),
            "closest": closest_calls(
                test.inputs,
                [values["data"][target] for target in test.targets],
                result.z,
                g,
                result.right,
                cut=float(logit(values["threshold"])),
            ),
            "table": confusion_table(*result.counts, names=(f"● {zero}", f"× {one}")),
            "weights": unit_images(fc1.weights, fc2.weights[0]),
        }
