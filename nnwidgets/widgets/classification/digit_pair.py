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
from nnwidgets.course.fields import Choice, Field, Number
from nnwidgets.figures.classification.confusion import confusion_table
from nnwidgets.figures.classification.learning import learning_chart
from nnwidgets.figures.classification.sigmoid import NEAR_LINE
from nnwidgets.figures.scenes.gallery import gallery, image
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

Floats = NDArray[np.float64]

PAIRS = {"3 against 8": "38", "4 against 9": "49", "1 against 7": "17", "5 against 6": "56"}
N_SHOWN = 5


@cache
def pair_samples(pair: str) -> datasets.Split:
    """The images of two digits; the second is the positive class."""
    return datasets.digits(classes=[int(digit) for digit in pair])


@dataclass(frozen=True)
class DigitPairNumbers:
    """What the network answers to the images."""

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

    def __init__(self) -> None:
        fields: list[Field] = [
            Choice("data", "digits", "38", PAIRS),
            Number("n_units", "units", 8, 1, 16, 1),
            Number("learning_rate", "rate η", 0.1, 0.01, 1.0, 0.01),
            Number("seed", "seed", 0, 0, 20, 1),
            Number("threshold", "t", 0.5, 0.05, 0.95, 0.01),
        ]
        super().__init__(fields, _PANELS, n_in=64)

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
        """Steps, costs and how many are right."""
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
    ) -> dict[str, Mapping[str, object]]:
        """The cost, the held-out images on the sigmoid, the closest calls, the weights of fc1."""
        del before  # while it learns, everything moves
        test = self.samples(values).test
        zero, one = values["data"]
        return {
            "curve": learning_chart(
                result.history,
                result.z,
                sigmoid(result.z),
                test.targets.tolist(),
                result.right.tolist(),
                line=sigmoid(NEAR_LINE),
                threshold=values["threshold"],
                n_steps=shown_steps(result.steps),
                label="The cost so far, and the held-out images on the sigmoid",
            ),
            "closest": _closest(values, result, test),
            "table": confusion_table(*result.counts, names=(f"● {zero}", f"× {one}")),
            "weights": _weights(result.network),
        }


_PANELS = (
    {"name": "curve", "kind": "chart", "span": 3, "rows": 3},
    {"name": "table", "kind": "table", "span": 3},
    {"name": "closest", "kind": "gallery", "span": 3},
    {"name": "weights", "kind": "gallery", "span": 3},
)


def _closest(
    values: Mapping[str, Any], result: DigitPairNumbers, test: datasets.Dataset
) -> Mapping[str, object]:
    """The held-out images nearest to the threshold, the wrong ones first."""
    distance = np.abs(result.z - float(logit(values["threshold"])))
    order = np.lexsort([np.where(result.right, distance, -distance), result.right])[:N_SHOWN]
    items = []
    for i in sorted(order.tolist(), key=lambda i: result.z[i]):
        digit, p = values["data"][test.targets[i]], short(float(sigmoid(result.z[i])), 2)
        right = bool(result.right[i])
        text = f"a {digit}\ng = {p}"
        label = f"An image of a {digit}, g(z) = {p}, {'right' if right else 'wrong'}"
        items.append(image(test.inputs[i], (0.0, 1.0), text, label, wrong=not right))
    title = "held out: the wrong ones, then the closest calls"
    return gallery(items, palette="image", title=title)


def _weights(network: Network) -> Mapping[str, object]:
    """The rows of W¹ as images: which pixels a unit looks for."""
    fc1, fc2 = network.layers
    largest = float(np.abs(fc1.weights).max())
    order = np.argsort(-np.abs(fc2.weights[0]))[:N_SHOWN]
    items = [
        image(
            fc1.weights[i],
            (-largest, largest),
            f"unit {i + 1}\n→ {short(float(fc2.weights[0, i]), 2)}",
            f"Weights of unit {i + 1}; it adds {short(float(fc2.weights[0, i]), 2)} times to z",
        )
        for i in order.tolist()
    ]
    title = "units of fc1: green ink for, purple against; → fc2"
    return gallery(items, palette="weight", title=title)
