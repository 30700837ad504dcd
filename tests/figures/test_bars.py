"""Bars, the triangle, formulas and paper: read back from the scene and compared with the data."""

import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.figures.scenes import formula as formulas
from nnwidgets.figures.scenes import pad as pads
from nnwidgets.figures.scenes import sketch
from nnwidgets.figures.schema.common import Shape
from nnwidgets.figures.softmax import simplex
from nnwidgets.figures.softmax.bars import Column, Row, bar_columns
from nnwidgets.figures.softmax.digits import accuracy_chart, digit_bars, misread, seen
from nnwidgets.figures.softmax.softmax import nice_top, softmax_lines
from nnwidgets.figures.theme import COLOURS, MARKERS
from tests.figures.plain import assert_plain

ROWS = [
    Row("A", "class-a", "circle", id="row_1", selected=True),
    Row("B", "class-b", "cross", id="row_2"),
]
Scene = Mapping[str, Any]


def items(scene: Scene, tag: str, style: str | None = None) -> list[dict[str, Any]]:
    assert_plain(scene)
    found = [item for item in scene["items"] if item["tag"] == tag]
    return [item for item in found if style is None or item.get("style") == style]


def texts(scene: Scene) -> list[str]:
    return [item["text"] for item in items(scene, "text")]


def bars_of(scene: Scene) -> list[dict[str, Any]]:
    """The rectangles that are no ground of a row."""
    return [item for item in items(scene, "rect") if item.get("style") != "row"]


def drawn(*columns: Column, rows: list[Row] | None = None) -> Scene:
    return bar_columns(rows or ROWS, columns, label="two rows")


def test_a_bars_length_is_its_share_of_the_axis() -> None:
    first, second = bars_of(drawn(Column("p", np.array([1.0, 0.25]), (0.0, 1.0))))
    assert second["width"] == pytest.approx(first["width"] / 4, abs=0.02)
    assert first["x"] == second["x"]
    assert first["y"] < second["y"]
    assert (first["fill"], second["fill"]) == ("class-a", "class-b")


def test_a_negative_bar_ends_where_a_positive_one_begins() -> None:
    right, left = bars_of(drawn(Column("z", np.array([3.0, -3.0]), (-5.0, 5.0))))
    assert left["x"] + left["width"] == pytest.approx(right["x"], abs=0.02)
    assert left["width"] == right["width"]


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=2, max_size=2))
def test_any_numbers_stay_on_the_picture_and_are_written(values: list[float]) -> None:
    scene = drawn(Column("z", np.array(values), (-5.0, 5.0), ghost=np.array(values[::-1])))
    for item in bars_of(scene):
        assert 0 <= item["x"] <= item["x"] + item["width"] <= scene["width"]
    words = texts(scene)
    for value in values:
        if math.isnan(value):
            assert "nan" in words
        elif math.isinf(value):
            assert ("∞" if value > 0 else "−∞") in words


@pytest.mark.parametrize(("value", "n_cuts"), [(10.0, 0), (10.1, 1), (math.inf, 1), (-0.1, 1)])
def test_a_bar_longer_than_its_axis_is_cut_visibly(value: float, n_cuts: int) -> None:
    scene = drawn(Column("exp", np.array([value, 1.0]), (0.0, 10.0)))
    assert len(items(scene, "path", "cut")) == n_cuts


def test_nan_has_a_cross_and_the_word_and_no_bar() -> None:
    scene = drawn(Column("p", np.array([math.nan, 0.5]), (0.0, 1.0)))
    assert len(items(scene, "path", "cross")) == 2
    (word,) = [item for item in items(scene, "text") if item["text"] == "nan"]
    assert word["fill"] == "wrong"
    assert len(bars_of(scene)) == 1


def test_a_ghost_stands_where_the_bar_ended_and_only_if_it_moved() -> None:
    scene = drawn(Column("p", np.array([0.2, 0.5]), (0.0, 1.0), ghost=np.array([0.8, 0.5])))
    (ghost,) = items(scene, "path", "ghost")
    wide = bars_of(drawn(Column("p", np.array([0.8, 0.5]), (0.0, 1.0))))[0]
    x = float(re.findall(r"M([\d.]+),", ghost["d"])[0])
    assert x == pytest.approx(wide["x"] + wide["width"], abs=0.1)


def test_arrows_point_where_the_numbers_have_their_sign() -> None:
    scene = drawn(Column("p − y", np.array([-0.5, 0.25]), (-1.0, 1.0), arrows=True))
    shafts, heads = items(scene, "path", "arrow"), items(scene, "path", "head")
    assert [item["stroke"] for item in shafts] == ["gradient"] * 2
    assert [item["fill"] for item in heads] == ["gradient"] * 2
    assert bars_of(scene) == []
    tips = [float(re.findall(r"M([\d.]+),", head["d"])[0]) for head in heads]
    starts = [float(re.findall(r"M([\d.]+),", shaft["d"])[0]) for shaft in shafts]
    assert tips[0] - starts[0] == pytest.approx(-2 * (tips[1] - starts[1]), abs=0.2)


def test_an_arrow_of_no_length_is_drawn_all_the_same() -> None:
    scene = drawn(Column("p − y", np.zeros(2), (-1.0, 1.0), arrows=True))
    assert texts(scene).count("0") == 2  # the two numbers; the axis has −1 and 1
    assert_plain(scene)


def test_rows_are_buttons_and_the_selected_one_says_so() -> None:
    grounds = items(drawn(Column("p", np.zeros(2), (0.0, 1.0))), "rect", "row")
    assert [item["id"] for item in grounds] == ["row_1", "row_2"]
    assert [item["states"] for item in grounds] == [["selected"], []]
    assert all(item["action"] and item["title"] for item in grounds)


def test_a_guide_is_where_its_value_is() -> None:
    scene = drawn(Column("p", np.array([0.5, 0.0]), (0.0, 1.0), guide=0.5))
    (guide,) = items(scene, "path", "guide")
    bar = bars_of(scene)[0]
    x = float(re.findall(r"M([\d.]+),", guide["d"])[0])
    assert x == pytest.approx(bar["x"] + bar["width"], abs=0.1)


@pytest.mark.parametrize("shape", MARKERS)
def test_a_marker_stands_around_its_centre(shape: Shape) -> None:
    item: Any = sketch.marker(shape, (50.0, 40.0), "class-a")
    if shape == "circle":
        assert (item["cx"], item["cy"]) == (50.0, 40.0)
        return
    corners = [[float(v) for v in pair.split(",")] for pair in item["d"][1:-1].split("L")]
    middle = (np.min(corners, axis=0) + np.max(corners, axis=0)) / 2
    assert middle == pytest.approx([50.0, 40.0], abs=1.0)
    assert item["fill"] == "class-a"


def test_colours_are_the_themes_own() -> None:
    with pytest.raises(KeyError):
        sketch.rectangle(0, 0, 1, 1, fill="pink")
    scene = drawn(Column("p", np.array([0.5, np.nan]), (0.0, 1.0), guide=0.5, footer="Σ"))
    used = {item[name] for item in scene["items"] for name in ("fill", "stroke") if name in item}
    assert used <= COLOURS.keys()


# the triangle


def test_a_point_of_the_triangle_is_the_mean_of_its_corners() -> None:
    corners = [simplex.place_of(corner) for corner in np.eye(3)]
    p = (0.5, 0.3, 0.2)
    x, y = (
        sum(share * corner[k] for share, corner in zip(p, corners, strict=True)) for k in (0, 1)
    )
    assert simplex.place_of(np.array(p)) == pytest.approx((x, y))


def point_in(scene: Scene) -> tuple[float, float]:
    (point,) = items(scene, "circle", "point")
    return point["cx"], point["cy"]


def test_the_point_and_its_ghost_stand_at_their_probabilities() -> None:
    p, before = np.array([0.7, 0.2, 0.1]), np.array([0.1, 0.8, 0.1])
    scene = simplex.simplex(p, ghost=before, temperatures=None, target=None)
    assert point_in(scene) == pytest.approx(simplex.place_of(p), abs=0.01)
    (ghost,) = items(scene, "circle", "ghost")
    assert (ghost["cx"], ghost["cy"]) == pytest.approx(simplex.place_of(before), abs=0.01)
    assert (
        items(simplex.simplex(p, ghost=p, temperatures=None, target=None), "circle", "ghost") == []
    )


def test_the_shaded_corners_are_where_one_probability_is_above_a_half() -> None:
    scene = simplex.simplex(None, ghost=None, temperatures=None, target=None, problem="none")
    areas = items(scene, "path", "area")
    assert len(areas) == 3
    for i, area in enumerate(areas):
        corners = np.array(
            [[float(v) for v in pair.split(",")] for pair in area["d"][1:-1].split("L")]
        )
        wanted = [np.eye(3)[i], *(0.5 * (np.eye(3)[i] + np.eye(3)[j]) for j in {0, 1, 2} - {i})]
        places = {tuple(np.round(simplex.place_of(p), 0)) for p in wanted}
        assert {tuple(np.round(corner, 0)) for corner in corners} == places


def test_the_gradient_points_from_the_target_to_the_point() -> None:
    p = np.array([0.2, 0.5, 0.3])
    scene = simplex.simplex(p, ghost=None, temperatures=None, target=2)
    (shaft,) = items(scene, "path", "arrow")
    start = [float(v) for v in re.findall(r"M([\d.]+),([\d.]+)", shaft["d"])[0]]
    assert start == pytest.approx(simplex.place_of(np.eye(3)[2]), abs=0.1)
    assert shaft["stroke"] == "gradient"


def test_without_probabilities_there_is_no_point_and_the_label_says_why() -> None:
    scene = simplex.simplex(None, ghost=None, temperatures=None, target=0, problem="not written")
    assert items(scene, "circle", "point") == []
    assert scene["label"] == "No point: not written"


@pytest.mark.parametrize("difference", [-3.0, 0.0, 1.5])
def test_two_classes_lie_on_the_sigmoid(difference: float) -> None:
    p = 1 / (1 + math.exp(-difference))
    scene = simplex.two_classes(difference, p, ghost=None, reach=10.0)
    (curve,) = items(scene, "path", "line")
    line = np.array([[float(v) for v in pair.split(",")] for pair in curve["d"][1:].split("L")])
    x, y = point_in(scene)
    assert np.interp(x, line[:, 0], line[:, 1]) == pytest.approx(y, abs=0.6)


# the axis of exp


@pytest.mark.parametrize(
    ("largest", "top"), [(7.39, 10), (10.0, 10), (10.1, 20), (0.3, 0.5), (1e-9, 1e-3), (1e300, 1e6)]
)
def test_an_axis_ends_at_the_next_round_number(largest: float, top: float) -> None:
    assert nice_top(np.array([0.0, largest])) == pytest.approx(top)


# formulas


def test_the_formula_shows_the_terms_and_their_sum() -> None:
    lines: Any = softmax_lines(["2", "1"], np.exp([2.0, 1.0]), 0.7310586, 0)
    scene = formulas.formula(lines)
    assert scene["lines"] == lines
    assert_plain(scene)
    (_, fraction), (_, numbers, _, result) = lines
    assert fraction == {"over": "e^{2}", "under": "e^{2} + e^{1}"}
    assert numbers == {"over": "7.389", "under": "10.11"}
    assert (result["text"], result["style"]) == ("0.7311", "result")
    assert str(scene["label"]).startswith(
        "p₁ = e to the 2 over e to the 2 + e to the 1; = 7.389 over"
    )


def test_the_formula_of_an_overflow_ends_in_nan() -> None:
    lines = softmax_lines(["800", "1"], np.array([np.inf, math.e]), math.nan, 0)
    assert lines[1][1] == {"over": "∞", "under": "∞"}
    assert lines[1][3] == {"text": "nan", "style": "wrong"}


# paper and digits


def test_paper_carries_its_strokes_and_its_stored_image() -> None:
    scene = pads.pad([[(0.1, 0.2), (0.3, 0.4)]], pixels=None, revision=3, note="Your drawing.")
    assert_plain(scene)
    assert scene["strokes"] == [[[0.1, 0.2], [0.3, 0.4]]]
    assert "pick a stored one" in str(scene["label"])
    stored = pads.pad([], pixels=np.linspace(0, 1, 64), revision=4, note="")
    assert stored["pixels"] == np.linspace(0, 1, 64).tolist()


def test_the_largest_of_ten_is_blue_and_the_right_one_marked() -> None:
    logits = np.arange(10.0)
    p = np.exp(logits) / np.exp(logits).sum()
    scene = digit_bars(logits, p, target=3, title="p", label="digits")
    colours = [bar["fill"] for bar in bars_of(scene)]
    assert colours.count("class-a") == 2  # its logit and its probability
    states = [ground["states"] for ground in items(scene, "rect", "row")]
    assert states.index(["selected"]) == 3


def test_without_probabilities_the_ten_are_unknown() -> None:
    scene = digit_bars(np.zeros(10), None, target=None, title="p", label="digits")
    assert texts(scene).count("?") == 10
    assert len(bars_of(scene)) == 10  # the logits have theirs


def test_misread_images_are_the_wrong_ones_in_their_order() -> None:
    inputs = np.eye(64)[:12]
    targets = np.arange(12) % 10
    answers = targets.copy()
    answers[[2, 5, 11]] = 9
    scene: Scene = misread(inputs, targets, answers)
    assert_plain(scene)
    assert scene["title"] == "held out and misread: 3"
    assert [item["text"] for item in scene["items"]] == ["2, says 9", "5, says 9", "1, says 9"]
    assert str(misread(inputs, targets, targets + 1)["title"]).endswith("12, the first 8")


def test_what_the_network_sees_is_upright() -> None:
    pixels = np.zeros(64)
    pixels[0] = 1.0  # top left
    scene: Scene = seen(pixels)
    (item,) = scene["items"]
    cells = np.frombuffer(item["pixels"], dtype=np.uint8).reshape(8, 8)
    assert np.argwhere(cells == 255).tolist() == [[7, 0]]  # the view draws the lowest row first


def test_the_accuracy_is_drawn_against_the_steps() -> None:
    history = np.array([[0.0, 2.3, 0.1], [50.0, 1.0, 0.8], [100.0, 0.5, 0.9]])
    scene: Scene = accuracy_chart(history, 100, 0.95)
    assert_plain(scene)
    (frame,) = scene["frames"]
    points = np.frombuffer(frame["lines"][0]["points"], dtype=np.float32).reshape(-1, 2)
    np.testing.assert_allclose(points, history[:, [0, 2]], rtol=1e-6)
    assert frame["title"].endswith("0.900")
    assert "not trained" in str(accuracy_chart(np.zeros((0, 3)), 100, 0.95)["label"])
