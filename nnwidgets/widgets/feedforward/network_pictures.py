"""Pictures and words of the lecture's network in its explorer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.course.forms.feedforward import neuron_label
from nnwidgets.figures.scenes import matrices
from nnwidgets.figures.scenes import region as regions
from nnwidgets.text import layer_symbol, short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.core.network import ForwardPass, Network
    from nnwidgets.course.datasets import Dataset
    from nnwidgets.widgets.feedforward.network_numbers import NetworkNumbers


def reading(values: Mapping[str, Any], result: NetworkNumbers) -> str:
    """Input, output, cost and points right, in words."""
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
        f"{score(result)}.{changes(values)}"
    )


def changes(values: Mapping[str, Any]) -> str:
    """What the prediction's own slider does to the last layer, in words."""
    scaled = f" W⁽³⁾ is multiplied by {short(values['scale'])}." if values["scale"] != 1 else ""
    shifted = f" {short(values['shift'])} is added to both b⁽³⁾." if values["shift"] else ""
    return scaled + shifted


def class_map(
    values: Mapping[str, Any],
    points: Dataset,
    result: NetworkNumbers,
    before: NetworkNumbers | None,
) -> Mapping[str, object]:
    """The map over the unit square, with the ten points and the boundary F₁ = F₂."""
    classes = values["map"] == "class"
    name = "" if classes else neuron_label(values["map"])
    moved = before is not None and not np.array_equal(before.boundary, result.boundary)
    return regions.region_map(
        result.field,
        palette="class" if classes else "activation",
        span=(-1.0, 1.0) if classes else (0.0, 1.0),
        boundary=result.boundary,
        ghost=before.boundary if before is not None and moved else None,
        points=regions.class_points(points.inputs, [0] * 5 + [1] * 5, result.right.tolist()),
        marker=values["x"],
        title="A ● where F₁ > F₂ (blue), else B ×" if classes else f"{name}: dark 0, white 1",
        label=f"Map of {name or 'the classes'} over the unit square; {score(result)}",
        quantity="F₂ − F₁" if classes else name,
    )


def equation(
    network: Network, passed: ForwardPass, selected: str, done: int, *, ours: bool
) -> Mapping[str, object]:
    """The matrix product of the layer that holds the selected parameter, once it is computed.

    `ours` says so where the other pictures show what a student's function gave.
    """
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
    scene = matrices.layer_equation(
        layer,
        weights=weights,
        biases=biases,
        inputs=passed.activations[layer - 1],
        z=passed.preactivations[layer - 1],
        a=passed.activations[layer],
        row=row,
        chosen=chosen,
    )
    return {**scene, "title": f"{scene['title']}: the package's numbers"} if ours else scene


def score(result: NetworkNumbers) -> str:
    """How many points are right, where the student's function gave values to judge by."""
    known = result.cost is not None
    return f"{int(result.right.sum())} of 10 points right" if known else "no values to show"


def readout(result: NetworkNumbers, before: NetworkNumbers | None) -> Mapping[str, object]:
    """Cost with the bar to beat, points right, output."""
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
