"""Charts, folds, cuts, images and tables: read back from the scene and compared with the data."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.figures.classification.classifier import classifier_chart
from nnwidgets.figures.classification.confusion import confusion_table
from nnwidgets.figures.classification.cut import cut_chart
from nnwidgets.figures.classification.learning import learning_chart
from nnwidgets.figures.classification.loss import equal_groups, loss_chart, span_of
from nnwidgets.figures.classification.sigmoid import NEAR_LINE, Z_LINE
from nnwidgets.figures.classification.squash import squash_chart
from nnwidgets.figures.geometry.folds import fold_ends, fold_lines
from nnwidgets.figures.scenes import chart as charts
from nnwidgets.figures.scenes.gallery import gallery, image
from tests.figures.plain import assert_plain

EXTENT = (-3.0, 3.0, -2.0, 4.0)
Z = np.array([-2.5, 0.25, 4.0])
P = np.array([1 / (1 + math.exp(-z)) for z in Z])


def points_of(line: dict[str, Any]) -> np.ndarray:
    """The points of a line as the browser reads them."""
    return np.frombuffer(line["points"], dtype=np.float32).reshape(-1, 2)


def frames(scene: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    assert_plain(scene)
    assert scene["label"]
    found: list[dict[str, Any]] = scene["frames"]
    for frame in found:
        left, top, width, height = frame["box"]
        assert 0 <= left < left + width <= scene["width"]
        assert 0 <= top < top + height <= scene["height"]
    return found


def test_a_curve_keeps_its_points_and_its_gaps() -> None:
    line: Any = charts.curve(np.array([0.0, 1.0, 2.0]), np.array([3.0, np.nan, 5.0]), "faint")
    np.testing.assert_array_equal(points_of(line), [[0, 3], [1, np.nan], [2, 5]])
    assert line["kind"] == "faint"


def test_data_are_drawn_by_class_and_ringed_where_wrong() -> None:
    points = charts.data_points(Z, P, [0, 1, 1], [True, False, True], chosen=2)
    assert [(p["label"], p["shape"], p["wrong"], p["chosen"]) for p in points] == [
        ("a", "circle", False, False),
        ("b", "cross", True, False),
        ("b", "cross", False, True),
    ]
    assert [p["x"] for p in points] == Z.tolist()
    assert [p["y"] for p in points] == pytest.approx(P.tolist(), abs=5e-5)


def test_the_classifiers_chart_holds_the_data_twice_and_the_threshold_once() -> None:
    losses = np.array([math.log1p(math.exp(z)) for z in Z])
    scene = classifier_chart(
        Z,
        P,
        losses,
        [0, 0, 1],
        [True, False, True],
        line=1 / (1 + np.exp(-NEAR_LINE)),
        threshold=0.8,
        z_threshold=math.log(4),
        label="data on the sigmoid",
    )
    top, bottom = frames(scene)
    assert [p["x"] for p in top["points"]] == [p["x"] for p in bottom["points"]] == Z.tolist()
    assert [p["y"] for p in bottom["points"]] == pytest.approx(losses.tolist(), abs=5e-5)
    assert {"y": 0.8, "kind": "ink"} in top["rules"]
    assert {"x": math.log(4), "kind": "faint"} in top["rules"]
    assert [band["x"] for band in top["bands"]] == [(-6.0, math.log(4)), (math.log(4), 6.0)]
    assert bottom["rules"] == [{"y": pytest.approx(losses.mean()), "kind": "ghost"}]
    for x, y in points_of(bottom["lines"][1]):  # what a sample of class 1 costs
        assert y == pytest.approx(math.log1p(math.exp(-x)), rel=1e-5)


def test_a_threshold_beyond_the_axis_is_drawn_at_its_end() -> None:
    scene = classifier_chart(
        Z, P, P, [0, 0, 1], [True] * 3, line=NEAR_LINE, threshold=0.99, z_threshold=9.0, label="x"
    )
    assert [band["x"] for band in frames(scene)[0]["bands"]] == [(-6.0, 6.0), (6.0, 6.0)]


@pytest.mark.parametrize("value", [None, 0.62])
def test_the_squashing_chart_has_its_samples_on_the_axis_and_on_the_curve(
    value: float | None,
) -> None:
    scene = squash_chart(
        0.5,
        value,
        np.tanh(Z_LINE),
        samples=(Z, np.tanh(Z)),
        classes=[0, 0, 1],
        limits=(-1.0, 1.0),
        name="tanh",
        label="squashed",
    )
    (frame,) = frames(scene)
    assert [p["x"] for p in frame["points"][:6]] == Z.tolist() * 2
    assert [p["wrong"] for p in frame["points"][3:6]] == [False, True, False]
    assert len(frame["points"]) == (6 if value is None else 7)
    assert [band["y"] for band in frame["bands"]] == [(-1.0, 0.0), (0.0, 1.0)]


def test_the_bars_of_the_losses_are_stacked() -> None:
    losses = np.array([5.0, 1.0, 0.5, 0.25])
    z = np.array([-5.0, -0.5, -0.5, 2.0])
    _, bars = frames(loss_chart(z, losses, np.zeros(Z_LINE.shape), names=("1", "2–4"), label="x"))
    assert [bar["y"] for bar in bars["bars"]] == [(0, 1), (1, 1.5), (1.5, 1.75), (0, 5.0)]
    assert [note["text"] for note in bars["texts"]] == ["1", "2–4", "5", "1.75"]


def test_losses_that_are_not_there_leave_the_axes() -> None:
    nothing = np.full(Z_LINE.shape, np.nan)
    curve, bars = frames(loss_chart(np.zeros(4), None, nothing, names=("1", "2–4"), label="x"))
    assert curve["points"] == bars["bars"] == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([0, 0, 0, 0], ["1–4"]),
        ([-5, 1, 1, 1], ["1", "2–4"]),
        ([1, 2, 1, 2], ["1, 3", "2, 4"]),
        ([1, 1, 2, 3], ["1, 2", "3", "4"]),
    ],
)
def test_points_on_top_of_each_other_share_a_label(values: list[float], words: list[str]) -> None:
    assert [span_of(group) for group in equal_groups(np.array(values, float))] == words


COORDINATE = st.floats(-4, 4).map(lambda v: round(v, 3))


@given(COORDINATE, COORDINATE, st.floats(-12, 12))
def test_a_fold_lies_on_its_line_and_ends_on_the_frame(w1: float, w2: float, b: float) -> None:
    ends = fold_ends(np.array([w1, w2]), b, EXTENT)
    x0, x1, y0, y1 = EXTENT
    corners = [w1 * x + w2 * y + b for x in (x0, x1) for y in (y0, y1)]
    if ends is None:
        # no line at all, or all corners on one side of it
        assert (w1, w2) == (0, 0) or min(corners) >= -1e-6 or max(corners) <= 1e-6
        return
    for x, y in (ends[:2], ends[2:]):
        size = math.hypot(w1, w2)
        assert abs(w1 * x + w2 * y + b) / size < 2e-4
        assert x0 - 1e-4 <= x <= x1 + 1e-4
        assert y0 - 1e-4 <= y <= y1 + 1e-4
        assert min(abs(x - x0), abs(x - x1), abs(y - y0), abs(y - y1)) < 1e-3


def test_folds_that_miss_the_map_keep_the_numbers_of_the_others() -> None:
    weights = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 2.0]])
    found = fold_lines(weights, np.array([-1.0, -9.0, -2.0]), EXTENT, chosen=2)
    assert [(fold["name"], fold["chosen"]) for fold in found] == [("1", False), ("3", True)]
    assert found[0]["ends"] == (1.0, -2.0, 1.0, 4.0)
    assert found[1]["ends"] == (-3.0, 1.0, 3.0, 1.0)


def test_a_cut_shows_every_share_and_leaves_the_frame_with_a_gap() -> None:
    x = np.linspace(-3, 3, 7)
    shares = np.column_stack([-np.maximum(0, x), np.maximum(0, -2 * x)])
    z = shares.sum(axis=1) + 0.5
    (frame,) = frames(cut_chart(x, z, shares, at=0.5, selected=1, previous=z + 1))
    kinds = [line["kind"] for line in frame["lines"]]
    assert kinds == ["ghost", "faint", "faint", "class-a", "ink"]
    drawn = points_of(frame["lines"][-1])[:, 1]
    np.testing.assert_allclose(drawn, np.where(np.abs(z) <= 3, z, np.nan), rtol=1e-6)
    np.testing.assert_array_equal(
        points_of(frame["lines"][3])[:, 1], [np.nan, np.nan, 2, 0, 0, 0, 0]
    )


def test_a_learning_chart_without_a_record_has_its_axes() -> None:
    for history in (np.zeros((0, 3)), np.array([[10.0, 0.6, 0.65], [20.0, 0.5, 0.6]])):
        top, bottom = frames(
            learning_chart(
                history,
                Z,
                P,
                [0, 1, 1],
                [True] * 3,
                line=NEAR_LINE,
                threshold=0.5,
                n_steps=600,
                label="x",
            )
        )
        assert top["x"]["range"] == (0.0, 600.0)
        training, held_out = map(points_of, top["lines"])
        np.testing.assert_allclose(training, history[:, :2], rtol=1e-6)
        np.testing.assert_allclose(held_out, history[:, [0, 2]], rtol=1e-6)
        assert len(bottom["points"]) == 3


def test_an_image_is_sent_from_its_lowest_row_upwards() -> None:
    pixels = np.arange(64) / 63
    item = image(pixels, (0.0, 1.0), "a 3", "An image of a 3")
    assert_plain(gallery([item], palette="image", title="digits"))
    sent = np.frombuffer(item["pixels"], np.uint8).reshape(8, 8)
    assert sent[7, 0] == 0
    assert sent[0, 7] == 255
    assert sent[7, 1] == round(255 / 63)


def test_a_confusion_table_marks_what_is_wrong_and_only_that() -> None:
    scene: Any = confusion_table(12, 8, 0, 20)
    assert_plain(scene)
    texts = [[cell["text"] for cell in row["cells"]] for row in scene["rows"]]
    kinds = [[cell["kind"] for cell in row["cells"]] for row in scene["rows"]]
    assert texts == [["12 right", "8 missed"], ["0 false", "20 right"]]
    assert kinds == [["right", "wrong"], ["", "right"]]
