"""Exercise: a whole feedforward, through any number of layers."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import sigmoid
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.feedforward.layer import BATCH_HINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.core.checks import Array


def feedforward(weights: Sequence[Array], biases: Sequence[Array], x: Array) -> Array:
    """a^(l) = σ(W^(l) a^(l−1) + b^(l)) for l = 1 … L, from a^(0) = x."""
    a = x
    for W, b in zip(weights, biases, strict=True):
        a = 1 / (1 + np.exp(-(a @ W.T + b)))
    return a


def affine(weights: Sequence[Array], biases: Sequence[Array], x: Array) -> Array:
    """W^(L) … (W^(1) x + b^(1)) … + b^(L): a network without activations."""
    for W, b in zip(weights, biases, strict=True):
        x = x @ W.T + b
    return x


def columns(weights: Sequence[Array], biases: Sequence[Array], x: Array) -> Array:
    """The mistake of taking the columns of a batch for its samples."""
    for W, b in zip(weights, biases, strict=True):
        x = sigmoid(W @ x + b)
    return x


def network_inputs(
    rng: np.random.Generator, *n_samples: int, sizes: Sequence[int]
) -> tuple[list[Array], list[Array], Array]:
    """Normally distributed weights, biases and x of a network of `sizes`."""
    weights = [rng.standard_normal((n_out, n_in)) for n_in, n_out in pairwise(sizes)]
    biases = [rng.standard_normal(n_out) for n_out in sizes[1:]]
    return weights, biases, rng.standard_normal((*n_samples, sizes[0]))


def network_cases(rng: np.random.Generator) -> list[Case]:
    """Layers of equal size are among them: what is mixed up fits there, and shows in the values."""
    return [
        Case("2-2-3-2, one sample", network_inputs(rng, sizes=[2, 2, 3, 2])),
        Case("other sizes, one sample", network_inputs(rng, sizes=[4, 3])),
        Case("other sizes, one sample", network_inputs(rng, sizes=[3, 3, 3, 3, 3])),
        Case("other sizes, one sample", network_inputs(rng, sizes=[1, 5, 2])),
        Case("a batch", network_inputs(rng, 6, sizes=[2, 2, 3, 2])),
        Case("a batch", network_inputs(rng, 3, sizes=[3, 3, 3])),
    ]


FEEDFORWARD = Exercise(
    name="feedforward",
    title="A whole feedforward",
    points=3,
    reference=feedforward,
    cases=network_cases,
    advice="Print a after every layer and set it beside the explorer's, one layer at a time.",
    in_package="nw.Network(layers)(x)",
    answered_by=("Network", "feedforward"),
    mistakes=(
        Mistake(
            "return inside the loop",
            lambda weights, biases, x: feedforward(weights[:1], biases[:1], x),
            "Only the first layer is computed: is the `return` inside the loop?",
        ),
        Mistake(
            "last layer missing",
            lambda weights, biases, x: feedforward(weights[:-1], biases[:-1], x),
            "The last layer is missing: how many matrices are there for how many layers?",
        ),
        Mistake(
            "first layer missing",
            lambda weights, biases, x: feedforward(weights[1:], biases[1:], x),
            "The first layer is missing: Python counts from 0, so W⁽¹⁾ is `weights[0]`.",
        ),
        Mistake(
            "always from x",
            lambda weights, biases, x: feedforward(weights[-1:], biases[-1:], x),
            "Every layer is applied to x; from the second on it takes what the one before gave.",
        ),
        Mistake(
            "three layers",
            lambda weights, biases, x: feedforward(
                [weights[0], weights[1], weights[2]], [biases[0], biases[1], biases[2]], x
            ),
            "Three layers are written out; a loop takes as many as `weights` has.",
        ),
        Mistake(
            "first layer repeated",
            lambda weights, biases, x: feedforward(
                weights[:1] * len(weights), biases[:1] * len(weights), x
            ),
            "The first layer's W and b are used every time: the index does not move.",
        ),
        Mistake(
            "backwards",
            lambda weights, biases, x: feedforward(weights[::-1], biases[::-1], x),
            "The layers are run from the last to the first.",
        ),
        Mistake(
            "no sigmoid at the end",
            lambda weights, biases, x: affine(
                weights[-1:], biases[-1:], feedforward(weights[:-1], biases[:-1], x)
            ),
            "The last layer lacks its σ: here every layer has one.",
        ),
        Mistake(
            "sigmoid only at the end",
            lambda weights, biases, x: sigmoid(affine(weights, biases, x)),
            "σ is applied once, at the end; every layer has its own.",
        ),
        Mistake(
            "no sigmoid",
            affine,
            "There is no σ at all: without it the whole network is no more than one layer W x + b.",
        ),
        Mistake(
            "sigmoid of the input",
            lambda weights, biases, x: feedforward(weights, biases, sigmoid(x)),
            "σ is applied to x as well; layer 0 is the input as it is.",
        ),
        Mistake(
            "no biases",
            lambda weights, biases, x: feedforward(weights, [0 * b for b in biases], x),
            "The biases do not come in.",
        ),
        Mistake(
            "W transposed",
            lambda weights, biases, x: feedforward([W.T for W in weights], biases, x),
            "The matrices are used the wrong way round: row i of W holds the weights of neuron i.",
        ),
        Mistake(
            "batch by columns",
            columns,
            f"The values are {BATCH_HINT}",
        ),
        Mistake(
            "batch transposed",
            lambda weights, biases, x: feedforward(weights, biases, x).T,
            "The result of a batch is transposed: rows are samples, columns are neurons.",
        ),
    ),
)
