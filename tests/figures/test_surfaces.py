"""Surfaces: places by trigonometry, what covers what by brute force, areas by the shoelace."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.figures.approximation.boxes import (
    Rectangles,
    edge_line,
    outline,
    plane_cut,
    sum_cut,
    sum_map,
)
from nnwidgets.figures.approximation.towers import difference_map, dimensions_chart, error_chart
from nnwidgets.figures.geometry import solids
from nnwidgets.figures.geometry.folds import fold_ends
from nnwidgets.figures.geometry.solids import CENTRE, SIDE, TALL, TILT, Camera
from nnwidgets.figures.scenes import surface as surfaces
from tests.figures.plain import assert_plain

TURNS = st.integers(-180, 180)
UNIT = np.linspace(0.0, 1.0, 4)


def faces_of(scene: Any) -> list[np.ndarray]:  # noqa: ANN401
    """The faces of a scene as the browser draws them, shape (corners, 2) each."""
    assert_plain(scene)
    counts = np.frombuffer(scene["counts"], dtype=np.uint8)
    points = np.frombuffer(scene["points"], dtype=np.float32).reshape(-1, 2)
    assert len(points) == counts.sum()
    assert len(scene["shades"]) == len(scene["lights"]) == len(counts)
    return np.split(points, np.cumsum(counts)[:-1].astype(int))


def inside(point: np.ndarray, corners: np.ndarray) -> bool:
    """Whether a point lies in a convex polygon: on the same side of all its edges."""
    following = np.roll(corners, -1, axis=0)
    along, to = following - corners, point - corners
    cross = along[:, 0] * to[:, 1] - along[:, 1] * to[:, 0]
    return bool((cross > 0).all() or (cross < 0).all())


def test_a_square_seen_straight_on_is_as_wide_as_it_is() -> None:
    camera = Camera(0.0, 0.0, 2.0)
    corners = camera.pixels(np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 0, 2]], dtype=float))
    assert corners[1] - corners[0] == pytest.approx([SIDE, 0.0])
    assert corners[2] - corners[1] == pytest.approx([0.0, -SIDE * math.sin(TILT)])
    assert corners[3] - corners[0] == pytest.approx([0.0, -TALL])


@given(TURNS)
def test_turning_keeps_the_middle_and_the_distance_on_the_floor(turn: int) -> None:
    camera = Camera(float(turn), 0.0, 1.0)
    middle, corner = camera.pixels(np.array([[0.5, 0.5, 0.0], [1.0, 1.0, 0.0]]))
    assert middle == pytest.approx(CENTRE)
    across, down = corner - middle
    assert math.hypot(across, down / math.sin(TILT)) == pytest.approx(SIDE * math.sqrt(0.5))


@given(TURNS, st.integers(0, 2**32 - 1))
def test_what_is_nearer_covers_what_is_behind_it(turn: int, seed: int) -> None:
    """The last face drawn over a pixel is the one that a line of sight meets first."""
    rng = np.random.default_rng(seed)
    camera, heights = Camera(float(turn), 0.0, 1.0), rng.uniform(0.1, 1.0, (3, 3))
    faces = solids.columns(UNIT, UNIT, heights, camera)
    scene = surfaces.surface(faces, camera, title="F", label="F", ticks=(0, 1))
    drawn = faces_of(scene)
    # many points on all columns; of those at one pixel the nearest to the reader is seen
    points = np.array(
        [[x, y, heights[int(3 * x), int(3 * y)]] for x, y in rng.uniform(size=(12, 2))]
    )
    for point, seen in zip(
        points, solids.in_sight(points, UNIT, UNIT, heights, camera), strict=True
    ):
        pixel = camera.pixels(point)
        last = [k for k, corners in enumerate(drawn) if inside(pixel, corners)]
        if not last:
            continue  # on an edge
        is_own = faces.heights[last[-1]] == point[2] and faces.lights[last[-1]] == solids.TOP
        if seen != is_own:  # both are right at the very edge of a column, so look beside it
            moves = np.array([[dx, dy, 0.0] for dx in (-0.03, 0.03) for dy in (-0.03, 0.03)])
            near = solids.in_sight(point + moves, UNIT, UNIT, heights, camera)
            assert len({bool(seen), *near.tolist()}) == 2


@given(TURNS, st.floats(-2, 2), st.floats(-2, 2), st.floats(-2, 2))
def test_the_block_of_a_half_plane_stands_where_it_is_on(
    turn: int, w_1: float, w_2: float, bias: float
) -> None:
    weights = np.array([w_1, w_2])
    faces = solids.cliff(weights, bias, Camera(float(turn), 0.0, 1.0))
    assert faces.points[:, 2].min() == 0.0
    top = faces.points[faces.points[:, 2] == 1.0][:, :2]
    assert (top @ weights + bias >= -1e-9).all()
    if not len(top):
        assert (solids.CORNERS @ weights + bias < 0).all()


NUMBERS = st.floats(-3, 3, allow_subnormal=False)
"""Half of −5e−324 is 0: counting points would take what is left out."""


@given(NUMBERS, NUMBERS, NUMBERS)
def test_the_part_that_is_kept_has_the_area_of_counted_points(a: float, b: float, c: float) -> None:
    x, y = solids.kept(solids.CORNERS, solids.CORNERS @ [a, b] + c).T
    area = 0.5 * abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1)))
    at = (np.arange(100) + 0.5) / 100
    counted = np.mean(a * at[:, None] + b * at + c >= 0)
    assert area == pytest.approx(counted, abs=0.03)


def test_a_sheet_goes_through_its_values() -> None:
    at = np.linspace(0.0, 1.0, 5)
    values = at[:, None] * 0.5 + at * 0.25
    faces = solids.sheet(values, Camera(30.0, 0.0, 1.0))
    assert len(faces.counts) == 16
    np.testing.assert_allclose(
        faces.points[:, 2], 0.5 * faces.points[:, 0] + 0.25 * faces.points[:, 1], atol=1e-12
    )


@given(TURNS)
def test_axes_and_their_names_stay_in_the_picture(turn: int) -> None:
    axes = surfaces.axes(Camera(float(turn), 0.0, 4.0), (0, 1, 2, 3, 4))
    assert_plain(axes)
    texts: Any = axes["texts"]
    assert sorted(t["text"] for t in texts) == sorted([*"01201234"[3:], *"0011", "x₁", "x₂"])
    for text in texts:
        room = 12 if text["anchor"] == "middle" else 0
        assert room <= text["x"] <= surfaces.WIDTH - room
        assert 28 <= text["y"] <= surfaces.HEIGHT - 3


PARTS = Rectangles(
    np.array([0.0, 0.3, 0.7, 1.0]),
    np.array([0.0, 0.6, 1.0]),
    np.array([[1.0, 0.0], [2.0, 1.0], [1.0, 0.0]]),
    np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 0.0]]),
)


def test_the_map_has_the_sum_of_the_rectangle_at_every_place() -> None:
    scene: Any = sum_map(PARTS, [("x", "l₁", 0.3)], "label")
    assert_plain(scene)
    cells = np.frombuffer(scene["grid"], dtype=np.uint8).reshape(60, 60)
    assert cells[10, 30] == round(255 * 2 / 4)  # x₁ = 0.5, x₂ = 0.2
    assert cells[50, 30] == round(255 / 4)
    assert cells[50, 10] == 0
    assert scene["folds"][0]["ends"] == (0.3, 0.0, 0.3, 1.0)


def test_names_stand_beside_the_edges_on_the_side_with_more_room() -> None:
    places = {axis + str(at): edge_line(axis, "e", at) for axis in "xy" for at in (0.1, 0.9)}
    assert places["x0.1"]["dx"] == 12  # to the right of a line on the left
    assert places["x0.9"]["dx"] == -12
    assert places["y0.1"]["dy"] == -11  # pixels count downwards
    assert places["y0.9"]["dy"] == 11
    assert places["y0.9"]["ends"] == (0.0, 0.9, 1.0, 0.9)


def test_a_weight_of_hardly_anything_is_no_trouble_to_a_fold() -> None:
    ends = fold_ends(np.array([1.0, 2.3e-313]), -0.5, (0.0, 1.0, 0.0, 1.0))
    assert ends == (0.5, 0.0, 0.5, 1.0)


def test_the_outline_runs_round_the_box() -> None:
    segments = outline(PARTS)
    lengths = np.abs(segments[:, :2] - segments[:, 2:]).sum(axis=1)
    assert sorted(lengths) == pytest.approx([0.4, 0.6, 0.6])  # the floor's border is no edge


def points_of(line: dict[str, Any]) -> np.ndarray:
    return np.frombuffer(line["points"], dtype=np.float32).reshape(-1, 2)


def test_cuts_show_what_is_cut() -> None:
    scene: Any = sum_cut(PARTS, 1.5, "label")
    assert_plain(scene)
    sums, outputs = (points_of(line) for line in scene["frames"][0]["lines"])
    np.testing.assert_allclose(sums[:, 0], [0, 0.3, 0.3, 0.7, 0.7, 1.0], rtol=1e-6)
    assert sums[:, 1].tolist() == [1, 1, 2, 2, 1, 1]
    assert outputs[:, 1].tolist() == [0, 0, 1, 1, 0, 0]
    plane: Any = plane_cut((-1.0, 4.0), "label")
    z, step = (points_of(line) for line in plane["frames"][0]["lines"])
    assert z[100, 1] == pytest.approx(0.25)
    assert np.isnan(z[-1, 1])  # 4 lies beyond the axis
    assert step[:, 1].tolist() == (-1.0 + 5.0 * step[:, 0] >= 0).astype(float).tolist()


def test_the_error_chart_has_powers_of_ten_on_both_axes() -> None:
    counts, errors = [1, 2, 4], [1.0, 0.5, 0.1]
    scene: Any = error_chart(counts, errors, np.array([1.0, 0.5, 0.25]), 2, "label")
    assert_plain(scene)
    frame = scene["frames"][0]
    np.testing.assert_allclose(points_of(frame["lines"][0])[:, 1], np.log10(errors), atol=1e-6)
    bound = points_of(frame["lines"][1])
    assert np.diff(bound[:, 1]) / np.diff(bound[:, 0]) == pytest.approx([-1.0, -1.0])
    assert frame["points"][-1]["x"] == pytest.approx(math.log10(2), abs=1e-4)
    without: Any = error_chart(counts, errors, None, 2, "label")
    assert len(without["frames"][0]["lines"]) == 1


def test_bars_of_the_dimensions_are_powers() -> None:
    scene: Any = dimensions_chart([10, 100, 1000], 2, "label")
    assert_plain(scene)
    bars = scene["frames"][0]["bars"]
    assert [bar["y"][1] for bar in bars] == pytest.approx([1, 2, 3])
    assert [bar["kind"] for bar in bars] == ["plain", "chosen", "plain"]


def test_the_difference_map_is_white_where_towers_meet_the_function() -> None:
    scene: Any = difference_map(np.array([[0.0, 0.35], [-0.35, 9.0]]), "label")
    assert list(scene["grid"]) == [128, 255, 0, 255]
