"""The neuron's explorer, against the formulas written out with Python's math."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnwidgets import NeuronExplorer
from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.course.forms.feedforward import ACTIVATION_MENU
from tests.widgets.conftest import Page
from tests.widgets.students import BROKEN, Broken

FORMULAS: dict[str, Callable[[float], float]] = {
    "identity": lambda z: z,
    "step": lambda z: 1.0 if z >= 0 else 0.0,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": lambda z: (math.exp(2 * z) - 1) / (math.exp(2 * z) + 1),
    "relu": lambda z: z if z > 0 else 0.0,
    "leaky_relu": lambda z: z if z > 0 else 0.01 * z,
    "gelu": lambda z: z * (1 + math.erf(z / math.sqrt(2))) / 2,
}
MENU = list(ACTIVATION_MENU.values())
KEPT = NeuronExplorer()


def cube(z: np.ndarray) -> np.ndarray:
    return np.asarray(z**3)


def scene(explorer: NeuronExplorer, panel: str) -> Any:  # noqa: ANN401
    return getattr(explorer.stage, f"scene_{panel}")


def frame(explorer: NeuronExplorer) -> dict[str, Any]:
    """The one pair of axes of the curve, and what is drawn between them."""
    (only,) = scene(explorer, "curve")["frames"]
    return dict(only)


def curve_of(explorer: NeuronExplorer) -> list[list[float]]:
    points = np.frombuffer(frame(explorer)["lines"][0]["points"], np.float32)
    pairs: list[list[float]] = points.reshape(-1, 2).tolist()
    return pairs


def places(explorer: NeuronExplorer, label: str) -> list[list[float]]:
    """Where the present point, "a", or the "ghost" stands."""
    points = frame(explorer)["points"]
    return [[point["x"], point["y"]] for point in points if point["label"] == label]


def test_the_menu_has_every_activation_of_one_number() -> None:
    assert MENU[:5] == ["identity", "step", "sigmoid", "tanh", "relu"]
    assert set(MENU) == ACTIVATIONS.keys() - {"softmax"}
    assert set(MENU) <= FORMULAS.keys(), "a new activation needs its formula here"
    assert list(NeuronExplorer().control("activation").options) == list(ACTIVATION_MENU.items())


@given(st.sampled_from(MENU), st.floats(-4, 4), st.floats(-4, 4), st.floats(-2, 2))
@settings(max_examples=60)
def test_sum_and_activation_are_the_formulas(name: str, w: float, b: float, x: float) -> None:
    KEPT.reset().set(w=w, b=b, x=x, activation=name)
    z, a = KEPT.result.z, KEPT.result.a
    assert z == pytest.approx(w * x + b, abs=1e-15)
    assert a == pytest.approx(FORMULAS[name](w * x + b), rel=1e-12, abs=1e-15)
    ((shown_z, shown_a),) = places(KEPT, "a")
    assert shown_z == pytest.approx(z, abs=1e-6)
    assert shown_a == pytest.approx(a, abs=1e-6)


@pytest.mark.parametrize("name", MENU)
def test_the_curve_is_the_formula(name: str) -> None:
    explorer = NeuronExplorer(name)
    curve = curve_of(explorer)
    assert len(curve) > 100
    for z, a in curve:
        assert a == pytest.approx(FORMULAS[name](z), abs=2e-6)
    low, high = frame(explorer)["y"]["range"]
    assert low < min(a for _, a in curve)
    assert high > max(a for _, a in curve)
    left, right = frame(explorer)["x"]["range"]
    assert left <= -(4 * 2 + 4)  # the largest |w x + b| of the sliders
    assert right >= 4 * 2 + 4


def test_the_summary_does_the_sum() -> None:
    words = NeuronExplorer().set(w=-2.5, b=-1, x=0.5).summary()
    a = 1 / (1 + math.exp(2.25))
    assert words == (
        f"NeuronExplorer: z = w x + b = −2.5 × 0.5 − 1 = −2.25; a = sigmoid(z) = {a:.4g}."
    )


def test_the_diagram_shows_the_same_numbers() -> None:
    explorer = NeuronExplorer("relu").set(w=2, b=-1, x=1.5)
    nodes = {node["id"]: node["text"] for node in scene(explorer, "diagram")["nodes"]}
    assert nodes == {"x": "1.5", "one": "1", "z": "2", "a": "2"}


def test_the_curve_has_a_text_alternative() -> None:
    assert "a = sigmoid(z) = 0.7311" in scene(NeuronExplorer(), "curve")["label"]


def test_a_drag_leaves_curve_and_axes_as_they_are() -> None:
    """The page then touches the point, its guide and its ghost alone."""
    explorer = NeuronExplorer()
    before = frame(explorer)
    after = frame(explorer.set(w=-3.9, b=4, x=-2))
    assert [name for name in before if before[name] != after[name]] == ["lines", "points"]
    assert after["lines"][0] == before["lines"][0]
    assert frame(explorer.set(activation="tanh"))["title"] == "activation a = tanh(z)"


def test_the_ghost_is_where_it_was_before_the_last_set() -> None:
    explorer = NeuronExplorer("identity").set(w=2)
    explorer.set(w=3)
    assert (places(explorer, "ghost"), places(explorer, "a")) == ([[2.0, 2.0]], [[3.0, 3.0]])
    explorer.set(w="junk")
    assert (places(explorer, "ghost"), places(explorer, "a")) == ([[2.0, 2.0]], [[3.0, 3.0]])
    explorer.reset()
    assert places(explorer, "ghost") == []


@pytest.mark.parametrize("name", ["sigmoids", "", "yours", "softmax"])
def test_an_unknown_name_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(ValueError, match=f"use {', '.join(MENU)}, or your"):
        NeuronExplorer(name)


def test_a_students_function_is_drawn_and_computed() -> None:
    explorer = NeuronExplorer(cube).set(w=0.5, x=2, b=0.5)
    assert explorer.result.a == 1.5**3
    assert explorer.summary().endswith("; a = cube(z) = 3.375.")
    curve = curve_of(explorer)
    assert [a for _, a in curve] == pytest.approx([z**3 for z, _ in curve], rel=1e-6, abs=1e-5)
    assert explorer.set(activation="relu").result.a == 1.5
    assert explorer.set(activation="yours").result.a == 1.5**3


@pytest.mark.parametrize("function", [lambda z: z, partial(np.multiply, 1.0)])
def test_a_function_without_a_name_of_its_own_is_called_phi(
    function: Callable[[np.ndarray], np.ndarray],
) -> None:
    explorer = NeuronExplorer(function)
    assert explorer.summary().endswith("a = φ(z) = 1.")
    assert frame(explorer)["title"] == "activation a = φ(z)"


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_a_broken_function_is_a_sentence_and_no_value(broken: Broken) -> None:
    explorer = NeuronExplorer(broken.function)  # type: ignore[arg-type]
    words = explorer.summary()
    assert broken.words in words
    assert "z = w x + b = 1 × 1 + 0 = 1." in words
    assert explorer.result.a is None
    assert frame(explorer)["points"] == []
    assert [line["kind"] for line in frame(explorer)["lines"]] == ["ink"]
    assert {node["text"] for node in scene(explorer, "diagram")["nodes"]} == {"1", "?"}
    assert broken.words in explorer.set(w=2).summary()
    assert explorer.set(activation="identity").result.a == 2.0


def test_a_function_that_works_for_arrays_of_one_size_only() -> None:
    curves_only = NeuronExplorer(lambda z: z if z.size > 1 else z[:0])
    assert "returned an array of shape (0,), expected (1,)" in curves_only.summary()
    assert math.isfinite(curve_of(curves_only)[0][1])


def test_finite_numbers_of_any_size_are_drawn() -> None:
    explorer = NeuronExplorer(lambda z: np.sign(z) * 1.7e308)
    low, high = frame(explorer)["y"]["range"]
    assert math.isfinite(low)
    assert math.isfinite(high)
    assert explorer.summary().endswith("a = φ(z) = 1.7e308.")


def test_the_students_function_is_called_for_the_curve_once() -> None:
    sizes: list[int] = []

    def counted(z: np.ndarray) -> np.ndarray:
        sizes.append(z.size)
        return z

    explorer = NeuronExplorer(counted)
    assert [size for size in sizes if size > 1] == [max(sizes)]
    sizes.clear()
    for w in range(4):
        explorer.set(w=w)
    assert sizes == [1] * 4


def test_a_press_selects_and_nothing_else(page: Page) -> None:
    explorer = NeuronExplorer()
    page.send(explorer.stage, {"event": "press", "id": "b"})
    marked = [e["id"] for e in scene(explorer, "diagram")["edges"] if e["states"]]
    assert marked == ["b"]
    assert explorer.values == NeuronExplorer().values | {"selected": "b"}


@pytest.mark.parametrize(("w", "x", "b"), [(3, 0.1, -0.3), (-3, 0.1, 0.3), (0.7, 0.1, -0.07)])
def test_a_sum_that_is_0_by_hand_is_0(w: float, x: float, b: float) -> None:
    explorer = NeuronExplorer("step").set(w=w, x=x, b=b)
    assert explorer.result.z == 0.0
    assert explorer.summary().endswith("= 0; a = step(z) = 1.")


def test_a_press_on_what_is_selected_leaves_the_sentence(page: Page) -> None:
    explorer = NeuronExplorer().set(w="junk")
    words = explorer.summary()
    assert "w was not changed" in words
    page.send(explorer.stage, {"event": "press", "id": "w"})
    assert explorer.summary() == words
