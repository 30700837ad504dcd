"""Equations between matrices in live numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.text import layer_symbol, short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.matrices import MatricesItem, MatricesScene, Matrix, Operator

Array = NDArray[np.float64]


def matrix(symbol: str, values: Array, lit: int | None = None, chosen: int | None = None) -> Matrix:
    """A matrix with its symbol under it; a vector is drawn as a column. Row `lit` is lit."""
    rows = values.reshape(len(values), -1)
    cells = [[short(float(v)) for v in row] for row in rows]
    return {"caption": symbol, "cells": cells, "lit": lit, "chosen": chosen}


def operator(text: str) -> Operator:
    """A sign between two matrices."""
    return {"text": text}


def equation(title: str, label: str, items: Sequence[MatricesItem]) -> MatricesScene:
    """Scene of matrices with signs between them.

    Args:
        title: over it.
        label: the equation in words.
        items: from `matrix` and `operator`, from left to right.
    """
    return {"title": title, "label": label, "items": list(items)}


def layer_equation(
    layer: int,
    *,
    weights: Array,
    biases: Array,
    inputs: Array,
    z: Array,
    a: Array,
    row: int,
    chosen: tuple[str, int],
) -> MatricesScene:
    """Scene of a = σ(W a + b) for one layer; row `row`, which makes one unit, is lit.

    Args:
        layer: its number, from 1.
        weights: W, shape (n_out, n_in).
        biases: b, shape (n_out,).
        inputs: a of the layer before, shape (n_in,).
        z: the preactivations, shape (n_out,).
        a: the activations, shape (n_out,).
        row: which unit is lit.
        chosen: which element is selected, ("W", flat index) or ("b", index).
    """
    upper = {name: layer_symbol(name, layer) for name in "Wbza"}
    before = layer_symbol("a", layer - 1)
    pick = {name: chosen[1] if chosen[0] == name else None for name in "Wb"}
    weighted = f"{upper['z']} = {upper['W']} {before} + {upper['b']}"
    title = f"Layer {layer}:  {weighted},   {upper['a']} = σ({upper['z']})"
    numbers = ", ".join(short(float(v)) for v in a)
    return equation(
        title,
        f"{title}. Unit {row + 1} of {len(a)} is lit. {upper['a']} = ({numbers})",
        [
            matrix(upper["W"], weights, row, pick["W"]),
            matrix(before, inputs),
            operator("+"),
            matrix(upper["b"], biases, row, pick["b"]),
            operator("="),
            matrix(upper["z"], z, row),
            operator("σ →"),
            matrix(upper["a"], a, row),
        ],
    )
