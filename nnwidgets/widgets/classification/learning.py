"""Explorers that train the network fc1–relu–fc2 while one looks on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.losses import binary_cross_entropy
from nnwidgets.core.network import Layer, Network
from nnwidgets.core.training import descend
from nnwidgets.course.fields import Field, Number
from nnwidgets.course.rows import Rows
from nnwidgets.text import short
from nnwidgets.widgets.framework.runner import Progress, Runner
from nnwidgets.widgets.framework.trainable import TrainableExplorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import ipywidgets

    from nnwidgets.course.datasets import Dataset, Split

Floats = NDArray[np.float64]
Result = TypeVar("Result")

N_STEPS = 600
CHUNK = 5
"""Steps between two pictures."""
BREATH = 0.01
"""Seconds between two pictures: slow enough for the eye to follow the boundary."""
MOST_RECORDS = 180
LARGEST = 1e4
"""No parameter grows beyond it: training ends before, where the rate is too large."""


class Learned(NamedTuple):
    """How far a network has come: at the start, no steps and no records."""

    network: Network
    steps: int
    history: Floats


class LearningExplorer(TrainableExplorer[Result]):
    """Base of explorers that train f(x) = W² relu(W¹ x + b¹) + b² on the binary cross-entropy.

    What was learned lies in fields of its own. It holds for the data, the number of units and the
    seed that it was learned with: with others the picture is that of a new start, and back again
    it is as it was.

    Args:
        fields: those of the subclass, with "data", "n_units", "seed" and "learning_rate".
        panels: as the base takes them.
        n_in: inputs of the network.
    """

    def __init__(
        self, fields: Sequence[Field], panels: Sequence[Mapping[str, object]], n_in: int
    ) -> None:
        self._n_in = n_in
        self.runner = Runner("Train", N_STEPS, self._run, lambda _: self._refresh(), breath=BREATH)
        super().__init__([*fields, *_learned_fields(n_in)], panels)

    def samples(self, values: Mapping[str, Any]) -> Split:
        """What is learned from, and what is held out."""
        raise NotImplementedError

    def controls(self) -> list[ipywidgets.Widget]:
        """The sliders."""
        hidden = {"added", *(field.name for field in _learned_fields(self._n_in))}
        shown = [self.control(name) for name in self.fields if name not in hidden]
        for name in ("n_units", "seed"):
            self.control(name).readout_format = ".0f"
        return shown

    def learned(self, values: Mapping[str, Any]) -> Learned:
        """The network of the fields: the trained one where it belongs to them, else a new start."""
        units, n_units, seed = values["units"], int(values["n_units"]), int(values["seed"])
        if len(units) != n_units or not np.array_equal(values["learned_for"], self._key(values)):
            return Learned(new_network(n_units, self._n_in, seed), 0, np.zeros((0, 3)))
        fc1 = Layer(units[:, :-2], units[:, -2], "relu")
        fc2 = Layer(units[None, :, -1], [values["c"]], "identity")
        return Learned(Network([fc1, fc2]), int(values["steps"]), values["history"])

    def _key(self, values: Mapping[str, Any]) -> Floats:
        """What a training belongs to, in numbers."""
        menu = list(self.fields["data"].options.values())  # type: ignore[union-attr]  # a Choice
        return np.array([[menu.index(values["data"]), values["n_units"], values["seed"]]])

    def _run(self) -> Iterator[Progress]:
        for done in range(CHUNK, N_STEPS + 1, CHUNK):
            if message := self._learn():
                yield Progress(done - CHUNK, message)
                return
            yield Progress(done, f"{self.learned(self._values).steps} steps in all")

    def _learn(self) -> str:
        """Some steps downhill from where the network is; returns why not, where it cannot."""
        values = self._values
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
        fc1, fc2 = report.network.layers
        units = np.column_stack([fc1.weights, fc1.biases, fc2.weights[0]])
        if report.message or np.abs(report.network.parameters).max() > LARGEST:
            return "The cost grew beyond all bounds: try a smaller learning rate, then Reset."
        record = [steps + CHUNK, report.cost, cost_on(report.network, test)]
        self._values = values | {
            "units": units,
            "c": float(fc2.biases[0]),
            "steps": float(record[0]),
            "history": thinned(history, record),
            "learned_for": self._key(values),
        }
        return ""


def _learned_fields(n_in: int) -> list[Field]:
    """What was learned: a row for each unit (its weights, its bias, its weight in fc2), and b²."""
    most = MOST_RECORDS + 2
    return [
        Rows("units", "units", np.zeros((0, n_in + 2)), -LARGEST, LARGEST, 0.1, most=32),
        Number("c", "b²", 0.0, -LARGEST, LARGEST, 0.1),
        Number("steps", "steps", 0, 0, 1_000_000, 1),
        Rows("history", "history", np.zeros((0, 3)), 0.0, 1e6, 0.1, most=most),
        Rows("learned_for", "learned for", np.zeros((0, 3)), 0.0, 100.0, 1.0, most=1),
    ]


def new_network(n_units: int, n_in: int, seed: int) -> Network:
    """An untrained network, by He's rule, with zero biases; its output is z."""
    rng = np.random.default_rng(seed)
    sizes = [n_in, n_units, 1]
    return Network.random(sizes, "relu", rng=rng, output_activation="identity", scale="fan_in")


def cost_on(network: Network, data: Dataset) -> float:
    """The cross-entropy of a network on a data set."""
    return float(binary_cross_entropy(network(data.inputs)[:, 0], data.targets))


def thinned(history: Floats, record: Sequence[float]) -> Floats:
    """The records with one more; every second one is left out where they are many."""
    kept = history[1::2] if len(history) >= MOST_RECORDS else history
    return np.vstack([kept, record])


def shown_steps(steps: int) -> int:
    """The end of the axis of steps: it grows by whole runs."""
    return N_STEPS * max(1, int(np.ceil(steps / N_STEPS)))


def progress_words(steps: int, rate: float, cost: float, held_out: float) -> str:
    """Steps and costs in a sentence."""
    return (
        f"After {steps} steps of rate {short(rate)}: cross-entropy {short(cost)} on the training "
        f"samples, {short(held_out)} on the held-out ones."
    )
