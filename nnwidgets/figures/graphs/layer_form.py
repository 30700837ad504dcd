"""The layer form of a network beside its graph: its diagram, and the product of one layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes import matrices
from nnwidgets.figures.scenes.diagram import NetworkPicture, network_diagram, node_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.diagram import Diagram
    from nnwidgets.figures.schema.matrices import MatricesScene

Array = NDArray[np.float64]


def layers_diagram(
    weights: Sequence[Array],
    biases: Sequence[Array],
    activations: Sequence[Array],
    *,
    n_done: int,
    selected: tuple[int, int | None],
    inputs: tuple[float, float],
) -> Diagram:
    """Scene of the layers, in which the inputs alone can be changed.

    Args:
        weights: W⁽¹⁾ … W⁽ᴸ⁾.
        biases: b⁽¹⁾ … b⁽ᴸ⁾.
        activations: a⁽⁰⁾ … a⁽ᴸ⁾.
        n_done: how many layers are computed.
        selected: a layer, and a unit of it counted from 0, or None.
        inputs: between which an input can be set.
    """
    layer, unit = selected
    largest = max(float(np.abs(array).max()) for array in [*weights, *biases])
    scene = network_diagram(
        NetworkPicture(
            weights,
            biases,
            activations,
            n_done=n_done,
            selected="" if unit is None else node_id(layer, unit),
            limit=max(largest, 1e-9),
            frozen=range(1, len(weights) + 1),
            inputs=inputs,
        )
    )
    scene["edges"] = [{**edge, "action": False} for edge in scene["edges"]]
    return scene


def layer_product(
    weights: Sequence[Array],
    biases: Sequence[Array],
    activations: Sequence[Array],
    preactivations: Sequence[Array],
    *,
    n_done: int,
    selected: tuple[int, int | None],
) -> MatricesScene:
    """Scene of a = σ(W a + b) for the selected layer, or the last one that is computed.

    Args:
        weights: W⁽¹⁾ … W⁽ᴸ⁾.
        biases: b⁽¹⁾ … b⁽ᴸ⁾.
        activations: a⁽⁰⁾ … a⁽ᴸ⁾.
        preactivations: z⁽¹⁾ … z⁽ᴸ⁾.
        n_done: how many layers are computed.
        selected: a layer, and a unit of it counted from 0, or None.
    """
    if n_done == 0:
        column = matrices.matrix("a⁽⁰⁾", activations[0])
        return matrices.equation("Layer 0: a⁽⁰⁾ = x", "Layer 0: the input", [column])
    number, unit = selected
    layer = min(max(number or n_done, 1), n_done)
    return matrices.layer_equation(
        layer,
        weights=weights[layer - 1],
        biases=biases[layer - 1],
        inputs=activations[layer - 1],
        z=preactivations[layer - 1],
        a=activations[layer],
        row=unit or 0 if layer == number else 0,
        chosen=("", -1),
    )
