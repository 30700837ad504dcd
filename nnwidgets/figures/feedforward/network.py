"""The pictures of the lecture's network: its map, the product of one layer, and its cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes import matrices
from nnwidgets.figures.scenes.readout import gauge, readout, row
from nnwidgets.figures.scenes.region import class_points, region_map
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.matrices import MatricesScene
    from nnwidgets.figures.schema.readout import ReadoutScene
    from nnwidgets.figures.schema.region import RegionScene

Array = NDArray[np.float64]
Segments = NDArray[np.float32]

CONSTANT_COST = 0.25
"""What the constant output ½, ½ costs."""
MAX_SHOWN_COST = 0.5


def network_map(
    field: Array,
    boundary: Segments,
    points: tuple[Array, Sequence[int]],
    right: Sequence[bool],
    *,
    neuron: str,
    marker: Array,
    previous: Segments | None,
    score: str,
) -> RegionScene:
    """Scene of the unit square: F₂ − F₁ or one neuron's activation, and the boundary F₁ = F₂.

    Args:
        field: shape (n, n).
        boundary: segments of the boundary, from `zero_contour`.
        points: their places, shape (n_points, 2), and the class of each, 0 or 1.
        right: whether each is answered right; the others are ringed.
        neuron: the name of the neuron that is shown; empty for F₂ − F₁.
        marker: the present input (x₁, x₂).
        previous: the boundary before the last drag, or None.
        score: how many are right, in words.
    """
    moved = previous is not None and not np.array_equal(previous, boundary)
    classes = "A ● where F₁ > F₂ (blue), else B ×"
    return region_map(
        field,
        palette="activation" if neuron else "class",
        span=(0.0, 1.0) if neuron else (-1.0, 1.0),
        boundary=boundary,
        ghost=previous if moved else None,
        points=class_points(*points, right),
        marker=marker,
        title=f"{neuron}: dark 0, white 1" if neuron else classes,
        label=f"Map of {neuron or 'the classes'} over the unit square; {score}",
        quantity=neuron or "F₂ − F₁",
    )


def layer_product(
    layers: Sequence[tuple[Array, Array]],
    preactivations: Sequence[Array],
    activations: Sequence[Array],
    *,
    selected: str,
    done: int,
    note: str = "",
) -> MatricesScene:
    """Scene of a = σ(W a + b) for the layer of the selected parameter, once it is computed.

    Args:
        layers: weights and biases of each layer.
        preactivations: z of each layer.
        activations: a of each layer, the input first.
        selected: address of the selected parameter, as W1_12 or b1_2.
        done: how many layers are computed.
        note: after the title.
    """
    if done == 0:
        items = [matrices.matrix("a⁽⁰⁾", activations[0])]
        return matrices.equation("Layer 0: the input, a⁽⁰⁾ = x", "Layer 0: the input", items)
    layer = min(int(selected[1]), max(done, 1))
    weights, biases = layers[layer - 1]
    lit, chosen = place_of(selected, weights.shape[1])
    scene = matrices.layer_equation(
        layer,
        weights=weights,
        biases=biases,
        inputs=activations[layer - 1],
        z=preactivations[layer - 1],
        a=activations[layer],
        row=lit if int(selected[1]) == layer else 0,
        chosen=chosen if int(selected[1]) == layer else ("", -1),
    )
    return {**scene, "title": scene["title"] + note}


def place_of(address: str, n_in: int) -> tuple[int, tuple[str, int]]:
    """The row of a parameter, and its letter with its place in the flat W or b.

    >>> place_of("W1_21", 3), place_of("b1_2", 3)
    ((1, ('W', 3)), (1, ('b', 1)))
    """
    letter, unit = address[0], int(address[3]) - 1
    place = unit * n_in + int(address[4]) - 1 if letter == "W" else unit
    return unit, (letter, place)


def network_readout(
    cost: float | None, previous: float | None, n_right: int, output: Array | None
) -> ReadoutScene:
    """Scene of the cost beside that of a constant, the points right, and the output.

    Args:
        cost: None where there is none.
        previous: the cost before the last drag, or None.
        n_right: of ten points.
        output: F(x), or None where there is none.
    """
    if cost is None or output is None:
        return readout(row("cost"), row("points right"))
    bar = gauge(
        (0.0, MAX_SHOWN_COST), cost, previous, bound=CONSTANT_COST, bound_label="0.25: constant ½"
    )
    return readout(
        row("cost", short(cost, 4), bar),
        row("right (wrong: ringed)", f"{n_right} of 10"),
        row("F(x)", f"({', '.join(short(v) for v in output)})"),
    )
