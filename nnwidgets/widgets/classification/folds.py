"""Explorer of notebook 02: one to four relu units, their folds, and the boundary they bend."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.activations import sigmoid
from nnwidgets.core.network import ForwardPass, Layer, Network
from nnwidgets.course import datasets
from nnwidgets.course.fields import Array, Choice, Field, Number
from nnwidgets.figures.classification.cut import cut_chart
from nnwidgets.figures.geometry.folds import fold_lines
from nnwidgets.figures.scenes import diagram as diagrams
from nnwidgets.figures.scenes import region as regions
from nnwidgets.text import layer_symbol, short
from nnwidgets.widgets.framework.selected_parameter import SelectedParameterExplorer

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ipywidgets

Floats = NDArray[np.float64]

MOST_UNITS = 4
LIMIT = 4.0
EXTENT = (-3.0, 3.0, -3.0, 3.0)
GRID = 80
CELLS = regions.grid(GRID, EXTENT)
CUT = np.linspace(EXTENT[0], EXTENT[1], 241)

# A half plane, a strip, a bay, an island: each unit cuts off one more side.
W1: Floats = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])
B1: Floats = np.full(MOST_UNITS, -1.0)
W2: Floats = np.full((1, MOST_UNITS), -1.0)
B2: Floats = np.array([0.6])

SETS = {"two circles": "circles", "xor": "xor", "two moons": "moons"}


@cache
def folded_set(name: str) -> datasets.Dataset:
    """Forty points of a data set that no straight line parts, around the middle of the map."""
    x, y = getattr(datasets, name)(40, rng=np.random.default_rng(2))
    middle, size = {"circles": (0.0, 2.3), "moons": ([0.5, 0.25], 1.6), "xor": (0.5, 2.6)}[name]
    return datasets.Dataset(np.round(size * (x - np.array(middle)), 2), y)


@dataclass(frozen=True)
class FoldsNumbers:
    """What the network computes for x, over the map, along the cut and on the samples."""

    network: Network
    passed: ForwardPass
    field: Floats
    boundary: NDArray[np.float32]
    right: NDArray[np.bool_]
    cut: ForwardPass


class FoldsExplorer(SelectedParameterExplorer[FoldsNumbers]):
    """The network fc1–relu–fc2 with two inputs, one to four units and one output z.

    Args:
        predict: "without_relu": a question first, then the activation.
    """

    gates: ClassVar = {"without_relu": ("activation",)}

    def __init__(self, *, predict: str | None = None) -> None:
        self.make_editor(LIMIT)
        super().__init__(_fields(4 if predict else 1), _PANELS, predict=predict)

    def compute(self, values: Mapping[str, Any]) -> FoldsNumbers:
        """The forward pass of x, of the map, of the cut and of the samples."""
        network = _network(values)
        z = network(CELLS)[:, 0].reshape(GRID, GRID)
        x, y = folded_set(values["data"])
        cut = np.column_stack([CUT, np.full_like(CUT, values["cut"])])
        return FoldsNumbers(
            network,
            network.forward(values["x"]),
            sigmoid(z),
            regions.zero_contour(z, EXTENT),
            (network(x)[:, 0] >= 0.0) == (y == 1),
            network.forward(cut),
        )

    def describe(self, values: Mapping[str, Any], result: FoldsNumbers) -> str:
        """The input's way through the network, and the samples."""
        x = ", ".join(short(v) for v in values["x"])
        hidden = result.passed.activations[1]
        units = ", ".join(short(v) for v in hidden)
        n_off = int(np.count_nonzero(hidden <= 0.0))
        name = f"{layer_symbol('a', 1)} = ({units})"
        if values["activation"] == "relu":
            name += f", {n_off} of {len(hidden)} off" if n_off else ", none off"
        z = float(result.passed.output[0])
        return (
            f"x = ({x}): {name}; z = {short(z)}, g(z) = {short(float(sigmoid(z)))}.\n"
            f"{int(result.right.sum())} of {len(result.right)} samples right; the boundary z = 0 "
            f"{_shape_words(values['activation'], len(result.boundary))}"
        )

    def pictures(
        self, values: Mapping[str, Any], result: FoldsNumbers, before: FoldsNumbers | None
    ) -> dict[str, Mapping[str, object]]:
        """The diagram, the map with the folds, and a cut through z."""
        network = result.network
        return {
            "diagram": diagrams.network_diagram(
                diagrams.NetworkPicture(
                    [layer.weights for layer in network.layers],
                    [layer.biases for layer in network.layers],
                    result.passed.activations,
                    n_done=2,
                    selected=values["selected"],
                    limit=LIMIT,
                    inputs=EXTENT[:2],
                )
            ),
            "map": _map(values, result, before),
            "cut": cut_chart(
                CUT,
                result.cut.output[:, 0],
                result.cut.activations[1] * network.layers[1].weights[0],
                at=values["cut"],
                selected=_selected_unit(values),
                previous=None if before is None else before.cut.output[:, 0],
            ),
        }

    def controls(self) -> list[ipywidgets.Widget]:
        """How many units, the parameter to edit, the relu, the data, the input and the cut."""
        names = ("n_units", "selected", "activation", "data", "x_1", "x_2", "cut")
        first, selected, *rest = (self.control(name) for name in names)
        first.readout_format = ".0f"
        return [first, selected, self._editor, *rest]

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Select a parameter, or take a clicked point as the input."""
        if event.get("event") == "point":
            self._before = None
            self._apply({"x": [round(float(event[name]), 2) for name in ("x", "y")]})
        else:
            super().on_picture_event(event)


_PANELS = (
    {"name": "diagram", "kind": "diagram", "span": 3},
    {"name": "map", "kind": "region", "span": 3},
    {"name": "cut", "kind": "chart", "span": 6},
)


def _fields(n_units: int) -> list[Field]:
    starts = {"W1": W1, "b1": B1, "W2": W2, "b2": B2}
    arrays = [
        Array(name, layer_symbol(name[0], int(name[1])), start, -LIMIT, LIMIT, 0.1)
        for name, start in starts.items()
    ]
    menu = {array.label_of(a): a for array in arrays for a in array.addresses()}
    return [
        Array("x", "input x", np.array([2.4, 2.4]), *EXTENT[:2], 0.1),
        *arrays,
        Number("n_units", "units", n_units, 1, MOST_UNITS, 1),
        Choice("selected", "edit", "W1_11", menu),
        Choice("activation", "between", "relu", {"relu": "relu", "nothing": "identity"}),
        Choice("data", "data", "circles", SETS),
        Number("cut", "cut at x₂", 0.0, -3.0, 3.0, 0.1),
    ]


def _network(values: Mapping[str, Any]) -> Network:
    """The first n units of the parameters; the output is z, without an activation."""
    n = int(values["n_units"])
    first = Layer(values["W1"][:n], values["b1"][:n], values["activation"])
    return Network([first, Layer(values["W2"][:, :n], values["b2"], "identity")])


def _selected_unit(values: Mapping[str, Any]) -> int | None:
    """The unit, from 0, to which the selected parameter belongs."""
    address: str = values["selected"]
    if address[:2] in {"W1", "b1"}:
        return int(address[3]) - 1
    return int(address[4]) - 1 if address[:2] == "W2" else None


def _shape_words(activation: str, n_pieces: int) -> str:
    if not n_pieces:
        return "lies nowhere on the map."
    return (
        "bends on the folds and is straight between them."
        if activation == "relu"
        else "is one straight line, as nothing stands between the two layers."
    )


def _map(
    values: Mapping[str, Any], result: FoldsNumbers, before: FoldsNumbers | None
) -> Mapping[str, object]:
    x, y = folded_set(values["data"])
    first = result.network.layers[0]
    moved = before is not None and not np.array_equal(before.boundary, result.boundary)
    scene = regions.region_map(
        result.field,
        palette="class",
        span=(0.0, 1.0),
        boundary=result.boundary,
        ghost=before.boundary if before is not None and moved else None,
        points=regions.class_points(x, y.tolist(), result.right.tolist()),
        marker=values["x"],
        title="colour: g(z) · numbered: the folds",
        label=f"Map of g(z) with the folds of {first.n_out} units; "
        f"{int(result.right.sum())} of {len(y)} samples right.",
        extent=EXTENT,
    )
    folds = fold_lines(first.weights, first.biases, EXTENT, _selected_unit(values))
    words = "Arrow keys move a crosshair, Enter takes its place as the input."
    shown = folds if values["activation"] == "relu" else []
    return dict(scene) | {"folds": shown, "help": words}
