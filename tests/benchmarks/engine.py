# ruff: noqa: T201 -- a benchmark talks by printing
"""How fast the engine is, beside its peers, in one run: `python -m tests.benchmarks.engine`.

Peers that are not installed are left out (extras `bench` and `torch`). The machine should have
nothing else to do: quote the ratios, not the times.
"""

from __future__ import annotations

import gc
import os
import statistics
import tracemalloc
from functools import partial
from importlib import import_module
from itertools import pairwise
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

import numpy as np  # noqa: E402 -- after the number of threads is set

import nnwidgets.core as nw  # noqa: E402
from nnwidgets.course import datasets  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Gradients = list[np.ndarray]
Peers = dict[str, Any]
L2 = 1e-4


def main() -> None:
    """All tables."""
    moons_table()
    digits_table()
    descent_table()
    forward_table()
    chain_table()
    seeds_table()


def microseconds(function: Callable[[], object], seconds: float = 0.5) -> float:
    """The best of several rounds, in time of this process, which others cannot lengthen."""
    function()
    start = process_time()
    function()
    number = max(1, int(0.02 / max(process_time() - start, 1e-6)))
    rounds: list[float] = []
    end = perf_counter() + seconds
    while perf_counter() < end or not rounds:
        start = process_time()
        for _ in range(number):
            function()
        rounds.append((process_time() - start) / number)
    return 1e6 * min(rounds)


def compare(title: str, rows: Mapping[str, Callable[[], object]], budget: str = "") -> None:
    """A table of times and their ratio to the first row; every row is timed thrice, in turns."""
    turns = [{name: microseconds(function) for name, function in rows.items()} for _ in range(3)]
    best = {name: min(turn[name] for turn in turns) for name in rows}
    reference = next(iter(best.values()))
    print(f"\n{title}{f'   (budget: {budget})' if budget else ''}")
    for name, time in best.items():
        print(f"  {name:<44}{time:>14,.1f} µs{time / reference:>9.2f} ×")


# --- the gradient of a moons MLP, 2-16-16-1, batch 100, hinge and L2 ------------------------------


def moons_problem() -> tuple[np.ndarray, np.ndarray, Gradients]:
    """100 points, labels ±1, and the parameters W1, b1, W2, b2, W3, b3."""
    rng = np.random.default_rng(0)
    x, labels = datasets.moons(100, rng=rng)
    network = nw.Network.random([2, 16, 16, 1], "relu", rng=rng, output_activation="identity")
    parameters = [p for layer in network.layers for p in (layer.weights, layer.biases)]
    return x, 2.0 * labels - 1.0, [np.array(p) for p in parameters]


def moons_loss(relu: Callable[[Any], Any], x: Any, y: Any, parameters: Any) -> Any:  # noqa: ANN401
    """The loss, written once for every library whose arrays know the operators."""
    W1, b1, W2, b2, W3, b3 = parameters
    a = relu(x @ W1.T + b1)
    a = relu(a @ W2.T + b2)
    scores = (a @ W3.T + b3).reshape(100)
    penalty = sum((p**2).sum() for p in parameters)
    return relu(1.0 - y * scores).mean() + L2 * penalty


def moons_by_hand(x: np.ndarray, y: np.ndarray, parameters: Gradients) -> tuple[float, Gradients]:
    """The same, with the derivative written out."""
    W1, b1, W2, b2, W3, b3 = parameters
    z1 = x @ W1.T + b1
    a1 = np.maximum(z1, 0.0)
    z2 = a1 @ W2.T + b2
    a2 = np.maximum(z2, 0.0)
    margin = 1.0 - y * (a2 @ W3.T + b3)[:, 0]
    value = np.maximum(margin, 0.0).mean() + L2 * sum((p**2).sum() for p in parameters)
    d3 = np.where(margin > 0.0, -y / 100.0, 0.0)[:, None]
    d2 = (d3 @ W3) * (z2 > 0.0)
    d1 = (d2 @ W2) * (z1 > 0.0)
    slopes = [d1.T @ x, d1.sum(axis=0), d2.T @ a1, d2.sum(axis=0), d3.T @ a2, d3.sum(axis=0)]
    return value, [g + 2.0 * L2 * p for g, p in zip(slopes, parameters, strict=True)]


def moons_peers(
    x: np.ndarray, y: np.ndarray, parameters: Gradients
) -> dict[str, Callable[[], Any]]:
    """A function from nothing to the gradients, for each library that is installed."""

    def ours(*nodes: Any) -> Any:  # noqa: ANN401
        return moons_loss(nw.relu, x, y, nodes)

    gradient = nw.value_and_gradient(ours)
    peers: Peers = {
        "numpy, derivative by hand": lambda: moons_by_hand(x, y, parameters)[1],
        "nnwidgets value_and_gradient": lambda: gradient(*parameters)[1],
    }
    for add in (add_torch, add_autograd, add_micrograd):
        try:
            add(peers, x, y, parameters)
        except ImportError as error:
            print(f"  ({error.name} is not installed)")
    return peers


def add_torch(peers: Peers, x: np.ndarray, y: np.ndarray, parameters: Gradients) -> None:
    torch: Any = import_module("torch")
    torch.set_num_threads(1)
    tensors = [torch.tensor(p, requires_grad=True) for p in parameters]
    tx, ty = torch.tensor(x), torch.tensor(y)

    def run() -> Any:  # noqa: ANN401
        loss = moons_loss(torch.relu, tx, ty, tensors)
        return [g.numpy() for g in torch.autograd.grad(loss, tensors)]

    peers[f"PyTorch {torch.__version__} eager, one thread"] = run


def add_autograd(peers: Peers, x: np.ndarray, y: np.ndarray, parameters: Gradients) -> None:
    autograd: Any = import_module("autograd")
    anp: Any = import_module("autograd.numpy")

    def loss(values: Any) -> Any:  # noqa: ANN401
        return moons_loss(lambda z: anp.maximum(z, 0.0), x, y, values)

    gradient = autograd.value_and_grad(loss)
    peers["HIPS autograd"] = lambda: gradient(parameters)[1]


def add_micrograd(peers: Peers, x: np.ndarray, y: np.ndarray, parameters: Gradients) -> None:
    Value: Any = import_module("micrograd.engine").Value

    def unit(weights: Any, bias: Any, inputs: Any) -> Any:  # noqa: ANN401
        return sum((w * a for w, a in zip(weights, inputs, strict=True)), bias)

    def run() -> Gradients:
        values = [np.vectorize(Value, otypes=[object])(p) for p in parameters]
        W1, b1, W2, b2, W3, b3 = values
        losses = []
        for point, label in zip(x, y, strict=True):
            a = [unit(w, b, point).relu() for w, b in zip(W1, b1, strict=True)]
            a = [unit(w, b, a).relu() for w, b in zip(W2, b2, strict=True)]
            losses.append((1.0 - unit(W3[0], b3[0], a) * label).relu())
        penalty = sum(p * p for array in values for p in array.ravel())
        (sum(losses) * (1.0 / len(losses)) + L2 * penalty).backward()
        return [np.vectorize(lambda value: value.grad, otypes=[float])(array) for array in values]

    peers["micrograd"] = run


def moons_table() -> None:
    """Ours against the derivative by hand, and against the libraries."""
    x, y, parameters = moons_problem()
    peers = moons_peers(x, y, parameters)
    expected = moons_by_hand(x, y, parameters)[1]
    for name, run in peers.items():
        for got, want in zip(run(), expected, strict=True):
            np.testing.assert_allclose(got, want, rtol=1e-9, atol=1e-12, err_msg=name)
    compare(
        "gradient of a moons MLP 2-16-16-1, batch 100, hinge + L2",
        peers,
        "2 ×, faster than PyTorch",
    )


# --- the gradient of a digits classifier, 64-32-10, batch 256, softmax cross-entropy --------------


def digits_problem() -> tuple[np.ndarray, np.ndarray, Gradients]:
    """256 samples of 64 numbers, class numbers, and the parameters W1, b1, W2, b2."""
    rng = np.random.default_rng(0)
    network = nw.Network.random([64, 32, 10], "relu", rng=rng, scale="fan_in")
    parameters = [np.array(p) for la in network.layers for p in (la.weights, la.biases)]
    return rng.random((256, 64)), rng.integers(10, size=256), parameters


def digits_by_hand(x: np.ndarray, labels: np.ndarray, parameters: Gradients) -> Gradients:
    """The derivative written out."""
    W1, b1, W2, b2 = parameters
    z1 = x @ W1.T + b1
    a1 = np.maximum(z1, 0.0)
    z2 = a1 @ W2.T + b2
    p = np.exp(z2 - z2.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(256), labels] -= 1.0
    d2 = p / 256.0
    d1 = (d2 @ W2) * (z1 > 0.0)
    return [d1.T @ x, d1.sum(axis=0), d2.T @ a1, d2.sum(axis=0)]


def digits_table() -> None:
    """Ours against the derivative by hand, and against PyTorch."""
    x, labels, parameters = digits_problem()

    def loss(W1: Any, b1: Any, W2: Any, b2: Any) -> Any:  # noqa: ANN401
        return nw.cross_entropy(nw.relu(x @ W1.T + b1) @ W2.T + b2, labels)

    gradient = nw.value_and_gradient(loss)
    rows: Peers = {
        "numpy, derivative by hand": lambda: digits_by_hand(x, labels, parameters),
        "nnwidgets value_and_gradient": lambda: gradient(*parameters)[1],
    }
    try:
        torch: Any = import_module("torch")
    except ImportError:
        print("  (torch is not installed)")
    else:
        tensors = [torch.tensor(p, requires_grad=True) for p in parameters]
        tx, targets = torch.tensor(x), torch.tensor(labels)

        def run() -> Any:  # noqa: ANN401
            W1, b1, W2, b2 = tensors
            logits = torch.relu(tx @ W1.T + b1) @ W2.T + b2
            value = torch.nn.functional.cross_entropy(logits, targets)
            return [g.numpy() for g in torch.autograd.grad(value, tensors)]

        rows[f"PyTorch {torch.__version__} eager, one thread"] = run
    expected = digits_by_hand(x, labels, parameters)
    for name, row in rows.items():
        for got, want in zip(row(), expected, strict=True):
            np.testing.assert_allclose(got, want, rtol=1e-9, atol=1e-12, err_msg=name)
    compare("gradient of 64-32-10, batch 256, cross-entropy", rows, "faster than PyTorch")


# --- gradient descent on the ten points ---------------------------------------------------------


def sigma(z: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-z))  # type: ignore[no-any-return]


def start(seed: int = 0) -> nw.Network:
    return nw.Network.random([2, 2, 3, 2], rng=np.random.default_rng(seed))


def one_sample_by_hand(n_steps: int, eta: float) -> list[float]:
    """Higham & Higham's netbp.m in numpy, the cost taken 200 times."""
    x, y = datasets.ten_points()
    (W2, b2), (W3, b3), (W4, b4) = [
        (np.array(la.weights), np.array(la.biases)) for la in start().layers
    ]
    chosen = np.random.default_rng(1).integers(10, size=n_steps)
    costs = []
    for step, i in enumerate(chosen):
        xi, yi = x[i], y[i]
        a2 = sigma(W2 @ xi + b2)
        a3 = sigma(W3 @ a2 + b3)
        a4 = sigma(W4 @ a3 + b4)
        d4 = (a4 - yi) * a4 * (1.0 - a4)
        d3 = a3 * (1.0 - a3) * (W4.T @ d4)
        d2 = a2 * (1.0 - a2) * (W3.T @ d3)
        W2 -= eta * d2[:, None] * xi
        W3 -= eta * d3[:, None] * a2
        W4 -= eta * d4[:, None] * a3
        b2 -= eta * d2
        b3 -= eta * d3
        b4 -= eta * d4
        if step % (n_steps // 200) == 0:
            a = sigma(sigma(sigma(x @ W2.T + b2) @ W3.T + b3) @ W4.T + b4)
            costs.append(0.05 * np.sum((y - a) ** 2))
    return costs


def full_batch_by_hand(n_steps: int, eta: float) -> list[float]:
    """All ten points in each step, the cost taken 200 times."""
    x, y = datasets.ten_points()
    (W2, b2), (W3, b3), (W4, b4) = [
        (np.array(la.weights), np.array(la.biases)) for la in start().layers
    ]
    costs = []
    for step in range(n_steps):
        a2 = sigma(x @ W2.T + b2)
        a3 = sigma(a2 @ W3.T + b3)
        a4 = sigma(a3 @ W4.T + b4)
        d4 = (a4 - y) / 10.0 * a4 * (1.0 - a4)
        d3 = a3 * (1.0 - a3) * (d4 @ W4)
        d2 = a2 * (1.0 - a2) * (d3 @ W3)
        W2 -= eta * d2.T @ x
        W3 -= eta * d3.T @ a2
        W4 -= eta * d4.T @ a3
        b2 -= eta * d2.sum(axis=0)
        b3 -= eta * d3.sum(axis=0)
        b4 -= eta * d4.sum(axis=0)
        if step % (n_steps // 200) == 0:
            costs.append(0.05 * np.sum((y - a4) ** 2))
    return costs


def descent_table(n_steps: int = 5000) -> None:
    """`gradient_descent` against loops written by hand."""
    x, y = datasets.ten_points()

    runs: list[tuple[str, Callable[[int, float], object], float, dict[str, Any]]] = [
        ("one sample a step", one_sample_by_hand, 0.05, {"batch_size": 1}),
        ("all ten in each step", full_batch_by_hand, 5.0, {}),
    ]
    for title, by_hand, eta, options in runs:
        ours = partial(nw.gradient_descent, start(), x, y, learning_rate=eta, n_steps=n_steps)
        rng = np.random.default_rng(1)
        rows: Peers = {
            "numpy loop by hand": partial(by_hand, n_steps, eta),
            "nnwidgets gradient_descent": partial(ours, rng=rng, **options),
        }
        compare(f"{n_steps} steps on the ten points, {title}", rows, "1.1 ×")


# --- the rest -----------------------------------------------------------------------------------


def forward_table() -> None:
    """A heat map's worth of points through the lecture's network."""
    network = start()
    x = np.random.default_rng(0).random((10_000, 2))

    def by_hand() -> np.ndarray:
        a = x
        for layer in network.layers:
            a = sigma(a @ layer.weights.T + layer.biases)
        return a

    rows = {"numpy, rows": by_hand, "nnwidgets network(x)": lambda: network(x)}
    compare("10,000 points through 2-2-3-2", rows, "1,000 µs")


def chain_table() -> None:
    """A chain of additions: every part of the work in linear time."""
    print("\na chain of n additions, seconds   (budget: 14 × for 10 ×)")
    print(f"  {'n':>9}{'build':>9}{'order':>9}{'backward':>10}{'delete':>9}{'total':>9}")
    totals = []
    for n in (100_000, 1_000_000):
        runs = [chain_times(n) for _ in range(3)]
        times = [statistics.median(run[i] for run in runs) for i in range(4)]
        totals.append(sum(times))
        print(f"  {n:>9,}" + "".join(f"{t:>9.3f}" for t in times[:2])
              + f"{times[2]:>10.3f}{times[3]:>9.3f}{totals[-1]:>9.3f}")  # fmt: skip
    print("  growth: " + ", ".join(f"{b / a:.1f} ×" for a, b in pairwise(totals)))
    print(f"  memory: {bytes_per_node():.0f} bytes per node")


def bytes_per_node(n: int = 100_000) -> float:
    """What Python has allocated for a chain, divided by its nodes."""
    tracemalloc.start()
    node = nw.Node(0.0)
    for _ in range(n):
        node = node + 1.0
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del node
    return size / n


def chain_times(n: int) -> list[float]:
    gc.collect()
    marks = [process_time()]
    node = nw.Node(0.0)
    for _ in range(n):
        node = node + 1.0
    marks.append(process_time())
    order = nw.topological_order(node)
    marks.append(process_time())
    gradients = nw.backward(node)
    marks.append(process_time())
    del node, order, gradients
    marks.append(process_time())
    return [b - a for a, b in pairwise(marks)]


def seeds_table() -> None:
    """How many of the seeds 0 … 99 have all ten points right."""
    x, y = datasets.ten_points()
    labels = y.argmax(axis=1)
    steps = (1000, 2000, 5000, 10_000)
    began = perf_counter()
    runs = [
        nw.gradient_descent(start(seed), x, y, learning_rate=5.0, n_steps=10_000, record_every=1000)
        for seed in range(100)
    ]
    ours = {
        s: sum((run.networks[s // 1000](x).argmax(axis=1) == labels).all() for run in runs)
        for s in steps
    }
    seconds = perf_counter() - began
    print("\nseeds 0 … 99 with all ten points right, full batch, η = 5")
    print(f"  {'steps':<44}" + "".join(f"{s:>8}" for s in steps))
    print(f"  {'reference':<44}" + "".join(f"{n:>8}" for n in (43, 88, 98, 99)))
    print(
        f"  {f'nnwidgets gradient_descent, {seconds:.0f} s':<44}"
        + "".join(f"{n:>8}" for n in ours.values())
    )
    began = perf_counter()
    together = hundred_at_once(x, y, steps)
    name = f"numpy, a hundred at once, {perf_counter() - began:.0f} s"
    print(f"  {name:<44}" + "".join(f"{n:>8}" for n in together))


def hundred_at_once(x: np.ndarray, y: np.ndarray, steps: tuple[int, ...]) -> list[int]:
    """The same runs by a loop of its own, weights of shape (100, n_out, n_in)."""
    networks = [start(seed) for seed in range(100)]
    W = [np.stack([n.layers[i].weights for n in networks]) for i in range(3)]
    b = [np.stack([n.layers[i].biases for n in networks])[:, None, :] for i in range(3)]
    counts = []
    for step in range(max(steps) + 1):
        a = [np.broadcast_to(x, (100, *x.shape))]
        for w, bias in zip(W, b, strict=True):
            a.append(sigma(a[-1] @ w.transpose(0, 2, 1) + bias))
        if step in steps:
            right = a[-1].argmax(axis=2) == y.argmax(axis=1)
            counts.append(int(right.all(axis=1).sum()))
        delta = (a[3] - y) * a[3] * (1.0 - a[3])
        for i in (2, 1, 0):
            below = (delta @ W[i]) * a[i] * (1.0 - a[i])
            W[i] -= 0.5 * delta.transpose(0, 2, 1) @ a[i]
            b[i] -= 0.5 * delta.sum(axis=1, keepdims=True)
            delta = below
    return counts


if __name__ == "__main__":
    main()
