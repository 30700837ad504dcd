"""Drawings in the form of the stored digits, against these and against geometry."""

import numpy as np
import pytest

from nnwidgets.core import Network, cross_entropy, gradient_descent
from nnwidgets.course import datasets
from nnwidgets.course.digits.handwriting import INK, digit_image
from tests.course.pen import DIGITS, by_another_hand

each_digit = pytest.mark.parametrize("digit", DIGITS)


def test_a_stored_digit_has_about_as_much_ink() -> None:
    images, _ = datasets.stored_digits()
    assert images.sum(axis=1).mean() == pytest.approx(INK, abs=1)


@each_digit
def test_a_drawing_has_the_form_of_the_stored_ones(digit: int) -> None:
    image = digit_image(DIGITS[digit])
    assert image.shape == (64,)
    np.testing.assert_array_equal(image * 16, np.round(image * 16))
    assert image.min() == 0.0
    assert 0.9 < image.max() <= 1.0
    assert image.sum() * 16 == pytest.approx(INK, rel=0.1)
    pixels = image.reshape(8, 8)
    assert pixels.any(axis=1).all(), "it fills all eight rows"
    assert pixels[:, [0, 7]].sum() < 0.02 * pixels.sum(), "and six of the columns"


def test_a_straight_stroke_is_the_dots_near_it() -> None:
    """Of a 1 the pen fills the height; its width is what makes the ink come out."""
    dots = np.stack(np.meshgrid(np.arange(32) + 0.5, np.arange(32) + 0.5), axis=-1)
    radius = 5.0  # the thickest pen: 10 · 22 + π · 5² dots are 298, fewer than 312
    along = np.clip(dots[..., 1], radius, 32 - radius)
    near = np.hypot(dots[..., 0] - 16, dots[..., 1] - along) < radius
    counted = [
        [near[4 * i : 4 * i + 4, 4 * j : 4 * j + 4].sum() for j in range(8)] for i in range(8)
    ]
    image = digit_image([[(10, 0), (10, 50)]])
    np.testing.assert_array_equal(image.reshape(8, 8) * 16, counted)


@each_digit
def test_neither_place_nor_size_of_a_drawing_matters(digit: int) -> None:
    moved = [4.0 * stroke + [64.0, -256.0] for stroke in DIGITS[digit]]
    np.testing.assert_array_equal(digit_image(moved), digit_image(DIGITS[digit]))


@each_digit
def test_the_order_and_the_direction_of_strokes_do_not_matter(digit: int) -> None:
    backwards = [stroke[::-1] for stroke in DIGITS[digit][::-1]]
    difference = digit_image(backwards) - digit_image(DIGITS[digit])
    assert np.abs(difference).max() <= 3 / 16


def slope(image: np.ndarray) -> float:
    """Of the line x over y through the ink, by least squares."""
    y, x = np.mgrid[:8, :8]
    return float(np.polyfit(y.ravel(), x.ravel(), 1, w=np.sqrt(image))[0])


@pytest.mark.parametrize("slant", [-0.4, 0.4])
def test_a_slanted_drawing_is_set_upright(slant: float) -> None:
    slanted = [stroke + np.outer(stroke[:, 1], [slant, 0.0]) for stroke in DIGITS[0]]
    straight = slope(digit_image(DIGITS[0]))
    assert abs(slope(digit_image(slanted)) - straight) < 0.5 * abs(slant)


def test_a_dash_is_no_wall() -> None:
    rows = digit_image([[(0, 0), (9, 0)]]).reshape(8, 8).any(axis=1)
    np.testing.assert_array_equal(rows, [False, False, True, True, True, True, False, False])


def test_a_dot_is_a_dot_in_the_middle() -> None:
    image = digit_image([[(3, 3)]]).reshape(8, 8)
    np.testing.assert_array_equal(image, image[::-1, ::-1])
    assert image[3:5, 3:5].min() == 1.0
    assert image.sum() < 10


@pytest.mark.parametrize("nothing", [[], [[]], [[], np.empty((0, 2))]])
def test_without_strokes_the_paper_is_empty(nothing: list[object]) -> None:
    np.testing.assert_array_equal(digit_image(nothing), np.zeros(64))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("strokes", "error", "words"),
    [
        ([[1.0, 2.0]], ValueError, "expected points"),
        ([[(1.0, 2.0, 3.0)]], ValueError, "expected points"),
        ([[(np.nan, 2.0)]], ValueError, "finite"),
        ([[("a", "b")]], TypeError, "text"),
    ],
)
def test_anything_but_points_is_refused(
    strokes: list[object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        digit_image(strokes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def networks() -> list[Network]:
    """Three that were trained on the stored digits, as notebook 03 does it."""
    found = []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        start = Network.random(
            [64, 32, 10], "relu", rng=rng, output_activation="identity", scale="fan_in"
        )
        train, test = datasets.digits()
        options = {"learning_rate": 0.3, "n_steps": 1000, "batch_size": 64, "rng": rng}
        history = gradient_descent(start, *train, cost=cross_entropy, **options)  # type: ignore[arg-type]
        right = history.network(test.inputs).argmax(axis=1) == test.targets
        assert right.mean() >= 0.95
        found.append(history.network)
    return found


def test_a_network_reads_most_drawings_by_different_hands(networks: list[Network]) -> None:
    rng = np.random.default_rng(1)
    images = [digit_image(by_another_hand(DIGITS[d], rng)) for d in DIGITS for _ in range(8)]
    wanted = np.repeat(list(DIGITS), 8)
    for network in networks:
        assert np.mean(network(np.array(images)).argmax(axis=1) == wanted) >= 0.9


@pytest.mark.parametrize("unit", [5e-324, 1e-310, 1e-200, 1e200, 1e306])
def test_any_unit_will_do(unit: float) -> None:
    drawing = [[(0, 0), (0, 60), (40, 60)], [(20, 30), (20, 90)]]
    expected = digit_image(drawing)
    assert np.abs(digit_image([np.array(line) * unit for line in drawing]) - expected).max() < 0.2
