"""Explorer of notebook 02: a boundary in the plane, redrawn while the network learns it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.activations import sigmoid
from nnwidgets.core.losses import binary_cross_entropy
from nnwidgets.course.datasets import Dataset, Split
from nnwidgets.course.forms.classification import BOUNDARY
from nnwidgets.course.plane_sets import EXTENT, plane_samples
from nnwidgets.figures.classification.learning import learning_chart
from nnwidgets.figures.classification.plane import probability_map
from nnwidgets.figures.classification.sigmoid import NEAR_LINE
from nnwidgets.figures.geometry.folds import fold_lines
from nnwidgets.figures.scenes.region import grid, zero_contour
from nnwidgets.widgets.classification.added_points import (
    AddedPointsExplorer,
    point_help,
    with_added,
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
    from nnwidgets.figures.schema import Panel, Scene
    from nnwidgets.figures.schema.region import RegionScene

Floats = NDArray[np.float64]

PANELS: tuple[Panel, ...] = (
    {"name": "map", "kind": "region", "span": 3},
    {"name": "curve", "kind": "chart", "span": 3},
)
GRID = 80
CELLS = grid(GRID, EXTENT)


@dataclass(frozen=True)
class BoundaryNumbers:
    """The network's answers over the map and to all samples."""

    network: Network
    steps: int
    history: Floats
    field: Floats
    boundary: NDArray[np.float32]
    train: Dataset
    right: NDArray[np.bool_]
    cost: float
    held_out_z: Floats
    held_out_right: NDArray[np.bool_]
    held_out_cost: float


class BoundaryExplorer(AddedPointsExplorer[BoundaryNumbers], LearningExplorer[BoundaryNumbers]):
    """The network fc1–relu–fc2 on points of the plane, trained live.

    A click on the map, or Enter at the crosshair that arrow keys move, adds a training point.
    """

    form = BOUNDARY

    def __init__(self) -> None:
        super().__init__(PANELS, n_in=2)

    def samples(self, values: Mapping[str, Any]) -> Split:
        """The chosen set; added points are training samples too."""
        train, test = plane_samples(values["data"])
        return Split(with_added(train, values["added"]), test)

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
            zero_contour(field, EXTENT),
            train,
            (z >= 0.0) == (train.targets == 1),
            float(binary_cross_entropy(z, train.targets)),
            held_out,
            (held_out >= 0.0) == (test.targets == 1),
            cost_on(network, test),
        )

    def describe(self, values: Mapping[str, Any], result: BoundaryNumbers) -> str:
        """Steps, costs, and how many samples are right."""
        rate = values["learning_rate"]
        words = progress_words(result.steps, rate, result.cost, result.held_out_cost)
        return (
            f"{words}\n"
            f"Right: {int(result.right.sum())} of {len(result.right)} training samples, "
            f"{int(result.held_out_right.sum())} of {len(result.held_out_right)} held out."
        )

    def pictures(
        self, values: Mapping[str, Any], result: BoundaryNumbers, before: BoundaryNumbers | None
    ) -> Mapping[str, Scene]:
        """The map, the cost so far and the held-out samples on the sigmoid."""
        del before  # while the network learns, the boundary moves with every picture
        test = self.samples(values).test
        z = result.held_out_z
        return {
            "map": boundary_map(values, result),
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


def boundary_map(values: Mapping[str, Any], result: BoundaryNumbers) -> RegionScene:
    """The map of g(z), with a thin line where each unit folds."""
    train, fc1 = result.train, result.network.layers[0]
    n_right, n = int(result.right.sum()), len(result.right)
    return probability_map(
        result.field,
        result.boundary,
        (train.inputs, train.targets.tolist()),
        result.right.tolist(),
        extent=EXTENT,
        title="colour: g(z) · thin lines: the folds",
        label=f"Map of g(z) with the folds of {fc1.n_out} units; "
        f"{n_right} of {n} training samples right.",
        folds=[{**fold, "name": ""} for fold in fold_lines(fc1.weights, fc1.biases, EXTENT)],
        help_text=point_help(values),
    )
