"""Notebook 01: the states of `NeuronExplorer` and `NetworkExplorer`."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.course.examples import EXPLORER_LAYERS, SIZES, trained_network
from nnwidgets.course.state.fields import Array, Choice, Field, Number
from nnwidgets.course.state.form import Form
from nnwidgets.text import layer_symbol, subscript

ACTIVATION_MENU = {name: name for name, row in ACTIVATIONS.items() if row.product is None}
"""Every activation of one number; the others, as softmax, take a vector."""

NEURON = Form(
    "NeuronExplorer",
    (
        Number("w", "weight w", 1.0, -4.0, 4.0, 0.1),
        Number("b", "bias b", 0.0, -4.0, 4.0, 0.1),
        Number("x", "input x", 1.0, -2.0, 2.0, 0.1),
        Choice("activation", "φ", "sigmoid", ACTIVATION_MENU),
        Choice("selected", "selected", "w", {name: name for name in "wbx"}, hidden=True),
    ),
)

PARAMETER_LIMIT = 12.0
"""Of every weight and bias: a trained network of this size stays within."""


def parameter_labels() -> dict[str, str]:
    """The 23 parameters of the lecture's network: symbol to address, W⁽¹⁾₁₂ to W1_12."""
    labels = {}
    for layer, (n_in, n_out) in enumerate(pairwise(SIZES), start=1):
        for i in range(1, n_out + 1):
            for j in range(1, n_in + 1):
                labels[f"{layer_symbol('W', layer)}{subscript(f'{i}{j}')}"] = f"W{layer}_{i}{j}"
        for i in range(1, n_out + 1):
            labels[f"{layer_symbol('b', layer)}{subscript(i)}"] = f"b{layer}_{i}"
    return labels


def neuron_label(address: str) -> str:
    """The symbol of a neuron by its address: a2_3 is a⁽²⁾₃."""
    layer, unit = int(address[1]), int(address[3])
    name = f"{layer_symbol('a', layer)}{subscript(unit)}"
    return f"{name} = F{subscript(unit)}" if layer == 3 else name


def parameter_fields() -> list[Field]:
    """W1, b1, …, W3, b3 of the lecture's network."""
    return [
        Array(
            f"{letter}{number}",
            layer_symbol(letter, number),
            np.array(values),
            -PARAMETER_LIMIT,
            PARAMETER_LIMIT,
            0.1,
        )
        for number, (weights, biases) in enumerate(EXPLORER_LAYERS, start=1)
        for letter, values in (("W", weights), ("b", biases))
    ]


MAPPED = tuple(f"a{layer}_{i}" for layer in (1, 2, 3) for i in range(1, SIZES[layer] + 1))

NETWORK = Form(
    "NetworkExplorer",
    (
        Array("x", "input x", np.array([0.2, 0.7]), 0.0, 1.0, 0.01),
        *parameter_fields(),
        Number("step", "layers done", 3, 0, 3, 1),
        Choice("selected", "edit", "W1_11", parameter_labels()),
        Choice(
            "map",
            "map",
            "class",
            {"F₁ against F₂ (class)": "class"} | {neuron_label(a): a for a in MAPPED},
        ),
        Number("scale", "W⁽³⁾ times", 1.0, 0.0, 4.0, 0.1),
        Number("shift", "add to both b⁽³⁾", 0.0, -10.0, 10.0, 0.5),
    ),
)


def frozen_network() -> Form:
    """`NETWORK` with the trained first layers, and a last layer of zeros to set by hand."""
    first, second, last = trained_network().layers
    return NETWORK.starting(
        W1=first.weights,
        b1=first.biases,
        W2=second.weights,
        b2=second.biases,
        W3=np.zeros_like(last.weights),
        b3=np.zeros_like(last.biases),
        selected="W3_11",
    )


FORMS = (NEURON, NETWORK)
