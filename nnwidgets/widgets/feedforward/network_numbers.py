"""What the lecture's network computes: for one input, over the square, for the ten points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.layer import Layer
from nnwidgets.core.losses import quadratic_cost
from nnwidgets.core.network import ForwardPass, Network
from nnwidgets.course.examples import SIZES, right_points
from nnwidgets.exercises.checking.student import call_student
from nnwidgets.figures.scenes import region as regions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nnwidgets.course.datasets import Dataset

Floats = NDArray[np.float64]

GRID = 100


@dataclass(frozen=True)
class NetworkNumbers:
    """The network's answers for one input, over the square and for the ten points."""

    passed: ForwardPass
    output: Floats | None
    field: Floats
    boundary: NDArray[np.float32]
    right: NDArray[np.bool_]
    cost: float | None
    problem: str


def network_numbers(values: Mapping[str, Any], points: Dataset) -> NetworkNumbers:
    """The forward pass of x, of the whole square and of the ten points."""
    network = network_of(values)
    cells = network.forward(regions.grid(GRID))
    outputs = network(points.inputs)
    gap = cells.preactivations[-1][:, 1] - cells.preactivations[-1][:, 0]
    passed = network.forward(values["x"])
    return NetworkNumbers(
        passed,
        passed.output,
        mapped_field(values["map"], cells).reshape(GRID, GRID),
        regions.zero_contour(gap.reshape(GRID, GRID)),
        right_points(outputs, points),
        float(quadratic_cost(outputs, points.targets)),
        "",
    )


def student_numbers(
    values: Mapping[str, Any], points: Dataset, feedforward: Callable[..., object]
) -> NetworkNumbers:
    """The same numbers from the student's function, with a map of half the resolution."""
    n = GRID // 2
    network = network_of(values)
    passed = network.forward(values["x"])
    parameters = ([la.weights for la in network.layers], [la.biases for la in network.layers])
    asked = [values["x"], points.inputs, regions.grid(n)]
    answers = []
    for inputs in asked:
        shape = (*inputs.shape[:-1], SIZES[-1])
        answer = call_student(feedforward, *parameters, inputs, shape=shape)
        if answer.value is None:
            nothing = np.zeros((n, n)), np.zeros((0, 4), np.float32), np.ones(10, bool)
            return NetworkNumbers(passed, None, *nothing, None, answer.problem)
        answers.append(answer.value)
    output, outputs, cells = answers
    with np.errstate(over="ignore"):  # finite numbers, but of any size
        gap = (cells[:, 1] - cells[:, 0]).reshape(n, n)
    field = gap
    if values["map"] != "class":
        field = mapped_field(values["map"], network.forward(asked[2])).reshape(n, n)
    cost = float(quadratic_cost(outputs, points.targets))
    right = right_points(outputs, points)
    return NetworkNumbers(passed, output, field, regions.zero_contour(gap), right, cost, "")


def network_of(values: Mapping[str, Any]) -> Network:
    """The network as edited, with the prediction's slider applied to its last layer."""
    return Network(
        [
            Layer(values["W1"], values["b1"]),
            Layer(values["W2"], values["b2"]),
            Layer(values["W3"] * values["scale"], values["b3"] + values["shift"]),
        ]
    )


def mapped_field(shown: str, cells: ForwardPass) -> Floats:
    """The field that the map shows: F₂ − F₁, or one neuron's activation."""
    if shown == "class":
        outputs = cells.output
        gap: Floats = outputs[:, 1] - outputs[:, 0]
        return gap
    return cells.activations[int(shown[1])][:, int(shown[3]) - 1]
