"""Explorer of the lecture's network on its ten points: every parameter can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets

from nnwidgets.course.datasets import ten_points
from nnwidgets.course.forms.feedforward import (
    NETWORK,
    PARAMETER_LIMIT,
    frozen_network,
    neuron_label,
)
from nnwidgets.figures.feedforward.network import layer_product, network_map, network_readout
from nnwidgets.figures.scenes import diagram as diagrams
from nnwidgets.widgets.feedforward.network_numbers import (
    NetworkNumbers,
    network_numbers,
    network_of,
    student_numbers,
)
from nnwidgets.widgets.feedforward.network_words import reading, score
from nnwidgets.widgets.framework.selected_parameter import EDITOR, SelectedParameterExplorer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nnwidgets.figures.schema import Panel, Scene
    from nnwidgets.figures.schema.diagram import DiagramScene
    from nnwidgets.figures.schema.region import RegionScene

PANELS: tuple[Panel, ...] = (
    {"name": "diagram", "kind": "diagram", "span": 3},
    {"name": "map", "kind": "region", "span": 3},
    {"name": "equation", "kind": "matrices", "span": 6},
    {"name": "readout", "kind": "readout", "span": 6},
)


class NetworkExplorer(SelectedParameterExplorer[NetworkNumbers]):
    """The lecture's network with 2, 2, 3 and 2 nodes on its ten points, every parameter editable.

    Args:
        predict: "double_last_layer" or "shift_last_biases": a question first, then its slider.
        frozen: layers 1 and 2 keep trained values; W⁽³⁾ and b⁽³⁾ start at zero.
        feedforward: your own `feedforward(weights, biases, x)`; the network's answers are its.
    """

    form = NETWORK
    gates: ClassVar = {
        "double_last_layer": ("scale",),
        "shift_last_biases": ("shift",),
    }

    def __init__(
        self,
        *,
        predict: str | None = None,
        frozen: bool = False,
        feedforward: Callable[..., object] | None = None,
    ) -> None:
        self._feedforward = feedforward
        self._points = ten_points()
        self._extra = {"double_last_layer": "scale", "shift_last_biases": "shift"}.get(
            predict or ""
        )
        self._frozen = (1, 2) if frozen else ()
        why = "{} is frozen at its trained values here: change W3 and b3."
        names = [f"{letter}{layer}" for layer in self._frozen for letter in "Wb"]
        super().__init__(
            PANELS,
            form=frozen_network() if frozen else NETWORK,
            predict=predict,
            locked={name: why.format(name) for name in names},
        )

    def compute(self, values: Mapping[str, Any]) -> NetworkNumbers:
        """The forward pass of x, of the whole square and of the ten points."""
        if self._feedforward is None:
            return network_numbers(values, self._points)
        return student_numbers(values, self._points, self._feedforward)

    def describe(self, values: Mapping[str, Any], result: NetworkNumbers) -> str:
        """Input, output, cost and points right."""
        return reading(values, result)

    def pictures(
        self, values: Mapping[str, Any], result: NetworkNumbers, before: NetworkNumbers | None
    ) -> Mapping[str, Scene]:
        """Diagram, map, matrix product and read-out."""
        # if the student's function gave no output, the last layer is not computed
        done = min(int(values["step"]), 2 if result.output is None else 3)
        layers, passed = network_of(values).layers, result.passed
        return {
            "diagram": self._diagram(values, result, done),
            "map": self._map(values, result, before),
            "equation": layer_product(
                [(layer.weights, layer.biases) for layer in layers],
                passed.preactivations,
                passed.activations,
                selected=values["selected"],
                done=done,
                note="" if self._feedforward is None or not done else ": the package's numbers",
            ),
            "readout": network_readout(
                result.cost,
                None if before is None else before.cost,
                int(result.right.sum()),
                result.output,
            ),
        }

    def _diagram(
        self, values: Mapping[str, Any], result: NetworkNumbers, done: int
    ) -> DiagramScene:
        layers, passed = network_of(values).layers, result.passed
        output = passed.output if result.output is None else result.output
        return diagrams.network_diagram(
            diagrams.NetworkPicture(
                [layer.weights for layer in layers],
                [layer.biases for layer in layers],
                [*passed.activations[:-1], output],
                n_done=done,
                selected=values["selected"],
                limit=PARAMETER_LIMIT,
                frozen=self._frozen,
            )
        )

    def _map(
        self, values: Mapping[str, Any], result: NetworkNumbers, before: NetworkNumbers | None
    ) -> RegionScene:
        classes = self._points.targets[:, 1].astype(int).tolist()
        return network_map(
            result.field,
            result.boundary,
            (self._points.inputs, classes),
            result.right.tolist(),
            neuron="" if values["map"] == "class" else neuron_label(values["map"]),
            marker=values["x"],
            previous=None if before is None else before.boundary,
            score=score(result),
        )

    def controls(self) -> list[ipywidgets.Widget]:
        """The parameter to edit, its slider, the input and the map."""
        extra = [self.control(self._extra)] if self._extra else []
        for control in extra:
            control.add_class("nnw-wide")
        names = ("selected", "x_1", "x_2", "map")
        selected, x1, x2, shown = (self.control(name) for name in names)
        return [*extra, selected, self.control(EDITOR), x1, x2, shown]

    def buttons(self) -> list[ipywidgets.Button]:
        """Buttons that step through the layers."""
        back, following, run = (
            ipywidgets.Button(description=text) for text in ("Back", "Next layer", "Run")
        )
        back.on_click(lambda _: self._step_by(-1))
        following.on_click(lambda _: self._step_by(1))
        run.on_click(lambda _: self._step_to(3))
        return [back, following, run]

    def _step_by(self, n_layers: int) -> None:
        self._step_to(int(self.values["step"]) + n_layers)

    def _step_to(self, step: int) -> None:
        """Show layers up to `step`, and select in the layer that was just computed."""
        step = min(max(step, 0), 3)
        self.apply({"step": step} | ({"selected": f"W{step}_11"} if step else {}))

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Select a parameter, or take a clicked point as the input."""
        if event.get("event") == "point":
            place = [round(float(event["x"]), 2), round(float(event["y"]), 2)]
            self.apply({"x": place}, ghost="none")
        else:
            super().on_picture_event(event)
