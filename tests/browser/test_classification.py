"""Notebook 02 in the browser: maps, riders, points by hand, and a network that learns."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from playwright.sync_api import expect

from nnwidgets.course import datasets
from tests.browser.oracle import blend, centres, numbers_in
from tests.browser.test_drag import drag

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.browser.notebook import NotebookPage
    from tests.browser.views import ExplorerView

IMPORT = "import nnwidgets as nw"
X, Y = datasets.screening()


def g(z: Any) -> Any:  # noqa: ANN401
    return 1.0 / (1.0 + np.exp(-np.asarray(z, dtype=float)))


def shows(scratch: NotebookPage, source: str) -> ExplorerView:
    return scratch.show(IMPORT, source)


def assert_shows(view: ExplorerView, w: tuple[float, float], b: float, k: float, t: float) -> None:
    """The map, the riders, the table and the numbers are those of numpy."""
    z = k * (X @ w + b)
    positive = g(z) >= t
    wrong = positive != (Y == 1)
    costs = np.logaddexp(0.0, np.where(Y == 1, -z, z))
    pixels = view.pixels()
    places = 6.0 * centres(len(pixels)) - 3.0
    stops = [view.colour(f"class-{end}") for end in ("low", "middle", "high")]
    wanted = blend(g(k * (places @ w + b)), stops)
    assert np.abs(pixels.reshape(-1, 3) - wanted).max() <= 2.0
    assert view.panel("map").locator(".nnw-missed").count() == wrong.sum()
    table = [
        numbers_in(text)[0] for text in view.panel("table").locator("td").all_inner_texts()[1:]
    ]
    pairs = [(1, 1), (1, 0), (0, 1), (0, 0)]
    assert table == [np.sum((y == Y) & (positive == bool(a))) for y, a in pairs]
    assert f"{len(Y) - wrong.sum()} of 40 right" in view.summary()
    assert numbers_in(view.readout("mean cross-entropy"))[0] == pytest.approx(
        costs.mean(), rel=3e-3
    )
    top, bottom = riders(view.panel("curve"))
    np.testing.assert_allclose(top, np.column_stack([z, g(z)]).clip([-6, 0], [6, 1]), atol=0.06)
    np.testing.assert_allclose(bottom, np.column_stack([z, costs]).clip([-6, 0], 6), atol=0.06)


RIDERS = """panel => [...panel.querySelectorAll("svg > g")].map((frame) => {
  const box = frame.querySelector(".nnw-chart-frame");
  const of = (name) => Number(box.getAttribute(name));
  const [x, y, width, height] = ["x", "y", "width", "height"].map(of);
  return [...frame.querySelectorAll(".nnw-point")].map((point) => {
    const [px, py] = point.getAttribute("transform").match(/[-\\d.]+/g).map(Number);
    return [(px - x) / width, (y + height - py) / height];
  });
})"""


def riders(panel: Locator) -> tuple[np.ndarray, np.ndarray]:
    """Where the samples stand in the two frames of the classifier's chart, in data units."""
    top, bottom = (np.array(part) for part in panel.evaluate(RIDERS))
    return top * [12, 1.12] - [6, 0.06], bottom * [12, 6] - [6, 0]


def test_the_classifier_at_its_start(scratch: NotebookPage) -> None:
    assert_shows(shows(scratch, "nw.ClassifierExplorer()"), (1.0, 0.0), 0.0, 1.0, 0.5)


def test_arrow_keys_turn_push_and_sharpen(scratch: NotebookPage) -> None:
    view = shows(scratch, "nw.ClassifierExplorer()")
    view.press(view.handle("w_2"), *["PageDown"] * 1, *["ArrowLeft"] * 3)
    view.press(view.handle("b"), *["ArrowRight"] * 4)
    view.press(view.handle("scale"), *["ArrowRight"] * 10)
    view.press(view.handle("threshold"), *["ArrowLeft"] * 7)
    w2 = view.number("w_2")
    assert w2 < 0
    assert [view.number(n) for n in ("b", "scale", "threshold")] == pytest.approx([0.4, 2.0, 0.43])
    assert_shows(view, (1.0, w2), 0.4, 2.0, 0.43)


def test_the_mouse_on_a_weight_leaves_a_ghost(scratch: NotebookPage) -> None:
    view = shows(scratch, "nw.ClassifierExplorer()")
    before = np.concatenate(view.curve_on_map("boundary"))
    drag(view, "w_2", -25)
    assert_shows(view, (1.0, view.number("w_2")), 0.0, 1.0, 0.5)
    assert np.array_equal(np.concatenate(view.curve_on_map("ghost")), before)
    with view.redraw():
        view.button("Reset").click()
    assert_shows(view, (1.0, 0.0), 0.0, 1.0, 0.5)
    assert view.curve_on_map("ghost") == []


def test_a_click_adds_a_point_where_it_was(scratch: NotebookPage) -> None:
    view = shows(scratch, "nw.ClassifierExplorer()")
    frame = view.panel("map").locator(".nnw-frame").bounding_box()
    assert frame is not None
    x, y = frame["x"] + 0.75 * frame["width"], frame["y"] + 0.75 * frame["height"]
    with view.redraw():
        view.page.mouse.click(x, y)
    assert "Of 21 ×: 13 found" in view.summary()
    view.choose("adds", "● A (class 0)")
    with view.redraw():
        view.page.mouse.click(x - 0.5 * frame["width"], y)
    assert "Of 21 ●: 20 right" in view.summary()
    with view.redraw():
        view.page.mouse.click(x, y)  # the first one again: it goes
    assert "Of 20 ×" in view.summary()
    with view.redraw():
        view.button("Remove last point").click()
    assert_shows(view, (1.0, 0.0), 0.0, 1.0, 0.5)


def test_a_point_by_keyboard_alone(scratch: NotebookPage) -> None:
    view = shows(scratch, "e = nw.ClassifierExplorer()\ne")
    keyboard, plane = view.page.keyboard, view.panel("map").locator("svg")
    view.button("Remove last point").focus()
    keyboard.press("Tab")
    expect(plane).to_be_focused()
    assert "Enter adds a ×" in (plane.get_attribute("aria-label") or "")
    for key in ["ArrowRight"] * 5 + ["Shift+ArrowDown"] * 3:
        keyboard.press(key)
    expect(view.panel("map").locator("[role=status]")).to_have_text("x₁ = 0.6, x₂ = −1.8")
    with view.redraw():
        keyboard.press("Enter")
    assert view.panel("map").locator(".nnw-point").count() == 41
    assert "Of 21 ×: 13 found" in view.summary()
    with view.redraw():
        keyboard.press("Delete")
    assert view.panel("map").locator(".nnw-point").count() == 40
    assert view.page.locator(".jp-CodeCell").count() == 2  # no key was JupyterLab's


def test_a_prediction_opens_the_factor(scratch: NotebookPage) -> None:
    view = shows(scratch, "nw.ClassifierExplorer(predict='sharpen')")
    view.handle("scale").focus()
    view.page.keyboard.press("ArrowRight")
    scratch.page.evaluate("nnwTest.settled()")
    assert view.number("scale") == 1.0
    view.root.get_by_role("radio").nth(2).check()
    with view.redraw():
        view.button("Commit").click()
    said = view.root.locator(".nnw-gate [role=status]").inner_text()
    assert "You said: The boundary stays, and every probability grows towards 1. It is:" in said
    view.press(view.handle("scale"), *["ArrowRight"] * 40)
    assert_shows(view, (1.0, 0.0), 0.0, 5.0, 0.5)


def test_an_answer_brings_the_one_and_the_three(scratch: NotebookPage) -> None:
    view = shows(scratch, "nw.LossExplorer(predict='one_or_three')")
    assert "z = (0, 0, 0, 0)" in view.summary()
    view.root.get_by_role("radio").nth(1).check()
    with view.redraw():
        view.button("Commit").click()
    assert view.number("z_1") == -5.0
    costs = [math.log1p(math.exp(5.0)), 3 * math.log1p(math.exp(0.5))]
    texts = view.panel("loss").locator(".nnw-chart-text").all_text_contents()
    assert [numbers_in(text)[0] for text in texts[-2:]] == pytest.approx(costs, abs=0.006)
    view.press(view.handle("z_1"), *["ArrowRight"] * 10)
    assert numbers_in(view.panel("loss").locator(".nnw-chart-text").all_text_contents()[-2])[
        0
    ] == pytest.approx(math.log1p(math.exp(4.0)), abs=0.006)


@pytest.mark.parametrize("explorer", ["SquashExplorer", "ClassifierExplorer"])
def test_a_broken_sigmoid_is_one_sentence_and_mending_it_draws(
    scratch: NotebookPage, explorer: str
) -> None:
    source = "def sigmoid(z):\n    return [float(v) for v in z]"
    view = scratch.show(IMPORT, source, f"nw.{explorer}(sigmoid)")
    assert "`sigmoid` returned a list: return an array" in view.summary()
    view.press(view.root.locator(".noUi-handle").first, "ArrowRight", "ArrowRight")
    assert scratch.complaints() == []
    mended = "import numpy as np\n\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))"
    view = scratch.show(IMPORT, mended, f"nw.{explorer}(sigmoid)")
    assert "sigmoid" not in view.summary()
    assert view.root.locator(".nnw-chart .nnw-point").count() > 6


def test_the_ring_slides_along_the_curve(scratch: NotebookPage) -> None:
    view = shows(scratch, "nw.SquashExplorer()")
    view.press(view.handle("z"), *["ArrowLeft"] * 20)
    assert view.number("z") == pytest.approx(-0.5)
    assert f"g(z) = {g(-0.5):.4f}".rstrip("0") in view.summary()
    view.choose("into", "(−1, 1): 2 g(2z) − 1")
    assert f"−{abs(math.tanh(-0.5)):.4f}" in view.summary()


def test_units_come_one_by_one_and_bend_the_boundary(scratch: NotebookPage) -> None:
    view = shows(scratch, "nw.FoldsExplorer()")
    right = []
    for n in (1, 2, 3, 4):
        assert view.panel("map").locator(".nnw-fold").count() == n
        assert view.root.locator(".nnw-diagram [data-id^='b1_']").count() == n
        right.append(numbers_in(view.summary().splitlines()[1])[0])
        if n < 4:
            view.press(view.handle("n_units"), "ArrowRight")
    assert right == sorted(right)
    assert right[-1] == 40
    line = np.concatenate(view.curve_on_map("boundary")) * 6 - 3
    z = 0.6 - sum(np.maximum(0, line @ w - 1) for w in ([1, 0], [-1, 0], [0, 1], [0, -1]))
    assert np.abs(z).max() < 0.06  # the boundary bends where the numbers say


def test_a_weight_is_chosen_in_the_diagram_and_moved(scratch: NotebookPage) -> None:
    view = shows(scratch, "nw.FoldsExplorer().set(n_units=2)")
    with view.redraw():
        view.item("W1_21").locator(".nnw-edge-hit").click(force=True)
    assert view.selected() == ["W1_21"]
    view.press(view.handle("selected-value"), "ArrowRight", "ArrowRight")
    assert view.number("selected-value") == pytest.approx(-0.8)
    assert view.panel("map").locator(".nnw-fold.nnw-is-selected text").text_content() == "2"


# learning

MILLISECONDS = 60_000  # a run takes some seconds, and more where the machine is busy


def sentence(view: ExplorerView) -> Locator:
    return view.root.locator(".nnw-summary")


def n_steps(view: ExplorerView) -> int:
    found = re.match(r"After (\d+) steps", view.summary())
    assert found
    return int(found[1])


def bar(view: ExplorerView) -> float:
    """How much of the progress bar is filled."""
    share = (
        "bar => bar.getBoundingClientRect().width / bar.parentElement.getBoundingClientRect().width"
    )
    return float(view.root.locator(".progress-bar").evaluate(share))


@pytest.mark.parametrize("explorer", ["BoundaryExplorer", "DigitPairExplorer"])
def test_it_learns_until_it_is_stopped_and_goes_on(scratch: NotebookPage, explorer: str) -> None:
    view = shows(scratch, f"nw.{explorer}()")
    assert n_steps(view) == 0
    expect(view.button("Stop")).to_be_disabled()
    view.button("Train").click()
    expect(sentence(view)).not_to_contain_text("After 0 steps", timeout=MILLISECONDS)
    expect(view.button("Train")).to_be_disabled()
    view.button("Stop").click()
    expect(view.button("Train")).to_be_enabled(timeout=MILLISECONDS)
    scratch.page.evaluate("nnwTest.settled()")
    stopped = n_steps(view)
    assert 0 < stopped < 600
    assert bar(view) == pytest.approx(stopped / 600, abs=0.02)
    view.button("Train").click()
    expect(sentence(view)).to_contain_text(f"After {stopped + 600} steps", timeout=MILLISECONDS)
    expect(view.button("Stop")).to_be_disabled(timeout=MILLISECONDS)
    assert bar(view) == pytest.approx(1.0, abs=0.02)
    with view.redraw():
        view.button("Reset").click()
    assert n_steps(view) == 0
    assert bar(view) == pytest.approx(0.0, abs=0.02)
    assert scratch.complaints() == []


def test_sliders_and_clicks_work_while_it_learns(scratch: NotebookPage) -> None:
    view = shows(scratch, "nw.BoundaryExplorer()")
    view.button("Train").click()
    expect(sentence(view)).not_to_contain_text("After 0 steps", timeout=MILLISECONDS)
    view.handle("learning_rate").focus()
    view.page.keyboard.press("ArrowLeft")
    expect(sentence(view)).to_contain_text("of rate 0.45", timeout=MILLISECONDS)
    plane = view.panel("map").locator("svg")
    plane.click(position={"x": 120, "y": 120})
    expect(sentence(view)).to_contain_text("of 101 training samples", timeout=MILLISECONDS)
    expect(sentence(view)).to_contain_text("After 600 steps", timeout=MILLISECONDS)


def test_a_page_opened_again_shows_what_was_learned(
    open_notebook: Callable[..., NotebookPage],
) -> None:
    notebook = open_notebook("learned.ipynb")
    view = notebook.show(IMPORT, "nw.BoundaryExplorer()", "nw.ClassifierExplorer()")
    classifier = notebook.painted(1)
    view.button("Train").click()
    expect(sentence(view)).to_contain_text("After 600 steps", timeout=MILLISECONDS)
    classifier.press(classifier.handle("w_2"), *["ArrowLeft"] * 5)
    pixels, words = view.pixels().tobytes(), [view.summary(), classifier.summary()]
    boundary = [line.tolist() for line in view.curve_on_map("boundary")]
    notebook.save()
    notebook.open()
    view, classifier = notebook.painted(0), notebook.painted(1)
    assert [view.summary(), classifier.summary()] == words
    assert [line.tolist() for line in view.curve_on_map("boundary")] == boundary
    assert view.pixels().tobytes() == pixels
    assert bar(view) == pytest.approx(1.0, abs=0.02)
    assert_shows(classifier, (1.0, -0.5), 0.0, 1.0, 0.5)
    assert notebook.complaints() == []
