"""Maps: contours against lines, circles and a square-by-square count; grids against loops."""

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from nnwidgets.figures.scenes import region as regions
from tests.figures.plain import assert_plain

Floats = NDArray[np.float64]
EXTENTS = [(0.0, 1.0, 0.0, 1.0), (-2.0, 3.0, 1.0, 1.5)]
FIELDS = hnp.arrays(
    np.float64,
    st.integers(2, 6).map(lambda n: (n, n)),
    elements=st.sampled_from([-3.0, -1.0, 0.0, 0.5, 2.0]) | st.floats(-4, 4),
)


def field_of(
    function: Callable[[Floats, Floats], Floats],
    n: int,
    extent: tuple[float, float, float, float] = EXTENTS[0],
) -> Floats:
    """A function at the centres of n × n cells, by loops; row 0 is the lowest."""
    x0, x1, y0, y1 = extent
    x = np.array([x0 + (x1 - x0) * (2 * k + 1) / (2 * n) for k in range(n)])
    y = np.array([y0 + (y1 - y0) * (2 * k + 1) / (2 * n) for k in range(n)])
    return np.array([[float(function(a, b)) for a in x] for b in y])


def lengths(segments: NDArray[np.float32]) -> Floats:
    ends = segments.astype(np.float64)
    return np.hypot(ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1])


def mixed_squares(field: Floats) -> tuple[int, int]:
    """Squares with corners on both sides, and those of them with two opposite pairs; by a loop."""
    mixed = saddles = 0
    for row in range(len(field) - 1):
        for column in range(len(field) - 1):
            around = [field[row, column], field[row, column + 1]]
            around += [field[row + 1, column + 1], field[row + 1, column]]
            signs = [value > 0 for value in around]
            mixed += len(set(signs)) == 2
            saddles += signs in ([True, False, True, False], [False, True, False, True])
    return mixed, saddles


@pytest.mark.parametrize("extent", EXTENTS)
@pytest.mark.parametrize("n", [1, 2, 5])
def test_a_grid_holds_the_centres_row_by_row_from_below(
    n: int, extent: tuple[float, float, float, float]
) -> None:
    columns = field_of(lambda x, y: x + 0 * y, n, extent)
    rows = field_of(lambda x, y: y + 0 * x, n, extent)
    expected = np.column_stack([columns.ravel(), rows.ravel()])
    np.testing.assert_allclose(regions.grid(n, extent), expected, atol=1e-12)


@given(
    hnp.arrays(np.float64, 7, elements=st.floats(-5, 5)),
    st.floats(-3, 2.5),
    st.floats(0.1, 4),
)
def test_bytes_are_the_share_of_the_way_in_255_steps(
    field: Floats, low: float, length: float
) -> None:
    high = low + length
    cells = regions.as_bytes(field, low, high)
    for value, cell in zip(field, cells, strict=True):
        share = (Fraction(value) - Fraction(low)) / (Fraction(high) - Fraction(low))
        assert abs(cell - 255 * min(max(share, Fraction(0)), Fraction(1))) <= 0.5 + 1e-6


def test_bytes_of_numbers_that_are_none() -> None:
    field = np.array([np.nan, np.inf, -np.inf, 1.7e308, -1.7e308])
    assert list(regions.as_bytes(field, -0.25, 0.25)) == [128, 255, 0, 255, 0]


@pytest.mark.parametrize("extent", EXTENTS)
@pytest.mark.parametrize(("a", "b", "c"), [(1, 0, 0.5), (0, 1, 0.3), (2, -1, 0.4), (1, 3, 2)])
def test_a_line_is_found_exactly(
    a: float, b: float, c: float, extent: tuple[float, float, float, float]
) -> None:
    x0, x1, y0, y1 = extent

    def line(x: Floats, y: Floats) -> Floats:
        return a * (x - x0) / (x1 - x0) + b * (y - y0) / (y1 - y0) - c

    n = 40
    segments = regions.zero_contour(field_of(line, n, extent), extent)
    ends = segments.astype(np.float64).reshape(-1, 2)
    assert np.abs(line(ends[:, 0], ends[:, 1])).max() < 2e-6
    # the line crosses the square of the centres, so it is seen from end to end
    unit = (ends - [x0, y0]) / [x1 - x0, y1 - y0]
    h = 0.5 / n
    along = unit @ np.array([-b, a]) / np.hypot(a, b)
    corners = [(x, y) for x in (h, 1 - h) for y in (h, 1 - h)]
    assert {(a * x + b * y > c) for x, y in corners} == {True, False}
    total = lengths(unit.reshape(-1, 4).astype(np.float32)).sum()
    assert total == pytest.approx(along.max() - along.min(), abs=1e-4)
    assert np.isclose(unit, h, atol=1e-6).any() or np.isclose(unit, 1 - h, atol=1e-6).any()


@pytest.mark.parametrize(("n", "radius"), [(60, 0.3), (100, 0.21)])
def test_a_circle_has_its_length_and_its_area(n: int, radius: float) -> None:
    field = field_of(lambda x, y: radius**2 - (x - 0.52) ** 2 - (y - 0.47) ** 2, n)
    segments = regions.zero_contour(field).astype(np.float64)
    x1, y1, x2, y2 = (segments - [0.52, 0.47, 0.52, 0.47]).T
    area = np.abs(x1 * y2 - x2 * y1).sum() / 2  # triangles with a corner in the centre
    assert lengths(segments.astype(np.float32)).sum() == pytest.approx(2 * np.pi * radius, rel=2e-3)
    assert area == pytest.approx(np.pi * radius**2, rel=2e-3)


@given(FIELDS)
@example(np.array([[1.0, -1.0], [-1.0, 1.0]]))
@example(np.array([[-1.0, 1.0], [1.0, -1.0]]))
def test_every_square_of_two_signs_gives_its_segments(field: Floats) -> None:
    n = len(field)
    segments = regions.zero_contour(field)
    mixed, saddles = mixed_squares(field)
    assert segments.shape == (mixed + saddles, 4)
    assert segments.dtype == np.float32
    for x, y in segments.reshape(-1, 2).astype(np.float64) * n - 0.5:
        # each end lies between two neighbours, where the field is 0 if it is straight between them
        assert min(abs(x - round(x)), abs(y - round(y))) < 1e-4
        c, r = min(int(x + 1e-4), n - 1), min(int(y + 1e-4), n - 1)
        c1, r1 = (c, min(r + 1, n - 1)) if abs(x - round(x)) < 1e-4 else (min(c + 1, n - 1), r)
        share = (y - r) if c1 == c else (x - c)
        value = field[r, c] + share * (field[r1, c1] - field[r, c])
        assert value == pytest.approx(0, abs=1e-3 * (1 + abs(field[r, c]) + abs(field[r1, c1])))


def test_a_saddle_gives_two_segments_that_do_not_share_an_end() -> None:
    segments = regions.zero_contour(np.array([[1.0, -1.0], [-1.0, 1.0]]))
    assert segments.shape == (2, 4)
    ends = {tuple(end) for end in segments.reshape(-1, 2).round(6).tolist()}
    assert ends == {(0.5, 0.25), (0.75, 0.5), (0.5, 0.75), (0.25, 0.5)}


@pytest.mark.parametrize("constant", [-1.0, 0.0, 2.0, np.nan, np.inf, -np.inf])
def test_a_constant_field_has_no_boundary(constant: float) -> None:
    assert regions.zero_contour(np.full((5, 5), constant)).shape == (0, 4)


@pytest.mark.parametrize("hole", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_none_leave_a_gap_and_nothing_else(hole: float) -> None:
    field = field_of(lambda x, y: x - 0.52 + 0 * y, 20)
    field[8:12, 8:12] = hole
    segments = regions.zero_contour(field)
    assert np.isfinite(segments).all()
    np.testing.assert_allclose(segments[:, ::2], 0.52, atol=1e-6)  # all on the line
    assert 0 < len(segments) < 19


def test_huge_values_overflow_nothing() -> None:
    field = field_of(lambda x, y: np.where(x > 0.5, 1.7e308, -1.7e308) + 0 * y, 10)
    np.testing.assert_allclose(regions.zero_contour(field)[:, ::2], 0.5, atol=0.051)


def test_a_class_has_its_own_shape_and_a_wrong_point_is_marked() -> None:
    points = regions.class_points(np.array([[0.1, 0.2], [0.3, 0.4]]), [0, 1], [True, False])
    assert points == [
        {"x": 0.1, "y": 0.2, "label": "a", "shape": "circle", "wrong": False},
        {"x": 0.3, "y": 0.4, "label": "b", "shape": "cross", "wrong": True},
    ]


@pytest.mark.parametrize("with_ghost", [True, False])
def test_the_scene_is_plain_data(*, with_ghost: bool) -> None:
    field = field_of(lambda x, y: x - y, 6)
    boundary = regions.zero_contour(field)
    scene = regions.region_map(
        field,
        palette="class",
        span=(-1.0, 1.0),
        boundary=boundary,
        ghost=boundary[:2] if with_ghost else None,
        points=regions.class_points(np.array([[0.1, 0.2]]), [1], [True]),
        marker=[0.5, 0.25],
        title="title",
        label="label",
    )
    assert_plain(scene)
    assert len(scene["grid"]) == scene["size"] ** 2 == 36
    read = np.frombuffer(scene["boundary"], np.float32).reshape(-1, 4)
    assert read.tolist() == boundary.tolist()
    assert len(scene["ghost"]) == (2 * 4 * 4 if with_ghost else 0)
    assert scene["marker"] == (0.5, 0.25)
