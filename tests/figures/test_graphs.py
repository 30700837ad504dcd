"""Scenes of graphs: nothing overlaps, every number fits, messages run against their edges."""

import json
import random
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from nnwidgets.figures.geometry.graph_canvas import CHARACTER, MIN_HALF, WIDTH
from nnwidgets.figures.graphs.graph import (
    GraphNode,
    Message,
    fitting_number,
    graph_diagram,
    value_text,
)

LETTERS = "abcdefghijklmnop"


def whole(nodes: list[GraphNode], **options: Any) -> Any:  # noqa: ANN401
    """A scene as the page puts it together: the fixed part, and what is live."""
    scene: Any = graph_diagram(nodes, **options)
    fixed = json.loads(scene["fixed"])
    both = zip(fixed["nodes"], scene["nodes"], strict=True)
    joined = {
        "nodes": [still | live for still, live in both],
        "edges": [*fixed["edges"], *scene["edges"]],
    }
    return fixed | scene | joined


def lecture(**values: float) -> list[GraphNode]:
    rows = (
        ("x", (), "", ""),
        ("a", ("x",), "^", "a = x²"),
        ("b", ("a",), "exp", "b = exp(a)"),
        ("c", ("a", "b"), "+", "c = a + b"),
        ("d", ("c",), "√", "d = √c"),
        ("e", ("c",), "cos", "e = cos(c)"),
        ("f", ("d", "e"), "+", "f = d + e"),
    )
    return [
        GraphNode(name, name, inputs, symbol, equation, values.get(name))
        for name, inputs, symbol, equation in rows
    ]


def some_graph(n: int, seed: int) -> list[GraphNode]:
    """A random graph of n nodes, each computed from two of the eight before it."""
    rng = random.Random(seed)  # noqa: S311  # no secret
    nodes = [GraphNode("x", "x"), GraphNode("y", "y")]
    for i in range(n - 2):
        first, second = (rng.choice(nodes[-8:]).id for _ in range(2))
        nodes.append(
            GraphNode(f"v{i}", f"v{i}", (first, second), "+", f"v{i} = {first} + {second}")
        )
    return nodes


def boxes(scene: dict[str, Any]) -> list[tuple[float, float, float, float]]:
    return [
        (n["x"] - n["half"], n["y"] - n["radius"], n["x"] + n["half"], n["y"] + n["radius"])
        for n in scene["nodes"]
    ]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("n", [3, 12, 41])
def test_no_two_nodes_overlap_and_all_lie_inside(n: int, seed: int) -> None:
    scene: Any = whole(some_graph(n, seed), label="random")
    found = boxes(scene)
    for one, other in combinations(found, 2):
        apart = max(one[0], other[0]) > min(one[2], other[2])
        apart |= max(one[1], other[1]) + 18 > min(one[3], other[3])  # the text over a node
        assert apart, (one, other)
    for left, top, right, bottom in found:
        assert left >= 0
        assert top >= 18
        assert right <= scene["width"]
        assert bottom <= scene["height"]


@pytest.mark.parametrize("seed", range(5))
def test_a_long_edge_keeps_clear_of_the_nodes_it_passes(seed: int) -> None:
    scene: Any = whole(some_graph(41, seed), label="random")
    for edge in scene["edges"]:
        for x, y in edge.get("via", ()):
            for left, top, right, bottom in boxes(scene):
                assert not (left < x < right and top < y < bottom), edge


def test_equations_stand_over_the_nodes_where_there_is_room() -> None:
    scene: Any = whole(lecture(), label="f")
    nodes = {node["id"]: node for node in scene["nodes"]}
    assert nodes["c"]["label"] == "c = a + b"
    assert nodes["x"]["label"] == "x"
    assert scene["width"] == WIDTH
    pitch = nodes["b"]["x"] - nodes["a"]["x"]
    assert all(len(node["label"]) * CHARACTER <= pitch for node in nodes.values())

    chain = [GraphNode("x", "x")] + [
        GraphNode(v, v, (u,), "exp", f"{v} = exp({u})")
        for u, v in zip("x" + LETTERS[:15], LETTERS, strict=True)
    ]
    crowded: Any = whole(chain, label="chain")
    assert crowded["nodes"][3]["label"] == "c exp"
    assert crowded["width"] > WIDTH
    assert crowded["nodes"][3]["half"] == MIN_HALF


def test_placeholders_are_drawn_apart() -> None:
    scene: Any = whole(lecture(), label="f")
    shapes = {node["id"]: node["shape"] for node in scene["nodes"]}
    assert shapes == {"x": "placeholder"} | dict.fromkeys("abcdef", "circle")


def test_a_value_is_told_or_said_to_be_missing() -> None:
    scene: Any = whole(lecture(x=1.5, a=2.25, f=float("nan")), label="f")
    nodes = {node["id"]: node for node in scene["nodes"]}
    assert nodes["a"]["text"] == "2.25"
    assert nodes["a"]["title"] == "a = x² = 2.25"
    assert nodes["b"]["text"] == "?"
    assert nodes["b"]["title"] == "b = exp(a), not computed yet"
    assert nodes["f"]["title"] == "f = d + e = nan"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.123456, "0.123"),
        (-0.123456, "−0.12"),
        (54.598, "54.6"),
        (-1.5, "−1.5"),
        (1e300, "1e300"),
        (float("-inf"), "−∞"),
        (np.array([1.0, -2.25]), "1\n−2.25"),
        (np.zeros((2, 3)), "2×3"),
        (None, "?"),
    ],
)
def test_numbers_fit_into_the_narrowest_node(value: Any, text: str) -> None:  # noqa: ANN401
    assert value_text(value, 2 * MIN_HALF).splitlines() == text.splitlines()


@pytest.mark.parametrize("exponent", [-300, -12, -3, 0, 4, 12, 300])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_number_in_a_node_is_its_value_rounded(exponent: int, sign: int) -> None:
    value = sign * 1.2345 * 10.0**exponent
    text = fitting_number(value, 2 * MIN_HALF).replace("−", "-")
    assert float(text) == pytest.approx(value, rel=0.2)
    assert float(fitting_number(value, 200.0).replace("−", "-")) == pytest.approx(value, rel=5e-3)


def test_an_operand_that_is_used_twice_has_two_arrows() -> None:
    nodes = [GraphNode("x", "x"), GraphNode("a", "a", ("x", "x"), "·")]
    scene: Any = whole(nodes, label="square")
    one, other = scene["edges"]
    assert {one["id"], other["id"]} == {"x>a:1", "x>a:2"}
    assert one["shift"] == -other["shift"] != 0


def test_a_message_runs_against_its_edge() -> None:
    messages = [Message("f", "d", "1"), Message("c", "a", "0.805", ("wrong",))]
    scene: Any = whole(lecture(), label="f", messages=messages)
    edges = {edge["id"]: edge for edge in scene["edges"]}
    assert len(edges) == len(scene["edges"]) == 8 + 2
    short_way, long_way = edges["f<d"], edges["c<a"]
    assert (short_way["from"], short_way["to"]) == ("f", "d")
    assert {short_way["sign"], short_way["arrow"]} == {"gradient", "backward"}
    assert edges["d>f"]["arrow"] == "forward"
    assert long_way["via"] == [tuple(point) for point in edges["a>c"]["via"][::-1]]
    assert long_way["states"] == ["wrong"]


def test_a_scene_is_plain_data_and_the_same_each_time() -> None:
    first = json.dumps(graph_diagram(lecture(x=1.0), label="f", caption="dashed"))
    assert first == json.dumps(graph_diagram(lecture(x=1.0), label="f", caption="dashed"))
    assert whole(lecture(), label="f", caption="dashed")["captions"][0]["text"] == "dashed"


def test_values_move_nothing() -> None:
    """While a slider is dragged every node keeps its place."""
    one: Any = whole(lecture(x=1.0), label="f")
    other: Any = whole(lecture(x=-1e-9, a=1e-18, b=1e300), label="f")
    for first, second in zip(one["nodes"], other["nodes"], strict=True):
        assert (first["x"], first["y"], first["half"]) == (second["x"], second["y"], second["half"])


def test_a_small_graph_shrinks_further_than_a_crowded_one() -> None:
    """Until a label would be as wide as the columns are apart; then it scrolls."""
    small = whole(lecture(), label="f")
    labels = [node["label"] for node in small["nodes"]]
    pitch = small["nodes"][1]["x"] - small["nodes"][0]["x"]
    assert small["scrolls"] * pitch >= max(map(len, labels)) * CHARACTER * 0.999
    assert small["scrolls"] < whole(some_graph(41, 0), label="crowded")["scrolls"] == 0.9
