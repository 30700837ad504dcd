"""The neuron's curve: it holds the numbers it was given, and shows what moves over it."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnwidgets.figures.feedforward.activation_curve import activation_curve
from tests.figures.plain import assert_plain

Z = np.linspace(-3.0, 3.0, 7)
Point = tuple[float, float]


def frame_of(
    values: np.ndarray, point: Point | None = None, ghost: Point | None = None
) -> dict[str, Any]:
    scene: Any = activation_curve(Z, values, point, ghost, name="a = φ(z)", label="in words")
    assert_plain(scene)
    assert scene["label"] == "in words"
    (frame,) = scene["frames"]
    return dict(frame)


def corners(line: dict[str, Any]) -> list[list[float]]:
    pairs: list[list[float]] = np.frombuffer(line["points"], np.float32).reshape(-1, 2).tolist()
    return pairs


def test_it_shows_curve_guide_ghost_and_point() -> None:
    frame = frame_of(np.tanh(Z), (1.0, 0.75), (0.5, 0.5))
    curve, guide = frame["lines"]
    assert [line["kind"] for line in frame["lines"]] == ["ink", "guide"]
    for (z, a), wanted in zip(corners(curve), Z, strict=True):
        assert z == wanted
        assert a == pytest.approx(math.tanh(wanted), abs=1e-7)
    bottom, left = frame["y"]["range"][0], -3.0
    assert corners(guide) == [[1.0, np.float32(bottom)], [1.0, 0.75], [left, 0.75]]
    ghost, now = frame["points"]
    assert (ghost["shape"], ghost["label"], ghost["x"], ghost["y"]) == ("ring", "ghost", 0.5, 0.5)
    assert (now["shape"], now["label"], now["x"], now["y"]) == ("circle", "a", 1.0, 0.75)


@pytest.mark.parametrize(
    ("point", "ghost", "expected"),
    [
        ((1.0, 0.5), (1.0, 0.5), ["a"]),  # nothing moved: no ghost
        ((1.0, 0.5), None, ["a"]),
        (None, (1.0, 0.5), ["ghost"]),  # the function broke: where it was is still seen
        (None, None, []),
        ((1.0, 9.0), (1.0, -9.0), []),  # beyond the axes
        ((3.5, 0.5), (-3.5, 0.5), []),
    ],
)
def test_ghost_and_point_come_and_go(
    point: Point | None, ghost: Point | None, expected: list[str]
) -> None:
    frame = frame_of(Z, point, ghost)
    assert [entry["label"] for entry in frame["points"]] == expected
    guides = [line for line in frame["lines"] if line["kind"] == "guide"]
    assert len(guides) == (point is not None)


def test_a_drag_changes_the_point_the_guide_and_the_ghost_alone() -> None:
    one, other = frame_of(Z, (1.0, 0.5)), frame_of(Z, (2.0, 1.5), (1.0, 0.5))
    assert [name for name in one if one[name] != other[name]] == ["lines", "points"]
    assert one["lines"][0] == other["lines"][0]


def test_axes_have_titles_and_round_numbers() -> None:
    frame = frame_of(np.tanh(Z))
    assert (frame["x"]["title"], frame["y"]["title"]) == ("preactivation z", "a")
    assert frame["title"] == "activation a = φ(z)"
    assert frame["x"]["ticks"] == [(-2.0, "−2"), (0.0, "0"), (2.0, "2")]
    assert frame["y"]["ticks"] == [
        (-1.0, "−1"),
        (-0.5, "−0.5"),
        (0.0, "0"),
        (0.5, "0.5"),
        (1.0, "1"),
    ]


def test_without_values_the_axis_runs_from_below_0_to_above_1() -> None:
    frame = frame_of(np.full(7, np.nan))
    assert frame["y"]["range"] == pytest.approx((-0.1, 1.1))
    assert all(math.isnan(a) for _, a in corners(frame["lines"][0]))


@given(hnp.arrays(np.float64, 7, elements=st.floats(-1e6, 1e6) | st.floats(width=64)))
@example(np.array([1.7e308, -1.7e308, np.nan, np.inf, -np.inf, 0.0, 1.0]))
def test_any_numbers_are_drawn_between_the_ends_of_the_axis(values: np.ndarray) -> None:
    frame = frame_of(values, (0.0, 1.7e308))
    low, high = frame["y"]["range"]
    assert low < 0.0
    assert high > 1.0
    for (_, drawn), value in zip(corners(frame["lines"][0]), values, strict=True):
        if math.isnan(value):
            assert math.isnan(drawn)
        elif abs(value) < 1e30:
            assert drawn == pytest.approx(value, rel=1e-6, abs=1e-37)
            assert low < drawn < high
