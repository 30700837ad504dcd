"""Random graphs: a function written once, for nodes and for the arrays of other libraries."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

Step = Callable[..., Any]
ONE: dict[str, Step] = {
    "negative": lambda _m, u: -u,
    "exp": lambda m, u: m.exp(0.3 * u),
    "log": lambda m, u: m.log(1.5 + u * u),
    "sqrt": lambda m, u: m.sqrt(0.5 + u * u),
    "sin": lambda m, u: m.sin(u),
    "cos": lambda m, u: m.cos(u),
    "tanh": lambda m, u: m.tanh(u),
    "log1p": lambda m, u: m.log1p(u * u),
    "expm1": lambda m, u: m.expm1(-u * u),
    "square": lambda _m, u: 0.5 * u**2,
    "reciprocal": lambda _m, u: 1.0 / (1.5 + u * u),
    "absolute": lambda _m, u: abs(u),
    "scaled": lambda m, u: 0.5 * u + m.constant(np.array([0.1, -0.2, 0.3])),
    "taken": lambda _m, u: u + u[0] * u[..., :1],
    "transposed": lambda _m, u: u * 1.1 if u.ndim < 2 else (u.T @ u),
    "reshaped": lambda _m, u: u.reshape(-1).reshape(u.shape) - 0.1 * u,
    "summed": lambda _m, u: u - 0.2 * u.sum(),
    "mean": lambda _m, u: u * u.mean(),
}
TWO: dict[str, Step] = {
    "add": lambda _m, u, v: u + v,
    "subtract": lambda _m, u, v: u - v,
    "multiply": lambda _m, u, v: 0.7 * u * v,
    "divide": lambda _m, u, v: u / (2.0 + v * v),
    "power": lambda _m, u, v: (1.2 + u * u) ** (0.3 * v),
    "maximum": lambda m, u, v: m.maximum(u, v),
    "minimum": lambda m, u, v: m.minimum(u, v),
    "matmul": lambda _m, u, v: u @ v.T if u.ndim == 2 and u.shape == v.shape else u + 0.3 * v,
    "where": lambda m, u, v: m.where(u > v, u, 0.5 * v),
    "joined": lambda m, u, v: m.concatenate([u + 0.0 * v, v + 0.0 * u])[: len(u)],
}
SHAPES: tuple[tuple[int, ...], ...] = ((3,), (3, 3), (3, 1))


class RandomGraph(NamedTuple):
    """A recipe: inputs, and which step is taken of which earlier results."""

    inputs: list[np.ndarray]
    steps: list[tuple[str, list[int]]]

    def output(self, m: Any, inputs: Any) -> Any:  # noqa: ANN401
        """The function's value, with the functions of a library m."""
        pool = list(inputs)
        for name, places in self.steps:
            operation = ONE.get(name) or TWO[name]
            result = operation(m, *(pool[i] for i in places))
            pool.append(m.tanh(0.3 * result))  # keeps every number small, and so comparable
        return sum((result.sum() for result in pool[1:]), start=pool[0].sum())


def random_graph(seed: int, n_steps: int = 8) -> RandomGraph:
    """A recipe from a seed."""
    rng = np.random.default_rng(seed)
    inputs = [rng.normal(size=SHAPES[rng.integers(len(SHAPES))]) for _ in range(3)]
    names = [*ONE, *TWO]
    steps = []
    for i in range(n_steps):
        name = names[rng.integers(len(names))]
        places = rng.integers(len(inputs) + i, size=1 if name in ONE else 2).tolist()
        steps.append((name, places))
    return RandomGraph(inputs, steps)
