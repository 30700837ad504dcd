"""TrainingExplorer: gradient descent on the ten points, live, and every step of it to look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.backprop import backpropagate
from nnwidgets.core.losses import quadratic_cost
from nnwidgets.core.network import Network
from nnwidgets.core.training import descend
from nnwidgets.course.datasets import ten_points
from nnwidgets.course.examples import SIZES
from nnwidgets.course.fields import Choice, Field, Number
from nnwidgets.figures.scenes import chart as charts
from nnwidgets.figures.scenes import diagram as diagrams
from nnwidgets.figures.scenes import region as regions
from nnwidgets.text import short
from nnwidgets.widgets.feedforward.network_numbers import right_points
from nnwidgets.widgets.framework.runner import Progress, Runner
from nnwidgets.widgets.framework.trainable import TrainableExplorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nnwidgets.core.backprop import LayerGradient
    from nnwidgets.core.training import Progress as Report

Floats = NDArray[np.float64]

N_STEPS = 5000
CHUNK = 50
"""Steps between two pictures."""
BREATH = 0.03
"""Seconds between two pictures: the plateau is to be seen, and Stop to be in time."""
GRID = 80
RATES = {"0.5": "0.5", "5": "5", "20": "20", "50": "50", "100": "100"}
COST_AXIS = (-5.0, 0.0)  # powers of ten


class Trajectory:
    """One run of gradient descent, computed as far as it has been looked at.

    Args:
        learning_rate: η, on the lecture's cost.
        seed: of the start: W⁽¹⁾ … W⁽³⁾, then b⁽¹⁾ … b⁽³⁾, each 0.5 times a normal number.
    """

    def __init__(self, learning_rate: float, seed: int) -> None:
        start = Network.random(SIZES, rng=np.random.default_rng(seed))
        self._more: Iterator[Report] = descend(
            start, *ten_points(), learning_rate=learning_rate, n_steps=N_STEPS, record_every=CHUNK
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

    def costs(self, step: int) -> Floats:
        """Steps and costs up to `step`, shape (n, 2)."""
        last = self.at(step).step
        return np.array([[r.step, r.cost] for r in self.reports if r.step <= last])


@lru_cache(maxsize=8)
def trajectory(learning_rate: float, seed: int) -> Trajectory:
    """The run from a seed; kept, so that going back costs nothing."""
    return Trajectory(learning_rate, seed)


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

    def __init__(self) -> None:
        self._points = ten_points()
        self.runner = Runner("Train", N_STEPS, self._steps, lambda _: None, breath=BREATH)
        fields: list[Field] = [
            Choice("learning_rate", "rate η", "5", RATES),
            Number("seed", "seed", 0, 0, 99, 1),
            Number("steps", "steps", 0, 0, N_STEPS, CHUNK),
        ]
        super().__init__(fields, PANELS)

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
    ) -> dict[str, Mapping[str, object]]:
        """The network with its gradients, the map, and the cost so far."""
        del values, before  # the cost curve shows where it was
        return {
            "diagram": self._diagram(result),
            "map": self._map(result),
            "cost": cost_chart(result.costs),
        }

    def _diagram(self, result: TrainingNumbers) -> Mapping[str, object]:
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

    def _map(self, result: TrainingNumbers) -> Mapping[str, object]:
        right = result.right.tolist()
        scene = regions.region_map(
            result.field,
            palette="class",
            span=(-1.0, 1.0),
            boundary=result.boundary,
            ghost=None,
            points=regions.class_points(self._points.inputs, [0] * 5 + [1] * 5, right),
            marker=(),
            title="A ● where F₁ > F₂ (blue), else B ×",
            label=f"Map of the classes; {sum(right)} of 10 points right",
        )
        return {**scene, "marker": None, "clickable": False}

    # controls

    def _steps(self) -> Iterator[Progress]:
        """On from the present step, or from the start where it stands at the end."""
        if self.result.step == N_STEPS or self.result.message:
            self._apply({"steps": 0})
        while (step := self.result.step + CHUNK) <= N_STEPS and not self.result.message:
            self._apply({"steps": step})
            yield Progress(self.result.step, f"{self.result.step} of {N_STEPS} steps")


PANELS = (
    {"name": "diagram", "kind": "diagram", "span": 3},
    {"name": "map", "kind": "region", "span": 3},
    {"name": "cost", "kind": "chart", "span": 6},
)


def cost_chart(costs: Floats) -> Mapping[str, object]:
    """The cost over the steps, on an axis of powers of ten; 0.25 is the constant answer's."""
    powers = np.log10(np.maximum(costs[:, 1], 10.0 ** COST_AXIS[0]))
    y = charts.log_axis("cost", COST_AXIS)
    x = charts.axis("steps", (0, N_STEPS), [0, 1000, 2000, 3000, 4000, 5000])
    bar = float(np.log10(0.25))
    place = charts.ring(float(costs[-1, 0]), float(powers[-1]))
    frame = charts.frame(
        (58, 24, 505, 150),
        x,
        y,
        lines=[charts.curve(costs[:, 0], powers)],
        rules=[charts.rule(y=bar, kind="ghost")],
        points=[place],
        texts=[charts.note(N_STEPS, bar, "0.25: constant ½", dx=-6, dy=-4, anchor="end")],
    )
    label = f"Cost after {int(costs[-1, 0])} steps: {short(float(costs[-1, 1]))}"
    return charts.chart((590, 220), label, frame)
