"""Oracles: the layer formula in Python loops, counts by hand, numbers computed elsewhere."""

import math

import numpy as np
import pytest

from nnwidgets.core.layer import Layer
from nnwidgets.core.losses import quadratic_cost
from nnwidgets.core.network import Network
from nnwidgets.course.datasets import eleventh_point, ten_points
from nnwidgets.course.examples import trained_network

RNG = np.random.default_rng(7)


def feedforward_in_loops(network: Network, x: list[float]) -> list[list[float]]:
    activations = [x]
    for layer in network.layers:
        rows = zip(layer.weights.tolist(), layer.biases.tolist(), strict=True)
        z = [sum(w * a for w, a in zip(row, activations[-1], strict=True)) + b for row, b in rows]
        activations.append([1 / (1 + math.exp(-t)) for t in z])
    return activations


def test_forward_is_the_formula_one_unit_at_a_time() -> None:
    network, batch = Network.random([3, 4, 2, 5], rng=RNG), RNG.normal(size=(6, 3))
    passed = network.forward(batch)
    for i, x in enumerate(batch.tolist()):
        expected = feedforward_in_loops(network, x)
        for a, e in zip(passed.activations, expected, strict=True):
            np.testing.assert_allclose(a[i], e, rtol=1e-13)
        np.testing.assert_allclose(network(x), expected[-1], rtol=1e-13)
    assert [z.shape for z in passed.preactivations] == [(6, 4), (6, 2), (6, 5)]
    np.testing.assert_allclose(1 / (1 + np.exp(-passed.preactivations[1])), passed.activations[2])
    np.testing.assert_array_equal(passed.output, network(batch))


def test_shapes_for_one_sample_a_batch_and_no_sample() -> None:
    network = Network.random([2, 3, 1], rng=RNG)
    assert network([0.0, 1.0]).shape == (1,)
    assert network(np.empty((0, 2))).shape == (0, 1)
    assert [a.shape for a in network.forward([0.0, 1.0]).activations] == [(2,), (3,), (1,)]


def test_the_lectures_network_has_23_parameters() -> None:
    network = Network.random([2, 2, 3, 2], rng=RNG)
    assert network.n_parameters == 23 == network.parameters.size == len(network.parameter_names)
    assert network.sizes == [2, 2, 3, 2]
    assert network.parameter_names[:6] == ["W⁽¹⁾₁₁", "W⁽¹⁾₁₂", "W⁽¹⁾₂₁", "W⁽¹⁾₂₂", "b⁽¹⁾₁", "b⁽¹⁾₂"]
    assert Network.random([12, 1], rng=RNG).parameter_names[11] == "W⁽¹⁾₁,₁₂"


def test_random_draws_weights_then_biases_in_the_references_order() -> None:
    # higham.numpy_fullbatch_reference, seed 0, iteration 0: Σ‖y − a‖² = 5.5352980919663946
    x, y = ten_points()
    network = Network.random([2, 2, 3, 2], rng=np.random.default_rng(0))
    assert 20 * quadratic_cost(network(x), y) == pytest.approx(5.5352980919663946, rel=1e-13)


def test_random_with_fan_in_keeps_the_scale_of_wide_layers() -> None:
    network = Network.random(
        [400, 500, 10], "relu", rng=RNG, output_activation="identity", scale="fan_in"
    )
    assert network.layers[0].weights.std() == pytest.approx(math.sqrt(2 / 400), rel=0.02)
    assert network.layers[1].weights.std() == pytest.approx(math.sqrt(1 / 500), rel=0.05)
    assert not network.layers[0].biases.any()
    assert network.layers[1].activation.name == "identity"


def test_parameters_go_out_and_in_again() -> None:
    network = Network([Layer([[1.0, 2.0], [3.0, 4.0]], [5.0, 6.0]), Layer([[7.0, 8.0]], [9.0])])
    assert network.parameters.tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    other = network.with_parameters(range(10, 19))
    assert other.layers[0].weights.tolist() == [[10, 11], [12, 13]]
    assert other.layers[1].biases.tolist() == [18]
    assert other.with_parameters(network.parameters) == network != other


def test_replacing_leaves_the_old_network_alone() -> None:
    network = trained_network()
    other = network.with_layer(3, biases=[0.0, 0.0], activation="identity")
    assert other.layers[2].activation.name == "identity"
    assert other.layers[2].biases.tolist() == [0, 0]
    assert network == trained_network()
    with pytest.raises(ValueError, match="read-only"):
        network.layers[0].weights[0, 0] = 1.0


def test_a_layer_copies_what_it_is_given() -> None:
    weights = np.ones((1, 2))
    layer = Layer(weights, [0.0])
    weights[0, 0] = 9.0
    assert layer.weights.tolist() == [[1, 1]]


def test_own_activation_functions_are_welcome() -> None:
    layer = Layer([[2.0]], [0.0], np.sin)
    assert layer([3.0])[0] == pytest.approx(math.sin(6.0))
    assert repr(layer) == "Layer(1 → 1, sin)"


def test_numbers_too_large_become_infinite_without_a_warning() -> None:
    network = Network([Layer([[1e308, 1e308]], [0.0], "identity"), Layer([[1.0]], [0.0])])
    assert network([10.0, 10.0]).tolist() == [1.0]
    assert network.forward([[10.0, -10.0]]).preactivations[0].shape == (1, 1)
    assert network.layers[0]([1.0, 1.0]).tolist() == [np.inf]


def test_softmax_layer_works_on_each_sample() -> None:
    layer = Layer(np.eye(3), np.zeros(3), "softmax")
    np.testing.assert_allclose(layer([[2.0, 1.0, 0.5]] * 2).sum(axis=1), 1.0)
    np.testing.assert_allclose(layer([2.0, 1.0, 0.5])[0], 0.6285317192, rtol=1e-9)


def test_trained_network_has_all_ten_points_right() -> None:
    x, y = ten_points()
    output = trained_network()(x)
    assert (output.argmax(axis=1) == [0] * 5 + [1] * 5).all()
    # the reference has 0.0096144 after 2000 steps, before the rounding to two decimals
    assert 20 * quadratic_cost(output, y) == pytest.approx(0.009614360412575393, rel=0.01)


def test_ten_points_and_the_eleventh() -> None:
    x, y = ten_points()
    assert (x.shape, y.shape) == ((10, 2), (10, 2))
    assert x[7].tolist() == [0.9, 0.2]
    assert y[[0, 9]].tolist() == [[1, 0], [0, 1]]
    assert [part.tolist() for part in eleventh_point()] == [[[0.3, 0.7]], [[0, 1]]]


@pytest.mark.parametrize(
    ("weights", "biases", "error", "sentence"),
    [
        ([1.0, 2.0], [0.0], ValueError, r"weights of shape \(n_out, n_in\), got \(2,\): one row"),
        ([[1.0, 2.0]], [0.0, 0.0], ValueError, r"biases of shape \(1,\), got \(2,\)"),
        ([[1.0, np.nan]], [0.0], ValueError, r"weights: expected finite .* nan at index \(0, 1\)"),
        ([["a"]], [0.0], TypeError, "weights: expected real numbers, got text"),
        (np.empty((0, 2)), [], ValueError, r"got \(0, 2\)"),
    ],
)
def test_bad_layers_are_refused(
    weights: object, biases: object, error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        Layer(weights, biases)  # type: ignore[arg-type]


def test_bad_networks_and_inputs_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one Layer"):
        Network([])
    with pytest.raises(TypeError, match="expected Layer objects, got int"):
        Network([3])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="layer 2 expects 3 inputs, but layer 1 has 2 units"):
        Network([Layer(np.ones((2, 2)), [0, 0]), Layer(np.ones((1, 3)), [0])])
    network = Network.random([2, 1], rng=RNG)
    with pytest.raises(ValueError, match=r"x of shape \(2,\) or \(n_samples, 2\), got \(3,\)"):
        network([1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="expected 3 parameters, got shape"):
        network.with_parameters([1.0])
    with pytest.raises(ValueError, match="layer from 1 to 1, got 2"):
        network.with_layer(2, biases=[0.0])
    with pytest.raises(ValueError, match="x: expected finite numbers, got nan"):
        network([np.nan, 0.0])


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        ({"sizes": [2]}, ValueError, "input and output at least"),
        ({"sizes": [2, 0]}, ValueError, "sizes: expected at least 1, got 0"),
        ({"sizes": [2, 1.5]}, TypeError, "sizes: expected a whole number, got 1.5"),
        ({"sizes": [2, 1], "rng": 3}, TypeError, "rng: expected np.random.default_rng"),
        ({"sizes": [2, 1], "scale": "big"}, ValueError, 'a number or "fan_in"'),
    ],
)
def test_bad_random_networks_are_refused(
    arguments: dict[str, object], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        Network.random(**{"rng": RNG} | arguments)  # type: ignore[arg-type]


def test_one_layer_and_no_scale_get_a_sentence() -> None:
    with pytest.raises(TypeError, match=r"got one Layer: Network\(\[layer\]\)"):
        Network(Layer([[1.0]], [0.0]))  # type: ignore[arg-type]
    for scale in (None, -1.0, np.inf):
        with pytest.raises((TypeError, ValueError), match="scale: expected"):
            Network.random([1, 1], rng=np.random.default_rng(0), scale=scale)  # type: ignore[arg-type]
