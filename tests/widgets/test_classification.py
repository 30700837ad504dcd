"""The explorers of notebook 02, against Python's own mathematics one number at a time."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nnwidgets import (
    BoundaryExplorer,
    ClassifierExplorer,
    FoldsExplorer,
    LossExplorer,
    SquashExplorer,
)
from nnwidgets.core import sigmoid
from nnwidgets.course import datasets
from nnwidgets.text import short
from nnwidgets.widgets import Explorer
from nnwidgets.widgets.framework.selected_parameter import EDITOR
from tests.figures.plain import assert_plain
from tests.widgets.conftest import Page
from tests.widgets.explorers import button
from tests.widgets.students import BROKEN, Broken


def g(z: float) -> float:
    return 1 / (1 + math.exp(-z)) if z > 0 else math.exp(z) / (1 + math.exp(z))


TENTHS = st.integers(-80, 80).map(lambda i: i / 10)
SQUASH, CLASSIFIER, LOSS, FOLDS = (
    SquashExplorer(),
    ClassifierExplorer(),
    LossExplorer(),
    FoldsExplorer(),
)
"""Made once: what tests set anew before they look."""


def scene(explorer: Explorer[Any], panel: str) -> Any:  # noqa: ANN401
    found = getattr(explorer.stage, f"scene_{panel}")
    assert_plain(found)
    return found


def bytes_of(grid: bytes) -> np.ndarray:
    size = round(len(grid) ** 0.5)
    return np.frombuffer(grid, np.uint8).reshape(size, size)


# squash


@given(TENTHS, st.sampled_from(["g", "tanh", "half"]))
@settings(max_examples=40)
def test_z_is_squeezed_as_the_menu_says(z: float, into: str) -> None:
    explorer = SQUASH.set(z=z, into=into)
    value = {"g": g(z), "tanh": math.tanh(z), "half": math.tanh(z / 2)}[into]
    assert f"= {short(value, 4)}, " in explorer.summary()
    ring = scene(explorer, "curve")["frames"][0]["points"][-1]
    assert (ring["x"], ring["y"]) == pytest.approx((z, value), abs=5e-5)
    assert ("the positive class" in explorer.summary()) == (z >= 0)


def test_the_squash_explorer_runs_on_the_students_function() -> None:
    explorer = SquashExplorer(lambda z: np.clip(0.5 + z / 4, 0, 1)).set(z=1.0)
    assert "g(z) = 0.75, at least ½: the positive class, 1." in explorer.summary()
    assert "= 1, at least 0: the positive class, +1." in explorer.set(into="tanh").summary()


# classify

START: dict[str, Any] = {"w": [1.0, 0.0], "b": 0.0, "scale": 1.0, "threshold": 0.5}
VALUES = st.fixed_dictionaries(
    {
        "w": st.lists(st.floats(-4, 4), min_size=2, max_size=2),
        "b": st.floats(-4, 4),
        "scale": st.floats(0.1, 10),
        "threshold": st.floats(0.05, 0.95),
    }
)


def tally(values: dict[str, Any]) -> tuple[list[int], float]:
    """Found, missed, alarmed and well, one patient after the other; and the mean cost."""
    counts, cost = [0, 0, 0, 0], 0.0
    patients = zip(*datasets.screening(), strict=True)
    for (x1, x2), y in patients:
        w1, w2 = values["w"]
        z = values["scale"] * (w1 * x1 + w2 * x2 + values["b"])
        assume(abs(g(z) - values["threshold"]) > 1e-12)  # there the last bit decides
        answer = g(z) > values["threshold"]
        counts[(0 if answer else 1) if y else (2 if answer else 3)] += 1
        cost += max(-z if y else z, 0) + math.log1p(math.exp(-abs(z)))
    return counts, cost / 40


@given(VALUES)
@settings(max_examples=40)
def test_the_four_counts_and_the_cost_are_those_of_the_patients(values: dict[str, Any]) -> None:
    (found, missed, alarms, well), cost = tally(values)
    explorer = CLASSIFIER.reset().set(**values)
    words = explorer.summary()
    assert f"Of 20 ×: {found} found, {missed} missed." in words
    assert f"Of 20 ●: {well} right, {alarms} taken for ×." in words
    assert f"{found + well} of 40 right, cross-entropy {short(cost)}." in words
    cells = [[cell["text"] for cell in row["cells"]] for row in scene(explorer, "table")["rows"]]
    assert cells == [
        [f"{found} right", f"{missed} missed"],
        [f"{alarms} false", f"{well} right"],
    ]
    wrong = [point["wrong"] for point in scene(explorer, "map")["points"]]
    assert sum(wrong) == missed + alarms


@given(VALUES)
@settings(max_examples=20)
def test_the_map_is_coloured_by_the_sigmoid(values: dict[str, Any]) -> None:
    cells = bytes_of(scene(CLASSIFIER.reset().set(**values), "map")["grid"])
    n = len(cells)
    w1, w2 = values["w"]
    for row, column in ((0, 0), (n // 2, n // 3), (n - 1, n - 1)):
        x1, x2 = (-3 + 6 * (i + 0.5) / n for i in (column, row))
        p = g(values["scale"] * (w1 * x1 + w2 * x2 + values["b"]))
        assert int(cells[row, column]) == pytest.approx(255 * p, abs=0.51)


@pytest.mark.parametrize("own", [sigmoid, lambda z: 1 / (1 + np.exp(-z))])
@pytest.mark.parametrize(("scale", "threshold"), [(1.0, 0.5), (8.0, 0.5), (2.0, 0.8)])
def test_the_boundary_lies_where_the_sigmoid_reaches_the_threshold(
    own: Any,  # noqa: ANN401
    scale: float,
    threshold: float,
) -> None:
    explorer = ClassifierExplorer(own).set(w=[2, -1], b=0.5, scale=scale, threshold=threshold)
    segments = np.frombuffer(scene(explorer, "map")["boundary"], np.float32).reshape(-1, 2)
    height = 2 * segments[:, 0] - segments[:, 1] + 0.5
    wanted = math.log(threshold / (1 - threshold)) / scale
    assert len(segments) > 40
    np.testing.assert_allclose(height, wanted, atol=1e-5)


def test_scaling_moves_the_boundary_at_no_threshold_but_one_half() -> None:
    def boundary(scale: float, threshold: float) -> bytes:
        explorer = ClassifierExplorer().set(w=[1, -1], b=0.3, scale=scale, threshold=threshold)
        found: bytes = scene(explorer, "map")["boundary"]
        return found

    np.testing.assert_allclose(
        np.frombuffer(boundary(1.0, 0.5), np.float32),
        np.frombuffer(boundary(5.0, 0.5), np.float32),
        atol=1e-5,
    )
    assert boundary(1.0, 0.8) != boundary(5.0, 0.8)


def test_the_factor_is_locked_until_an_answer_is_committed() -> None:
    explorer = ClassifierExplorer(predict="sharpen")
    assert "scale is locked: commit your prediction first." in explorer.set(scale=5).summary()
    assert explorer.values["scale"] == 1.0
    explorer.commit("B").set(scale=5)
    assert explorer.values["scale"] == 5.0


def test_a_click_adds_a_point_and_a_second_one_takes_it_away(page: Page) -> None:
    explorer = ClassifierExplorer()
    page.send(explorer.stage, {"event": "point", "x": 2.5, "y": -2.0})
    assert explorer.values["added"].tolist() == [[2.5, -2.0, 1.0]]  # type: ignore[union-attr]
    assert "Of 21 ×: 13 found" in explorer.summary()
    explorer.set(adds="A")
    page.send(explorer.stage, {"event": "point", "x": -2.0, "y": 2.0})
    assert "Of 21 ●: 20 right" in explorer.summary()
    page.send(explorer.stage, {"event": "erase", "x": 0.0, "y": 0.0})  # nothing lies there
    page.send(explorer.stage, {"event": "point", "x": 2.45, "y": -2.05})
    assert explorer.values["added"].tolist() == [[-2.0, 2.0, 0.0]]  # type: ignore[union-attr]
    page.send(explorer.stage, {"event": "erase", "x": -2.0, "y": 2.0})
    assert explorer.summary() == ClassifierExplorer().set(adds="A").summary()


def test_the_last_point_is_removed_by_a_button() -> None:
    explorer = ClassifierExplorer().set(added=[[1, 1, 1], [2, 2, 0]])
    button(explorer, "Remove last point").click()
    assert explorer.values["added"].tolist() == [[1, 1, 1]]  # type: ignore[union-attr]
    button(explorer, "Remove last point").click()
    button(explorer, "Remove last point").click()
    assert len(explorer.values["added"]) == 0  # type: ignore[arg-type]


def test_added_points_survive_the_state() -> None:
    explorer = ClassifierExplorer().set(added=[[1, 1, 1], [2, -2, 0]], w=[1, -1])
    again = ClassifierExplorer().load(explorer.state())
    assert again.summary() == explorer.summary()
    assert "Of 21 ×" in again.summary()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[1, 2]], "expected rows of 3 numbers, got shape (1, 2)"),
        (5, "expected rows of 3 numbers, got shape ()"),
        ("points", "expected rows of 3 numbers."),
        ([[1, 2, math.nan]], "it holds nan"),
        ([[9, 0, 1]], "added was clipped to −3 … 3."),
        ([[0, 0, 1]] * 61, "added holds 60 rows at most"),
    ],
)
def test_rows_that_are_none_are_told(rows: object, words: str) -> None:
    assert words in ClassifierExplorer().set(added=rows).summary()


def test_a_line_cannot_part_xor() -> None:
    best = 0
    for degrees in range(0, 360, 15):
        w = [math.cos(math.radians(degrees)), math.sin(math.radians(degrees))]
        for b in np.linspace(-2, 2, 9):
            explorer = CLASSIFIER.reset().set(data="xor", w=w, b=b)
            best = max(best, explorer.result.counts.right)
    assert 28 <= best <= 32


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
@pytest.mark.parametrize("explorer", [ClassifierExplorer, SquashExplorer])
def test_a_broken_sigmoid_becomes_a_sentence(explorer: Any, broken: Broken) -> None:  # noqa: ANN401
    made = explorer(broken.function)
    assert broken.words in made.summary()
    for panel in made.stage.panels:
        scene(made, panel["name"])


OF_ARRAYS = {"returns_nan", "too_long", "changes_input", "wants_more"}
"""What these return, or want, is wrong for a cost in another way."""


@pytest.mark.parametrize(
    "broken", [b for b in BROKEN if b.name not in OF_ARRAYS], ids=lambda broken: broken.name
)
def test_a_broken_cost_becomes_a_sentence(broken: Broken) -> None:
    made = LossExplorer(broken.function)  # type: ignore[arg-type]
    assert broken.words in made.summary()
    scene(made, "loss")


# cost


@given(st.lists(st.floats(-8, 8), min_size=4, max_size=4))
@settings(max_examples=30)
def test_the_four_costs_are_logarithms(z: list[float]) -> None:
    words = LOSS.set(z=z).summary()
    costs = [-math.log(g(v)) for v in z]
    assert f"The first costs {short(costs[0])};" in words
    assert f"= {short(sum(costs[1:]))}. " in words
    assert f"The mean of all four is {short(sum(costs) / 4)}." in words


def test_an_answer_shows_what_was_asked_about() -> None:
    explorer = LossExplorer(predict="one_or_three")
    assert "z = (0, 0, 0, 0)" in explorer.summary()
    explorer.commit("A")
    words = explorer.summary()
    assert "The first costs 5.01; the other three 0.974 + 0.974 + 0.974 = 2.92." in words
    assert "z = (0, 0, 0, 0)" in explorer.reset().summary()


def test_the_loss_explorer_runs_on_the_students_cost() -> None:
    def squares(z: Any, y: Any) -> float:  # noqa: ANN401
        return float(np.mean((z - y) ** 2))

    assert (
        "The first costs 9; the other three 0 + 0 + 0 = 0."
        in LossExplorer(squares).set(z=[-2, 1, 1, 1]).summary()
    )
    per_sample = LossExplorer(lambda z, y: (z - y) ** 2)
    assert "returned an array of shape (4,), expected a single number" in per_sample.summary()
    assert "but takes (z)" in LossExplorer(lambda z: z).summary()


# folds


def relu_network(values: dict[str, Any], x: tuple[float, float]) -> tuple[list[float], float]:
    """The units and z, one after the other."""
    units = []
    for i in range(int(values["n_units"])):
        (w1, w2), b = values["W1"][i], values["b1"][i]
        z = w1 * x[0] + w2 * x[1] + b
        units.append(max(0.0, z) if values["activation"] == "relu" else z)
    share = [values["W2"][0][i] * a for i, a in enumerate(units)]
    return units, sum(share) + values["b2"][0]


@given(st.data())
@settings(max_examples=30)
def test_the_folds_explorer_computes_unit_by_unit(data: st.DataObject) -> None:
    def numbers(*shape: int) -> np.ndarray:
        return np.array(
            data.draw(
                st.lists(st.floats(-4, 4), min_size=math.prod(shape), max_size=math.prod(shape))
            )
        ).reshape(shape)

    values = {
        "W1": numbers(4, 2),
        "b1": numbers(4),
        "W2": numbers(1, 4),
        "b2": numbers(1),
        "n_units": data.draw(st.integers(1, 4)),
        "activation": data.draw(st.sampled_from(["relu", "identity"])),
    }
    explorer = FOLDS.reset().set(**values, x=[0.4, -1.3])
    units, z = relu_network(values, (0.4, -1.3))
    assert f"a⁽¹⁾ = ({', '.join(short(a) for a in units)})" in explorer.summary()
    assert f"; z = {short(z)}, g(z) = {short(g(z))}." in explorer.summary()
    cells = bytes_of(scene(explorer, "map")["grid"])
    n = len(cells)
    for row, column in ((0, n - 1), (n // 2, n // 4)):
        place = -3 + 6 * (column + 0.5) / n, -3 + 6 * (row + 0.5) / n
        assert int(cells[row, column]) == pytest.approx(
            255 * g(relu_network(values, place)[1]), abs=0.51
        )


def test_each_unit_cuts_off_one_more_side() -> None:
    found = []
    for n in (1, 2, 3, 4):
        explorer = FoldsExplorer().set(n_units=n)
        found.append(int(explorer.result.right.sum()))
        assert [fold["name"] for fold in scene(explorer, "map")["folds"]] == list("1234"[:n])
    assert found == sorted(found)
    assert found[-1] == 40


def test_three_units_close_an_island() -> None:
    angles = np.radians([90, 210, 330])
    W1 = np.vstack([np.column_stack([np.cos(angles), np.sin(angles)]), [0, 0]])
    explorer = FoldsExplorer().set(n_units=3, W1=W1, b1=[-0.5] * 4, W2=[[-2] * 4], b2=[0.8])
    edge = [(-3 + 6 * i / 50, y) for i in range(51) for y in (-3.0, 3.0)]
    edge += [(y, x) for x, y in edge]
    assert all(explorer.result.network([point])[0, 0] < 0 for point in edge)
    assert explorer.result.network([[0.0, 0.0]])[0, 0] > 0


def test_without_relu_the_boundary_is_one_straight_line() -> None:
    explorer = FoldsExplorer(predict="without_relu").set(W1_11=2, W1_32=3)
    assert "activation is locked" in explorer.set(activation="identity").summary()
    explorer.commit("C").set(activation="identity")
    points = np.frombuffer(scene(explorer, "map")["boundary"], np.float32).reshape(-1, 2)
    away = points - points.mean(axis=0)
    assert np.linalg.svd(away, compute_uv=False)[1] < 1e-4
    assert "one straight line" in explorer.summary()
    assert "folds" not in scene(explorer, "map")


def test_what_is_selected_in_the_diagram_is_what_the_slider_edits(page: Page) -> None:
    explorer = FoldsExplorer().set(n_units=2)
    page.send(explorer.stage, {"event": "press", "id": "b1_2"})
    assert explorer.values["selected"] == "b1_2"
    assert explorer.control(EDITOR).value == -1.0
    page.drag(explorer.control(EDITOR), 0.5)
    assert explorer.value("b1_2") == 0.5
    page.send(explorer.stage, {"event": "nudge", "id": "selected-value", "steps": 2})
    assert explorer.value("b1_2") == pytest.approx(0.7)
    page.send(explorer.stage, {"event": "restore", "id": "selected-value"})
    assert explorer.value("b1_2") == -1.0
    page.send(explorer.stage, {"event": "point", "x": 0.5, "y": -0.25})
    assert np.array_equal(explorer.values["x"], [0.5, -0.25])


def test_of_an_own_g_no_threshold_of_z_is_told() -> None:
    def steeper(z: Any) -> Any:  # noqa: ANN401
        return 1 / (1 + np.exp(-2 * z))

    assert "g(z) ≥ 0.9, that is z ≥ 2.2." in ClassifierExplorer().set(threshold=0.9).summary()
    own = ClassifierExplorer(steeper).set(threshold=0.9)
    assert "g(z) ≥ 0.9.\n" in own.summary()


@pytest.mark.parametrize("cost", [1e5, 1e9, 1e308, math.inf])
def test_any_cost_of_ones_own_has_few_ticks(cost: float) -> None:
    scene = LossExplorer(lambda _z, _t: cost).stage.scene_loss
    assert_plain(scene)
    assert all(len(frame["y"]["ticks"]) <= 8 for frame in scene["frames"])


def test_folds_without_a_boundary_say_so() -> None:
    explorer = FoldsExplorer()
    output = np.zeros_like(explorer.value("W2"))
    assert "z = 0 lies nowhere on the map." in explorer.set(W2=output, b2=[1.0]).summary()


@pytest.mark.parametrize("kind", [FoldsExplorer, ClassifierExplorer, BoundaryExplorer])
@pytest.mark.parametrize("event", ["point", "erase"])
def test_a_click_without_a_place_changes_nothing(kind: Any, event: str, page: Page) -> None:  # noqa: ANN401
    explorer = kind()
    before = explorer.state()
    page.send(explorer.stage, {"event": event})
    assert explorer.state() == before
