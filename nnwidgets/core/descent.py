"""The inner loop of training: the four delta equations with as few numpy calls as possible.

Three devices make it fast. All parameters lie in one vector θ, so that a step is one subtraction.
Every bias is the weight of a constant input 1: with the block [W | b] and the rows [a | 1], W a + b
is one product, and so is its gradient. And the rows [a | 1] keep their place in memory.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core.backprop import find_cost
from nnwidgets.core.checks import positive
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
        self.learning_rate = positive(learning_rate, "learning_rate")
        rows = np.atleast_2d(columns(x, network.sizes[0]).T)
        self.cost = find_cost(cost)
        outputs = np.empty((len(rows), network.sizes[-1]))
        y = self.cost.prepare(outputs[0] if np.ndim(x) == 1 else outputs, targets)
        self.samples = (with_ones(rows), np.atleast_2d(y).copy())
        self.start = network
        self.formulas = [layer.activation.quick for layer in network.layers]
        self.rules = [layer.activation.rule for layer in network.layers]
        self.parameters = np.concatenate(
            [np.column_stack([la.weights, la.biases]).ravel() for la in network.layers]
        )
        self.gradient = np.empty_like(self.parameters)
        self.blocks = self.split(self.parameters)
        self.slopes = self.split(self.gradient)
        self.transposed = [block.T for block in self.blocks]
        self.weights = [block[:, :-1] for block in self.blocks]
        self.rows = [np.empty((0, 0))]

    def split(self, vector: Array) -> list[Array]:
        """Views of θ or its gradient, one (n_out, n_in + 1) for each layer."""
        shapes = [(layer.n_out, layer.n_in + 1) for layer in self.start.layers]
        ends = np.cumsum([rows * columns for rows, columns in shapes])
        parts = np.split(vector, ends[:-1])
        return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]

    def outputs(self, x: Array) -> Array:
        """F(x) for rows [x | 1]; warnings are off already."""
        for block, formula in zip(self.transposed, self.formulas, strict=True):
            a = formula(x @ block)
            x = with_ones(a)
        return a

    def cost_now(self) -> float:
        """The cost over all samples."""
        x, y = self.samples
        with np.errstate(all="ignore"):
            return float(self.cost.formula(self.outputs(x), y))

    def step(self, x: Array, y: Array) -> None:
        """θ ← θ − η ∂C/∂θ on the rows [x | 1]; warnings are off already."""
        if len(self.rows[0]) != len(x):
            self.rows = [np.ones((len(x), layer.n_out + 1)) for layer in self.start.layers]
        passed = []
        for block, formula, rows in zip(self.transposed, self.formulas, self.rows, strict=True):
            z = x @ block
            a = formula(z)
            passed.append((x, z, a))
            rows[:, :-1] = a
            x = rows
        slope = self.cost.gradient(a, y)
        for i in range(len(passed) - 1, -1, -1):
            below, z, a = passed[i]
            delta = self.rules[i](slope, a, z)
            np.matmul(delta.T, below, out=self.slopes[i])
            if i:
                slope = delta @ self.weights[i]
        self.parameters -= self.learning_rate * self.gradient

    def run(self, rows: Iterator[tuple[Array, Array]], n_steps: int) -> tuple[int, float]:
        """The next steps; the number of those that were made, and the cost after them.

        Whether a number became infinite is asked once, at the end, as asking costs time. Where one
        did, the steps are made again, more carefully, up to the one that did it.
        """
        before = self.parameters.copy()
        planned = list(islice(rows, n_steps))
        with np.errstate(all="ignore"):
            for x, y in planned:
                self.step(x, y)
            cost = self.cost_now()
            if np.isfinite(cost) and np.isfinite(self.parameters).all():
                return n_steps, cost
            self.parameters[:] = before
            return self.run_carefully(planned)

    def run_carefully(self, planned: list[tuple[Array, Array]]) -> tuple[int, float]:
        """As `run`, asking for the cost at every step; one that spoils it is taken back."""
        cost = self.cost_now()
        for done, (x, y) in enumerate(planned):
            before, cost_before = self.parameters.copy(), cost
            self.step(x, y)
            cost = self.cost_now()
            if not (np.isfinite(cost) and np.isfinite(self.parameters).all()):
                self.parameters[:] = before
                return done, cost_before
        return len(planned), cost

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
