"""Costs: one number that says how far the outputs are from the targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core.checks import Array, finite

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def quadratic_cost(outputs: ArrayLike, targets: ArrayLike) -> float:
    """(1/N) Σ ½ ‖yᵢ − F(xᵢ)‖², the mean over N samples.

    Args:
        outputs: F(x), shape (n_samples, n_out), or (n_out,) for one sample.
        targets: y, of the same shape.

    Raises:
        ValueError: shapes that differ, no samples, a nan.
        TypeError: anything but numbers.

    >>> quadratic_cost([[0.5, 0.5], [0.5, 0.5]], [[1.0, 0.0], [0.0, 1.0]])
    0.25
    """
    F, y = same_shape(outputs, targets)
    with np.errstate(over="ignore"):  # the square of 1e308 is ∞
        return float(0.5 * np.square(y - F).sum() / len(F))


def same_shape(outputs: ArrayLike, targets: ArrayLike) -> tuple[Array, Array]:
    """Both as rows of samples, or the reason why they are not comparable."""
    F, y = finite(outputs, "outputs"), finite(targets, "targets")
    if F.shape != y.shape:
        raise ValueError(f"expected targets of the outputs' shape {F.shape}, got {y.shape}")
    if F.size == 0:
        raise ValueError("expected at least one sample, got none")
    return np.atleast_2d(F), np.atleast_2d(y)
