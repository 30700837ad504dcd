"""The pictures of the lecture's network, and the maps of two classes: read back from the scene."""

from typing import Any

import numpy as np
import pytest

from nnwidgets.figures.classification.classifier import cost_readout
from nnwidgets.figures.classification.digit_pair import closest_calls, unit_images
from nnwidgets.figures.classification.plane import probability_map
from nnwidgets.figures.feedforward.network import layer_product, network_map, network_readout
from tests.figures.contract import check_scene

FIELD = np.full((4, 4), 0.25)
HERE = np.array([[0.0, 0.0, 1.0, 1.0]], np.float32)
THERE = HERE + np.float32(0.5)
SAMPLES = np.array([[0.5, -1.0], [2.0, 0.25]]), [0, 1]


def plane(previous: Any) -> Any:  # noqa: ANN401
    scene = probability_map(
        FIELD,
        HERE,
        SAMPLES,
        [True, False],
        extent=(-3.0, 3.0, -3.0, 3.0),
        title="g",
        label="a map",
        previous=previous,
        help_text="Enter adds a point.",
    )
    check_scene("region", scene)
    return scene


@pytest.mark.parametrize(
    ("previous", "ghost"), [(None, b""), (HERE, b""), (THERE, THERE.tobytes())]
)
def test_a_ghost_is_drawn_only_of_a_boundary_that_moved(previous: Any, ghost: bytes) -> None:  # noqa: ANN401
    assert plane(previous)["ghost"] == ghost
    scene = network_map(
        FIELD,
        HERE,
        SAMPLES,
        [True, False],
        neuron="",
        marker=np.array([0.5, 0.5]),
        previous=previous,
        score="1 of 2 points right",
    )
    check_scene("region", scene)
    assert scene["ghost"] == ghost


def test_a_map_has_its_samples_by_class_and_rings_the_wrong_one() -> None:
    points = plane(None)["points"]
    assert [(p["x"], p["y"], p["label"], p["wrong"]) for p in points] == [
        (0.5, -1.0, "a", False),
        (2.0, 0.25, "b", True),
    ]
    assert plane(None)["span"] == (0.0, 1.0)


def test_a_neuron_is_shown_from_0_to_1_and_the_classes_from_minus_1() -> None:
    for neuron, span in (("a⁽¹⁾₂", (0.0, 1.0)), ("", (-1.0, 1.0))):
        scene = network_map(
            FIELD,
            HERE,
            SAMPLES,
            [True, True],
            neuron=neuron,
            marker=np.zeros(2),
            previous=None,
            score="2 of 2 points right",
        )
        assert scene["span"] == span
        assert neuron in scene["title"]


W = [np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([[7.0, 8.0, 9.0]])]
B = [np.array([0.1, 0.2, 0.3]), np.array([0.4])]
A = [np.array([0.5, 0.6]), np.array([0.7, 0.8, 0.9]), np.array([1.0])]


@pytest.mark.parametrize(
    ("selected", "done", "layer", "lit", "chosen"),
    [
        ("W1_32", 2, 1, 2, (5, None)),
        ("b1_2", 1, 1, 1, (None, 1)),
        ("W2_13", 2, 2, 0, (2, None)),
        ("W2_13", 1, 1, 0, (None, None)),  # its layer is not computed yet
    ],
)
def test_the_product_is_that_of_the_selected_layer_once_it_is_computed(
    selected: str, done: int, layer: int, lit: int, chosen: tuple[int | None, int | None]
) -> None:
    scene: Any = layer_product(
        list(zip(W, B, strict=True)), A[1:], A, selected=selected, done=done, note=" (yours)"
    )
    check_scene("matrices", scene)
    assert scene["title"].startswith(f"Layer {layer}: ")
    assert scene["title"].endswith(" (yours)")
    matrices = [item for item in scene["items"] if "cells" in item]
    assert matrices[0]["cells"] == [[f"{v:g}" for v in row] for row in W[layer - 1]]
    assert matrices[0]["lit"] == lit
    assert (matrices[0]["chosen"], matrices[2]["chosen"]) == chosen


def test_before_the_first_layer_there_is_only_the_input() -> None:
    scene: Any = layer_product(
        list(zip(W, B, strict=True)), A[1:], A, selected="W1_11", done=0, note=""
    )
    assert [item["cells"] for item in scene["items"]] == [[["0.5"], ["0.6"]]]


def test_readouts_show_a_dash_where_there_is_no_value() -> None:
    for scene in (cost_readout(0, 40, None, None), network_readout(None, 0.3, 10, None)):
        check_scene("readout", scene)
        assert [line["value"] for line in scene["rows"]] == ["–", "–"]


def test_readouts_compare_with_the_cost_of_knowing_nothing() -> None:
    one: Any = cost_readout(31, 40, 0.5, 0.75)["rows"]
    assert one[0]["value"] == "31 of 40"
    assert (one[1]["gauge"]["at"], one[1]["gauge"]["ghost"]) == (0.5, 0.75)
    assert one[1]["gauge"]["bound"] == pytest.approx(0.693147, abs=1e-6)
    other: Any = network_readout(0.125, None, 9, np.array([0.25, 0.75]))["rows"]
    assert [line["value"] for line in other] == ["0.125", "9 of 10", "(0.25, 0.75)"]
    assert other[0]["gauge"]["bound"] == 0.25  # ½ (½² + ½²) for every point


def test_wrong_images_come_before_close_ones() -> None:
    z = np.array([9.0, -0.1, 0.2, -3.0, 0.3, 8.0, -7.0])
    right = np.array([True] * 6 + [False])
    g = 1 / (1 + np.exp(-z))
    scene = closest_calls(np.zeros((7, 64)), list("abcdefg"), z, g, right, cut=0.0)
    check_scene("gallery", scene)
    assert [item["text"][2] for item in scene["items"]] == list("gdbce")  # by z
    assert [item["wrong"] for item in scene["items"]] == [True, False, False, False, False]


def test_units_are_shown_by_their_weight_in_fc2() -> None:
    scene = unit_images(np.ones((3, 64)), np.array([0.5, -2.0, 1.0]))
    check_scene("gallery", scene)
    assert [item["text"] for item in scene["items"]] == [
        "unit 2\n→ −2",
        "unit 3\n→ 1",
        "unit 1\n→ 0.5",
    ]
