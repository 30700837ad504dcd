"""The softmax explorer: what it shows, against Python's own mathematics."""

import math
from typing import Any

import numpy as np
import pytest

from nnwidgets import SoftmaxExplorer
from nnwidgets.exercises.softmax.softmax import SOFTMAX
from nnwidgets.text import short
from tests.figures.plain import assert_plain
from tests.widgets import students
from tests.widgets.conftest import Page


def by_hand(z: list[float]) -> list[float]:
    powers = [math.exp(v) for v in z]
    return [power / math.fsum(powers) for power in powers]


def panel(explorer: SoftmaxExplorer, name: str) -> Any:  # noqa: ANN401
    scene = getattr(explorer.stage, f"scene_{name}")
    assert_plain(scene)
    return scene


def texts(explorer: SoftmaxExplorer, name: str = "bars") -> list[str]:
    return [item["text"] for item in panel(explorer, name)["items"] if item["tag"] == "text"]


def formula(explorer: SoftmaxExplorer) -> list[str]:
    """Every piece of the formula, in its order."""
    pieces = []
    for line in panel(explorer, "formula")["lines"]:
        for part in line:
            pieces += [part["text"]] if "text" in part else [part["over"], part["under"]]
    return pieces


@pytest.mark.parametrize("z", [[2.0, 1.0, 0.5], [-3.0, 4.5], [0.3, -0.2, 1.1, 4.0, -5.0]])
def test_the_bars_carry_the_logits_their_exponentials_and_the_probabilities(z: list[float]) -> None:
    explorer = SoftmaxExplorer()
    k = len(z)
    explorer.set(k=k, **{f"z_{i + 1}": v for i, v in enumerate(z)})
    words, p = texts(explorer), by_hand(z)
    for numbers in (z, [math.exp(v) for v in z], p):
        # two digits beside a power of 10, four where three stand before the point
        assert all(any(short(v, digits) in words for digits in (2, 3, 4)) for v in numbers)
    assert f"Σ = {short(math.fsum(math.exp(v) for v in z))}" in words
    assert f"p = ({', '.join(short(v) for v in p)})." in explorer.summary()


def test_temperature_divides_and_a_shift_does_nothing_but_raise_the_exponentials() -> None:
    explorer = SoftmaxExplorer().set(T=0.5)
    wanted = ", ".join(short(v) for v in by_hand([4.0, 2.0, 1.0]))
    assert f"z / T = (4, 2, 1); exp: (54.6, 7.39, 2.72), Σ = 64.7; p = ({wanted})" in repr(explorer)
    assert f"p = ({wanted})" in repr(explorer.set(c=100))
    assert "(z + c) / T = (204, 202, 201)" in repr(explorer)


@pytest.mark.parametrize(("c", "words"), [(710, "∞ divided by ∞"), (-750, "0 divided by 0")])
def test_the_naive_way_prints_nan_and_the_stable_one_does_not(c: float, words: str) -> None:
    explorer = SoftmaxExplorer().set(c=c)
    assert texts(explorer).count("nan") == 3
    assert words in explorer.summary()
    assert formula(explorer)[-3:] == ["[nan  nan  nan]", "stable", "[0.629  0.231  0.14]"]
    explorer.set(method="stable")
    assert "nan" not in texts(explorer)
    assert "p = (0.629, 0.231, 0.14)." in explorer.summary()


def test_the_last_shift_before_the_overflow_is_where_numpy_says() -> None:
    explorer = SoftmaxExplorer()
    limit = math.log(np.finfo(np.float64).max)  # 709.78
    for c in (700.0, 710.0):
        overflows = 2.0 + c > limit
        assert ("nan" in explorer.set(c=c).summary()) is overflows


def test_the_formula_is_that_of_the_row_that_was_clicked(page: Page) -> None:
    explorer = SoftmaxExplorer(show=[])
    assert formula(explorer)[:3] == ["p₁ =", "e^{2}", "e^{2} + e^{1} + e^{0.5}"]
    page.send(explorer.stage, {"event": "press", "id": "row_3"})
    assert formula(explorer)[:2] == ["p₃ =", "e^{0.5}"]
    assert formula(explorer)[-1] == short(by_hand([2.0, 1.0, 0.5])[2], 4)
    explorer.set(k=2)
    assert formula(explorer)[0] == "p₂ ="


def test_the_stable_formula_subtracts_the_largest() -> None:
    explorer = SoftmaxExplorer().set(method="stable")
    assert formula(explorer)[1:3] == ["e^{2 − 2}", "e^{2 − 2} + e^{1 − 2} + e^{0.5 − 2}"]
    assert formula(explorer.set(z_1=-3, z_2=-2, z_3=-2.5))[1] == "e^{−3 + 2}"


def test_a_target_gives_cost_and_gradient() -> None:
    explorer = SoftmaxExplorer().set(target="3")
    p = by_hand([2.0, 1.0, 0.5])
    gradient = ", ".join(short(v) for v in (p[0], p[1], p[2] - 1))
    said = f"Target class 3: cost −log p₃ = {short(-math.log(p[2]))}, p − y = ({gradient})."
    assert said in explorer.summary()
    assert "There is no class 3 among 2." in explorer.set(k=2).summary()


@pytest.mark.parametrize("T", [1.0, 0.5])
def test_a_step_downhill_lowers_the_cost_by_its_gradient(T: float) -> None:
    explorer = SoftmaxExplorer().set(target="2", T=T)
    z = [2.0, 1.0, 0.5]
    p = by_hand([v / T for v in z])
    explorer.step()
    wanted = [v - (share - (i == 1)) / T for i, (v, share) in enumerate(zip(z, p, strict=True))]
    found = np.asarray(explorer.value("z"), dtype=np.float64)[:3]
    np.testing.assert_allclose(found, wanted, atol=5e-4)
    assert by_hand([v / T for v in wanted])[1] > p[1]


def test_without_a_target_there_is_no_step() -> None:
    explorer = SoftmaxExplorer()
    before = explorer.state()
    assert "choose a target" in repr(explorer.step())
    assert explorer.state() == before
    assert "choose a target" in texts(explorer)


def test_a_step_out_of_a_closed_gate_is_refused() -> None:
    explorer = SoftmaxExplorer(predict="raise_one_logit").set(target="2")
    before = explorer.state()
    assert "z is locked" in repr(explorer.step())
    assert explorer.state() == before


def test_three_classes_have_a_triangle_two_a_curve_and_more_have_words() -> None:
    explorer = SoftmaxExplorer()
    assert "p₁ = 1" in texts(explorer, "place")
    assert "p₁ = σ(z₁ − z₂)" in texts(explorer.set(k=2), "place")
    assert texts(explorer.set(k=4), "place")[0].startswith("4 classes")


def test_two_classes_lie_on_the_sigmoid_of_the_difference() -> None:
    explorer = SoftmaxExplorer().set(k=2, z_1=1.5, z_2=-0.5)
    assert (
        panel(explorer, "place")["label"]
        == f"p₁ = {short(1 / (1 + math.exp(-2)))} on the sigmoid of z₁ − z₂"
    )


def test_only_what_is_asked_for_is_shown() -> None:
    addresses = {
        name
        for name in ("T", "c", "method", "target")
        for control in SoftmaxExplorer(show=[]).controls()
        if f"nnw-field-{name}" in control._dom_classes
    }
    assert addresses == set()
    assert len(panel(SoftmaxExplorer(show=["shift"]), "formula")["lines"]) == 4
    assert len(panel(SoftmaxExplorer(show=["target"]), "formula")["lines"]) == 2
    with pytest.raises(ValueError, match="expected some of"):
        SoftmaxExplorer(show=["colour"])


def test_logits_that_are_not_in_use_are_hidden() -> None:
    explorer = SoftmaxExplorer().set(k=2)
    visible = [explorer.control(f"z_{i}").layout.visibility for i in range(1, 6)]
    assert visible == [None] * 2 + ["hidden"] * 3


def test_fit_gives_the_bars_room() -> None:
    explorer = SoftmaxExplorer().set(z_1=4)
    cuts = [item for item in panel(explorer, "bars")["items"] if item.get("style") == "cut"]
    assert len(cuts) == 1  # e⁴ = 54.6 on an axis up to 10
    next(button for button in explorer.buttons() if button.description == "Fit axis").click()
    assert explorer.value("top") == 100
    assert not [item for item in panel(explorer, "bars")["items"] if item.get("style") == "cut"]


# on the student's own function


@pytest.mark.parametrize(
    "student",
    [student for student in students.BROKEN if student.function is not None],  # None is the default
    ids=lambda student: student.name,
)
def test_a_broken_function_is_one_sentence(student: Any) -> None:  # noqa: ANN401
    explorer = SoftmaxExplorer(student.function).set(z_1=1.0)
    assert texts(explorer).count("?") >= 3
    assert "no probabilities" in explorer.summary()


@pytest.mark.parametrize("mistake", SOFTMAX.mistakes, ids=lambda mistake: mistake.name)
def test_no_planted_mistake_goes_unnoticed_where_it_shows(mistake: Any) -> None:  # noqa: ANN401
    def softmax(z: Any) -> Any:  # noqa: ANN401
        return mistake.wrong(z)

    explorer = SoftmaxExplorer(softmax)
    said = {
        explorer.set(z_1=z_1, c=c).summary() for z_1 in (2.0, -1.0) for c in (0.0, 1000.0, -1000.0)
    }
    one_row_shows_it = mistake.name not in {
        *("one sum", "one maximum", "by column", "keepdims missing"),  # of batches
        *("minimum subtracted", "mean subtracted"),  # of logits that are far apart
        "filled an array of integers",
        *("the lecture's lines", "divided by the largest", "rounded"),  # as others, in one row
    }
    assert any(mistake.hint in text for text in said) or not one_row_shows_it


def test_the_students_own_is_shown_beside_the_others() -> None:
    def softmax(z: Any) -> Any:  # noqa: ANN401
        return np.exp(z) / np.exp(z).sum()

    explorer = SoftmaxExplorer(softmax)
    assert formula(explorer)[-2:] == ["softmax", "[0.629  0.231  0.14]"]
    assert "exp overflows" in explorer.set(c=1000).summary()
    assert formula(explorer)[-2:] == ["softmax", "–"]
    assert "exp overflows" not in explorer.set(method="stable").summary()


def test_a_page_that_counts_steps_in_floats_moves_nothing(page: Page) -> None:
    """The slider of z goes from −5 in steps of 0.1, and the page says 0.5000000000000004."""
    explorer = SoftmaxExplorer(predict="raise_one_logit")
    before = explorer.summary()
    page.drag(explorer.control("z_3"), 0.5000000000000004)
    assert explorer.summary() == before
    assert page.updates(explorer.stage) == []


def test_a_drag_sends_the_changed_pictures_once(page: Page) -> None:
    explorer = SoftmaxExplorer()
    page.drag(explorer.control("z_1"), 2.5)
    (update,) = page.updates(explorer.stage)
    assert set(update) == {"scene_bars", "scene_place", "scene_formula", "summary"}


def test_reset_forgets_the_steps() -> None:
    explorer = SoftmaxExplorer()
    start = explorer.summary()
    explorer.set(target="1", k=2, T=3).step().step()
    assert explorer.reset().summary() == start


def test_two_classes_name_the_temperature() -> None:
    explorer = SoftmaxExplorer().set(k=2, T=0.5, z=[2, 1, 0, 0, 0])
    said = [item["text"] for item in explorer.stage.scene_place["items"] if "text" in item]
    assert {"(z₁ − z₂) / T", "p₁ = σ((z₁ − z₂) / T)"} <= set(said)
    p = 1 / (1 + math.exp(-2.0))
    assert f"p₁ = {short(p)} on the sigmoid of (z₁ − z₂) / T" in explorer.stage.scene_place["label"]


def test_a_difference_beyond_the_axis_says_its_number() -> None:
    explorer = SoftmaxExplorer().set(k=2, T=0.1, z=[5, -5, 0, 0, 0])
    said = [item["text"] for item in explorer.stage.scene_place["items"] if "text" in item]
    assert "100 →" in said


def test_a_sum_that_overflows_is_explained() -> None:
    explorer = SoftmaxExplorer().set(c=707.5)
    assert "Σ overflows beyond 1.8e308" in explorer.summary()


def test_what_is_no_function_gets_a_sentence() -> None:
    assert "is a value, not a function" in SoftmaxExplorer(np.ones(3)).summary()  # type: ignore[arg-type]
