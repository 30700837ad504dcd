"""Many random starts at once: the same N units, trained side by side along a leading axis.

Gradient descent on C = (1/n) Σⱼ ½ (F(xⱼ) − yⱼ)² with F(x) = Σᵢ vᵢ φ(wᵢ x + bᵢ), x a number.
The starts do not see each other: each runs as it would alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nnwidgets.core.activations import find_activation
from nnwidgets.core.approximation import Units
from nnwidgets.core.checks import Array, finite, quietly, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike

SCALES = {"relu": (4.0, 0.25), "sigmoid": (20.0, 1.0)}
"""Standard deviations of w, and of v times √N."""


class Starts(NamedTuple):
    """S sums of N units each.

    Attributes:
        weights: w, shape (S, N).
        biases: b, shape (S, N).
        output_weights: v, shape (S, N).
    """

    weights: Array
    biases: Array
    output_weights: Array

    def units(self, start: int) -> Units:
        """One of them, for `sum_of_units`."""
        return Units(*(values[start] for values in self))

    @quietly
    def outputs(self, x: ArrayLike, activation: str) -> Array:
        """F(x) of every start, shape (S, n); nan where a training has gone beyond the floats."""
        with np.errstate(all="ignore"):
            return self.forward(finite(x, "x"), activation)[2]

    def forward(self, x: Array, activation: str) -> tuple[Array, Array, Array]:
        """Preactivations, activations (S, n, N) and outputs; warnings are off already."""
        z = x[:, None] * self.weights[:, None, :] + self.biases[:, None, :]
        a = find_activation(activation).quick(z)
        return z, a, (a @ self.output_weights[:, :, None])[:, :, 0]

    @quietly
    def gradient(self, x: Array, targets: Array, activation: str) -> Starts:
        """∂C/∂w, ∂C/∂b and ∂C/∂v of every start; warnings are off already."""
        z, a, outputs = self.forward(x, activation)
        errors = (outputs - targets) / len(x)
        slope = errors[:, :, None] * self.output_weights[:, None, :]
        deltas = find_activation(activation).rule(slope, a, z)
        return Starts(x @ deltas, deltas.sum(axis=1), (errors[:, None, :] @ a)[:, 0])


@quietly
def random_starts(
    n_starts: int, n_units: int, activation: str, *, rng: np.random.Generator
) -> Starts:
    """Starts that suit the interval [0, 1]: every unit has its fold or its rise inside of it.

    The place −b/w is uniform on [0, 1], w and v are normal numbers. Starts that put most folds
    outside of the interval would make training look worse than it is.

    Args:
        n_starts: S.
        n_units: N.
        activation: "relu" or "sigmoid".
        rng: as `np.random.default_rng(0)`.

    Raises:
        ValueError: another activation.
    """
    if activation not in SCALES:
        raise ValueError(f"activation: expected 'relu' or 'sigmoid', got {activation!r}")
    shape = whole(n_starts, "n_starts"), whole(n_units, "n_units")
    inner, outer = SCALES[activation]
    places = rng.uniform(size=shape)
    weights = inner * rng.normal(size=shape)
    return Starts(weights, -weights * places, outer / np.sqrt(n_units) * rng.normal(size=shape))


def descend_starts(
    starts: Starts,
    x: ArrayLike,
    targets: ArrayLike,
    *,
    activation: str,
    learning_rate: float,
    record_every: int,
) -> Iterator[Starts]:
    """θ ← θ − η ∂C/∂θ for every start, without an end; yields the starts and every so many steps.

    Args:
        starts: they are not changed.
        x: the samples, shape (n,).
        targets: y, shape (n,).
        activation: φ by its name.
        learning_rate: η.
        record_every: steps between two reports.

    Raises:
        ValueError: x is not a list of numbers, targets of another shape, an unknown activation.
    """
    points, y = finite(x, "x"), finite(targets, "targets")
    if points.ndim != 1 or y.shape != points.shape:
        raise ValueError(
            f"expected x of shape (n,) and a target for each, got {points.shape} and {y.shape}"
        )
    while True:
        yield starts
        with np.errstate(all="ignore"):
            for _ in range(whole(record_every, "record_every")):
                slopes = starts.gradient(points, y, activation)
                steps = zip(starts, slopes, strict=True)
                starts = Starts(*(value - learning_rate * slope for value, slope in steps))
