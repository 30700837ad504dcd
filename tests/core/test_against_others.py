"""Random graphs, and every operation by itself: the gradients of PyTorch and of HIPS autograd."""

from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from nnwidgets.core.differentiate import value_and_gradient
from nnwidgets.core.graph import backward, forward
from nnwidgets.core.node import Node

from .random_graphs import ONE, TWO, RandomGraph, random_graph

Evaluated = tuple[float, list[np.ndarray]]
autograd: Any = import_module("autograd")
anp: Any = import_module("autograd.numpy")
OURS = SimpleNamespace(
    **{name: getattr(np, name)
       for name in ("exp", "log", "sqrt", "sin", "cos", "tanh", "log1p", "expm1", "maximum",
                    "minimum", "where", "concatenate")},
    constant=lambda values: values,
)  # fmt: skip


def by_autograd(graph: RandomGraph) -> Evaluated:
    theirs = SimpleNamespace(**{name: getattr(anp, name, None) for name in vars(OURS)})
    theirs.constant = lambda values: values
    theirs.where = lambda condition, u, v: anp.where(condition, u + 0.0 * v, v + 0.0 * u)
    # its own forgets, in 1.9, to add up where u or v is broadcast

    def function(*inputs: Any) -> Any:  # noqa: ANN401
        return graph.output(theirs, inputs)

    gradients = autograd.grad(function, argnum=tuple(range(len(graph.inputs))))(*graph.inputs)
    return float(function(*graph.inputs)), list(gradients)


def by_torch(graph: RandomGraph) -> Evaluated:
    torch = pytest.importorskip("torch")
    theirs = SimpleNamespace(**{name: getattr(torch, name, None) for name in vars(OURS)})
    theirs.constant = torch.tensor
    tensors = [torch.tensor(values, requires_grad=True) for values in graph.inputs]
    value = graph.output(theirs, tensors)
    return value.item(), [g.numpy() for g in torch.autograd.grad(value, tensors)]


def agree(graph: RandomGraph, peer: Callable[[RandomGraph], Evaluated]) -> None:
    value, gradients = value_and_gradient(lambda *inputs: graph.output(OURS, inputs))(*graph.inputs)
    expected, slopes = peer(graph)
    assert value == pytest.approx(expected, rel=1e-12, abs=1e-12)
    for gradient, slope in zip(gradients, slopes, strict=True):
        np.testing.assert_allclose(gradient, slope, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("peer", [by_torch, by_autograd])
@pytest.mark.parametrize("block", range(10))
def test_random_graphs_have_the_gradients_of_others(
    block: int, peer: Callable[[RandomGraph], Evaluated]
) -> None:
    for seed in range(block, 200, 10):
        agree(random_graph(seed, n_steps=10), peer)


@pytest.mark.parametrize("peer", [by_torch, by_autograd])
@pytest.mark.parametrize("name", [*ONE, *TWO])
def test_every_operation_has_the_gradients_of_others(
    name: str, peer: Callable[[RandomGraph], Evaluated]
) -> None:
    rng = np.random.default_rng(2)
    for shapes in (((3,), (3,)), ((3, 3), (3,)), ((3, 1), (3, 3)), ((3, 3), (3, 3))):
        if name in {"matmul", "joined"} and len(shapes[0]) != len(shapes[1]):
            continue
        inputs = [rng.normal(size=shape) for shape in shapes]
        places = [0] if name in ONE else [0, 1]
        agree(RandomGraph(inputs, [(name, places), (name, places[::-1])]), peer)


@pytest.mark.parametrize("block", range(10))
def test_a_graph_used_again_gives_what_a_new_one_gives(block: int) -> None:
    for seed in range(block, 300, 10):
        graph, rng = random_graph(seed), np.random.default_rng(seed)
        nodes = [Node(values) for values in graph.inputs]
        output = graph.output(OURS, nodes)
        moved = [values + 0.05 * rng.normal(size=values.shape) for values in graph.inputs]
        new = [Node(values) for values in moved]
        built = graph.output(OURS, new)
        again, anew = backward(output, dict(zip(nodes, moved, strict=True))), backward(built)
        values = forward(output, dict(zip(nodes, moved, strict=True)))
        if all(name != "where" for name, _ in graph.steps):  # its condition is a constant
            assert values[output] == built.value
            for old, node in zip(nodes, new, strict=True):
                np.testing.assert_array_equal(again[old], anew[node])
        np.testing.assert_array_equal(backward(output)[nodes[0]], backward(output)[nodes[0]])
