"""What the lecture's network computes in its explorer: on one input, the square, the ten points."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.layer import Layer
from nnwidgets.core.losses import quadratic_cost
from nnwidgets.core.network import ForwardPass, Network
from nnwidgets.course.examples import trained_network
from nnwidgets.course.fields import Array, Choice, Field, Number
from nnwidgets.exercises.checking.student import call_student
from nnwidgets.figures.scenes import region as regions
from nnwidgets.text import layer_symbol, subscript

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nnwidgets.course.datasets import Dataset

Floats = NDArray[np.float64]

LIMIT = 12.0  # of every weight and bias; a trained network of this size stays within
GRID = 100
CLASS_MAP = "F₁ against F₂ (class)"
SIZES = (2, 2, 3, 2)


@dataclass(frozen=True)
class NetworkNumbers:
    """What the network computes for one input, over the square and on the ten points."""

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
    """The same numbers from the student's function; a map of half the resolution."""
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


def right_points(outputs: Floats, points: Dataset) -> NDArray[np.bool_]:
    """Which points get the larger output in the place of their class; a tie is not right."""
    F1, F2 = outputs.T
    right: NDArray[np.bool_] = np.where(points.targets[:, 0] == 1, F1 > F2, F2 > F1)
    return right


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


def network_fields(*, frozen: bool) -> list[Field]:
    """Input, parameters, and what is shown of them; frozen: start for reaching 10 of 10 by hand."""
    start = trained_network() if frozen else START
    arrays: list[Field] = []
    for number, layer in enumerate(start.layers, start=1):
        zero = frozen and number == 3
        for letter, default in (("W", layer.weights), ("b", layer.biases)):
            values = np.zeros_like(default) if zero else np.array(default)
            symbol = layer_symbol(letter, number)
            arrays.append(Array(f"{letter}{number}", symbol, values, -LIMIT, LIMIT, 0.1))
    maps = {CLASS_MAP: "class"} | {neuron_label(a): a for a in MAPPED}
    return [
        Array("x", "input x", np.array([0.2, 0.7]), 0.0, 1.0, 0.01),
        *arrays,
        Number("step", "layers done", 3, 0, 3, 1),
        Choice("selected", "edit", "W1_11" if not frozen else "W3_11", PARAMETERS_BY_LABEL),
        Choice("map", "map", "class", maps),
        Number("scale", "W⁽³⁾ times", 1.0, 0.0, 4.0, 0.1),
        Number("shift", "add to both b⁽³⁾", 0.0, -10.0, 10.0, 0.5),
    ]


def parameter_labels() -> dict[str, str]:
    """The 23 parameters: symbol to address, W⁽¹⁾₁₂ to W1_12."""
    labels = {}
    for layer, (n_in, n_out) in enumerate(pairwise(SIZES), start=1):
        for i in range(1, n_out + 1):
            for j in range(1, n_in + 1):
                labels[f"{layer_symbol('W', layer)}{subscript(f'{i}{j}')}"] = f"W{layer}_{i}{j}"
        for i in range(1, n_out + 1):
            labels[f"{layer_symbol('b', layer)}{subscript(i)}"] = f"b{layer}_{i}"
    return labels


PARAMETERS_BY_LABEL = parameter_labels()
MAPPED = tuple(f"a{layer}_{i}" for layer in (1, 2, 3) for i in range(1, SIZES[layer] + 1))

# A start with a visible boundary; its numbers are one step of a slider apart.
START = Network(
    [
        Layer([[4.0, -3.0], [-2.0, 5.0]], [0.5, -1.5]),
        Layer([[2.0, -4.0], [-3.0, 3.0], [4.0, 1.0]], [1.0, 0.5, -2.0]),
        Layer([[3.0, -2.0, 1.0], [-3.0, 2.5, -1.0]], [-0.5, 0.5]),
    ]
)


def neuron_label(address: str) -> str:
    """The symbol of a neuron by its address: a2_3 is a⁽²⁾₃."""
    layer, unit = int(address[1]), int(address[3])
    name = f"{layer_symbol('a', layer)}{subscript(unit)}"
    return f"{name} = F{subscript(unit)}" if layer == 3 else name
