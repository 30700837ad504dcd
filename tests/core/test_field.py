"""Reports about other engines, tried on this one: each with the right value.

The names in comments are the reports' own: repository#number on GitHub.
"""

import copy
import pickle
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.conventions import CONVENTIONS
from nnwidgets.core.differentiate import value_and_gradient
from nnwidgets.core.formula import parse_formula
from nnwidgets.core.graph import MAX_ROUNDS, backward, forward
from nnwidgets.core.losses import binary_cross_entropy, cross_entropy
from nnwidgets.core.node import Node

NUMPY: Any = np
"""Its types know nothing of nodes."""


def test_two_adjoints_do_not_share_memory() -> None:  # pytorch#46168
    x, y, W = Node([1.0, 2.0]), Node([3.0, 4.0]), Node([[1.0, 0.0], [0.0, 1.0]])
    for output in ((x + y).sum(), (W @ x + y).sum(), (x.reshape(2, 1) + y.reshape(2, 1)).sum()):
        gradients = backward(output)
        gradients[x] *= 10.0
        assert gradients[y].tolist() == [1.0, 1.0]


def test_an_index_is_that_of_the_forward_pass() -> None:  # pytorch#24853
    logits, labels = Node(np.zeros((2, 3))), np.array([0, 1])
    cost = logits[np.arange(2), labels].sum()
    labels[:] = 2
    assert backward(cost)[logits].tolist() == [[1, 0, 0], [0, 1, 0]]
    places, shape = [0, 1], [3, 2]
    taken, reshaped = logits[places, places].sum(), (logits.reshape(shape)[0]).sum()
    places[:], shape[:] = [1, 1], [6, 1]
    assert backward(taken)[logits].tolist() == [[1, 0, 0], [0, 1, 0]]
    assert forward(reshaped, {logits: np.ones((2, 3))})[reshaped] == 2.0
    mask = np.array([True, False])
    masked = logits[mask].sum()
    mask[:] = ~mask
    assert backward(masked)[logits].tolist() == [[1, 1, 1], [0, 0, 0]]


def test_one_label_buffer_for_two_batches() -> None:  # pytorch#24853
    buffer = np.zeros(2, dtype=int)

    def cost(logits: Node) -> Node:
        total = []
        for batch in ([0, 1], [2, 2]):
            buffer[:] = batch
            total.append(logits[np.arange(2), buffer].sum())
        return total[0] + 10.0 * total[1]

    _, (gradient,) = value_and_gradient(cost)(np.zeros((2, 3)))
    assert gradient.tolist() == [[1, 0, 10], [0, 1, 10]]


def test_a_value_cannot_be_changed_behind_the_graph() -> None:
    w = Node([1.0, 2.0])
    cost = (w * nw.exp(w)).sum()
    with pytest.raises(ValueError, match="read-only"):
        w.value -= 1.0
    number = Node(2.0)
    with pytest.raises(TypeError, match="a node keeps the value it was computed with: make a new"):
        number.value -= 1.0
    expected = (1 + np.array([1.0, 2.0])) * np.exp([1.0, 2.0])
    np.testing.assert_allclose(backward(cost)[w], expected, rtol=1e-14)


def filled(p: Any) -> Any:  # noqa: ANN401
    result = np.zeros(5)
    result[0] = (p * p).sum()
    return result


def assigned(p: Any) -> Any:  # noqa: ANN401
    b = p * 1.0
    b[1] = p[0]
    return b.sum()


def added(p: Any) -> Any:  # noqa: ANN401
    total = np.zeros(2)
    total += p
    return total


def divided(p: Any) -> Any:  # noqa: ANN401
    h = np.ones(2)
    h /= 2.0 - p
    return h


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (filled, "instead of filling an array, collect nodes in a list"),  # autograd#177
        (assigned, "a node keeps its numbers: collect the parts in a list"),  # autograd#58
        (added, "write total = total + x"),  # autograd#77
        (divided, "write total = total \\+ x"),
        (lambda p: NUMPY.exp(NUMPY.array([p, 2.0 * p])), "join nodes by np.stack"),
        (lambda p: round(p[0]), "a Node is not a plain number"),  # mlx#1520
        (lambda p: int(p[0]), "a Node is not a plain number"),
        (lambda p: f"{p:.3f}", "is a form for one number, and this Node has shape"),
        (lambda p: p[p[0]], "an index is a plain number"),
        (lambda p: p[0] != 0, "== asks whether it is the same node"),
        (lambda p: np.ones(2) == p, "== asks whether it is the same node"),
        (NUMPY.linalg.inv, "np.linalg.inv does not take a Node"),
        (lambda p: nw.quadratic_cost([1.0, 2.0], p), "expected real numbers, got .* Node"),
        (pickle.dumps, "a Node is not stored"),
        (lambda p: NUMPY.concatenate([p[0], p[1]]), "for single numbers use np.stack"),
    ],
)
def test_what_a_node_cannot_do_is_said_with_the_way_out(
    function: Callable[[Any], Any], sentence: str
) -> None:
    with pytest.raises(TypeError, match=sentence.replace("+ x", "\\+ x").replace("\\\\", "\\")):
        value_and_gradient(function)([3.0, 4.0])


def test_a_number_is_formatted() -> None:  # mlx#1520
    assert f"{Node(2.0) * 1.23456:.3f}" == "2.469"
    assert f"{Node(2.0, 'x')}" == "Node(2., x)"


def test_a_gradient_is_found_by_its_node() -> None:
    x: Any = Node(1.0, "x")
    with pytest.raises(KeyError, match=r"found by its node, as gradients\[x\]; got 'x'"):
        backward(x * x)["x"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("function", "point", "value", "gradient", "sentence"),
    [
        # autograd#586
        (lambda x: nw.sqrt((x * x).sum()) ** 2, [0.0, 0.0], 0.0, [np.nan, np.nan],
         r"√u has the derivative 1 / \(2√u\), which is not finite at u = 0"),
        (lambda x: nw.log(x).sum(), [1.0, -2.0], np.nan, [1.0, -0.5],
         r"log\(u\) is nan at u = -2 \(index \(1,\)\)"),
        (lambda x: (1.0 / x).sum(), [4.0, 0.0], np.inf, [-0.0625, -np.inf],
         r"1 / u has the derivative −1 / u², which is not finite at u = 0 \(index \(1,\)\)"),
        (lambda x: (x**0.5).sum(), [4.0, 0.0], 2.0, [0.25, np.inf], r"u\^0.5 has the derivative"),
    ],
)  # fmt: skip
def test_nan_and_infinity_name_the_operation_and_the_operand(
    function: Callable[[Any], Any],
    point: list[float],
    value: float,
    gradient: list[float],
    sentence: str,
) -> None:
    x = Node(point)
    with pytest.warns(RuntimeWarning, match=sentence):
        found = backward(function(x))[x]
    np.testing.assert_array_equal(found, gradient)
    with pytest.warns(RuntimeWarning, match=sentence):
        got, (direct,) = value_and_gradient(function)(point)
    np.testing.assert_array_equal([got, *direct], [value, *gradient])


def test_a_graph_that_grows_is_noticed_once() -> None:  # higher#25
    w = Node([1.0, 2.0])
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        for _ in range(600):
            w -= 0.1 * backward((w * w).sum())[w]
    assert len(told) == 1
    assert "Begin each step anew, with w = Node(w.value - rate" in str(told[0].message)
    with warnings.catch_warnings():  # and not where the values are taken, or a graph is used again
        warnings.simplefilter("error")
        for _ in range(2 * MAX_ROUNDS):
            w = Node(w.value - 0.1 * backward((w * w).sum())[w])
        long = sum([w * float(i) for i in range(300)], start=w).sum()
        for _ in range(2 * MAX_ROUNDS):
            backward(long)


def test_copies_of_networks_keep_what_the_original_promises() -> None:  # blocks#313, numpy#16726
    network = nw.Network.random([2, 3, 1], "gelu", rng=np.random.default_rng(0))
    x = [[0.3, -0.2]]
    copies = [
        copy.copy(network), copy.deepcopy(network),
        pickle.loads(pickle.dumps(network)),  # noqa: S301 -- made right here
    ]  # fmt: skip
    for twin in copies:
        assert twin == network
        graph = nw.network_graph(twin, x)
        assert graph.output.value.tolist() == network(x).tolist()
        for layer in twin.layers:
            with pytest.raises(ValueError, match="read-only"):
                layer.weights += 1.0
            with pytest.raises(ValueError, match="read-only"):
                layer.biases[0] = 1.0


def test_copies_of_graphs_and_formulas_keep_what_the_original_promises() -> None:
    x = Node([1.0, 2.0])
    output = (x * x).sum()
    assert copy.copy(output) is copy.deepcopy(output) is output
    graph = nw.network_graph(nw.Network.random([1, 1], rng=np.random.default_rng(0)), [0.5])
    twin = copy.deepcopy(graph)
    assert backward(twin.output.sum())[twin.x] == backward(graph.output.sum())[graph.x]
    for shared in (True, False):
        formula = parse_formula("sqrt(x^2 + y) + cos(x^2)", shared=shared)
        for again in (copy.deepcopy(formula), pickle.loads(pickle.dumps(formula))):  # noqa: S301
            assert again(1.5, 2.0) == formula(1.5, 2.0)
            assert len(nw.topological_order(again.graph)) == len(
                nw.topological_order(formula.graph)
            )
            with pytest.raises(TypeError):
                again.inputs["x"] = Node(1.0)  # type: ignore[index]


def test_infinite_logits_take_the_limit() -> None:  # pytorch#49844, numpyro#2240
    z = Node([np.inf, -np.inf])
    cost = binary_cross_entropy(z, [1.0, 0.0])
    assert cost.value == 0.0
    assert backward(cost)[z].tolist() == [0.0, 0.0]
    assert binary_cross_entropy(Node([np.inf]), [0.0]).value == np.inf
    logits = Node([[0.0, np.inf], [-np.inf, 2.0]])
    assert nw.softmax(logits.value).tolist() == [[0.0, 1.0], [0.0, 1.0]]
    cost = cross_entropy(logits, [1, 1])
    assert cost.value == 0.0
    assert backward(cost)[logits].tolist() == [[0.0, 0.0], [0.0, 0.0]]


@pytest.mark.parametrize("row", CONVENTIONS, ids=str)
def test_the_table_of_conventions_is_what_the_engine_does(row: Any) -> None:  # noqa: ANN401
    formula = parse_formula(row.formula)
    inputs = {formula.inputs[name]: value for name, value in row.place.items()}
    with warnings.catch_warnings():
        if np.isinf(row.derivative).any():
            warnings.simplefilter("ignore")
        gradients = backward(formula.graph, inputs)
    assert tuple(gradients[node] for node in inputs) == row.derivative
    assert str(row).startswith(f"{row.formula} at x = ")
    peers = pytest.importorskip("torch")
    if row.formula != "step(x)":  # PyTorch has none with a derivative
        names = {"abs": peers.abs, "relu": peers.relu, "max": peers.maximum, "min": peers.minimum,
                 "leaky_relu": peers.nn.functional.leaky_relu, "sqrt": peers.sqrt,
                 "x^y": peers.pow}  # fmt: skip
        tensors = [peers.tensor(v, dtype=peers.float64, requires_grad=True)
                   for v in row.place.values()]  # fmt: skip
        function = names[row.formula.split("(")[0]]
        theirs = peers.autograd.grad(function(*tensors), tensors)
        assert tuple(float(g) for g in theirs) == row.derivative


TEXTBOOK: list[Callable[[Any, Any], Any]] = [
    lambda x, W: np.where(x > 0.5, x, 0.1 * x).sum() + W.sum(),
    lambda x, W: np.stack([x[0], 2.0 * x[1]]).sum() * W.mean(),
    lambda x, W: (np.stack([x, x * x], axis=1) @ np.ones(2)).sum() + W.max(),
    lambda x, W: np.concatenate([x, np.ones(2), x * x]).sum() * W[0, 0],
    lambda x, W: (np.concatenate([W, 2.0 * W], axis=1) ** 2).sum() + x[0],
    lambda x, W: np.clip(x, 0.1, 0.9).sum() * np.clip(W, None, 1.0).sum(),
    lambda x, W: np.linalg.norm(x) + np.linalg.norm(W, axis=0).sum(),
    lambda x, W: np.dot(W, x).sum() + np.dot(x, x) + np.dot(2.0, x).sum(),
    lambda x, W: (np.outer(x, W[0]) ** 2).sum(),
    lambda x, W: np.log1p(x).sum() + np.expm1(W).sum() + np.square(x).sum(),
    lambda x, W: np.minimum(x, W[0, :3]).sum() + np.maximum(0.3, x).sum() + np.min(W),
    lambda x, W: np.hstack([x, x]).sum() * np.vstack([x, W[:, :3]])[0].sum(),
    lambda x, W: np.var(W) + np.std(x) + np.mean(W, axis=0, keepdims=True).sum(),
    lambda x, W: np.logaddexp(x, 0.3).sum() + np.exp2(x).sum() + np.log2(1.5 + x).sum() + W.sum(),
    lambda x, W: (np.expand_dims(x, 0) * np.squeeze(W[:1])[:3]).sum() + np.ravel(W).sum(),
    lambda x, W: np.reciprocal(1.0 + x * x).sum() + np.abs(W).sum() + (-np.negative(x)).sum(),
    lambda x, W: np.log(np.sum(np.exp(x - np.max(x)))) + np.tanh(W @ x).mean(),
    lambda x, W: np.power(x + 2.0, 3).sum() + np.inner(W, x).sum() + np.transpose(W)[1].sum(),
]  # fmt: skip


@pytest.mark.parametrize("function", TEXTBOOK)
def test_a_textbooks_numpy_works_on_nodes_as_it_is_written(
    function: Callable[..., Any], check_gradient: Callable[..., None]
) -> None:
    rng = np.random.default_rng(5)
    x, W = rng.normal(size=3) * 0.4 + 0.2, rng.normal(size=(2, 3))
    assert value_and_gradient(function)(x, W)[0] == pytest.approx(function(x, W), rel=1e-13)
    check_gradient(function, x, W)


def test_questions_about_numbers_get_plain_answers() -> None:
    x = Node([1.0, 3.0])
    assert NUMPY.argmax(x) == 1
    assert NUMPY.isfinite(x).tolist() == [True, True]
    assert NUMPY.zeros_like(x).tolist() == [0.0, 0.0]
    assert (np.array([2.0, 2.0]) > x).tolist() == [True, False]
