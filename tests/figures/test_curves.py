"""Curves: plotly's own validators accept them, and they hold the numbers they were given."""

import inspect
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnwidgets.figures import theme
from nnwidgets.figures.scenes import plot as curves
from tests.figures.plain import assert_plain

Z = np.linspace(-3.0, 3.0, 7)
PIECES = {"axis", "layout", "line", "numbers"}
"""Functions of the module that make a part of a figure."""

FIGURES: dict[str, dict[str, Any]] = {
    "activation_curve": curves.activation_curve(
        Z, np.tanh(Z), (1.0, 0.76), (0.5, 0.46), name="a = tanh(z)", y_range=(-1.1, 1.1)
    ),
    "activation_curve without a value": curves.activation_curve(
        Z, np.full(7, np.nan), None, None, name="a = φ(z)", y_range=(0.0, 1.0)
    ),
}


def figure_of(scene: Mapping[str, Any]) -> dict[str, Any]:
    """The part that plotly draws."""
    return {part: scene[part] for part in ("data", "layout")}


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for entry in value for text in strings(entry)]
    return strings(list(value.values())) if isinstance(value, dict) else []


def test_every_figure_of_the_module_is_tried_here() -> None:
    public = {
        name
        for name, value in vars(curves).items()
        if inspect.isfunction(value) and value.__module__ == curves.__name__ and name[0] != "_"
    }
    assert {name.split()[0] for name in FIGURES} == public - PIECES


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_plotly_accepts_the_figure(figure: dict[str, Any]) -> None:
    assert_plain(figure)
    accepted = go.Figure(figure_of(figure))
    assert accepted.layout.title.text == figure["layout"]["title"]["text"]
    assert len(accepted.data) == len(figure["data"])


def test_plotly_would_refuse_a_property_that_it_does_not_have() -> None:
    with pytest.raises(ValueError, match="colour"):
        go.Figure({"data": [{"type": "scatter", "line": {"colour": "var(--nnw-ink)"}}]})


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_colours_are_the_themes_and_axes_are_titled_and_fixed(figure: dict[str, Any]) -> None:
    named = {text for text in strings(figure) if text.startswith("var(")}
    assert named
    assert named <= {theme.variable(name) for name in theme.COLOURS}
    for name in ("xaxis", "yaxis"):
        assert figure["layout"][name]["title"]["text"]
        assert figure["layout"][name]["fixedrange"] is True
    assert figure["layout"]["showlegend"] is False
    assert figure["layout"]["font"]["size"] >= 13


@given(
    hnp.arrays(np.float64, st.integers(0, 5), elements=st.floats(-1e6, 1e6) | st.floats(width=64))
)
@example(np.array([1.7e308, -1.7e308, np.nan]))
def test_numbers_are_rounded_to_six_decimals_and_none_is_none(values: np.ndarray) -> None:
    for value, number in zip(values, curves.numbers(values), strict=True):
        if math.isfinite(value):
            assert type(number) is float
            assert number == pytest.approx(value, rel=1e-15, abs=5.1e-7)
        else:
            assert number is None


def test_the_activation_curve_shows_curve_guide_ghost_and_point() -> None:
    scene = FIGURES["activation_curve"]
    (curve,) = scene["data"]
    assert (curve["x"], curve["y"]) == (Z.tolist(), [round(math.tanh(z), 6) for z in Z])
    assert scene["marks"] == {
        "guide": [[1.0, -1.1], [1.0, 0.76], [-3.0, 0.76]],  # up from the axis, then to the left
        "ghost": [[0.5, 0.46]],
        "now": [[1.0, 0.76]],
    }


@pytest.mark.parametrize(
    ("point", "ghost", "expected"),
    [
        ((1.0, 0.5), (1.0, 0.5), [3, 0, 1]),  # nothing moved: no ghost
        ((1.0, 0.5), None, [3, 0, 1]),
        (None, (1.0, 0.5), [0, 1, 0]),  # the function broke: where it was is still seen
        (None, None, [0, 0, 0]),
    ],
)
def test_ghost_and_point_come_and_go(
    point: curves.Point | None, ghost: curves.Point | None, expected: list[int]
) -> None:
    scene = curves.activation_curve(Z, Z, point, ghost, name="", y_range=(0.0, 1.0))
    assert [len(scene["marks"][name]) for name in ("guide", "ghost", "now")] == expected
