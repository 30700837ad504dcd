"""Oracles: a worked example computed elsewhere, hand derivatives, differences, brute force."""

import gc
import itertools
import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.core.activations import relu, sigmoid, softmax, step, tanh
from nnwidgets.core.differentiate import numerical_gradient, value_and_gradient
from nnwidgets.core.functions import absolute, cos, exp, log, sin, sqrt, tan
from nnwidgets.core.graph import backward, forward, topological_order
from nnwidgets.core.inspection import (
    all_topological_orders,
    backward_steps,
    derivative_text,
    equation,
    label_nodes,
)
from nnwidgets.core.losses import quadratic_cost
from nnwidgets.core.node import Node

# Deisenroth, Faisal, Ong, Mathematics for Machine Learning, Example 5.14: x, a … f, then the
# derivatives of f with respect to e, d, c, b, a, x; values recomputed to full precision
EXAMPLE_5_14 = [
    (-1.0, [1.0, 2.718281828459045, 3.718281828459045, 1.928284685532467, -0.8382724735577245,
            1.0900122119747424],
     [1.0, 1.0, 0.8045493687588824, 0.8045493687588824, 2.9915412979543476, -5.983082595908695]),
    (0.0, [0.0, 1.0, 1.0, 1.0, 0.5403023058681398, 1.5403023058681398],
     [1.0, 1.0, -0.3414707848078965, -0.3414707848078965, -0.682941569615793, 0.0]),
    (1.5, [2.25, 9.487735836358526, 11.737735836358526, 3.426037921033351, 0.6758825709730497,
           4.101920492006401],
     [1.0, 1.0, 0.8829505035333233, 0.8829505035333233, 9.26015163763724, 27.78045491291172]),
]  # fmt: skip


def lecture_graph(x: Node) -> Node:
    a = x**2
    c = a + exp(a)
    return sqrt(c) + cos(c)


@pytest.mark.parametrize(("x", "values", "slopes"), EXAMPLE_5_14)
def test_the_lectures_function_has_the_books_values_and_derivatives(
    x: float, values: list[float], slopes: list[float]
) -> None:
    f = lecture_graph(Node(x, "x"))
    order = topological_order(f)
    assert [node.value for node in order] == pytest.approx([x, *values], rel=1e-14)
    gradients = backward(f)
    adjoints = [gradients[node] for node in order]
    assert adjoints[-1] == 1.0
    assert adjoints[-2::-1] == pytest.approx(slopes, rel=1e-6)
    assert gradients[order[0]] == pytest.approx(slopes[-1], rel=1e-6)


def test_the_lectures_graph_has_six_operations_eight_edges_and_two_orders() -> None:
    f = lecture_graph(Node(1.0, "x"))
    order = topological_order(f)
    labels = label_nodes(order)
    edges = {f"{labels[u]}->{labels[node]}" for node in order for u in node.inputs}
    assert edges == {"x->a", "a->b", "a->c", "b->c", "c->d", "c->e", "d->f", "e->f"}
    words = ["".join(labels[node] for node in legal) for legal in all_topological_orders(f)]
    assert words == ["xabcdef", "xabcedf"]


def test_equations_and_derivatives_read_as_the_lecture_writes_them() -> None:
    order = topological_order(lecture_graph(Node(1.0, "x")))
    labels = label_nodes(order)
    assert [equation(node, labels) for node in order] == [
        "x = 1", "a = x²", "b = exp(a)", "c = a + b", "d = √c", "e = cos(c)", "f = d + e"
    ]  # fmt: skip
    texts = [derivative_text(node, 0, labels) for node in order[1:]]
    assert texts == ["2 · x", "b", "1", "1 / (2√c)", "−sin c", "1"]


def test_labels_avoid_the_inputs_letters_and_go_on_after_z() -> None:
    a, unnamed = Node(1.0, "a"), Node(2.0)
    node = a + unnamed
    for _ in range(26):
        node = node + 1.0
    labels = list(label_nodes(topological_order(node)).values())
    assert labels[:3] == ["a", "x1", "b"]
    assert labels[-2:] == ["a1", "b1"]


def test_equations_of_constants_arrays_and_matrix_products() -> None:
    w = Node(np.ones((2, 3)), "W")
    y = (2.0 * w + np.ones(3)) @ np.ones(3)
    order = topological_order(y)
    labels = label_nodes(order)
    assert [equation(node, labels) for node in order] == [
        "W = [2×3]", "a = 2 · W", "b = a + [3]", "c = b [3]"
    ]  # fmt: skip
    x = Node(-1.5, "x")
    texts = {x: "x = −1.5", (-2.0) ** x: "y = (−2)^x", x - (-3.0): "y = x − (−3)", x**-2: "y = x⁻²"}
    assert {node: equation(node, {x: "x", node: node.name or "y"}) for node in texts} == texts
    slopes = [((-2.0) / x, "−(−2) / x²"), (x**-2, "−2 · x⁻³"), (x**3, "3 · x²"), (x * -2, "(−2)")]
    for node, text in slopes:
        position = 1 if node.operands[1] is x else 0
        assert derivative_text(node, position, {x: "x", node: "y"}) == text
    with pytest.raises(ValueError, match="an input was not computed"):
        derivative_text(w, 0, labels)


def test_backward_steps_are_the_messages_of_the_lectures_table() -> None:
    f = lecture_graph(Node(1.0, "x"))
    labels = label_nodes(topological_order(f))
    steps = [
        (labels[s.node], labels[s.input], s.upstream, s.local, s.message, s.before, s.adjoint)
        for s in backward_steps(f)
    ]
    c = 3.718281828459045
    to_c, from_e = 1 / (2 * c**0.5), -np.sin(c)
    at_c = 0.8045493687588824
    expected = [
        ("f", "d", 1, 1, 1, 0, 1),
        ("f", "e", 1, 1, 1, 0, 1),
        ("e", "c", 1, from_e, from_e, 0, from_e),
        ("d", "c", 1, to_c, to_c, from_e, at_c),
        ("c", "a", at_c, 1, at_c, 0, at_c),
        ("c", "b", at_c, 1, at_c, 0, at_c),
        ("b", "a", at_c, math.e, at_c * math.e, at_c, 2.9915412979543476),
        ("a", "x", 2.9915412979543476, 2, 5.983082595908695, 0, 5.983082595908695),
    ]
    for got, want in zip(steps, expected, strict=True):
        assert got[:2] == want[:2]
        assert got[2:] == pytest.approx(want[2:], rel=1e-14)


def test_steps_end_where_backward_ends_on_arrays_too() -> None:
    x, w, b = Node(np.arange(6.0).reshape(3, 2)), Node([[0.5, -1.0]]), Node([0.25])
    f = (sigmoid(x @ w.T + b) * 2.0).mean()
    last = {s.input: s.adjoint for s in backward_steps(f)}
    gradients = backward(f)
    for node in (x, w, b):
        np.testing.assert_allclose(last[node], gradients[node], rtol=1e-14)
    locals_ = [s.local for s in backward_steps(f)]
    assert [local is None for local in locals_] == [
        False,
        False,
        False,
        False,
        False,
        True,
        True,
        True,
    ]


def test_forward_computes_again_and_leaves_the_graph_alone() -> None:
    x, y = Node(1.0, "x"), Node(3.0, "y")
    f = lecture_graph(x) * y
    before = [node.value for node in topological_order(f)]
    values = forward(f, {x: 1.5})
    assert values[f] == pytest.approx(3 * 4.101920492006401, rel=1e-14)
    assert list(values) == topological_order(f)
    assert [node.value for node in topological_order(f)] == before
    assert backward(f, {x: 1.5, y: 2.0})[x] == pytest.approx(2 * 27.78045491291172, rel=1e-14)
    np.testing.assert_allclose(forward(f, {x: [0.0, 1.0]})[f], [3 * 1.5403023058681398, before[-1]])
    with pytest.raises(ValueError, match="is not an input of this graph"):
        forward(f, {f: 1.0})


def test_a_node_used_k_times_gets_k_messages() -> None:
    x = Node(3.0)
    assert backward(x * x * x)[x] == 27.0
    assert backward(x + x + x)[x] == 3.0
    assert backward(x)[x] == 1.0


def test_an_unrelated_node_has_derivative_zero() -> None:
    x, other = Node(3.0), Node([1.0, 2.0])
    assert backward(x * 2.0)[other].tolist() == [0.0, 0.0]


WRONG: Any = 3.0
NODE: Any = Node(1.0)
NUMPY: Any = np
"""Its types know nothing of nodes."""
RECIPES: list[Callable[[Any, Any], Any]] = [
    lambda u, v: u + v,
    lambda u, v: u * v,
    lambda u, v: u - 0.5 * v,
    lambda u, _v: sin(u),
    lambda _u, v: tanh(v),
    lambda u, v: sigmoid(u) * v,
    lambda u, v: u / (2.0 + v * v),
    lambda u, _v: exp(-u * u),
]


@given(st.integers(0, 10_000))
def test_random_graphs_against_differences_and_in_a_legal_order(seed: int) -> None:
    def function(*inputs: Any) -> Any:  # noqa: ANN401
        rng = np.random.default_rng(seed)
        pool = list(inputs)
        for _ in range(15):
            u, v = (pool[i] for i in rng.integers(len(pool), size=2))
            pool.append(RECIPES[rng.integers(len(RECIPES))](u, v))
        return sum(pool[3:], start=pool[0])

    point = np.random.default_rng(seed + 1).normal(size=3)
    nodes = [Node(p) for p in point]
    output = function(*nodes)
    order = topological_order(output)
    place = {node: i for i, node in enumerate(order)}
    assert all(place[u] < place[node] for node in order for u in node.inputs)
    assert len(place) == len(order)
    gradients = backward(output)
    differences = numerical_gradient(lambda p: function(*p), point)
    np.testing.assert_allclose([gradients[n] for n in nodes], differences, rtol=1e-5, atol=1e-6)
    _, direct = value_and_gradient(function)(*point)
    np.testing.assert_allclose(direct, [gradients[n] for n in nodes], rtol=1e-12, atol=1e-14)


def test_all_orders_are_all_permutations_that_are_legal() -> None:
    x, y = Node(1.0), Node(2.0)
    a, b, c = x + 1.0, y * 2.0, x * y
    output = (a + b) * c
    nodes = topological_order(output)
    operations = [node for node in nodes if node.operation]
    legal = {
        permutation
        for permutation in itertools.permutations(operations)
        if all(
            permutation.index(u) < permutation.index(node)
            for node in operations
            for u in node.inputs
            if u.operation
        )
    }
    found = all_topological_orders(output)
    assert {tuple(order[2:]) for order in found} == legal
    assert len(found) == len(legal) == 8
    assert all(set(order[:2]) == {x, y} for order in found)
    with pytest.raises(ValueError, match="more than 7 legal orders"):
        all_topological_orders(output, limit=7)
    assert all_topological_orders(x) == [[x]]


def test_a_chain_of_a_million_nodes_goes_forwards_backwards_and_away() -> None:
    node = first = Node(0.5)
    for _ in range(1_000_000):
        node = node + 1e-6
    order = topological_order(node)
    assert len(order) == 1_000_001
    assert order[0] is first
    assert backward(node)[first] == 1.0
    assert node.value == pytest.approx(1.5, rel=1e-9)
    del order, node
    gc.collect()


def test_the_package_s_functions_take_nodes_and_arrays_alike() -> None:
    z = np.array([0.3, 1.2])
    for function in (exp, log, sqrt, sin, cos, tan, absolute, sigmoid, tanh, relu, softmax, step):
        node = function(Node(z))
        assert isinstance(node, Node)
        np.testing.assert_allclose(node.value, function(z), rtol=1e-14)
        np.testing.assert_allclose(function([0.3, 1.2]), function(z))


def test_arrays_and_numbers_may_stand_on_either_side() -> None:
    maximum: Any = np.maximum
    z, w = np.array([[1.0, 2.0]]), Node([[3.0], [4.0]])
    assert (z @ w).value.tolist() == [[11.0]]
    assert (w @ z).value.tolist() == [[3.0, 6.0], [4.0, 8.0]]
    pairs: list[tuple[Any, list[float]]] = [
        (np.ones(2) + w[:, 0], [4, 5]), (np.float64(2) * w[:, 0], [6, 8]),
        (1 - w[:, 0], [-2, -3]), (12 / w[:, 0], [4, 3]), (2 ** w[:, 0], [8, 16]),
        (abs(-w[:, 0]), [3, 4]), (+w[:, 0], [3, 4]),
        (np.exp(w[:, 0] * 0), [1, 1]), (maximum(3.5, w[:, 0]), [3.5, 4]),
        (w[:, 0] + [1, 1], [4, 5]),
    ]  # fmt: skip
    for node, expected in pairs:
        assert node.value.tolist() == expected


def test_comparisons_compare_values_and_equality_compares_nodes() -> None:
    u = Node([1.0, 2.0])
    assert (u > 1.5).tolist() == [False, True]
    assert (u <= Node([1.0, 1.0])).tolist() == [True, False]
    assert (u < 2).tolist() == [True, False]
    assert bool(Node(2.0) >= 2.0)
    assert u == u  # noqa: PLR0124
    assert u != Node([1.0, 2.0])


def test_whole_numbers_of_any_size_are_numbers() -> None:
    assert (Node(1.0) * 10**30).value == 1e30
    assert value_and_gradient(lambda x: x * x)(10**20)[1][0] == 2e20


def test_nodes_unpack_and_have_a_length() -> None:
    u = Node([1.0, 2.0])
    assert len(u) == 2
    assert [node.value for node in u] == [1.0, 2.0]


def test_a_nodes_value_is_its_own() -> None:
    weights = np.ones(2)
    node = Node(weights)
    weights -= 1.0
    assert node.value.tolist() == [1.0, 1.0]


def test_nothing_warns_where_numpy_would() -> None:
    x = Node([0.0, -1.0, 1e308])
    functions: list[Callable[[], Node]] = [
        lambda: 1.0 / x, lambda: log(x), lambda: sqrt(x), lambda: exp(x), lambda: x * 10.0,
        lambda: x**0.5, lambda: x / x, lambda: x.sum() * 10.0, lambda: x**-2,
    ]  # fmt: skip
    for function in functions:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            backward(function().sum())
        assert all(str(w.message).startswith("the gradient is not finite") for w in told)


@pytest.mark.parametrize(
    ("attempt", "error", "sentence"),
    [
        (lambda: Node("text"), TypeError, "Node: expected real numbers, got text"),
        (lambda: Node(1.0) + 10**400, ValueError, "operand: expected a number below 1.8e308"),
        (lambda: Node(1.0) + "text", TypeError, "operand: expected real numbers, got text"),
        (lambda: np.arctan(Node(1.0)), TypeError, "np.arctan does not take a Node"),
        (lambda: NUMPY.add.reduce(Node([1.0])), TypeError, "np.add does not take a Node"),
        (lambda: backward(Node([1.0, 2.0])), ValueError, r"got shape \(2,\): end with .sum"),
        (lambda: next(backward_steps(Node([1.0]))), ValueError, r"got shape \(1,\)"),
        (lambda: Node([1.0, 2.0]) + Node([1.0, 2.0, 3.0]), ValueError, "could not be broadcast"),
        (lambda: NUMPY.cumsum(Node([1.0])), TypeError, "np.cumsum does not take a Node"),
        (lambda: math.exp(NODE), TypeError, "a Node is not a plain number"),
        (lambda: len(Node(1.0)), TypeError, "a Node of a single number has no length"),
        (lambda: 2.0 @ Node(3.0), ValueError, r"shapes \(\) @ \(\) do not fit"),
        (
            lambda: backward(WRONG),
            TypeError,
            "expected a Node as output, got an object of type float",
        ),
    ],
)
def test_mistakes_get_a_sentence(
    attempt: Callable[[], Any], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        attempt()


def test_repr_shows_the_value_and_the_operation() -> None:
    assert repr(Node(1.5, "x")) == "Node(1.5, x)"
    assert repr(Node([1.0, 2.0]) * 2) == "Node([2. 4.], ×)"


def test_constants_are_kept_as_they_were() -> None:
    weights, targets, places = np.array([1.0, 2.0]), np.array([1.0, 0.0]), np.array([0, 1])
    x = Node([3.0, 5.0])
    graphs = [(x * weights).sum(), (weights * x).sum(), quadratic_cost(x, targets), x[places].sum()]
    before = [backward(graph)[x].tolist() for graph in graphs]
    weights *= 0.0
    targets += 9.0
    places[:] = 0
    assert [backward(graph)[x].tolist() for graph in graphs] == before


def test_numpys_functions_of_whole_arrays_take_nodes() -> None:
    values = np.array([[1.0, 5.0, 2.0], [4.0, 3.0, 7.0]])
    x = Node(values)
    for function in (NUMPY.sum, NUMPY.mean, NUMPY.max):
        assert function(x).value == function(values)
        for axis in (0, 1, -1):
            assert function(x, axis=axis).value.tolist() == function(values, axis=axis).tolist()
    assert NUMPY.transpose(x).value.tolist() == values.T.tolist()
    assert NUMPY.reshape(x, (3, 2)).value.tolist() == values.reshape(3, 2).tolist()
    assert (NUMPY.shape(x), NUMPY.ndim(x), NUMPY.size(x)) == ((2, 3), 2, 6)


@pytest.mark.parametrize("axis", [None, 0, 1])
def test_an_axis_that_is_kept_has_one_entry_and_the_same_gradient(axis: int | None) -> None:
    values = np.array([[1.0, 5.0, 2.0], [4.0, 3.0, 7.0]])

    def shares(z: Any) -> Any:  # noqa: ANN401
        e = np.exp(z - z.max(axis=axis, keepdims=True))
        return ((e / np.sum(e, axis=axis, keepdims=True)) * np.arange(6.0).reshape(2, 3)).sum()

    value, (gradient,) = value_and_gradient(shares)(values)
    assert value == pytest.approx(shares(values), rel=1e-14)
    np.testing.assert_allclose(gradient, numerical_gradient(shares, values), atol=1e-8)
