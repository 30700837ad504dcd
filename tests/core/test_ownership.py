"""Whatever a caller writes into, the gradient is that of the forward pass.

The oracle: the gradient of the same graph, built from arrays that nobody touches.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.differentiate import value_and_gradient
from nnwidgets.core.graph import Gradients, backward, forward, topological_order
from nnwidgets.core.node import Node

from .random_graphs import RandomGraph, random_graph

N_GRAPHS, N_BLOCKS = 2000, 20


class Numbers:
    """numpy, with constants that the test goes on holding."""

    def __init__(self) -> None:
        self.held: list[np.ndarray] = []

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(np, name)

    def constant(self, values: np.ndarray) -> np.ndarray:
        """The array itself, remembered."""
        self.held.append(values)
        return values


def arrays_in(held: Any) -> Iterator[np.ndarray]:  # noqa: ANN401
    """All arrays that can be reached, and what they are views of."""
    if isinstance(held, np.ndarray):
        yield held
        yield from arrays_in(held.base)
    elif isinstance(held, dict):
        yield from arrays_in([*held.keys(), *held.values()])
    elif isinstance(held, list | tuple):
        for part in held:
            yield from arrays_in(part)
    elif isinstance(held, Node):
        yield from arrays_in([held.value, held.values])
        yield from arrays_in([u for u in held.operands if not isinstance(u, Node)])


def spoil(held: Any) -> int:  # noqa: ANN401
    """Write into every array that lets one; the number of those."""
    n_written = 0
    for array in arrays_in(held):
        if array.flags.writeable:
            array[...] = 7 if array.dtype.kind == "i" else np.nan
            n_written += 1
    return n_written


def expected_gradients(graph: RandomGraph) -> list[np.ndarray]:
    inputs = [Node(values) for values in graph.inputs]
    found = backward(graph.output(Numbers(), inputs))
    return [found[node] for node in inputs]


def same(found: Gradients, nodes: list[Node], expected: list[np.ndarray]) -> None:
    for node, gradient in zip(nodes, expected, strict=True):
        np.testing.assert_array_equal(found[node], gradient)


@pytest.mark.parametrize("block", range(N_BLOCKS))
def test_writing_into_all_that_can_be_reached_changes_no_gradient(block: int) -> None:
    for seed in range(block, N_GRAPHS, N_BLOCKS):
        graph = random_graph(seed, n_steps=6)
        expected, numbers = expected_gradients(graph), Numbers()
        given = [values.copy() for values in graph.inputs]
        nodes = [Node(values) for values in given]
        output = graph.output(numbers, nodes)
        assert spoil([given, numbers.held]) == len(given) + len(numbers.held)
        order = topological_order(output)
        assert spoil(order) == 0
        first = backward(output)
        same(first, nodes, expected)
        gradients = [array for array in first.values() if isinstance(array, np.ndarray)]
        starts = [array.__array_interface__["data"][0] for array in gradients]
        assert len(set(starts)) == len(gradients)
        assert all(array.base is None for array in gradients)
        assert spoil(first) >= len(nodes)
        same(backward(output), nodes, expected)
        new = [values.copy() for values in graph.inputs]
        inputs = dict(zip(nodes, new, strict=True))
        again = backward(output, inputs)
        spoil([forward(output, inputs), new])
        same(again, nodes, expected)


@pytest.mark.parametrize("seed", range(200))
def test_writing_while_a_function_runs_changes_no_gradient(seed: int) -> None:
    graph, numbers = random_graph(seed), Numbers()
    given = [values.copy() for values in graph.inputs]
    kept: list[Node] = []

    def function(*nodes: Node) -> Any:  # noqa: ANN401
        output = graph.output(numbers, nodes)
        spoil([given, numbers.held, topological_order(output)])
        kept.append(output)
        return output

    untouched = value_and_gradient(lambda *nodes: graph.output(Numbers(), nodes))(*graph.inputs)
    value, gradients = value_and_gradient(function)(*given)
    assert value == untouched[0]
    for gradient, expected in zip(gradients, untouched[1], strict=True):
        np.testing.assert_array_equal(gradient, expected)
    spoil(list(gradients))
    inputs = [node for node in topological_order(kept[0]) if node.operation is None]
    twice = backward(kept[0] * 2.0)  # a node that was kept goes on as an ordinary one
    used = [g for node in inputs if (g := twice[node]).shape]
    assert all(np.isfinite(g).all() for g in used)


def test_steps_of_the_backward_walk_may_be_written_into() -> None:
    for seed in range(50):
        graph = random_graph(seed, n_steps=6)
        nodes = [Node(values) for values in graph.inputs]
        output = graph.output(Numbers(), nodes)
        expected, last = backward(output), {}
        for step in nw.backward_steps(output):
            last[step.input] = step.adjoint.copy()
            spoil([step.upstream, step.local, step.message, step.before, step.adjoint])
        for node in nodes:
            np.testing.assert_allclose(last[node], expected[node], rtol=1e-12, atol=1e-14)


def test_results_share_no_memory_with_what_was_given() -> None:
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(4, 2)), rng.normal(size=(4, 1))

    def plain(z: np.ndarray) -> np.ndarray:
        return z

    for activation in ("identity", "relu", "gelu", plain):
        network = nw.Network.random([2, 3, 1], activation, rng=rng)
        passed = network.forward(x)
        results = [*passed.activations, *passed.preactivations, network(x), network.layers[0](x)]
        if activation is not plain:
            results += nw.deltas(network, x, y)
            results += [part for pair in nw.backpropagate(network, x, y) for part in pair]
        results += [layer.weights for layer in network.layers]
        for i, result in enumerate(results):
            assert not np.shares_memory(result, x)
            assert not any(np.shares_memory(result, other) for other in results[:i])


def test_an_activation_of_ones_own_may_write_into_its_argument() -> None:
    def rectify(z: np.ndarray) -> np.ndarray:
        z[z < 0] = 0.0
        return z

    network = nw.Network([nw.Layer([[1.0], [-1.0]], [0.0, 0.0], rectify)])
    passed = network.forward([2.0])
    assert passed.preactivations[0].tolist() == [2.0, -2.0]
    assert passed.output.tolist() == [2.0, 0.0]


def test_a_run_keeps_the_samples_and_targets_it_began_with() -> None:
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(4, 2)), rng.uniform(size=(4, 1))
    network = nw.Network.random([2, 3, 1], rng=rng)
    expected = nw.gradient_descent(network, x, y, learning_rate=0.5, n_steps=20).costs[-1]
    run = nw.descend(network, x, y, learning_rate=0.5, n_steps=20)
    next(run)
    x[:], y[:] = 0.0, 9.0
    assert [report.cost for report in run][-1] == expected


def test_a_formulas_value_is_the_callers_own() -> None:
    formula, x = nw.parse_formula("x"), np.array([1.0, 2.0])
    value = formula(x)
    value += 1.0
    assert (x.tolist(), formula(x).tolist()) == ([1.0, 2.0], [1.0, 2.0])
