"""Exercise: how many parameters a network has."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.answers import number
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake, read_value

if TYPE_CHECKING:
    from collections.abc import Sequence


def n_parameters(sizes: Sequence[int]) -> int:
    """Σ n_l (n_(l−1) + 1): every unit has a weight for each input, and a bias."""
    return sum(n_out * (n_in + 1) for n_in, n_out in pairwise(sizes))


def n_weights(sizes: Sequence[int]) -> int:
    """Σ n_l n_(l−1)."""
    return sum(n_out * n_in for n_in, n_out in pairwise(sizes))


N_PARAMETERS = Exercise(
    name="n_parameters",
    title="The number of parameters",
    points=1,
    reference=n_parameters,
    cases=lambda _rng: [Case(inputs=([2, 2, 3, 2],))],
    collect=read_value(number),
    advice=(
        "Take one layer: how many entries has its W, of shape (n_out, n_in), and how many its b?"
    ),
    solution_text="n_parameters = (2 * 2 + 2) + (3 * 2 + 3) + (2 * 3 + 2)  # each layer: W, then b",
    in_package="nw.Network.random([2, 2, 3, 2], rng=rng).n_parameters",
    answered_by=("Network",),
    mistakes=(
        Mistake(
            "weights only",
            n_weights,
            "These are the weights alone; the biases are parameters too.",
        ),
        Mistake(
            "biases only",
            lambda sizes: sum(sizes[1:]),
            "These are the biases alone; the weights, one for each edge, are parameters too.",
        ),
        Mistake(
            "neurons",
            sum,
            "These are the nodes of the diagram; the parameters are what can be learned: "
            "the numbers on its edges, and the biases.",
        ),
        Mistake(
            "bias at the input",
            lambda sizes: n_weights(sizes) + sum(sizes),
            "The input has been given biases; layer 0 computes nothing and has none.",
        ),
        Mistake(
            "one bias a layer",
            lambda sizes: n_weights(sizes) + len(sizes) - 1,
            "One bias for each layer is counted; every neuron has its own.",
        ),
        Mistake(
            "product of the sizes",
            lambda sizes: int(np.prod(sizes)),
            "The sizes are multiplied together: those are paths from input to output, not edges.",
        ),
        Mistake(
            "last layer missing",
            lambda sizes: n_parameters(sizes[:-1]),
            "The last layer is missing: there is a W and a b between each two layers of nodes.",
        ),
        Mistake(
            "first layer missing",
            lambda sizes: n_parameters(sizes[1:]),
            "The first layer is missing: there is a W and a b between each two layers of nodes.",
        ),
        Mistake(
            "arrays",
            lambda sizes: 2 * (len(sizes) - 1),
            "These are the arrays, three W and three b; count the numbers in them.",
        ),
    ),
)
