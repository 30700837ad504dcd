"""Explorer of notebook 02: a boundary in the plane that is learned while one looks on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.activations import sigmoid
from nnwidgets.core.losses import binary_cross_entropy
from nnwidgets.course import datasets
from nnwidgets.course.fields import Choice, Field, Number
from nnwidgets.figures.classification.learning import learning_chart
from nnwidgets.figures.classification.sigmoid import NEAR_LINE
from nnwidgets.figures.geometry.folds import fold_lines
from nnwidgets.figures.scenes import region as regions
from nnwidgets.widgets.classification.added_points import (
    POINT_FIELDS,
    AddedPointsExplorer,
    point_help,
)
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

EXTENT = (-3.0, 3.0, -3.0, 3.0)
GRID = 80
CELLS = regions.grid(GRID, EXTENT)
N_SAMPLES = 100
SETS = {"two moons": "moons", "two circles": "circles", "two spirals": "spirals", "xor": "xor"}
SHAPES: dict[str, tuple[float, tuple[float, float], float]] = {
    "moons": (0.2, (0.5, 0.25), 1.5),
    "circles": (0.1, (0.0, 0.0), 2.3),
    "spirals": (0.03, (0.0, 0.0), 2.6),
    "xor": (0.15, (0.5, 0.5), 2.6),
}
"""Noise, middle and size of each set on the map."""


@cache
def plane_samples(name: str) -> datasets.Split:
    """A hundred samples to learn from and a hundred held out."""
    noise, middle, size = SHAPES[name]
    parts = []
    for seed in (0, 1):
        x, y = getattr(datasets, name)(N_SAMPLES, noise=noise, rng=np.random.default_rng(seed))
        parts.append(datasets.Dataset(np.round(size * (x - np.array(middle)), 2), y))
    return datasets.Split(*parts)


@dataclass(frozen=True)
class BoundaryNumbers:
    """What the network answers over the map and to the samples."""

    network: Network
    steps: int
    history: Floats
    field: Floats
    boundary: NDArray[np.float32]
    train: datasets.Dataset
    right: NDArray[np.bool_]
    cost: float
    held_out_z: Floats
    held_out_right: NDArray[np.bool_]
    held_out_cost: float


class BoundaryExplorer(AddedPointsExplorer[BoundaryNumbers], LearningExplorer[BoundaryNumbers]):
    """The network fc1–relu–fc2 on points of the plane, trained live.

    A click on the map, or Enter at the crosshair that arrow keys move, adds a training point.
    """

    def __init__(self) -> None:
        fields: list[Field] = [
            Choice("data", "data", "moons", SETS),
            Number("n_units", "units", 8, 1, 16, 1),
            Number("learning_rate", "rate η", 0.5, 0.05, 2.0, 0.05),
            Number("seed", "seed", 0, 0, 20, 1),
            *POINT_FIELDS,
        ]
        super().__init__(fields, _PANELS, n_in=2)

    def samples(self, values: Mapping[str, Any]) -> datasets.Split:
        """The chosen set; what was added is learned from too."""
        train, test = plane_samples(values["data"])
        added = values["added"]
        inputs = np.vstack([train.inputs, added[:, :2]])
        targets = np.concatenate([train.targets, (added[:, 2] >= 0.5).astype(int)])
        return datasets.Split(datasets.Dataset(inputs, targets), test)

    def compute(self, values: Mapping[str, Any]) -> BoundaryNumbers:
        """The network over the map and on all samples."""
        network, steps, history = self.learned(values)
        train, test = self.samples(values)
        field = network(CELLS)[:, 0].reshape(GRID, GRID)
        z, held_out = network(train.inputs)[:, 0], network(test.inputs)[:, 0]
        return BoundaryNumbers(
            network,
            steps,
            history,
            sigmoid(field),
            regions.zero_contour(field, EXTENT),
            train,
            (z >= 0.0) == (train.targets == 1),
            float(binary_cross_entropy(z, train.targets)),
            held_out,
            (held_out >= 0.0) == (test.targets == 1),
            cost_on(network, test),
        )

    def describe(self, values: Mapping[str, Any], result: BoundaryNumbers) -> str:
        """Steps, costs and how many are right."""
        rate = values["learning_rate"]
        words = progress_words(result.steps, rate, result.cost, result.held_out_cost)
        return (
            f"{words}\n"
            f"Right: {int(result.right.sum())} of {len(result.right)} training samples, "
            f"{int(result.held_out_right.sum())} of {len(result.held_out_right)} held out."
        )

    def pictures(
        self, values: Mapping[str, Any], result: BoundaryNumbers, before: BoundaryNumbers | None
    ) -> dict[str, Mapping[str, object]]:
        """The map, the cost so far and the held-out samples on the sigmoid."""
        del before  # while it learns, the boundary is always on the move
        test = self.samples(values).test
        z = result.held_out_z
        return {
            "map": _map(values, result),
            "curve": learning_chart(
                result.history,
                z,
                sigmoid(z),
                test.targets.tolist(),
                result.held_out_right.tolist(),
                line=sigmoid(NEAR_LINE),
                threshold=0.5,
                n_steps=shown_steps(result.steps),
                label="The cost so far, and the held-out samples on the sigmoid",
            ),
        }


_PANELS = (
    {"name": "map", "kind": "region", "span": 3},
    {"name": "curve", "kind": "chart", "span": 3},
)


def _map(values: Mapping[str, Any], result: BoundaryNumbers) -> Mapping[str, object]:
    train, fc1 = result.train, result.network.layers[0]
    scene = regions.region_map(
        result.field,
        palette="class",
        span=(0.0, 1.0),
        boundary=result.boundary,
        ghost=None,
        points=regions.class_points(train.inputs, train.targets.tolist(), result.right.tolist()),
        marker=(),
        title="colour: g(z) · thin lines: the folds",
        label=f"Map of g(z) with the folds of {fc1.n_out} units; "
        f"{int(result.right.sum())} of {len(result.right)} training samples right.",
        extent=EXTENT,
    )
    folds = [fold | {"name": ""} for fold in fold_lines(fc1.weights, fc1.biases, EXTENT)]
    return dict(scene) | {"marker": None, "folds": folds, "help": point_help(values)}
