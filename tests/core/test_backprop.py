"""Oracles: differences, the graph, and a worked example published with all its digits."""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from nnwidgets.core.activation_row import Activation
from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.backprop import backpropagate, deltas, network_graph
from nnwidgets.core.checks import Array
from nnwidgets.core.differentiate import numerical_gradient
from nnwidgets.core.graph import backward
from nnwidgets.core.layer import Layer
from nnwidgets.core.losses import COSTS, cross_entropy, hinge, quadratic_cost
from nnwidgets.core.network import Network
from nnwidgets.core.training import gradient_descent
from nnwidgets.course.datasets import ten_points

RNG = np.random.default_rng(5)
CASES = [
    (["sigmoid", "sigmoid"], "quadratic_cost", RNG.normal(size=(5, 2))),
    (["tanh", "identity"], "quadratic_cost", RNG.normal(size=(5, 2))),
    (["relu", "softmax"], "quadratic_cost", RNG.normal(size=(5, 2))),
    (["softmax", "tanh"], "quadratic_cost", RNG.normal(size=(5, 2))),
    (["sigmoid", "identity"], "cross_entropy", np.array([0, 1, 1, 0, 1])),
    (["tanh", "identity"], "hinge", np.sign(RNG.normal(size=(5, 2)))),
    (["relu", "identity"], "binary_cross_entropy", RNG.integers(2, size=(5, 2))),
]


def some_network(activations: list[str]) -> Network:
    sizes = [3, 4, 2]
    return Network(
        Layer(RNG.normal(size=(m, n)), RNG.normal(size=m), name)
        for n, m, name in zip(sizes, sizes[1:], activations, strict=False)
    )


@pytest.mark.parametrize(("activations", "cost", "targets"), CASES)
def test_backpropagation_is_the_central_difference_and_the_graphs_adjoints(
    activations: list[str], cost: str, targets: np.ndarray
) -> None:
    network, x = some_network(activations), RNG.normal(size=(5, 3))
    gradients = backpropagate(network, x, targets, cost)
    flat = np.concatenate([p for g in gradients for p in (g.weights.ravel(), g.biases)])

    def at(parameters: np.ndarray) -> Any:  # noqa: ANN401
        return COSTS[cost].function(network.with_parameters(parameters)(x), targets)

    np.testing.assert_allclose(flat, numerical_gradient(at, network.parameters), atol=1e-8)
    graph = network_graph(network, x)
    adjoints = backward(COSTS[cost].function(graph.output, targets))
    for i, gradient in enumerate(gradients):
        np.testing.assert_allclose(gradient.weights, adjoints[graph.weights[i]], atol=1e-12)
        np.testing.assert_allclose(gradient.biases, adjoints[graph.biases[i]], atol=1e-12)
    for delta, z in zip(deltas(network, x, targets, cost), graph.preactivations, strict=True):
        np.testing.assert_allclose(delta, adjoints[z], atol=1e-12)


def test_the_ten_point_network_agrees_with_its_graph_to_twelve_digits() -> None:
    x, y = ten_points()
    network = Network.random([2, 2, 3, 2], rng=np.random.default_rng(0))
    graph = network_graph(network, x)
    adjoints = backward(quadratic_cost(graph.output, y))
    for i, gradient in enumerate(backpropagate(network, x, y, quadratic_cost)):
        np.testing.assert_allclose(gradient.weights, adjoints[graph.weights[i]], atol=1e-12)


def test_mazurs_worked_example() -> None:
    # M. Mazur, A Step by Step Backpropagation Example (2015); full digits recomputed
    network = Network(
        [
            Layer([[0.15, 0.20], [0.25, 0.30]], [0.35, 0.35]),
            Layer([[0.40, 0.45], [0.50, 0.55]], [0.60, 0.60]),
        ]
    )
    x, y = [0.05, 0.10], [0.01, 0.99]
    passed = network.forward(x)
    assert passed.activations[1] == pytest.approx([0.5932699921071872, 0.596884378259767])
    assert passed.output == pytest.approx([0.7513650695523157, 0.7729284653214625], rel=1e-14)
    assert quadratic_cost(passed.output, y) == pytest.approx(0.2983711087600027, rel=1e-14)
    first, second = backpropagate(network, x, y, quadratic_cost)
    assert second.weights.ravel() == pytest.approx(
        [0.08216704056423077, 0.08266762784753325, -0.02260254047747507, -0.022740242215978222]
    )
    assert first.weights.ravel() == pytest.approx(
        [0.0004385677344743465, 0.000877135468948693, 0.0004977127352608599, 0.0009954254705217198]
    )
    # the published step moves the weights by 0.5 and leaves the biases where they are
    moved = Network(
        layer.replace(weights=layer.weights - 0.5 * g.weights)
        for layer, g in zip(network.layers, (first, second), strict=True)
    )
    assert quadratic_cost(moved(x), y) == pytest.approx(0.29102777369359933, rel=1e-14)


def test_one_sample_is_a_batch_of_one() -> None:
    network = some_network(["tanh", "sigmoid"])
    one = backpropagate(network, [0.1, 0.2, 0.3], [0.0, 1.0])
    batch = backpropagate(network, [[0.1, 0.2, 0.3]], [[0.0, 1.0]])
    for a, b in zip(one, batch, strict=True):
        np.testing.assert_allclose(a.weights, b.weights, rtol=1e-14)
        np.testing.assert_allclose(a.biases, b.biases, rtol=1e-14)
        assert a.weights.shape == b.weights.shape
    assert [d.shape for d in deltas(network, [0.1, 0.2, 0.3], [0.0, 1.0])] == [(4,), (2,)]


def test_a_cost_of_ones_own_is_differentiated_by_the_graph() -> None:
    network, x, y = some_network(["tanh", "sigmoid"]), RNG.normal(size=(5, 3)), np.ones((5, 2))
    own = backpropagate(network, x, y, lambda F, t: ((F - t) ** 2).sum() * 0.5 / 5)
    for a, b in zip(own, backpropagate(network, x, y), strict=True):
        np.testing.assert_allclose(a.weights, b.weights, rtol=1e-12)


def test_an_activation_of_ones_own_needs_its_derivative() -> None:
    layer = Layer([[1.0]], [0.0], np.sin)
    with pytest.raises(TypeError, match=r"derivative of 'sin' is not known: use Activation\('sin'"):
        backpropagate(Network([layer]), [1.0], [0.0])
    with pytest.raises(TypeError, match="the graph has no operation for your own 'softsign'"):
        network_graph(Network([layer.replace(activation=SOFTSIGN)]), [1.0])
    network = Network([layer.replace(activation=SOFTSIGN), Layer([[1.0]], [0.0], "identity")])
    (first, _) = backpropagate(network, [1.0], [0.0])
    # F = 1/2, C = ½ F², ∂C/∂w = F · 1/(1 + |z|)² · x at z = x = 1
    assert first.weights[0, 0] == pytest.approx(0.5 * 0.25)


SOFTSIGN = Activation("softsign", lambda z: z / (1 + np.abs(z)), lambda z: 1 / (1 + np.abs(z)) ** 2)


def test_mistakes_get_a_sentence() -> None:
    network = some_network(["tanh", "identity"])
    with pytest.raises(ValueError, match="unknown cost 'mse': use one of quadratic_cost, binary"):
        backpropagate(network, [0.0] * 3, [0.0] * 2, "mse")
    with pytest.raises(TypeError, match="the name of a cost or a function, got 3"):
        backpropagate(network, [0.0] * 3, [0.0] * 2, 3)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="expected class numbers from 0 to 1"):
        backpropagate(network, [0.0] * 3, 2, cross_entropy)
    with pytest.raises(ValueError, match="expected targets of the outputs' shape"):
        backpropagate(network, [0.0] * 3, [1.0], hinge)


@pytest.mark.parametrize("name", ["sigmoid", "relu", "sum"])
def test_the_graph_refuses_an_own_function_that_has_the_name_of_another(name: str) -> None:
    own = Activation(name, lambda z: z**3, lambda z: 3 * z**2)
    with pytest.raises(TypeError, match=f"no operation for your own '{name}': use identity"):
        network_graph(Network([Layer([[1.0]], [0.0], own)]), [2.0])


def test_a_derivative_may_be_a_matrix_and_must_fit() -> None:
    known = ACTIVATIONS["softmax"]
    own = Activation("own", known.function, known.derivative)
    W, b, x, y = RNG.normal(size=(3, 2)), RNG.normal(size=3), RNG.normal(size=(4, 2)), np.eye(3)[:1]
    targets = np.repeat(y, 4, axis=0)
    ours, tables = (
        backpropagate(Network([Layer(W, b, activation)]), x, targets) for activation in (own, known)
    )
    np.testing.assert_allclose(ours[0].weights, tables[0].weights, rtol=1e-12)
    wrong = Activation("wrong", np.tanh, lambda _z: np.ones((5, 5)))
    with pytest.raises(
        ValueError, match=r"derivative of 'wrong': expected shape \(4, 3\), that of"
    ):
        backpropagate(Network([Layer(W, b, wrong)]), x, targets)


def test_an_own_cost_that_is_no_number_is_refused() -> None:
    network = some_network(["sigmoid", "sigmoid"])
    with pytest.raises(TypeError, match="the cost, which is to be one number: expected a single"):
        gradient_descent(
            network, np.ones((1, 3)), np.ones((1, 2)), cost=lambda F, y: F - y,
            learning_rate=1.0, n_steps=1,
        )  # fmt: skip


def test_a_decorated_activation_is_trained_as_it_is_evaluated() -> None:
    def double(f: Callable[[Array], Array]) -> Callable[[Array], Array]:
        @functools.wraps(f)
        def twice(z: Array) -> Array:
            return 2.0 * f(z)

        return twice

    own = Activation("own", double(np.tanh), lambda z: 2.0 * (1.0 - np.tanh(z) ** 2))
    start = Network([Layer([[0.3]], [0.1], own)])
    history = gradient_descent(start, [[1.0]], [[0.5]], learning_rate=0.1, n_steps=50)
    assert history.costs[-1] == pytest.approx(quadratic_cost(history.network([[1.0]]), [[0.5]]))
