"""Explorers of notebook 01: one neuron, and the lecture's network on its ten points."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets
import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import activations, datasets
from nnwidgets.core.layer import Layer
from nnwidgets.core.losses import quadratic_cost
from nnwidgets.core.network import ForwardPass, Network
from nnwidgets.core.training import trained_network
from nnwidgets.exercises.student import call_student
from nnwidgets.figures import curves, diagrams, matrices, regions
from nnwidgets.figures.text import layer_symbol, short, subscript
from nnwidgets.widgets.base import Explorer
from nnwidgets.widgets.fields import Array, Choice, Field, Number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Floats = NDArray[np.float64]

NEURON_LIMITS = {"w": 4.0, "b": 4.0, "x": 2.0}
NEURON_Z = np.linspace(-12.0, 12.0, 241)  # |w x + b| is never more than 4 · 2 + 4
NAMED = ("identity", "step", "sigmoid", "tanh", "relu")


@dataclass(frozen=True)
class NeuronNumbers:
    """What one neuron computes; `a` is None where the student's function gave no value."""

    z: float
    a: float | None
    curve: Floats | None
    problem: str


class NeuronExplorer(Explorer[NeuronNumbers]):
    """One neuron: z = w x + b, a = φ(z), on the curve of φ.

    Args:
        activation: a name, or your own function from an array z to an array φ(z).

    Raises:
        ValueError: a name that is none of these.
    """

    def __init__(self, activation: str | Callable[..., object] = "sigmoid") -> None:
        if isinstance(activation, str) and activation not in NAMED:
            known = ", ".join(NAMED)
            raise ValueError(f"unknown activation {activation!r}: use {known}, or your function")
        self._function = activation
        self._curves: dict[str, tuple[Floats | None, str]] = {}
        self._selected = "w"
        names = {name: name for name in NAMED}
        first = activation if isinstance(activation, str) else "yours"
        if first == "yours":
            names = {f"yours: {_name_of(activation)}": "yours"} | names
        fields: list[Field] = [
            Number("w", "weight w", 1.0, -4.0, 4.0, 0.1),
            Number("b", "bias b", 0.0, -4.0, 4.0, 0.1),
            Number("x", "input x", 1.0, -2.0, 2.0, 0.1),
            Choice("activation", "φ", first, names),
        ]
        panels = [
            {"name": "diagram", "kind": "diagram", "span": 3},
            {"name": "curve", "kind": "plot", "span": 3},
        ]
        super().__init__(fields, panels)

    def compute(self, values: Mapping[str, Any]) -> NeuronNumbers:
        """The sum z = w x + b, and a = φ(z) by the chosen activation or the student's."""
        z = values["w"] * values["x"] + values["b"] + 0.0
        curve, problem = self._curve(values["activation"])
        if problem:
            return NeuronNumbers(z, None, curve, problem)
        a, problem = self._activate(values["activation"], np.array([z]))
        return NeuronNumbers(z, None if a is None else float(a[0]), curve, problem)

    def _activate(self, name: str, z: Floats) -> tuple[Floats | None, str]:
        if name != "yours":
            function: Callable[[Floats], Floats] = getattr(activations, name)
            return function(z), ""
        result = call_student(self._function, z, shape=z.shape)
        return result.value, result.problem

    def _curve(self, name: str) -> tuple[Floats | None, str]:
        if name not in self._curves:
            self._curves[name] = self._activate(name, NEURON_Z)
        return self._curves[name]

    def describe(self, values: Mapping[str, Any], result: NeuronNumbers) -> str:
        """The sum and the activation in live numbers."""
        w, x, b = (short(values[name]) for name in "wxb")
        sum_ = f"z = w x + b = {w} × {x} + {b} = {short(result.z)}".replace("+ −", "− ")
        if result.a is None:
            return f"{sum_}. {result.problem}"
        return f"{sum_}; a = {self._label(values)}(z) = {short(result.a, 4)}."

    def _label(self, values: Mapping[str, Any]) -> str:
        name: str = values["activation"]
        return _name_of(self._function) if name == "yours" else name

    def pictures(
        self, values: Mapping[str, Any], result: NeuronNumbers, before: NeuronNumbers | None
    ) -> dict[str, Mapping[str, object]]:
        """The neuron as a diagram, and its point on the curve."""
        diagram = diagrams.neuron_diagram(
            values["w"],
            values["b"],
            values["x"],
            result.z,
            result.a,
            limits=NEURON_LIMITS,
            selected=self._selected,
        )
        curve = np.full_like(NEURON_Z, np.nan) if result.curve is None else result.curve
        figure = curves.activation_curve(
            NEURON_Z,
            curve,
            None if result.a is None else (result.z, result.a),
            None if before is None or before.a is None else (before.z, before.a),
            name=f"a = {self._label(values)}(z)",
            y_range=_room_for(curve),
        )
        return {"diagram": diagram, "curve": figure | {"label": self.describe(values, result)}}

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Select what was clicked or reached by Tab."""
        if event.get("event") in {"select", "press"} and event.get("id") in self.fields:
            self._selected = str(event["id"])
            self._refresh()


def _name_of(function: object) -> str:
    """The name of a student's function; φ for a lambda, and for what has no name."""
    name = getattr(function, "__name__", None)
    return name if isinstance(name, str) and name.isidentifier() else "φ"


def _room_for(curve: Floats) -> tuple[float, float]:
    """An axis a little longer than the curve; from −0.1 to 1.1 where there is none."""
    seen = np.clip(curve[np.isfinite(curve)], -1e300, 1e300)  # room is left to be added
    low, high = (0.0, 1.0) if seen.size == 0 else (min(0.0, seen.min()), max(1.0, seen.max()))
    return float(low - 0.1 * (high - low)), float(high + 0.1 * (high - low))


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


class NetworkExplorer(Explorer[NetworkNumbers]):
    """The lecture's network with 2, 2, 3 and 2 nodes on its ten points, every parameter editable.

    Args:
        predict: "double_last_layer" or "shift_last_biases": a question first, then its slider.
        frozen: layers 1 and 2 keep trained values; W⁽³⁾ and b⁽³⁾ start at zero.
        feedforward: your own `feedforward(weights, biases, x)`; the network's answers are its.
    """

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
        self._points = datasets.ten_points()
        self._extra = {"double_last_layer": "scale", "shift_last_biases": "shift"}.get(
            predict or ""
        )
        self._editor = self._make_editor()
        why = "{} is frozen at its trained values here: change W3 and b3."
        locked = {name: why.format(name) for name in ("W1", "b1", "W2", "b2")} if frozen else {}
        super().__init__(_network_fields(frozen), _PANELS, predict=predict, locked=locked)

    # numbers

    def compute(self, values: Mapping[str, Any]) -> NetworkNumbers:
        """The forward pass of x, of the whole square and of the ten points."""
        network = _network(values)
        x = values["x"]
        if self._feedforward is not None:
            return self._compute_with_student(network, x, values["map"])
        cells = network.forward(regions.grid(GRID))
        outputs = network(self._points.inputs)
        gap = cells.preactivations[-1][:, 1] - cells.preactivations[-1][:, 0]
        passed = network.forward(x)
        return NetworkNumbers(
            passed,
            passed.output,
            _mapped(values["map"], cells).reshape(GRID, GRID),
            regions.zero_contour(gap.reshape(GRID, GRID)),
            self._right(outputs),
            float(quadratic_cost(outputs, self._points.targets)),
            "",
        )

    def _compute_with_student(self, network: Network, x: Floats, shown: str) -> NetworkNumbers:
        """The same numbers from the student's function; a map of half the resolution."""
        n = GRID // 2
        passed = network.forward(x)
        parameters = ([la.weights for la in network.layers], [la.biases for la in network.layers])
        asked = [x, self._points.inputs, regions.grid(n)]
        answers = []
        for inputs in asked:
            shape = (*inputs.shape[:-1], SIZES[-1])
            answer = call_student(self._feedforward, *parameters, inputs, shape=shape)
            if answer.value is None:
                nothing = np.zeros((n, n)), np.zeros((0, 4), np.float32), np.ones(10, bool)
                return NetworkNumbers(passed, None, *nothing, None, answer.problem)
            answers.append(answer.value)
        output, outputs, cells = answers
        with np.errstate(over="ignore"):  # finite numbers, but of any size
            gap = (cells[:, 1] - cells[:, 0]).reshape(n, n)
        field = gap if shown == "class" else _mapped(shown, network.forward(asked[2])).reshape(n, n)
        cost = float(quadratic_cost(outputs, self._points.targets))
        return NetworkNumbers(
            passed, output, field, regions.zero_contour(gap), self._right(outputs), cost, ""
        )

    def _right(self, outputs: Floats) -> NDArray[np.bool_]:
        """Which points get the larger output in the place of their class; a tie is not right."""
        F1, F2 = outputs.T
        right: NDArray[np.bool_] = np.where(self._points.targets[:, 0] == 1, F1 > F2, F2 > F1)
        return right

    # words

    def describe(self, values: Mapping[str, Any], result: NetworkNumbers) -> str:
        """Input, output, cost and points right."""
        x = ", ".join(short(v) for v in values["x"])
        if result.output is None or result.cost is None:
            return f"x = ({x}). {result.problem}"
        done = int(values["step"])
        shown = result.passed.activations[done] if done < 3 else result.output
        name = layer_symbol("a", done) if done < 3 else "F(x)"
        numbers = ", ".join(short(v) for v in shown)
        return (
            f"x = ({x}); after layer {done} of 3: {name} = ({numbers}).\n"
            f"Cost {short(result.cost, 4)} (the constant output ½, ½ costs 0.25); "
            f"{_score(result)}.{self._changes(values)}"
        )

    def _changes(self, values: Mapping[str, Any]) -> str:
        """What the prediction's own slider does to the last layer, in words."""
        scaled = f" W⁽³⁾ is multiplied by {short(values['scale'])}." if values["scale"] != 1 else ""
        shifted = f" {short(values['shift'])} is added to both b⁽³⁾." if values["shift"] else ""
        return scaled + shifted

    # pictures

    def pictures(
        self, values: Mapping[str, Any], result: NetworkNumbers, before: NetworkNumbers | None
    ) -> dict[str, Mapping[str, object]]:
        """Diagram, map, matrix product and read-out."""
        network = _network(values)
        passed, output = result.passed, result.output
        # without an output of the student's, the last layer is not computed
        done = min(int(values["step"]), 2 if output is None else 3)
        return {
            "diagram": diagrams.network_diagram(
                diagrams.NetworkPicture(
                    [layer.weights for layer in network.layers],
                    [layer.biases for layer in network.layers],
                    [*passed.activations[:-1], passed.output if output is None else output],
                    n_done=done,
                    selected=values["selected"],
                    limit=LIMIT,
                    frozen=[layer for layer in (1, 2, 3) if f"W{layer}" in self._locked],
                )
            ),
            "map": self._map(values, result, before),
            "equation": _equation(network, passed, values["selected"], done),
            "readout": _readout(result, before),
        }

    def _map(
        self, values: Mapping[str, Any], result: NetworkNumbers, before: NetworkNumbers | None
    ) -> Mapping[str, object]:
        classes = values["map"] == "class"
        name = "" if classes else _neuron_label(values["map"])
        moved = before is not None and not np.array_equal(before.boundary, result.boundary)
        return regions.region_map(
            result.field,
            palette="class" if classes else "activation",
            span=(-1.0, 1.0) if classes else (0.0, 1.0),
            boundary=result.boundary,
            ghost=before.boundary if before is not None and moved else None,
            points=regions.class_points(
                self._points.inputs, [0] * 5 + [1] * 5, result.right.tolist()
            ),
            marker=values["x"],
            title="A ● where F₁ > F₂ (blue), else B ×" if classes else f"{name}: dark 0, white 1",
            label=f"Map of {name or 'the classes'} over the unit square; {_score(result)}",
        )

    # controls

    def controls(self) -> list[ipywidgets.Widget]:
        """The parameter to edit, its slider, the input and the map."""
        extra = [self.control(self._extra)] if self._extra else []
        for control in extra:
            control.add_class("nnw-wide")
        names = ("selected", "x_1", "x_2", "map")
        selected, x1, x2, shown = (self.control(name) for name in names)
        return [*extra, selected, self._editor, x1, x2, shown]

    def buttons(self) -> list[ipywidgets.Button]:
        """Step through the layers."""
        self._back, self._next, self._run = (
            ipywidgets.Button(description=text) for text in ("Back", "Next layer", "Run")
        )
        self._back.on_click(lambda _: self._step_to(int(self._values["step"]) - 1))
        self._next.on_click(lambda _: self._step_to(int(self._values["step"]) + 1))
        self._run.on_click(lambda _: self._step_to(3))
        return [self._back, self._next, self._run]

    def _step_to(self, step: int) -> None:
        """Show layers up to `step`, and select in the layer that was just computed."""
        step = min(max(step, 0), 3)
        self._apply({"step": step} | ({"selected": f"W{step}_11"} if step else {}))

    def _make_editor(self) -> ipywidgets.FloatSlider:
        editor = ipywidgets.FloatSlider(min=-LIMIT, max=LIMIT, step=0.1, readout_format=".2f")
        editor.add_class("nnw-field-selected-value")
        editor.observe(self._on_editor, names="value")
        return editor

    def _on_editor(self, change: Mapping[str, Any]) -> None:
        if not self._moving:
            self._apply({str(self._values["selected"]): change["new"]})

    def _refresh(self) -> None:
        super()._refresh()
        self._moving = True
        try:
            self._sync_editor(str(self._values["selected"]))
        finally:
            self._moving = False

    def _sync_editor(self, address: str) -> None:
        editor, value = self._editor, self.value(address)
        label = self._elements[address].label_of(address)
        if editor.description != label:
            editor.description = label
        if editor.value != value:
            editor.value = value
        locked = bool(self.is_locked(address))
        if editor.disabled != locked:
            editor.disabled = locked

    def _on_event(self, event: Mapping[str, Any]) -> None:
        if event.get("id") == "selected-value":
            event = {**event, "id": self._values["selected"]}
        super()._on_event(event)

    def on_picture_event(self, event: Mapping[str, Any]) -> None:
        """Select a parameter, or take a clicked point as the input."""
        kind, address = event.get("event"), event.get("id")
        if (
            kind in {"select", "press"}
            and address in PARAMETERS
            and address != self.value("selected")
        ):
            self._apply({"selected": address})
        elif kind == "point" and {"x", "y"} <= event.keys():
            self._before = None
            self._apply({"x": [round(float(event["x"]), 2), round(float(event["y"]), 2)]})


_PANELS = (
    {"name": "diagram", "kind": "diagram", "span": 3},
    {"name": "map", "kind": "region", "span": 3},
    {"name": "equation", "kind": "matrices", "span": 6},
    {"name": "readout", "kind": "readout", "span": 6},
)


def _network_fields(frozen: bool) -> list[Field]:  # noqa: FBT001  # private
    start = trained_network() if frozen else _START
    arrays: list[Field] = []
    for number, layer in enumerate(start.layers, start=1):
        zero = frozen and number == 3
        for letter, default in (("W", layer.weights), ("b", layer.biases)):
            values = np.zeros_like(default) if zero else np.array(default)
            symbol = layer_symbol(letter, number)
            arrays.append(Array(f"{letter}{number}", symbol, values, -LIMIT, LIMIT, 0.1))
    maps = {CLASS_MAP: "class"} | {_neuron_label(a): a for a in MAPPED}
    return [
        Array("x", "input x", np.array([0.2, 0.7]), 0.0, 1.0, 0.01),
        *arrays,
        Number("step", "layers done", 3, 0, 3, 1),
        Choice("selected", "edit", "W1_11" if not frozen else "W3_11", PARAMETERS_BY_LABEL),
        Choice("map", "map", "class", maps),
        Number("scale", "W⁽³⁾ times", 1.0, 0.0, 4.0, 0.1),
        Number("shift", "add to both b⁽³⁾", 0.0, -10.0, 10.0, 0.5),
    ]


def _parameter_labels() -> dict[str, str]:
    labels = {}
    for layer, (n_in, n_out) in enumerate(pairwise(SIZES), start=1):
        for i in range(1, n_out + 1):
            for j in range(1, n_in + 1):
                labels[f"{layer_symbol('W', layer)}{subscript(f'{i}{j}')}"] = f"W{layer}_{i}{j}"
        for i in range(1, n_out + 1):
            labels[f"{layer_symbol('b', layer)}{subscript(i)}"] = f"b{layer}_{i}"
    return labels


PARAMETERS_BY_LABEL = _parameter_labels()
PARAMETERS = tuple(PARAMETERS_BY_LABEL.values())
MAPPED = tuple(f"a{layer}_{i}" for layer in (1, 2, 3) for i in range(1, SIZES[layer] + 1))

# A start with a visible boundary; its numbers are one step of a slider apart.
_START = Network(
    [
        Layer([[4.0, -3.0], [-2.0, 5.0]], [0.5, -1.5]),
        Layer([[2.0, -4.0], [-3.0, 3.0], [4.0, 1.0]], [1.0, 0.5, -2.0]),
        Layer([[3.0, -2.0, 1.0], [-3.0, 2.5, -1.0]], [-0.5, 0.5]),
    ]
)


def _neuron_label(address: str) -> str:
    layer, unit = int(address[1]), int(address[3])
    name = f"{layer_symbol('a', layer)}{subscript(unit)}"
    return f"{name} = F{subscript(unit)}" if layer == 3 else name


def _network(values: Mapping[str, Any]) -> Network:
    """The network as edited, with the prediction's slider applied to its last layer."""
    return Network(
        [
            Layer(values["W1"], values["b1"]),
            Layer(values["W2"], values["b2"]),
            Layer(values["W3"] * values["scale"], values["b3"] + values["shift"]),
        ]
    )


def _mapped(shown: str, cells: ForwardPass) -> Floats:
    """The field that the map shows: F₂ − F₁, or one neuron's activation."""
    if shown == "class":
        outputs = cells.output
        gap: Floats = outputs[:, 1] - outputs[:, 0]
        return gap
    return cells.activations[int(shown[1])][:, int(shown[3]) - 1]


def _equation(
    network: Network, passed: ForwardPass, selected: str, done: int
) -> Mapping[str, object]:
    """The matrix product of the layer that holds the selected parameter, once it is computed."""
    layer = min(int(selected[1]), max(done, 1))
    weights, biases = network.layers[layer - 1].weights, network.layers[layer - 1].biases
    row, chosen = 0, ("", -1)
    if int(selected[1]) == layer:
        row = int(selected[3]) - 1
        column = int(selected[4]) - 1 if selected[0] == "W" else 0
        chosen = (selected[0], row * weights.shape[1] + column if selected[0] == "W" else row)
    if done == 0:
        return {
            "title": "Layer 0: the input, a⁽⁰⁾ = x",
            "label": "Layer 0: the input",
            "items": [matrices.matrix("a⁽⁰⁾", passed.activations[0])],
        }
    return matrices.layer_equation(
        layer,
        weights=weights,
        biases=biases,
        inputs=passed.activations[layer - 1],
        z=passed.preactivations[layer - 1],
        a=passed.activations[layer],
        row=row,
        chosen=chosen,
    )


def _score(result: NetworkNumbers) -> str:
    """How many points are right, where the student's function gave values to judge by."""
    known = result.cost is not None
    return f"{int(result.right.sum())} of 10 points right" if known else "no values to show"


def _readout(result: NetworkNumbers, before: NetworkNumbers | None) -> Mapping[str, object]:
    if result.cost is None or result.output is None:
        return {"rows": [{"name": "cost", "value": "–"}, {"name": "points right", "value": "–"}]}
    output = ", ".join(short(v) for v in result.output)
    end = 0.5
    gauge = {
        "low": 0.0,
        "high": end,
        "at": min(result.cost, end),
        "ghost": None if before is None or before.cost is None else min(before.cost, end),
        "bound": 0.25,
        "bound_label": "0.25: constant ½",
    }
    return {
        "rows": [
            {"name": "cost", "value": short(result.cost, 4), "gauge": gauge},
            {"name": "right (wrong: ringed)", "value": f"{int(result.right.sum())} of 10"},
            {"name": "F(x)", "value": f"({output})"},
        ]
    }
