"""Exercise: one layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import sigmoid
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


def layer(W: Array, a: Array, b: Array) -> Array:
    """σ(W a + b) for one sample (n_in,) or a batch (n_samples, n_in)."""
    return 1 / (1 + np.exp(-(a @ W.T + b)))


def layer_inputs(
    rng: np.random.Generator, *n_samples: int, n_in: int, n_out: int
) -> tuple[Array, ...]:
    """Normally distributed W, a, b."""
    return (
        rng.standard_normal((n_out, n_in)),
        rng.standard_normal((*n_samples, n_in)),
        rng.standard_normal(n_out),
    )


def layer_cases(rng: np.random.Generator) -> list[Case]:
    """Square layers are among them: a transposed W fits there, and shows in the values."""
    return [
        Case("one sample", layer_inputs(rng, n_in=2, n_out=3)),
        Case("one sample", layer_inputs(rng, n_in=3, n_out=3)),
        Case("a batch", layer_inputs(rng, 5, n_in=2, n_out=3)),
        Case("a batch", layer_inputs(rng, 3, n_in=3, n_out=3)),
    ]


BATCH_HINT = (
    "right for one sample, but in a batch the rows are samples: "
    "`W @ a` takes the columns for samples. Which product has one row for each sample?"
)

LAYER = Exercise(
    name="layer",
    title="A layer",
    points=2,
    reference=layer,
    cases=layer_cases,
    advice=(
        "Do one by hand: for W = [[1, −1]], a = [2, 1] and b = [−1], what is z, and what is σ(z)?"
    ),
    in_package='nw.Layer(W, b, "sigmoid")(a)',
    answered_by=("Layer",),
    mistakes=(
        Mistake(
            "no sigmoid",
            lambda W, a, b: a @ W.T + b,
            "This is z = W a + b; the activation σ(z) is still missing.",
        ),
        Mistake(
            "no bias",
            lambda W, a, b: sigmoid(a @ W.T + 0 * b),
            "The bias b is missing: it is added before σ.",
        ),
        Mistake(
            "bias outside",
            lambda W, a, b: sigmoid(a @ W.T) + b,
            "The bias is added after σ; it belongs inside, to z = W a + b.",
        ),
        Mistake(
            "bias subtracted",
            lambda W, a, b: sigmoid(a @ W.T - b),
            "This is σ(W a − b). Either b is subtracted, or brackets are missing: in "
            "`np.exp(-(W @ a + b))` the minus has to reach b too.",
        ),
        Mistake(
            "W transposed",
            lambda W, a, b: sigmoid(a @ W + b),
            "W is used the wrong way round: row i of W holds the weights of neuron i.",
        ),
        Mistake(
            "batch by columns",
            lambda W, a, b: sigmoid(W @ a + b),
            f"The values are {BATCH_HINT}",
        ),
        Mistake(
            "batch transposed",
            lambda W, a, b: layer(W, a, b).T,
            "The result of a batch is transposed: rows are samples, columns are neurons.",
        ),
        Mistake(
            "entry by entry",
            lambda W, a, b: sigmoid(W * a + b),
            "`*` multiplies entry by entry; a matrix product is written `@`.",
        ),
        Mistake(
            "sigmoid upside down",
            lambda W, a, b: sigmoid(-(a @ W.T + b)),
            "This is 1 − σ(z): look at the sign in the exponent of e^(−z).",
        ),
        Mistake(
            "sigmoid first",
            lambda W, a, b: sigmoid(a) @ W.T + b,
            "σ is applied to a, before the product; it comes last, on z.",
        ),
        Mistake(
            "tanh",
            lambda W, a, b: np.tanh(a @ W.T + b),
            "These are values of tanh, between −1 and 1; the exercise asks for σ.",
        ),
    ),
)
