"""The worked examples of the lecture, each written down once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core.layer import Layer
from nnwidgets.core.network import Network

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from nnwidgets.core.checks import Array
    from nnwidgets.course.datasets import Dataset

SIZES = (2, 2, 3, 2)
"""Nodes in each layer of the lecture's network on its ten points."""

LOGITS = (2.0, 1.0, 0.5)
"""The lecture's example of softmax."""


EXPLORER_LAYERS = (
    ([[4.0, -3.0], [-2.0, 5.0]], [0.5, -1.5]),
    ([[2.0, -4.0], [-3.0, 3.0], [4.0, 1.0]], [1.0, 0.5, -2.0]),
    ([[3.0, -2.0, 1.0], [-3.0, 2.5, -1.0]], [-0.5, 0.5]),
)
"""Weights and biases of a network of these sizes with a visible boundary, on the sliders' steps.

Numbers, since forms are read where `Layer` does not work: while an exercise on it is graded.
"""


def trained_network() -> Network:
    """The lecture's 2-2-3-2 network, trained on `datasets.ten_points`: all ten are right.

    Made by `gradient_descent` from `Network.random([2, 2, 3, 2], rng=np.random.default_rng(0))`,
    2000 full-batch steps of learning rate 5 on the `quadratic_cost`, then rounded to two decimals.
    The rounded numbers are written down here so that every machine has the same ones.
    """
    return Network(
        [
            Layer([[-7.33, 9.48], [-8.24, -8.55]], [-2.69, 5.64]),
            Layer([[-4.13, -4.5], [4.73, 5.78], [-5.75, -6.89]], [2.03, -2.65, 3.28]),
            Layer([[-4.03, 5.48, -6.86], [4.22, -6.25, 6.08]], [1.88, -1.18]),
        ]
    )


def right_points(outputs: Array, points: Dataset) -> NDArray[np.bool_]:
    """Which of the ten points get their class's output as the larger one; a tie is not right.

    Args:
        outputs: rows (F₁, F₂), shape (n, 2).
        points: targets (1, 0) where F₁ has to be larger, (0, 1) where F₂ has to.
    """
    F1, F2 = outputs.T
    right: NDArray[np.bool_] = np.where(points.targets[:, 0] == 1, F1 > F2, F2 > F1)
    return right
