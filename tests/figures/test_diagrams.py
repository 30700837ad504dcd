"""Diagrams: every parameter once, where and as wide as it has to be, and only the true numbers."""

from collections.abc import Mapping
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.figures.feedforward.neuron import neuron_diagram
from nnwidgets.figures.scenes import diagram as diagrams
from nnwidgets.text import short
from tests.figures.plain import assert_plain

SIZES = st.lists(st.integers(1, 5), min_size=2, max_size=4)


def picture(sizes: list[int], **changes: Any) -> diagrams.NetworkPicture:  # noqa: ANN401
    """A network whose parameters and activations are all different numbers."""
    rng = np.random.default_rng(sum(sizes))
    settings: dict[str, Any] = {
        "weights": [rng.uniform(-3, 3, size=(m, n)) for n, m in pairwise(sizes)],
        "biases": [rng.uniform(-3, 3, size=m) for m in sizes[1:]],
        "activations": [rng.uniform(-0.2 * (k > 0), 1, size=n) for k, n in enumerate(sizes)],
        "n_done": len(sizes) - 1,
        "selected": "",
        "limit": 3.0,
    }
    return diagrams.NetworkPicture(**(settings | changes))


def items(scene: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    everything = [*scene["nodes"], *scene["edges"]]
    by_id = {item["id"]: item for item in everything}
    assert len(by_id) == len(everything)
    return by_id


@given(SIZES)
def test_every_input_weight_and_bias_is_there_once(sizes: list[int]) -> None:
    scene = diagrams.network_diagram(picture(sizes))
    names = {f"x_{j + 1}" for j in range(sizes[0])}
    for layer in range(1, len(sizes)):
        for i in range(1, sizes[layer] + 1):
            names |= {f"b{layer}_{i}"}
            names |= {f"W{layer}_{i}{j}" for j in range(1, sizes[layer - 1] + 1)}
    assert set(items(scene)) == names


@given(SIZES)
def test_edges_run_forward_with_the_width_and_sign_of_their_weight(sizes: list[int]) -> None:
    shown = picture(sizes)
    found = items(diagrams.network_diagram(shown))
    for layer, W in enumerate(shown.weights, start=1):
        for (i, j), weight in np.ndenumerate(W):
            edge = found[f"W{layer}_{i + 1}{j + 1}"]
            start = f"x_{j + 1}" if layer == 1 else f"b{layer - 1}_{j + 1}"
            assert (edge["from"], edge["to"]) == (start, f"b{layer}_{i + 1}")
            assert edge["width"] == pytest.approx(
                np.interp(abs(weight), [0, 3], [0.75, 7]), abs=0.01
            )
            assert edge["sign"] == ("positive" if weight > 0 else "negative")
            assert (edge["range"], edge["value"]) == ((-3.0, 3.0), weight)
            assert f"node {j + 1} of layer {layer - 1} to node {i + 1} of layer" in edge["title"]


@given(SIZES)
def test_nodes_show_their_activation_and_their_bias(sizes: list[int]) -> None:
    shown = picture(sizes)
    found = items(diagrams.network_diagram(shown))
    for layer, activations in enumerate(shown.activations):
        for unit, activation in enumerate(activations):
            node = found[f"x_{unit + 1}" if layer == 0 else f"b{layer}_{unit + 1}"]
            assert node["text"] == short(activation)
            assert node["shade"] == pytest.approx(np.clip(activation, 0, 1), abs=6e-4)
            number = activation if layer == 0 else shown.biases[layer - 1][unit]
            assert node["value"] == number
            assert node.get("mark") == (None if layer == 0 else f"b = {short(number)}")


@given(SIZES)
def test_nodes_stand_in_columns_inside_the_picture_and_do_not_touch(sizes: list[int]) -> None:
    scene = diagrams.network_diagram(picture(sizes))
    nodes: list[dict[str, Any]] = scene["nodes"]  # type: ignore[assignment]
    radius = diagrams.RADIUS
    for node in nodes:
        assert radius <= node["x"] <= diagrams.WIDTH - radius
        assert radius <= node["y"] <= diagrams.HEIGHT - radius
    for one, other in combinations(nodes, 2):
        assert np.hypot(one["x"] - other["x"], one["y"] - other["y"]) >= 2 * radius
    columns = sorted({node["x"] for node in nodes})
    assert len(columns) == len(sizes)
    steps = np.diff(columns)
    assert np.allclose(steps, steps[0], atol=0.2)
    for x, size in zip(columns, sizes, strict=True):
        assert sum(node["x"] == x for node in nodes) == size


@pytest.mark.parametrize("n_done", [0, 1, 2, 3])
def test_what_is_not_computed_yet_is_not_shown(n_done: int) -> None:
    scene = diagrams.network_diagram(picture([2, 2, 3, 2], n_done=n_done))
    for identity, item in items(scene).items():
        layer = 0 if identity[0] == "x" else int(identity[1])
        later = layer > n_done
        assert ("pending" in item["states"]) == later
        if identity[0] != "W":
            assert (item["text"] == "?") == (item["shade"] is None) == later
            assert ("not computed yet" in item["title"]) == later


def test_one_item_is_selected_and_only_a_selected_edge_shows_its_number() -> None:
    shown = picture([2, 2, 3, 2], selected="W2_31")
    found = items(diagrams.network_diagram(shown))
    assert [i for i, item in found.items() if "selected" in item["states"]] == ["W2_31"]
    texts = {i: item["text"] for i, item in found.items() if i[0] == "W" and item["text"]}
    assert texts == {"W2_31": short(shown.weights[1][2, 0])}


def test_frozen_parameters_are_no_sliders_and_say_so() -> None:
    scene = diagrams.network_diagram(picture([2, 2, 3, 2], frozen=[1, 2]))
    for identity, item in items(scene).items():
        frozen = identity[0] != "x" and int(identity[1]) in (1, 2)
        assert ("range" in item) == (not frozen)
        assert ("frozen" in item["title"]) == frozen
        assert item["action"]


@given(SIZES)
def test_what_is_only_looked_at_offers_nothing_to_press_and_tells_every_number(
    sizes: list[int],
) -> None:
    shown = picture(
        sizes, inert=True, slopes=[np.ones(m * n).reshape(m, n) for n, m in pairwise(sizes)]
    )
    found = items(diagrams.network_diagram(shown))
    for item in found.values():
        assert not {"action", "range", "value", "valuetext"} & item.keys()
        assert "frozen" not in item["title"]
    assert len({item["title"] for item in found.values()}) == len(found)
    for layer, (W, b) in enumerate(zip(shown.weights, shown.biases, strict=True), start=1):
        for (i, j), weight in np.ndenumerate(W):
            assert f" = {short(weight)}, from node" in found[f"W{layer}_{i + 1}{j + 1}"]["title"]
        for i, bias in enumerate(b, start=1):
            assert found[f"b{layer}_{i}"]["title"].endswith(f" = {short(bias)}")


def test_a_value_beyond_the_slider_does_not_leave_its_range() -> None:
    # a last layer that is multiplied is shown with the product
    scene = diagrams.network_diagram(picture([1, 1], weights=[np.array([[7.5]])]))
    edge = items(scene)["W1_11"]
    low, high = edge["range"]
    assert low <= edge["value"] <= high
    assert edge["valuetext"] == "7.5"


def test_gradients_run_back_along_every_edge_where_the_biases_stood() -> None:
    slopes = [np.array([[0.5, -1.0]]), np.array([[2.0], [0.0]])]
    shown = picture([2, 1, 2], slopes=slopes)
    scene: Mapping[str, Any] = diagrams.network_diagram(shown)
    found = items(scene)
    for layer, slope in enumerate(slopes, start=1):
        for (i, j), value in np.ndenumerate(slope):
            arrow = found[f"slope{layer}_{i + 1}{j + 1}"]
            edge = found[f"W{layer}_{i + 1}{j + 1}"]
            assert (arrow["from"], arrow["to"]) == (edge["to"], edge["from"])
            symbol = f"W{'⁽¹⁾⁽²⁾'[3 * layer - 3 : 3 * layer]}{'₁₂'[i]}{'₁₂'[j]}"
            assert arrow["title"] == f"∂C/∂{symbol} = {short(float(value))}"
    widths = [found[f"slope{name}"]["width"] for name in ("2_21", "1_11", "1_12", "2_11")]
    assert widths == sorted(widths)
    assert not any(node.get("mark") for node in scene["nodes"])
    assert found["b1_1"]["title"].endswith(f" = {short(float(shown.biases[0][0]))}")
    assert scene["captions"][0]["text"] == "orange: the gradient"


def test_the_scale_of_the_widths_is_written_down() -> None:
    scene = diagrams.network_diagram(picture([2, 1], limit=12.0))
    captions: list[dict[str, Any]] = scene["captions"]  # type: ignore[assignment]
    assert ["12" in caption["text"] for caption in captions] == [True]
    assert diagrams.network_diagram(picture([2, 3, 1]))["label"] == (
        "Network with layers of 2, 3, 1 nodes"
    )


@pytest.mark.parametrize("a", [0.9, None])
@pytest.mark.parametrize("selected", ["w", "b", "x"])
def test_the_neuron_shows_its_five_numbers(selected: str, a: float | None) -> None:
    limits = {"w": 4.0, "b": 4.0, "x": 2.0}
    scene = neuron_diagram(-2.0, 0.0, 1.5, -3.0, a, limits=limits, selected=selected)
    assert_plain(scene)
    found = items(scene)
    assert [found[name]["text"] for name in ("x", "z", "w", "b")] == [
        "1.5",
        "−3",
        "w = −2",
        "b = 0",
    ]
    assert found["a"]["text"] == ("?" if a is None else "0.9")
    assert [found[name]["sign"] for name in ("w", "b")] == ["negative", "zero"]
    assert found["w"]["width"] == pytest.approx((0.75 + 7) / 2, abs=0.01)
    sliders = {name: item["range"] for name, item in found.items() if "range" in item}
    assert sliders == {"w": (-4.0, 4.0), "b": (-4.0, 4.0), "x": (-2.0, 2.0)}
    assert [name for name, item in found.items() if "selected" in item["states"]] == [selected]
    ends = {(edge["from"], edge["to"]) for edge in found.values() if "from" in edge}
    assert ends == {("x", "z"), ("one", "z"), ("z", "a")}


@given(SIZES, st.integers(0, 3))
def test_a_network_is_plain_data(sizes: list[int], n_done: int) -> None:
    assert_plain(diagrams.network_diagram(picture(sizes, n_done=n_done, frozen=[1])))
