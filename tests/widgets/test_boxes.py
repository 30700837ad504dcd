"""Half-planes, boxes and towers: against numpy, networks of the core, and random points."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets import BoxesExplorer, DimensionsExplorer
from nnwidgets.core.towers import (
    box_network,
    tower_bound,
    tower_error,
    tower_network,
    tower_size,
)
from nnwidgets.course.plane_functions import MAX_PER_AXIS, TARGETS
from nnwidgets.widgets.approximation.boxes_numbers import (
    MAP,
    Box,
    HalfPlane,
    Towers,
    box_of,
    difference,
    towers,
)
from tests.figures.plain import assert_plain

STAGES = ("half-plane", "strip", "box", "sum")
ZERO, ONE = [0.0, 0.0], [1.0, 1.0]
TENTHS = st.integers(-20, 20).map(lambda k: k / 10)
ENDS = st.integers(0, 20).map(lambda k: k / 20)


def at(box: Box, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sum and output on the rectangles in which the points lie."""
    parts = box.parts
    i = np.searchsorted(parts.edges_1, x[:, 0], "right") - 1
    j = np.searchsorted(parts.edges_2, x[:, 1], "right") - 1
    return parts.sums[i, j], parts.outputs[i, j]


@given(ENDS, ENDS, ENDS, ENDS, st.integers(1, 9).map(lambda k: k / 2))
def test_a_box_is_what_its_half_planes_add_up_to(
    l_1: float, u_1: float, l_2: float, u_2: float, t: float
) -> None:
    x = np.random.default_rng(0).uniform(size=(200, 2))
    box = box_of((l_1, u_1), (l_2, u_2), t)
    counted = sum(
        side.astype(float)
        for side in (x[:, 0] >= l_1, x[:, 0] <= u_1, x[:, 1] >= l_2, x[:, 1] <= u_2)
    )
    sums, outputs = at(box, x)
    np.testing.assert_array_equal(sums, counted)
    np.testing.assert_array_equal(outputs, counted >= t)
    assert box.share == pytest.approx(outputs.mean(), abs=0.15)  # 200 points


def test_the_first_box_is_the_box_network_of_the_core() -> None:
    box = BoxesExplorer("box").result
    assert isinstance(box, Box)
    x = np.random.default_rng(1).uniform(size=(400, 2))
    network = box_network([0.3, 0.25], [0.7, 0.65])
    np.testing.assert_array_equal(at(box, x)[1], network(x)[:, 0])
    assert box.is_box
    assert box.share == pytest.approx(0.4 * 0.4)


def test_a_lower_threshold_lets_the_cross_through_and_a_higher_one_nothing() -> None:
    explorer = BoxesExplorer("box")
    cross = 1.0 - 0.6 * 0.6  # all but the four corners, which have 1 − 0.4 of both axes
    assert explorer.set(t=2.5).result.share == pytest.approx(cross)  # type: ignore[union-attr]
    assert "1 on 64 % of the square: not just the box" in explorer.summary()
    assert "is 1 nowhere: not just the box" in explorer.set(t=4.5).summary()
    assert "add up to 2, 3 or 4" in explorer.summary()


def test_ends_in_the_wrong_order_leave_nothing() -> None:
    explorer = BoxesExplorer("strip").set(l_1=0.8, u_1=0.2)
    assert "add up to 0 or 1" in explorer.summary()
    assert "nowhere" in explorer.summary()


@given(TENTHS, TENTHS, TENTHS)
def test_a_half_plane_takes_its_share_of_the_square(w_1: float, w_2: float, b: float) -> None:
    result = BoxesExplorer().set(w_1=w_1, w_2=w_2, b=b).result
    assert isinstance(result, HalfPlane)
    x = np.random.default_rng(2).uniform(size=(2000, 2))
    assert result.share == pytest.approx(np.mean(x @ [w_1, w_2] + b >= 0), abs=0.06)


def test_weights_of_zero_are_a_constant() -> None:
    explorer = BoxesExplorer().set(w_1=0, w_2=0)
    assert "is 0 everywhere: no edge" in explorer.summary()
    assert "is 1 everywhere" in explorer.set(b=0).summary()


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("n", [1, 3, 8])
def test_towers_are_the_tower_network_of_the_core(name: str, n: int) -> None:
    target, result = TARGETS[name], towers(name, n)
    network = tower_network(target.function, n, ZERO, ONE)
    x = np.random.default_rng(n).uniform(size=(3000, 2))
    F = network(x)[:, 0]
    np.testing.assert_allclose(result.heights[tuple((x * n).astype(int).T)], F, atol=1e-12)
    gap = np.abs(F - target.function(x)).max()
    assert gap <= result.error + 1e-9
    assert gap >= 0.8 * result.error  # 3000 points come near to the largest
    if result.bound is not None:
        assert result.error <= result.bound + 1e-9


@pytest.mark.parametrize("name", [name for name, t in TARGETS.items() if t.lipschitz])
def test_no_slope_is_steeper_than_the_constant_and_one_is_as_steep(name: str) -> None:
    f, slope = TARGETS[name].function, TARGETS[name].lipschitz
    assert slope is not None
    x = np.random.default_rng(0).uniform(0.001, 0.999, size=(40_000, 2))
    h = 1e-6
    gradient = [(f(x + h * d) - f(x - h * d)) / (2 * h) for d in np.eye(2)]
    steepest = np.hypot(*gradient).max()
    assert 0.995 * slope <= steepest <= slope + 1e-6


def test_the_ramp_meets_its_bound() -> None:
    """In each box f is off by L d/2 at two corners, for f is linear along the diagonal."""
    for n in (1, 5, 24):
        result = towers("ramp", n)
        assert result.error == pytest.approx(1 / (2 * n))
        assert result.bound == pytest.approx(1 / (2 * n))


def test_a_jump_has_no_bound_and_keeps_its_error() -> None:
    assert {round(towers("cliff", n).error, 9) for n in range(1, MAX_PER_AXIS + 1)} == {1.0}
    assert "there is no bound" in BoxesExplorer("sum").set(target="cliff").summary()


def test_the_map_of_the_difference_is_high_where_towers_are_too_high() -> None:
    result = towers("hill", 4)
    field = difference("hill", result)
    row, column = np.unravel_index(np.argmax(field), field.shape)
    x = (np.array([column, row]) + 0.5) / MAP
    middle = (np.floor(x * 4) + 0.5) / 4
    f = TARGETS["hill"].function
    assert field.max() == pytest.approx(float((f(middle[None]) - f(x[None]))[0]))
    assert field.max() > 0.2


def test_measured_errors_agree_with_a_finer_grid_of_points() -> None:
    f = TARGETS["waves"].function
    ticks = np.linspace(0, 1, 1001)
    x = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    for n in (2, 7):
        middle = (np.minimum(np.floor(x * n), n - 1) + 0.5) / n
        by_hand = np.abs(f(x) - f(middle)).max()
        assert tower_error(f, n, ZERO, ONE) == pytest.approx(by_hand, abs=4e-3)


def test_sizes_and_bounds_of_towers() -> None:
    for m, n in ((1, 3), (2, 4), (3, 2)):
        network = tower_network(lambda x: x.sum(axis=1), n, [0.0] * m, [1.0] * m)
        size = tower_size(m, n)
        assert size.boxes == network.sizes[2]
        assert size.hidden_units == sum(network.sizes[1:-1])
        assert size.parameters == len(network.parameters)
    assert tower_bound(2.0, 5, [0.0] * 4, [1.0] * 4) == pytest.approx(2.0 * math.sqrt(4) / 10)


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_four_plain_pictures_and_its_own_controls(stage: str) -> None:
    explorer = BoxesExplorer(stage)
    for panel in explorer.stage.panels:
        assert_plain(getattr(explorer.stage, f"scene_{panel['name']}"))
    shown = {
        name for name in explorer.fields if explorer.control(name).layout.display != "none"
    } - {"stage", "turn"}
    assert (
        shown
        == {
            "half-plane": {"w_1", "w_2", "b"},
            "strip": {"l_1", "u_1"},
            "box": {"l_1", "u_1", "l_2", "u_2", "t"},
            "sum": {"target", "n"},
        }[stage]
    )
    assert BoxesExplorer().load(explorer.state()).summary() == explorer.summary()
    changed = explorer.set(turn=90, w_1=-1, u_1=0.9, n=7)
    assert changed.reset().summary() == BoxesExplorer(stage).summary()


def test_a_stage_that_there_is_not_is_said_at_once() -> None:
    with pytest.raises(ValueError, match="stage was not changed: expected one of 'half-plane'"):
        BoxesExplorer("cube")


@pytest.mark.parametrize(
    ("name", "change", "answer"),
    [("four_half_planes", {"stage": "box"}, "C"), ("halve_in_two", {"n": 8}, "C")],
)
def test_predictions_come_before_what_they_ask(
    name: str, change: dict[str, Any], answer: str
) -> None:
    explorer = BoxesExplorer("sum" if name == "halve_in_two" else "strip", predict=name)
    before = explorer.values[next(iter(change))]
    assert "locked" in explorer.set(**change).summary()
    assert explorer.values[next(iter(change))] == before
    assert explorer.commit(answer).set(**change).values[next(iter(change))] in change.values()


def test_the_answers_of_the_predictions() -> None:
    sums = BoxesExplorer("box").result
    assert isinstance(sums, Box)
    assert {*np.unique(sums.parts.sums[sums.parts.outputs == 0])} == {2.0, 3.0}
    one, two = towers("ramp", 4), towers("ramp", 8)
    assert isinstance(one, Towers)
    assert two.error == pytest.approx(one.error / 2)
    assert two.heights.size == 4 * one.heights.size


def test_dimensions_explode() -> None:
    explorer = DimensionsExplorer()
    assert "10² = 100 towers; the heights alone fill 800 bytes" in explorer.summary()
    assert "√m / (2N) = 0.0707" in explorer.summary()
    words = explorer.set(m=10).summary()
    assert "10\u2009000\u2009000\u2009000 towers; the heights alone fill 80 GB" in words
    scene: Any = explorer.stage.scene_numbers
    assert scene["rows"][0]["value"] == "10\u2009000\u2009000\u2009100"
    # every unit of layer 2 has a weight for each of 100 half-spaces, a bias, and a height
    assert scene["rows"][1]["value"] == "8.2 TB"
    assert_plain(explorer.stage.scene_chart)
    assert "30¹⁰" in explorer.set(n=30).summary()
