"""Data to learn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


class Dataset(NamedTuple):
    """Inputs with their targets: `x, y = ten_points()`.

    Attributes:
        inputs: shape (n_samples, n_in).
        targets: (n_samples, n_out) where a network has several outputs, else (n_samples,).
    """

    inputs: Array
    targets: Array


def ten_points() -> Dataset:
    """Ten points of the plane in two categories, five each.

    Category A has the target (1, 0), category B the target (0, 1). Source: C. F. Higham and
    D. J. Higham, Deep Learning: An Introduction for Applied Mathematicians, SIAM Review 61 (2019),
    arXiv 1801.05894, listing netbp.m.

    Returns:
        inputs (10, 2), targets (10, 2); the first five are category A.
    """
    x1 = [0.1, 0.3, 0.1, 0.6, 0.4, 0.6, 0.5, 0.9, 0.4, 0.7]
    x2 = [0.1, 0.4, 0.5, 0.9, 0.2, 0.3, 0.6, 0.2, 0.4, 0.6]
    return Dataset(np.column_stack([x1, x2]), np.repeat(np.eye(2), 5, axis=0))


def eleventh_point() -> Dataset:
    """The point (0.3, 0.7) of category B that the same paper adds to make the task harder.

    Returns:
        inputs (1, 2), targets (1, 2), to be stacked under `ten_points`.
    """
    return Dataset(np.array([[0.3, 0.7]]), np.array([[0.0, 1.0]]))
