"""PyTorch as a second oracle, where it is installed."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.backprop import backpropagate
from nnwidgets.core.differentiate import value_and_gradient
from nnwidgets.core.functions import absolute, cos, exp, log, sin, sqrt, tan
from nnwidgets.core.losses import binary_cross_entropy, cross_entropy, hinge, quadratic_cost
from nnwidgets.core.network import Network
from nnwidgets.course import datasets

torch: Any = pytest.importorskip("torch")

RNG = np.random.default_rng(1)
Z = RNG.normal(size=(4, 3))
ACTIVATION_PEERS = {
    "identity": lambda t: t,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": torch.nn.functional.leaky_relu,
    "gelu": torch.nn.functional.gelu,
    "softmax": lambda t: torch.softmax(t, dim=-1),
}


def torch_gradients(
    function: Callable[..., Any], *arrays: np.ndarray
) -> tuple[float, list[np.ndarray]]:
    tensors = [torch.tensor(a, requires_grad=True) for a in arrays]
    value = function(*tensors)
    return value.item(), [g.numpy() for g in torch.autograd.grad(value, tensors)]


def agree(ours: Callable[..., Any], theirs: Callable[..., Any], *arrays: np.ndarray) -> None:
    value, gradients = value_and_gradient(ours)(*arrays)
    expected, slopes = torch_gradients(theirs, *arrays)
    assert value == pytest.approx(expected, rel=1e-12)
    for gradient, slope in zip(gradients, slopes, strict=True):
        np.testing.assert_allclose(gradient, slope, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("name", ACTIVATION_PEERS)
def test_activations(name: str) -> None:
    peer = ACTIVATION_PEERS[name]
    for z in (Z, 1000.0 * Z):
        np.testing.assert_allclose(
            ACTIVATIONS[name](z), peer(torch.tensor(z)).numpy(), rtol=1e-13,
            atol=1e-15 if name == "gelu" else 1e-300,  # torch's loses digits in the left tail
        )  # fmt: skip
    agree(lambda z: (z.apply(name) * z).sum(), lambda t: (peer(t) * t).sum(), Z)


def test_functions_and_operators_with_broadcasting() -> None:
    def function(m: Any) -> Callable[[Any, Any, Any], Any]:  # noqa: ANN401
        return lambda u, v, w: (
            m.exp(u * v) @ w + m.sqrt(abs(u) + 1.0) * m.sin(v) / (m.cos(u) ** 2 + 1.5) - 2.0**v
            + m.log(u * u + 1.0) + m.tan(0.1 * v) + (u.T.reshape(3, 4).T[1] * v).sum()
        ).mean()  # fmt: skip

    class Ours:
        exp, sqrt, sin, cos, log, tan, abs = exp, sqrt, sin, cos, log, tan, absolute

    arrays = RNG.normal(size=(4, 3)), RNG.normal(size=3), RNG.normal(size=(3, 3))
    agree(function(Ours), function(torch), *arrays)


def test_costs() -> None:
    functional = torch.nn.functional
    y, labels = RNG.normal(size=(4, 3)), np.array([0, 2, 1, 1])
    bits, signs = (Z > 0.3).astype(float), np.where(Z > 0.3, 1.0, -1.0)
    agree(
        lambda F: quadratic_cost(F, y),
        lambda t: 0.5 * functional.mse_loss(t, torch.tensor(y), reduction="sum") / 4,
        Z,
    )
    agree(
        lambda z: binary_cross_entropy(z, bits),
        lambda t: functional.binary_cross_entropy_with_logits(t, torch.tensor(bits)),
        Z,
    )
    agree(
        lambda z: cross_entropy(z, labels),
        lambda t: functional.cross_entropy(t, torch.tensor(labels)),
        Z,
    )
    agree(
        lambda s: hinge(s, signs),
        lambda t: torch.relu(1.0 - torch.tensor(signs) * t).mean(),
        Z,
    )


def test_the_largest_shared_and_powers_at_zero() -> None:
    agree(lambda u: u.max(), lambda t: t.amax(), np.array([1.0, 3.0, 3.0]))
    for exponent in (0.0, 1.0, 2.0, 3.0):
        agree(lambda u, n=exponent: u**n, lambda t, n=exponent: t**n, np.array(0.0))


def test_backpropagation_through_the_lectures_network() -> None:
    x, y = datasets.ten_points()
    network = Network.random([2, 2, 3, 2], rng=RNG)

    def cost(*parameters: Any) -> Any:  # noqa: ANN401
        a = torch.tensor(x)
        for w, b in zip(parameters[::2], parameters[1::2], strict=True):
            a = torch.sigmoid(a @ w.T + b)
        return 0.05 * ((torch.tensor(y) - a) ** 2).sum()

    parameters = [np.array(p) for la in network.layers for p in (la.weights, la.biases)]
    _, slopes = torch_gradients(cost, *parameters)
    ours = [p for g in backpropagate(network, x, y) for p in (g.weights, g.biases)]
    for gradient, slope in zip(ours, slopes, strict=True):
        np.testing.assert_allclose(gradient, slope, rtol=1e-10, atol=1e-15)
