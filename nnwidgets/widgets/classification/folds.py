"""Explorer of notebook 02: one to four relu units, their folds, and the boundary they bend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.activations import sigmoid
from nnwidgets.core.network import ForwardPass, Layer, Network
from nnwidgets.course.forms.classification import FOLDS, FOLDS_LIMIT, MAX_UNITS
from nnwidgets.course.plane_sets import EXTENT, folded_set
from nnwidgets.figures.classification.cut import cut_chart
from nnwidgets.figures.classification.plane import probability_map
from nnwidgets.figures.geometry.folds import fold_lines
from nnwidgets.figures.scenes import diagram as diagrams
from nnwidgets.figures.scenes.region import grid, zero_contour
from nnwidgets.text import layer_symbol, short
from nnwidgets.widgets.framework.selected_parameter import SelectedParameterExplorer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.figures.schema import Panel, Scene
    from nnwidgets.figures.schema.diagram import DiagramScene
    from nnwidgets.figures.schema.region import RegionScene

Floats = NDArray[np.float64]

PANELS: tuple[Panel, ...] = (
    {"name": "diagram", "kind": "diagram", "span": 3},
    {"name": "map", "kind": "region", "span": 3},
    {"name": "cut", "kind": "chart", "span": 6},
)
GRID = 80
CELLS = grid(GRID, EXTENT)
CUT = np.linspace(EXTENT[0], EXTENT[1], 241)


@dataclass(frozen=True)
class FoldsNumbers:
    """The network's answers: for x, over the map, along the cut and for the samples."""

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

    form = FOLDS
    gates: ClassVar = {"without_relu": ("activation",)}

    def __init__(self, *, predict: str | None = None) -> None:
        form = FOLDS.starting(n_units=MAX_UNITS) if predict else FOLDS
        super().__init__(PANELS, form=form, predict=predict)

    def compute(self, values: Mapping[str, Any]) -> FoldsNumbers:
        """The forward pass of x, of the map, of the cut and of the samples."""
        network = network_of(values)
        z = network(CELLS)[:, 0].reshape(GRID, GRID)
        x, y = folded_set(values["data"])
        cut = np.column_stack([CUT, np.full_like(CUT, values["cut"])])
        return FoldsNumbers(
            network,
            network.forward(values["x"]),
            sigmoid(z),
            zero_contour(z, EXTENT),
            (network(x)[:, 0] >= 0.0) == (y == 1),
            network.forward(cut),
        )

    def describe(self, values: Mapping[str, Any], result: FoldsNumbers) -> str:
        """The activations, z and g(z) of x, and how many samples are right."""
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
            f"{shape_words(values['activation'], len(result.boundary))}"
        )

    def pictures(
        self, values: Mapping[str, Any], result: FoldsNumbers, before: FoldsNumbers | None
    ) -> Mapping[str, Scene]:
        """The diagram, the map with the folds, and a cut through z."""
        return {
            "diagram": diagram(values, result),
            "map": folds_map(values, result, before),
            "cut": cut_chart(
                CUT,
                result.cut.output[:, 0],
                result.cut.activations[1] * result.network.layers[1].weights[0],
                at=values["cut"],
                selected=unit_of(values["selected"]),
                previous=None if before is None else before.cut.output[:, 0],
            ),
        }

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Select a parameter, or take a clicked point as the input."""
        if event.get("event") == "point":
            place = [round(float(event[name]), 2) for name in ("x", "y")]
            self.apply({"x": place}, ghost="none")
        else:
            super().on_picture_event(event)


def network_of(values: Mapping[str, Any]) -> Network:
    """The first n units of the parameters; the output is z, without an activation."""
    n = int(values["n_units"])
    first = Layer(values["W1"][:n], values["b1"][:n], values["activation"])
    return Network([first, Layer(values["W2"][:, :n], values["b2"], "identity")])


def unit_of(address: str) -> int | None:
    """The unit, from 0, to which a parameter belongs; None for b².

    >>> unit_of("W1_31"), unit_of("W2_12"), unit_of("b2_1")
    (2, 1, None)
    """
    layer, digits = address.split("_")
    if layer in {"W1", "b1"}:
        return int(digits[0]) - 1
    return int(digits[1]) - 1 if layer == "W2" else None


def shape_words(activation: str, n_pieces: int) -> str:
    """The shape of the boundary, as the end of a sentence."""
    if not n_pieces:
        return "lies nowhere on the map."
    return (
        "bends on the folds and is straight between them."
        if activation == "relu"
        else "is one straight line, as nothing stands between the two layers."
    )


def diagram(values: Mapping[str, Any], result: FoldsNumbers) -> DiagramScene:
    """The network as a diagram, with the activations of x."""
    layers = result.network.layers
    return diagrams.network_diagram(
        diagrams.NetworkPicture(
            [layer.weights for layer in layers],
            [layer.biases for layer in layers],
            result.passed.activations,
            n_done=2,
            selected=values["selected"],
            limit=FOLDS_LIMIT,
            inputs=EXTENT[:2],
        )
    )


def folds_map(
    values: Mapping[str, Any], result: FoldsNumbers, before: FoldsNumbers | None
) -> RegionScene:
    """The map of g(z); where there is a relu, the fold of every unit lies on it."""
    samples, first = folded_set(values["data"]), result.network.layers[0]
    folds = fold_lines(first.weights, first.biases, EXTENT, unit_of(values["selected"]))
    n_right, n = int(result.right.sum()), len(result.right)
    return probability_map(
        result.field,
        result.boundary,
        (samples.inputs, samples.targets.tolist()),
        result.right.tolist(),
        extent=EXTENT,
        title="colour: g(z) · numbered: the folds",
        label=f"Map of g(z) with the folds of {first.n_out} units; {n_right} of {n} samples right.",
        previous=None if before is None else before.boundary,
        marker=values["x"],
        folds=folds if values["activation"] == "relu" else (),
        help_text="Arrow keys move a crosshair, Enter takes its place as the input.",
    )
