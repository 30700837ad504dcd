"""Sums of units Σ vᵢ φ(wᵢᵀ x + bᵢ): how close they come to a function, by construction.

The constructions are proofs that can be run: here the staircase and the broken line; the towers
of m dimensions are in `towers`, how close they come is in `bounds`.
Sources: G. Cybenko, Approximation by superpositions of a sigmoidal function, Math. Control
Signals Systems 2 (1989); M. Leshno, V. Ya. Lin, A. Pinkus and S. Schocken, Neural Networks 6
(1993); M. Nielsen, Neural Networks and Deep Learning (2015), chapter 4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from nnwidgets.core.activations import find_activation
from nnwidgets.core.bounds import even_points, values_at
from nnwidgets.core.checks import Array, finite, floats, quietly, whole
from nnwidgets.core.layer import Layer
from nnwidgets.core.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike

    from nnwidgets.core.activation_row import Activation

    AnyActivation = str | Activation | Callable[[Array], Array]


class Units(NamedTuple):
    """N units and how much of each is taken: `sum_of_units(x, *units, step)`.

    Attributes:
        weights: wᵢ, shape (N,) in one dimension, (N, m) in m dimensions.
        biases: bᵢ, shape (N,).
        output_weights: vᵢ, shape (N,).
    """

    weights: Array
    biases: Array
    output_weights: Array

    @quietly
    def steeper(self, factor: float) -> Units:
        """φ(k (w x + b)): as k grows a sigmoid comes close to the step, the jump stays in place."""
        return Units(factor * self.weights, factor * self.biases, self.output_weights)

    def network(self, activation: AnyActivation) -> Network:
        """The same sum as a network with one hidden layer."""
        weights = self.weights[:, None] if self.weights.ndim == 1 else self.weights
        output = Layer(self.output_weights[None, :], [0.0], "identity")
        return Network([Layer(weights, self.biases, activation), output])


@quietly
def sum_of_units(
    x: ArrayLike,
    weights: ArrayLike,
    biases: ArrayLike,
    output_weights: ArrayLike,
    activation: AnyActivation,
) -> Array:
    """Σ vᵢ φ(wᵢᵀ x + bᵢ) over N units.

    Args:
        x: in one dimension (weights of shape (N,)) numbers of any shape; in m dimensions points of
            shape (m,) or (..., m).
        weights: wᵢ, shape (N,) or (N, m).
        biases: bᵢ, shape (N,).
        output_weights: vᵢ, shape (N,).
        activation: φ, a name or a function.

    Returns:
        One number for each x, or each point.

    Raises:
        ValueError: shapes that do not fit, a nan.
        TypeError: anything but numbers.

    >>> sum_of_units([0.0, 1.0, 2.0, 4.0], [1, -1, 0], [-1, 3, 1], [1, 1, -1], "step")
    array([0., 1., 1., 0.])
    """
    v = finite(output_weights, "output_weights")
    a = unit_values(x, weights, biases, activation)
    if v.shape != a.shape[-1:]:
        raise ValueError(f"expected {a.shape[-1]} output weights, got shape {v.shape}")
    return np.asarray(a @ v)[()]


@quietly
def unit_values(
    x: ArrayLike, weights: ArrayLike, biases: ArrayLike, activation: AnyActivation
) -> Array:
    """φ(wᵢᵀ x + bᵢ) of every unit, shape (..., N); arguments as `sum_of_units` takes them."""
    points, w, b = finite(x, "x"), finite(weights, "weights"), finite(biases, "biases")
    if w.ndim == 1:
        points, w = points[..., None], w[:, None]
    if w.ndim != 2 or b.shape != w.shape[:1]:
        raise ValueError(
            f"expected weights of shape (N,) or (N, m) and biases of shape (N,), got "
            f"{np.shape(weights)} and {b.shape}"
        )
    if points.shape[-1:] != w.shape[1:]:
        raise ValueError(f"expected points with {w.shape[1]} coordinates, got shape {points.shape}")
    return find_activation(activation)(points @ w.T + b)


@quietly
def step_network(
    function: Callable[..., Any], n_units: int, interval: tuple[float, float]
) -> Units:
    """The staircase of N steps: f(m₁) φ(x − a) + Σ (f(mᵢ) − f(mᵢ₋₁)) φ(x − tᵢ), φ the step.

    The interval [a, b] is cut into N equal pieces; on each, the sum is f at its midpoint mᵢ. Where
    |f(x) − f(y)| ≤ L |x − y|, the error is at most L (b − a) / (2N).

    Args:
        function: f, of arrays or of single numbers.
        n_units: N.
        interval: (a, b).

    Raises:
        ValueError: fewer than one unit, an empty interval, a value of f that is not finite.

    >>> units = step_network(lambda x: x, 2, (0.0, 1.0))
    >>> sum_of_units([0.1, 0.4, 0.6, 1.0], *units, "step")
    array([0.25, 0.25, 0.75, 0.75])
    """
    edges = even_points(interval, whole(n_units, "n_units") + 1)
    heights = values_at(function, (edges[:-1] + edges[1:]) / 2.0)
    return Units(np.ones(n_units), -edges[:-1], np.diff(heights, prepend=0.0))


@quietly
def relu_network(
    function: Callable[..., Any], n_units: int, interval: tuple[float, float]
) -> Units:
    """The broken line through N points: f(a) φ(0x + 1) + Σ (sᵢ − sᵢ₋₁) φ(x − tᵢ), φ the ReLU.

    The points t₁ = a, …, t_N = b are equally far apart, h = (b − a) / (N − 1), and sᵢ is the slope
    from tᵢ to the next. Where |f''| ≤ M, the error is at most M h² / 8.

    Arguments and errors as `step_network`; at least two units.

    >>> units = relu_network(lambda x: x**2, 3, (0.0, 2.0))
    >>> sum_of_units([0.0, 0.5, 1.0, 2.0], *units, "relu")
    array([0. , 0.5, 1. , 4. ])
    """
    points = even_points(interval, whole(n_units, "n_units", least=2))
    heights = values_at(function, points)
    slopes = np.diff(heights) / np.diff(points)
    return Units(
        np.concatenate([[0.0], np.ones(n_units - 1)]),
        np.concatenate([[1.0], -points[:-1]]),
        np.concatenate([heights[:1], np.diff(slopes, prepend=0.0)]),
    )


@quietly
def fit_output_weights(
    x: ArrayLike,
    targets: ArrayLike,
    weights: ArrayLike,
    biases: ArrayLike,
    activation: AnyActivation,
) -> Array:
    """The v that make Σⱼ (yⱼ − Σᵢ vᵢ φ(wᵢᵀ xⱼ + bᵢ))² least, all other numbers given.

    Args:
        x: sample points, (n,) or (n, m), as `sum_of_units` takes them.
        targets: yⱼ, shape (n,).
        weights: wᵢ.
        biases: bᵢ.
        activation: φ.

    Returns:
        v, shape (N,); the shortest one where several are best.

    Raises:
        ValueError: shapes that do not fit, a nan, units whose values are infinite.

    >>> v = fit_output_weights([0.0, 1.0, 2.0], [1.0, 3.0, 5.0], [1.0, 0.0], [0.0, 1.0], "relu")
    >>> v.round(6)
    array([2., 1.])
    """
    a, y = unit_values(x, weights, biases, activation), finite(targets, "targets")
    if a.ndim != 2 or y.shape != a.shape[:1]:
        raise ValueError(f"expected one target for each sample, got {y.shape} for {a.shape[:-1]}")
    return np.asarray(
        np.linalg.lstsq(finite(a, "the units' values"), y, rcond=None)[0], dtype=np.float64
    )


@quietly
def unit_places(weights: ArrayLike, biases: ArrayLike) -> Array:
    """−b/w, where w x + b = 0: a step jumps there, a sigmoid is half way up, a ReLU has its corner.

    Args:
        weights: w, shape (N,), of one input.
        biases: b, shape (N,).

    Returns:
        One place for each unit, shape (N,); nan for a unit that has none: w = 0, or a quotient
        beyond the range of a float.

    >>> unit_places([1.0, -1.0, 0.0, 1e-310], [-1.0, 3.0, 2.0, -8.0])
    array([ 1.,  3., nan, nan])
    """
    w, b = np.broadcast_arrays(floats(weights, "weights"), floats(biases, "biases"))
    places = -b / w + 0.0
    return np.where(np.isfinite(places), places, np.nan)
