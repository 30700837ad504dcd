"""UnitsExplorer: its curves, table and words, against sums written out one unit at a time."""

import json
import math
from typing import Any

import numpy as np
import pytest

from nnwidgets import UnitsExplorer
from nnwidgets.exercises.approximation.indicator import INDICATOR
from tests.figures.plain import assert_plain
from tests.widgets.conftest import Page


def added_up(x: float, rows: list[tuple[float, float, float]], k: float | None = None) -> float:
    """Σ v φ(w x + b); φ is the step, or the sigmoid of steepness k."""
    total = []
    for v, w, b in rows:
        z = w * x + b
        total.append(v * ((z >= 0) if k is None else 1 / (1 + math.exp(-k * z))))
    return math.fsum(total)


def frame(explorer: UnitsExplorer) -> dict[str, Any]:
    scene: Any = explorer.stage.scene_chart
    assert_plain(scene)
    found: dict[str, Any] = scene["frames"][0]
    return found


def line(explorer: UnitsExplorer, kind: str) -> list[np.ndarray]:
    lines = [entry for entry in frame(explorer)["lines"] if entry["kind"] == kind]
    return [np.frombuffer(entry["points"], np.float32).reshape(-1, 2) for entry in lines]


def rows(explorer: UnitsExplorer) -> list[list[str]]:
    scene: Any = explorer.stage.scene_table
    assert_plain(scene)
    return [[cell["text"] for cell in row["cells"]] for row in scene["rows"]]


LECTURE = [(1.0, 1.0, -1.0), (1.0, -1.0, 3.0), (1.0, 0.0, -1.0)]


def test_it_begins_with_the_lectures_sum_which_is_one_two_one() -> None:
    explorer = UnitsExplorer()
    assert repr(explorer).splitlines() == [
        "UnitsExplorer: F(x) = φ(x − 1) + φ(−x + 3) + φ(0x − 1).",
        "Unit 1 jumps at −b₁/w₁ = 1 and is on to the right.",
        "F is 1 up to x = 1, then 2 up to 3, then 1.",
    ]
    (total,) = line(explorer, "sum")
    for x, y in total[~np.isnan(total[:, 1])]:
        if abs(x - 1) > 1e-6 and abs(x - 3) > 1e-6:  # float32 does not tell the sides apart
            assert y == added_up(float(x), LECTURE)
    assert np.isnan(total[:, 1]).sum() == 2


SUMS = [
    [(2.0, 1.0, 0.5), (-1.5, -2.0, 3.0), (0.5, 0.5, -2.0)],
    [(1.0, 0.0, 0.0), (-1.0, 4.0, -8.0)],
    [(-0.5, -0.5, 1.0)] * 6,
]


def put(explorer: UnitsExplorer, units: list[tuple[float, float, float]]) -> UnitsExplorer:
    numbers = np.zeros((6, 3))
    numbers[: len(units)] = units
    v, w, b = numbers.T
    return explorer.set(n_units=len(units), v=v, w=w, b=b)


@pytest.mark.parametrize("units", SUMS)
def test_steps_add_up_between_their_jumps(units: list[tuple[float, float, float]]) -> None:
    explorer = put(UnitsExplorer(), units)
    (total,) = line(explorer, "sum")
    pieces = np.split(total, np.flatnonzero(np.isnan(total[:, 1])))
    for piece in pieces:
        known = piece[~np.isnan(piece[:, 1])]
        middle = float(known[:, 0].mean())
        np.testing.assert_allclose(known[:, 1], added_up(middle, units), atol=1e-6)
    terms = [*line(explorer, "faint"), *line(explorer, "chosen")]
    assert len(terms) == len(units)


@pytest.mark.parametrize("k", [0.5, 8.0, 50.0])
def test_sigmoids_add_up_everywhere(k: float) -> None:
    explorer = put(UnitsExplorer(), SUMS[0]).set(kind="sigmoid", k=k)
    (total,) = line(explorer, "sum")
    wanted = [added_up(float(x), SUMS[0], k) for x in total[:, 0]]
    np.testing.assert_allclose(total[:, 1], wanted, atol=3e-5)  # float32, times k
    said = explorer.summary()
    assert f"with φ(z) = sigmoid({k:g}z)" in said
    assert f"F(2) = {added_up(2.0, SUMS[0], k):.3g}" in said.replace("−", "-")


def test_the_table_tells_where_each_unit_stands_and_what_is_not_used() -> None:
    explorer = UnitsExplorer().set(w_2=-2, b_2=-1)
    assert rows(explorer) == [
        ["1", "1", "−1", "1", "right"],
        ["1", "−2", "−1", "−0.5", "left"],
        ["1", "0", "−1", "none", "nowhere"],
        *[["–"] * 5] * 3,
    ]
    assert rows(explorer.set(b_3=0))[2] == ["1", "0", "0", "none", "everywhere"]


def test_a_weight_of_zero_is_a_constant_in_words_too() -> None:
    explorer = UnitsExplorer().set(unit=3)
    assert "Unit 3 has w = 0: it is the constant φ(−1) = 0." in explorer.summary()
    assert "φ(2) = 1." in explorer.set(b_3=2).summary()
    assert "φ(−1) = 3.35e−4." in explorer.set(b_3=-1, kind="sigmoid").summary()
    assert "F is 0 everywhere." in UnitsExplorer().set(n_units=1, w_1=0).summary()


@pytest.mark.parametrize(
    ("goal", "units", "words"),
    [
        ("indicator", [*LECTURE[:2], (-1, 0, 1)], "Off the jumps it is the goal."),
        ("indicator", LECTURE, "Its largest distance to the goal is 1."),
        ("staircase", [(1, 1, 0), (2, -1, 2), (0.5, 1, -4)], "Off the jumps it is the goal."),
        ("staircase", LECTURE, "Its largest distance to the goal is 2."),  # 1 for 3 from 0 to 1
    ],
)
def test_a_goal_is_compared_off_the_jumps(goal: str, units: Any, words: str) -> None:  # noqa: ANN401
    explorer = put(UnitsExplorer(), units).set(goal=goal)
    assert words in explorer.summary()
    assert len(line(explorer, "target")) == 1


def test_a_slightly_misplaced_jump_is_no_goal() -> None:
    explorer = put(UnitsExplorer(), [(1, 1, -1.001), (-1, 1, -3)]).set(goal="indicator")
    assert "Its largest distance to the goal is 1." in explorer.summary()


def test_a_click_in_the_table_chooses_the_unit_whose_sliders_are_shown(page: Page) -> None:
    explorer = UnitsExplorer()

    def shown() -> list[str]:
        names = [f"{name}_{i}" for i in range(1, 7) for name in "vwb"]
        return [name for name in names if explorer.control(name).layout.display != "none"]

    assert shown() == ["v_1", "w_1", "b_1"]
    page.send(explorer.stage, {"event": "press", "id": "unit_2"})
    assert explorer.value("unit") == 2
    assert shown() == ["v_2", "w_2", "b_2"]
    explorer.set(n_units=1)  # unit 2 is not there any more
    assert shown() == ["v_1", "w_1", "b_1"]
    page.send(explorer.stage, {"event": "press", "id": "unit_9"})
    assert explorer.value("unit") == 2


def test_units_that_stand_close_together_share_a_mark() -> None:
    explorer = put(UnitsExplorer(), [(1, 1, -2), (1, 1, -2.25), (1, 1, 0), (1, 0, 1), (1, 1, 8)])
    marks = {text["text"]: text["x"] for text in frame(explorer)["texts"]}
    assert marks == {"▾1,2": pytest.approx(2.125), "▾3": 0.0}  # 4 has no place, 5 is beyond


def test_the_sum_before_the_drag_is_left_behind_also_where_only_a_jump_moved(page: Page) -> None:
    explorer = UnitsExplorer()
    assert line(explorer, "ghost") == []
    page.send(explorer.stage, {"event": "hold", "id": "b_1"})
    page.drag(explorer.control("b_1"), -0.5)
    (ghost,) = line(explorer, "ghost")
    assert ghost[np.isnan(ghost[:, 1]), 0].tolist() == pytest.approx([1.0, 3.0])


@pytest.mark.parametrize("kind", ["step", "sigmoid"])
@pytest.mark.parametrize("n", range(1, 7))
@pytest.mark.parametrize("w", [-2.0, 0.0, 1.0])
def test_any_number_of_units_of_any_kind_has_its_words(kind: str, n: int, w: float) -> None:
    explorer = UnitsExplorer().set(kind=kind, n_units=n, w=[w] * 6, v=range(1, 7), goal="staircase")
    assert explorer.summary().count("φ(") >= n
    assert len(line(explorer, "sum")) == 1
    label = explorer.stage.scene_chart["label"]
    assert label.startswith(f"{n} {kind}{'' if n == 1 else 's'} and their sum.")


def test_steepness_is_of_no_use_to_steps(page: Page) -> None:
    explorer = UnitsExplorer()
    assert explorer.control("k").disabled
    page.sent.clear()
    explorer.set(b_2=2, k=9)  # greyed, not locked, and nothing is sent of its being greyed
    assert explorer.value("k") == 9
    assert not any("disabled" in state for state in page.updates(explorer.control("k")))
    explorer.set(kind="sigmoid")
    assert not explorer.control("k").disabled


def test_the_axis_is_fitted_by_its_button_and_not_while_dragging() -> None:
    explorer = UnitsExplorer().set(v=[4, 4, -4, 0, 0, 0])
    before = frame(explorer)["y"]["range"]
    explorer.buttons()[0].click()
    low, high = frame(explorer)["y"]["range"]
    assert before[1] < 8 < high
    assert low < 0
    assert explorer.value("reach") == 9


def test_before_the_question_there_are_two_units_and_after_it_three() -> None:
    explorer = UnitsExplorer(predict="zero_weight")
    assert "0x" not in explorer.summary()
    assert "n_units is locked" in explorer.set(n_units=3).summary()
    explorer.commit("B")
    assert explorer.value("n_units") == 3
    assert "Unit 3 has w = 0: it is the constant φ(−1) = 0." in explorer.summary()


def test_it_may_begin_with_another_number_of_units() -> None:
    explorer = UnitsExplorer(1)
    assert explorer.summary().startswith("UnitsExplorer: F(x) = φ(x − 1).")
    assert line(explorer, "ghost") == []
    assert explorer.set(n_units=5).reset().value("n_units") == 1
    with pytest.raises(ValueError, match="expected 1 to 6, got 7"):
        UnitsExplorer(7)


def test_the_state_is_what_the_exercise_reads() -> None:
    explorer = put(UnitsExplorer(), [(1, 1, -1), (-1, 1, -3)])
    name, version, values = explorer.state().split(":", 2)
    assert (name, version) == ("UnitsExplorer", "1")
    assert {"v", "w", "b", "n_units", "kind"} <= json.loads(values).keys()
    again = UnitsExplorer().load(explorer.state())
    assert again.state() == explorer.state()


def test_the_solution_of_the_exercise_is_a_state_that_shows_the_goal() -> None:
    explorer = UnitsExplorer().load(INDICATOR.solution.split("'")[1]).set(goal="indicator")
    assert "Off the jumps it is the goal." in explorer.summary()


def test_reset_goes_back() -> None:
    explorer = UnitsExplorer()
    start = (repr(explorer), explorer.state())
    put(explorer, SUMS[0]).set(kind="sigmoid", goal="staircase", unit=2)
    explorer.reset()
    assert (repr(explorer), explorer.state()) == start


def test_heights_that_are_0_by_hand_are_0() -> None:
    explorer = UnitsExplorer().set(n_units=3, v=[0.1, 0.2, -0.3, 0, 0, 0], kind="step")
    assert "e−17" not in explorer.summary()


def test_a_weight_too_small_for_a_place_makes_a_constant() -> None:
    """−b/w is beyond the range of a float: there is no jump that could be drawn or named."""
    explorer = UnitsExplorer().set(w_1=1e-310, b_1=-8)
    assert "Unit 1 has w = 1e−310: it is the constant φ(−8) = 0." in explorer.summary()
    explorer.set(w=np.full(6, 2.93112936e-306))
    assert "Unit 1 jumps at −b₁/w₁ = 2.73e306" in explorer.summary()
