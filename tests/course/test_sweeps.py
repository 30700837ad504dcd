"""The reverse sweep message by message, and its three mistakes, against derivatives by hand."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from nnwidgets.core import backward, parse_formula
from nnwidgets.core.graph import topological_order
from nnwidgets.core.inspection import label_nodes
from nnwidgets.core.node import Node
from nnwidgets.course.sweeps import MISTAKES, Sent, sweep

LECTURE = "sqrt(x^2 + exp(x^2)) + cos(x^2 + exp(x^2))"
X = 1.5


def by_hand(x: float) -> dict[str, float]:
    """The adjoints of the lecture's function, each written out."""
    b = math.exp(x * x)
    c = x * x + b
    slope = 1 / (2 * math.sqrt(c)) - math.sin(c)
    whole = slope * (1 + b)
    return {"x": whole * 2 * x, "a": whole, "b": slope, "c": slope, "d": 1.0, "e": 1.0, "f": 1.0}


def lecture(mistake: str = "") -> tuple[dict[str, float], list[Sent], dict[Node, str]]:
    """The adjoints at the end, the messages, and the letters."""
    formula = parse_formula(LECTURE)
    names = label_nodes(topological_order(formula.graph))
    start, sent = sweep(formula.graph, {formula.inputs["x"]: X}, mistake)
    final = start | {one.input: one.adjoint for one in sent}
    return {names[node]: value for node, value in final.items()}, sent, names


def test_the_sum_at_c_grows_message_by_message() -> None:
    _, sent, names = lecture()
    b = math.exp(X * X)
    c = X * X + b
    parts = {"d": 1 / (2 * math.sqrt(c)), "e": -math.sin(c)}
    first, second = [one for one in sent if names[one.input] == "c"]
    assert first.before == 0
    assert first.message == pytest.approx(parts[names[first.node]])
    assert second.before == first.adjoint
    assert second.message == pytest.approx(parts[names[second.node]])
    assert second.adjoint == pytest.approx(parts["d"] + parts["e"])
    assert all(one.message == pytest.approx(one.upstream * one.local) for one in sent)


def test_the_right_sweep_ends_at_the_derivatives() -> None:
    final, sent, _ = lecture()
    assert final == pytest.approx(by_hand(X))
    assert len(sent) == 8


def test_a_node_sends_only_when_all_has_come() -> None:
    _, sent, _ = lecture()
    for place, one in enumerate(sent):
        assert all(later.input is not one.node for later in sent[place:])


def test_without_an_order_each_way_is_walked() -> None:
    """From f there is one way to d and e, two to c and b, four to a and x: 15 visits for 7."""
    final, sent, names = lecture("no order")
    assert final == pytest.approx(by_hand(X))
    arrivals = [names[one.input] for one in sent]
    assert {name: arrivals.count(name) for name in "xabcde"} == {
        "x": 4, "a": 4, "b": 2, "c": 2, "d": 1, "e": 1,
    }  # fmt: skip
    assert len(sent) + 1 == 15
    assert len(by_hand(X)) == 7


def test_overwriting_goes_wrong_at_c_first() -> None:
    final, sent, names = lecture("overwrite")
    right = by_hand(X)
    wrong = {name for name in right if final[name] != pytest.approx(right[name])}
    assert wrong == {"c", "b", "a", "x"}
    last_to_c = [one for one in sent if names[one.input] == "c"][-1]
    assert final["c"] == last_to_c.message


def test_forgotten_zeroing_counts_the_first_run_again() -> None:
    """f starts at 1 + 1, and every sum begins with what the first run left."""
    final, _, _ = lecture("not zeroed")
    b, right = math.exp(X * X), by_hand(X)
    c = right["c"] + 3 * right["c"]
    at_b = right["b"] + c
    a = right["a"] + c + at_b * b
    wanted = {"f": 2, "d": 3, "e": 3, "c": c, "b": at_b, "a": a, "x": right["x"] + a * 2 * X}
    assert final == pytest.approx(wanted)


def test_a_chain_hides_the_missing_sum() -> None:
    x = Node(0.4, "x")
    for mistake in ("", "overwrite", "no order"):
        _, sent = sweep((x.apply("sin")).apply("exp"), {x: 0.4}, mistake)
        assert sent[-1].adjoint == pytest.approx(math.exp(math.sin(0.4)) * math.cos(0.4))


STEPS: tuple[Callable[..., object], ...] = (
    lambda u, _v: u.apply("sin"),
    lambda u, _v: u.apply("tanh"),
    lambda u, v: u * v,
    lambda u, v: u + v,
    lambda u, v: u - 2 * v,
)
VALUES: tuple[Callable[[float, float], float], ...] = (
    lambda u, _v: math.sin(u),
    lambda u, _v: math.tanh(u),
    lambda u, v: u * v,
    lambda u, v: u + v,
    lambda u, v: u - 2 * v,
)


@pytest.mark.parametrize("seed", range(12))
def test_random_graphs_against_central_differences(seed: int) -> None:
    rng = np.random.default_rng(seed)
    plan = [
        (int(rng.integers(len(STEPS))), int(rng.integers(k)), k - 1 - int(rng.integers(2)))
        for k in range(2, 9)
    ]

    def run(x: object, y: object, steps: tuple[Callable[..., object], ...]) -> object:
        nodes = [x, y]
        for which, i, j in plan:
            nodes.append(steps[which](nodes[j], nodes[i]))
        return steps[3](nodes[-1], steps[2](x, y))  # so that both are inputs

    at, h = rng.uniform(-1, 1, 2).tolist(), 1e-5
    x, y = Node(0.0, "x"), Node(0.0, "y")
    output = run(x, y, STEPS)
    assert isinstance(output, Node)
    start, sent = sweep(output, {x: at[0], y: at[1]})
    final = start | {one.input: one.adjoint for one in sent}
    gradient = backward(output, {x: at[0], y: at[1]})
    for node, (p, q) in ((x, (h, 0.0)), (y, (0.0, h))):
        ends = [run(at[0] + s * p, at[1] + s * q, VALUES) for s in (1, -1)]
        slope = (ends[0] - ends[1]) / (2 * h)  # type: ignore[operator]
        assert final.get(node, 0.0) == pytest.approx(slope, rel=1e-6, abs=1e-8)
        assert float(gradient[node]) == pytest.approx(final.get(node, 0.0), rel=1e-12, abs=1e-14)


def test_errors_say_what_to_do() -> None:
    x = u = Node(1.0, "x")
    with pytest.raises(ValueError, match=f"expected one of {', '.join(MISTAKES)}, got 'lazy'"):
        sweep(x * x, {x: 1.0}, "lazy")
    for _ in range(12):
        u = u * u
    with pytest.raises(ValueError, match="more than 1000 messages"):
        sweep(u, {x: 1.0}, "no order")
    assert len(sweep(u, {x: 1.0})[1]) == 24
