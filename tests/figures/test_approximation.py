"""Units, approximations and handles as scenes: read back and compared with what was put in."""

import math
from typing import Any

import numpy as np
import pytest

from nnwidgets.figures.approximation.approximation import (
    COUNTS,
    ERRORS,
    Curves,
    Errors,
    approximation_chart,
)
from nnwidgets.figures.approximation.units import Sum, units_chart, units_table
from nnwidgets.figures.scenes import chart as charts
from tests.figures.plain import assert_plain

X = np.array([-1.0, 0.0, 2.0, 5.0])


def points_of(line: dict[str, Any]) -> np.ndarray:
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


def some_units() -> Sum:
    terms = np.array([[0.0, 1.0], [1.0, 1.0], [2.0, -1.0], [3.0, np.nan]])
    return Sum(X, terms, terms.sum(axis=1), np.array([2.0, np.nan]))


def test_a_handle_is_a_place_with_its_limits() -> None:
    handle = charts.handle("h_3", "height at x = 0.25", (0.25, 0.1 + 0.2), (-1.0, 1.0), 0.05)
    assert_plain(handle)
    assert handle == {
        "id": "h_3",
        "name": "height at x = 0.25",
        "x": 0.25,
        "y": 0.3,
        "low": -1.0,
        "high": 1.0,
        "step": 0.05,
    }


def test_terms_are_faint_the_chosen_one_heavier_and_the_sum_is_last() -> None:
    drawn = some_units()
    goal = (X, X * 0)
    (frame,) = frames(
        units_chart(drawn, chosen=1, reach=6.0, goal=goal, ghost=drawn, label="two units")
    )
    kinds = [line["kind"] for line in frame["lines"]]
    assert kinds == ["target", "faint", "chosen", "sum"]  # no ghost of the same
    np.testing.assert_array_equal(points_of(frame["lines"][3])[:, 1], [1, 2, 1, np.nan])
    low, high = frame["y"]["range"]
    assert (low, high) == pytest.approx((-3.0, 7.0))
    assert [tick for tick, _ in frame["y"]["ticks"]] == [-2, 0, 2, 4, 6]
    (mark,) = frame["texts"]
    assert (mark["x"], mark["text"]) == (2.0, "▾1")


def test_another_sum_before_leaves_a_ghost() -> None:
    now = some_units()
    before = now._replace(total=now.total + 1)
    (frame,) = frames(units_chart(now, chosen=0, reach=3.0, goal=None, ghost=before, label="two"))
    assert frame["lines"][0]["kind"] == "ghost"


def test_the_table_keeps_its_height() -> None:
    places = np.array([0.5, np.nan])
    scene: Any = units_table([(1.0, -2.0, 1.0), (3.0, 0.0, 0.0)], places, "jumps at", 1, 4)
    assert_plain(scene)
    assert [row["name"] for row in scene["rows"]] == ["unit 1", "unit 2", "unit 3", "unit 4"]
    assert [row["chosen"] for row in scene["rows"]] == [False, True, False, False]
    assert [row["id"] for row in scene["rows"]] == ["unit_1", "unit_2", "", ""]
    cells = [[cell["text"] for cell in row["cells"]] for row in scene["rows"]]
    assert cells[0] == ["1", "−2", "1", "0.5", "left"]
    assert cells[1] == ["3", "0", "0", "none", "everywhere"]


def errors(**changes: Any) -> Errors:  # noqa: ANN401
    counts = np.array([1.0, 10.0, 100.0])
    start = Errors(counts, np.array([0.5, 0.05, 0.0]), 1 / counts, (10.0, 0.02), "L/(2N)")
    return start._replace(**changes)


CURVES = Curves((X, X**2), (X, X), (0.5, 0.2, 0.7), (-2.0, 4.0))


def test_errors_and_bound_stand_on_logarithmic_axes() -> None:
    left, right = frames(approximation_chart(CURVES, errors(), [], "f and F"))
    bound, measured = right["lines"]
    np.testing.assert_allclose(points_of(bound), [[0, 0], [1, -1], [2, -2]], atol=1e-7)
    wanted = [[0, math.log10(0.5)], [1, math.log10(0.05)], [2, ERRORS[0]]]  # 0 at the lower end
    np.testing.assert_allclose(points_of(measured), wanted, atol=1e-6)
    ring = right["points"][-1]
    assert (ring["shape"], ring["x"]) == ("ring", 1.0)
    assert ring["y"] == pytest.approx(math.log10(0.02), abs=1e-4)
    assert right["x"]["range"] == COUNTS
    (gap,) = [line for line in left["lines"] if line["kind"] == "gap"]
    np.testing.assert_allclose(points_of(gap), [[0.5, 0.2], [0.5, 0.7]])


def test_what_is_beyond_the_axis_is_left_out() -> None:
    curves = CURVES._replace(ends=(-0.5, 3.0))
    left, _ = frames(approximation_chart(curves, errors(), [], "f and F"))
    (total,) = [line for line in left["lines"] if line["kind"] == "sum"]
    np.testing.assert_array_equal(points_of(total)[:, 1], [np.nan, 0, 2, np.nan])


def test_nothing_is_drawn_of_what_there_is_not() -> None:
    nothing = errors(measured=None, bound=None, now=None)
    curves = Curves((X, X), None, None, (-2.0, 6.0))
    left, right = frames(approximation_chart(curves, nothing, [], "f alone"))
    assert [line["kind"] for line in left["lines"]] == ["target"]
    assert (right["lines"], right["points"], right["texts"]) == ([], [], [])
    no_bound = errors(bound=np.full(3, np.nan))
    _, right = frames(approximation_chart(curves, no_bound, [], "no bound"))
    assert len(right["lines"]) == 1


@pytest.mark.parametrize(
    ("power", "text"), [(1, "10"), (0, "1"), (-2, "0.01"), (-3, "0.001"), (-5, "1e−5")]
)
def test_powers_of_ten_are_written_out_where_they_are_short(power: int, text: str) -> None:
    ticks = dict(charts.log_axis("error", (-5, 1))["ticks"])
    assert ticks[power] == text
