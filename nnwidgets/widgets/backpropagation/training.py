"""TrainingExplorer: gradient descent on the ten points, live, and every step of it to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.backprop import backpropagate
from nnwidgets.core.losses import quadratic_cost
from nnwidgets.course.datasets import ten_points
from nnwidgets.course.examples import right_points
from nnwidgets.course.forms.backpropagation import TRAINING
from nnwidgets.course.ten_point_training import CHUNK, MAX_STEPS, trajectory
from nnwidgets.figures.backpropagation.training import cost_chart
from nnwidgets.figures.scenes import diagram as diagrams
from nnwidgets.figures.scenes import region as regions
from nnwidgets.text import short
from nnwidgets.widgets.framework.runner import Progress, Runner
from nnwidgets.widgets.framework.trainable import TrainableExplorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nnwidgets.core.backprop import LayerGradient
    from nnwidgets.core.network import Network
    from nnwidgets.figures.schema import Panel, Scene
    from nnwidgets.figures.schema.diagram import Diagram
    from nnwidgets.figures.schema.region import RegionScene

Floats = NDArray[np.float64]

BREATH = 0.03
"""Seconds between two pictures: the plateau is to be seen, and Stop to be in time."""
GRID = 80
PANELS: tuple[Panel, ...] = (
    {"name": "diagram", "kind": "diagram", "span": 3},
    {"name": "map", "kind": "region", "span": 3},
    {"name": "cost", "kind": "chart", "span": 6},
)


@dataclass(frozen=True)
class TrainingNumbers:
    """The network after some steps."""

    network: Network
    step: int
    cost: float
    costs: Floats
    slopes: list[LayerGradient]
    field: Floats
    boundary: NDArray[np.float32]
    right: NDArray[np.bool_]
    message: str


class TrainingExplorer(TrainableExplorer[TrainingNumbers]):
    """The lecture's network of 2, 2, 3 and 2 nodes, learning the ten points from a random start.

    `train()` runs all steps at once; the button runs them in view. The slider goes back and forth
    through the steps of the run.
    """

    form = TRAINING

    def __init__(self) -> None:
        self._points = ten_points()
        self.runner = Runner("Train", MAX_STEPS, self._steps, lambda _: None, breath=BREATH)
        super().__init__(PANELS)

    # numbers

    def compute(self, values: Mapping[str, Any]) -> TrainingNumbers:
        """The run up to the chosen step, and the gradient there."""
        step = CHUNK * int(values["steps"] // CHUNK)
        run = trajectory(float(values["learning_rate"]), int(values["seed"]))
        report = run.at(step)
        points = self._points
        network = report.network
        last = network.forward(regions.grid(GRID))
        gap = (last.preactivations[-1][:, 1] - last.preactivations[-1][:, 0]).reshape(GRID, GRID)
        return TrainingNumbers(
            network,
            report.step,
            report.cost,
            run.costs(step),
            backpropagate(network, points.inputs, points.targets, quadratic_cost),
            (last.output[:, 1] - last.output[:, 0]).reshape(GRID, GRID),
            regions.zero_contour(gap),
            right_points(network(points.inputs), points),
            report.message,
        )

    # words

    def describe(self, values: Mapping[str, Any], result: TrainingNumbers) -> str:
        """Steps, cost, points right and the size of the gradient."""
        size = np.sqrt(sum((s.weights**2).sum() + (s.biases**2).sum() for s in result.slopes))
        ended = f" {result.message.capitalize()}." if result.message else ""
        return (
            f"After {result.step} steps of rate {values['learning_rate']} from seed "
            f"{int(values['seed'])}: cost {short(result.cost, 4)}, "
            f"{int(result.right.sum())} of 10 points right, "
            f"length of the gradient {short(float(size))}.{ended}"
        )

    # pictures

    def pictures(
        self, values: Mapping[str, Any], result: TrainingNumbers, before: TrainingNumbers | None
    ) -> Mapping[str, Scene]:
        """The network with its gradients, the map, and the cost so far."""
        del values, before  # the cost curve shows where it was
        return {
            "diagram": self._diagram(result),
            "map": self._map(result),
            "cost": cost_chart(result.costs, MAX_STEPS),
        }

    def _diagram(self, result: TrainingNumbers) -> Diagram:
        sample = result.network.forward(self._points.inputs[0])
        largest = float(np.abs(result.network.parameters).max())
        return diagrams.network_diagram(
            diagrams.NetworkPicture(
                [layer.weights for layer in result.network.layers],
                [layer.biases for layer in result.network.layers],
                sample.activations,
                n_done=3,
                selected="",
                limit=float(max(4.0, 4.0 * np.ceil(largest / 4.0))),
                slopes=[slope.weights for slope in result.slopes],
                inert=True,
            )
        )

    def _map(self, result: TrainingNumbers) -> RegionScene:
        right = result.right.tolist()
        return regions.region_map(
            result.field,
            palette="class",
            span=(-1.0, 1.0),
            boundary=result.boundary,
            points=regions.class_points(self._points.inputs, [0] * 5 + [1] * 5, right),
            title="A ● where F₁ > F₂ (blue), else B ×",
            label=f"Map of the classes; {sum(right)} of 10 points right",
            quantity="F₂ − F₁",
            clickable=False,
        )

    # controls

    def _steps(self) -> Iterator[Progress]:
        """On from the present step, or from the start where it stands at the end."""
        if self.result.step == MAX_STEPS or self.result.message:
            self.apply({"steps": 0})
        while (step := self.result.step + CHUNK) <= MAX_STEPS and not self.result.message:
            self.apply({"steps": step})
            yield Progress(self.result.step, f"{self.result.step} of {MAX_STEPS} steps")
