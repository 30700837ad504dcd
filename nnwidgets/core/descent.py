"""The inner loop of training: the four delta equations with as few numpy calls as possible.

Two devices make it fast. All parameters lie in one vector θ, so that a step is one subtraction.
And every bias is the weight of a constant input 1: with the block [W | b] and the rows [a | 1],
W a + b is one product, and so is its gradient.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.backprop import find_cost, slope_rule
from nnwidgets.core.layer import Layer, columns
from nnwidgets.core.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import ArrayLike

    from nnwidgets.core.checks import Array


class Descent:
    """A network on its way down a cost.

    Args:
        network: the start; it is copied.
        x: a batch (n_samples, n_in), or one sample (n_in,).
        targets: as the cost takes them.
        cost: as `backpropagate` takes it.
        learning_rate: η.

    Attributes:
        parameters: θ, the blocks [W | b] of all layers, row by row.
        samples: the rows [x | 1] and the targets in the outputs' shape.
    """

    def __init__(
        self,
        network: Network,
        x: ArrayLike,
        targets: ArrayLike,
        cost: str | Callable[..., Any],
        learning_rate: float,
    ) -> None:
        if not 0.0 < learning_rate < np.inf:
            raise ValueError(f"learning_rate: expected a positive number, got {learning_rate}")
        self.learning_rate = learning_rate
        rows = np.atleast_2d(columns(x, network.sizes[0]).T)
        self.cost = find_cost(cost)
        outputs = np.empty((len(rows), network.sizes[-1]))
        y = self.cost.prepare(outputs[0] if np.ndim(x) == 1 else outputs, targets)
        self.samples = (with_ones(rows), np.atleast_2d(y))
        self.start = network
        functions = [layer.activation.function for layer in network.layers]
        self.formulas = [getattr(function, "__wrapped__", function) for function in functions]
        self.rules = [slope_rule(layer.activation) for layer in network.layers]
        self.parameters = np.concatenate(
            [np.column_stack([la.weights, la.biases]).ravel() for la in network.layers]
        )
        self.gradient = np.empty_like(self.parameters)
        self.blocks = self.split(self.parameters)
        self.slopes = self.split(self.gradient)
        self.weights = [block[:, :-1] for block in self.blocks]

    def split(self, vector: Array) -> list[Array]:
        """Views of θ or its gradient, one (n_out, n_in + 1) for each layer."""
        shapes = [(layer.n_out, layer.n_in + 1) for layer in self.start.layers]
        ends = np.cumsum([rows * columns for rows, columns in shapes])
        parts = np.split(vector, ends[:-1])
        return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]

    def outputs(self, x: Array) -> Array:
        """F(x) for rows [x | 1]."""
        for block, formula in zip(self.blocks, self.formulas, strict=True):
            a = formula(x @ block.T)
            x = with_ones(a)
        return a

    def cost_now(self) -> float:
        """The cost over all samples."""
        x, y = self.samples
        return float(self.cost.formula(self.outputs(x), y))

    def step(self, x: Array, y: Array) -> None:
        """θ ← θ − η ∂C/∂θ on the rows [x | 1]."""
        passed = []
        for block, formula in zip(self.blocks, self.formulas, strict=True):
            z = x @ block.T
            a = formula(z)
            passed.append((x, z, a))
            x = with_ones(a)
        slope = self.cost.gradient(a, y)
        for i in reversed(range(len(passed))):
            below, z, a = passed[i]
            delta = self.rules[i](slope, a, z)
            np.matmul(delta.T, below, out=self.slopes[i])
            if i:
                slope = delta @ self.weights[i]
        self.parameters -= self.learning_rate * self.gradient

    def run(self, rows: Iterator[tuple[Array, Array]], n_steps: int) -> int:
        """The next steps; the number of those that were made.

        Whether a number became infinite is asked once, at the end, as asking costs time. Where one
        did, the steps are made again, more carefully, up to the one that did it.
        """
        before = self.parameters.copy()
        planned = list(islice(rows, n_steps))
        with np.errstate(all="ignore"):
            for x, y in planned:
                self.step(x, y)
            if self.is_finite():
                return n_steps
            self.parameters[:] = before
            for done, (x, y) in enumerate(planned):
                before = self.parameters.copy()
                self.step(x, y)
                if not self.is_finite():
                    self.parameters[:] = before
                    return done
        return n_steps

    def is_finite(self) -> bool:
        """All parameters and the cost are numbers."""
        return bool(np.isfinite(self.parameters).all() and np.isfinite(self.cost_now()))

    def network(self) -> Network:
        """The network as it is now."""
        return Network(
            Layer(block[:, :-1], block[:, -1], layer.activation)
            for block, layer in zip(self.blocks, self.start.layers, strict=True)
        )


def with_ones(a: Array) -> Array:
    """The rows [a | 1]."""
    rows = np.empty((len(a), a.shape[1] + 1))
    rows[:, :-1] = a
    rows[:, -1] = 1.0
    return rows


def batches(
    samples: tuple[Array, Array], n_steps: int, size: int, rng: np.random.Generator
) -> Iterator[tuple[Array, Array]]:
    """The rows for each of the next steps, drawn with replacement.

    Drawn some thousand numbers at a time: one call of the generator for each step would take
    longer than the step.
    """
    x, y = samples
    n_ahead = max(1, 100_000 // (size * x.shape[1]))
    for done in range(0, n_steps, n_ahead):
        rows = rng.integers(len(x), size=(min(n_ahead, n_steps - done), size))
        yield from zip(x[rows], y[rows], strict=True)
