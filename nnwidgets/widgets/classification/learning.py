"""Base of explorers that train the network fc1–relu–fc2, a picture after every few steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.losses import binary_cross_entropy
from nnwidgets.core.network import Layer, Network
from nnwidgets.core.training import descend
from nnwidgets.course.forms.classification import MAX_PARAMETER, MAX_RECORDS
from nnwidgets.course.state.fields import Choice
from nnwidgets.text import short
from nnwidgets.widgets.framework.runner import Progress, Runner
from nnwidgets.widgets.framework.trainable import TrainableExplorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nnwidgets.course.datasets import Dataset, Split
    from nnwidgets.figures.schema import Panel

Floats = NDArray[np.float64]
Result = TypeVar("Result")

N_STEPS = 600
CHUNK = 5
"""Steps between two pictures."""
BREATH = 0.01
"""Seconds between two pictures, slow enough for the eye to follow the boundary."""


class Learned(NamedTuple):
    """A network, the steps behind it, and its costs on the way; none of either at the start."""

    network: Network
    steps: int
    history: Floats


class LearningExplorer(TrainableExplorer[Result]):
    """Base of explorers that train f(x) = W² relu(W¹ x + b¹) + b² on the binary cross-entropy.

    The trained parameters are hidden fields. They are shown only with the data, the number of
    units and the seed that they were trained with: other settings show an untrained network, and
    going back to the old ones brings the trained one back.

    Args:
        panels: as the base takes them.
        n_in: inputs of the network; the form is that of `learning_form`.
    """

    def __init__(self, panels: Sequence[Panel], n_in: int) -> None:
        self._n_in = n_in
        self.runner = Runner("Train", N_STEPS, self.train_in_steps, lambda _: None, breath=BREATH)
        super().__init__(panels)

    def samples(self, values: Mapping[str, Any]) -> Split:
        """The training samples, and those that are held out."""
        raise NotImplementedError

    def learned(self, values: Mapping[str, Any]) -> Learned:
        """The trained network if it was trained with these settings, else an untrained one."""
        units, n_units, seed = values["units"], int(values["n_units"]), int(values["seed"])
        if len(units) != n_units or not np.array_equal(values["learned_for"], self._key(values)):
            return Learned(new_network(n_units, self._n_in, seed), 0, np.zeros((0, 3)))
        fc1 = Layer(units[:, :-2], units[:, -2], "relu")
        fc2 = Layer(units[None, :, -1], [values["c"]], "identity")
        return Learned(Network([fc1, fc2]), int(values["steps"]), values["history"])

    def _key(self, values: Mapping[str, Any]) -> Floats:
        """The settings that a training belongs to, as a row of numbers."""
        data = self.fields["data"]
        assert isinstance(data, Choice)  # noqa: S101  # as `learning_form` makes it
        place = list(data.options.values()).index(values["data"])
        return np.array([[place, values["n_units"], values["seed"]]])

    def train_in_steps(self) -> Iterator[Progress]:
        """Train from the present network on, `CHUNK` steps before each yield."""
        for done in range(CHUNK, N_STEPS + 1, CHUNK):
            if message := self._learn_some():
                yield Progress(done - CHUNK, message)
                return
            yield Progress(done, f"{self.learned(self.values).steps} steps in all")

    def _learn_some(self) -> str:
        """Train for `CHUNK` steps; returns a sentence if the cost grows without bound, else ''."""
        values = self.values
        network, steps, history = self.learned(values)
        train, test = self.samples(values)
        *_, report = descend(
            network,
            train.inputs,
            train.targets,
            cost=binary_cross_entropy,
            learning_rate=float(values["learning_rate"]),
            n_steps=CHUNK,
            record_every=CHUNK,
        )
        if report.message or np.abs(report.network.parameters).max() > MAX_PARAMETER:
            return "The cost grew beyond all bounds: try a smaller learning rate, then Reset."
        fc1, fc2 = report.network.layers
        record = [steps + CHUNK, report.cost, cost_on(report.network, test)]
        self.apply(
            {
                "units": np.column_stack([fc1.weights, fc1.biases, fc2.weights[0]]),
                "c": float(fc2.biases[0]),
                "steps": record[0],
                "history": thinned(history, record),
                "learned_for": self._key(values),
            }
        )
        return ""


def new_network(n_units: int, n_in: int, seed: int) -> Network:
    """An untrained network, by He's rule, with zero biases; its output is z."""
    rng = np.random.default_rng(seed)
    sizes = [n_in, n_units, 1]
    return Network.random(sizes, "relu", rng=rng, output_activation="identity", scale="fan_in")


def cost_on(network: Network, data: Dataset) -> float:
    """The cross-entropy of a network on a data set."""
    return float(binary_cross_entropy(network(data.inputs)[:, 0], data.targets))


def thinned(history: Floats, record: Sequence[float]) -> Floats:
    """The records and one more; every second one goes when there are too many."""
    kept = history[1::2] if len(history) >= MAX_RECORDS else history
    return np.vstack([kept, record])


def shown_steps(steps: int) -> int:
    """The right end of the axis of steps, which grows by whole runs."""
    return N_STEPS * max(1, int(np.ceil(steps / N_STEPS)))


def progress_words(steps: int, rate: float, cost: float, held_out: float) -> str:
    """Steps and costs in a sentence."""
    return (
        f"After {steps} steps of rate {short(rate)}: cross-entropy {short(cost)} on the training "
        f"samples, {short(held_out)} on the held-out ones."
    )
