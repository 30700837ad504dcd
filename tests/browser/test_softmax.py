"""The explorers of notebook 03 as a person meets them: dragged, drawn on, broken, reloaded."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from nnwidgets.course.digits.handwriting import digit_image
from tests.browser.notebook import NotebookPage
from tests.browser.oracle import close, number, numbers_in
from tests.browser.views import ExplorerView

IMPORT = "import numpy as np\nimport nnwidgets as nw"
BAR = ".nnw-panel[data-panel='bars'] rect[style*='--nnw-class-']"


def softmax(z: Sequence[float]) -> list[float]:
    powers = [math.exp(v) for v in z]
    return [power / math.fsum(powers) for power in powers]


def shown(view: ExplorerView) -> list[float]:
    """The probabilities in the sentence under the pictures."""
    return numbers_in(view.summary().split("; p = ")[1].split(").")[0])


def bar_widths(view: ExplorerView, k: int) -> list[float]:
    """The lengths of the last column of bars, as parts of the axis from 0 to 1."""
    bars = view.root.locator(BAR)
    widths = [float(bar.get_attribute("width") or "nan") for bar in bars.all()]
    axis = view.root.locator(".nnw-panel[data-panel='bars'] .nnw-sketch-guide")
    column = view.root.locator(".nnw-panel[data-panel='bars'] .nnw-sketch-axis").last
    half = x_of(axis.get_attribute("d")) - x_of(column.get_attribute("d"))
    return [width / (2 * half) for width in widths[-k:]]


def x_of(path: str | None) -> float:
    return float((path or "M0,").partition(",")[0].removeprefix("M"))


def assert_shows(view: ExplorerView, z: Sequence[float]) -> None:
    p = softmax(z)
    assert close(shown(view), p)
    assert bar_widths(view, len(z)) == pytest.approx(p, abs=2e-3)
    result = view.root.locator(".nnw-formula-result").inner_text()
    assert number(result) == pytest.approx(p[0], abs=6e-5)


def test_arrow_keys_move_logits_and_all_three_pictures(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.SoftmaxExplorer(show=[])")
    assert_shows(view, [2.0, 1.0, 0.5])
    view.press(view.handle("z_2"), *["ArrowRight"] * 7)
    assert view.number("z_2") == pytest.approx(1.7)
    assert_shows(view, [2.0, 1.7, 0.5])
    point = view.root.locator(".nnw-sketch-point")
    p = softmax([2.0, 1.7, 0.5])
    place = [float(point.get_attribute(name) or "nan") for name in ("cx", "cy")]
    corners = np.array([[150.0, 24.0], [40.0, 212.0], [260.0, 212.0]])
    assert place == pytest.approx((np.array(p) @ corners).tolist(), abs=0.05)


@pytest.mark.parametrize("distance", [-25, 31])
def test_the_mouse_drags_a_logit_and_leaves_a_ghost(scratch: NotebookPage, distance: int) -> None:
    view = scratch.show(IMPORT, "nw.SoftmaxExplorer(show=[])")
    box = view.handle("z_1").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    with view.redraw():
        scratch.page.mouse.move(x, y)
        scratch.page.mouse.down()
        scratch.page.mouse.move(x + distance, y, steps=8)
        scratch.page.mouse.up()
    z = view.number("z_1")
    assert np.sign(z - 2.0) == np.sign(distance)
    assert_shows(view, [z, 1.0, 0.5])
    ghosts = view.root.locator("circle.nnw-sketch-ghost")
    before = np.array(softmax([2.0, 1.0, 0.5])) @ [[150.0, 24.0], [40.0, 212.0], [260.0, 212.0]]
    place = [float(ghosts.get_attribute(name) or "nan") for name in ("cx", "cy")]
    assert place == pytest.approx(before.tolist(), abs=0.05)


def test_adding_c_until_the_naive_version_prints_nan(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.SoftmaxExplorer(show=['shift'])")
    view.type_number("c", "700")
    assert close(shown(view), softmax([2.0, 1.0, 0.5]))
    view.press(view.handle("c"), "ArrowRight")
    assert view.number("c") == 710
    assert "∞ divided by ∞ is nan" in view.summary()
    assert view.root.locator(".nnw-sketch-cross").count() == 6  # two arms for each class
    assert "nan" in view.root.locator(".nnw-formula-wrong").first.inner_text()
    view.choose("method", "stable: less max z")
    assert close(shown(view), softmax([2.0, 1.0, 0.5]))
    assert view.root.locator(".nnw-sketch-cross").count() == 0


def test_a_click_on_a_row_shows_its_formula_and_so_does_enter(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.SoftmaxExplorer(show=[])")
    rows = view.root.locator(".nnw-sketch-row")
    with view.redraw():
        rows.nth(2).click()
    assert view.root.locator(".nnw-formula").inner_text().startswith("p₃")
    with view.redraw():
        rows.nth(1).focus()
    assert view.root.locator(".nnw-formula").inner_text().startswith("p₂")


def test_classes_come_and_go_without_moving_the_other_sliders(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.SoftmaxExplorer(show=['temperature'])")
    before = view.control("T").bounding_box()
    view.press(view.handle("k"), "ArrowLeft")
    assert close(shown(view), softmax([2.0, 1.0]))
    assert not view.control("z_3").is_visible()
    assert view.control("T").bounding_box() == before
    view.press(view.handle("k"), *["ArrowRight"] * 3)
    assert close(shown(view), softmax([2.0, 1.0, 0.5, 0.0, -1.0]))


def test_steps_downhill_raise_the_target(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.SoftmaxExplorer(show=['target']).set(target='3')")
    z = np.array([2.0, 1.0, 0.5])
    for _ in range(2):
        z = z - (np.array(softmax(z.tolist())) - [0, 0, 1])
        with view.redraw():
            view.button("Step downhill").click()
    assert close(shown(view), softmax(z.tolist()))
    assert [view.number(f"z_{i}") for i in (1, 2, 3)] == pytest.approx(z.tolist(), abs=6e-3)


@pytest.mark.parametrize("name", ["raise_one_logit", "two_above_half"])
def test_the_logits_wait_for_the_prediction(scratch: NotebookPage, name: str) -> None:
    view = scratch.show(IMPORT, f"nw.SoftmaxExplorer(show=[], predict={name!r})")
    said = view.summary()
    assert "is locked" not in said  # nobody has tried yet
    view.handle("z_1").focus()
    scratch.page.keyboard.press("ArrowRight")
    scratch.page.evaluate("nnwTest.settled()")
    assert view.summary() == said
    view.root.get_by_role("radio").nth(1).check()
    with view.redraw():
        view.button("Commit").click()
    view.press(view.handle("z_1"), *["ArrowRight"] * 10)
    assert_shows(view, [3.0, 1.0, 0.5])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("raise NotImplementedError", "is not written yet"),
        ("return np.exp(z) / np.exp(z).sum()", ""),
        ("return np.exp(z)", "This is e^z alone"),
        ("return list(z)", "returned a list"),
        ("return 1.0", "a single number"),
        ("return z[:1]", "shape (1,)"),
        ("return (nw.softmax(z)).astype(int)", "cut to whole numbers"),
        ("return z / 0 * 0", "returned nan"),
    ],
)
def test_the_students_softmax_is_run_and_told_what_is_wrong(
    scratch: NotebookPage, body: str, words: str
) -> None:
    source = f"def softmax(z):\n    {body}\n\nnw.SoftmaxExplorer(softmax)"
    view = scratch.show(IMPORT, source)
    view.press(view.handle("z_1"), "ArrowRight")
    assert words in view.summary()
    if not words:
        assert close(shown(view), softmax([2.1, 1.0, 0.5]))
        view.type_number("c", "800")
        assert "exp overflows" in view.summary()
    assert scratch.complaints() == []


def test_reset_brings_the_start_back(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.SoftmaxExplorer()")
    start = view.summary()
    view.press(view.handle("z_1"), "ArrowRight", "ArrowRight")
    view.press(view.handle("T"), "ArrowRight")
    view.choose("target", "✕ 2")
    with view.redraw():
        view.button("Reset").click()
    assert view.summary() == start
    assert view.number("z_1") == 2.0


# drawing

ONE = [(0.5, 0.1), (0.5, 0.9)]
SEVEN = [(0.25, 0.12), (0.75, 0.12), (0.45, 0.9)]
RNG = "rng = np.random.default_rng(0)\n"
NETWORK = RNG + (
    "start = nw.Network.random([64, 32, 10], 'relu', rng=rng, "
    "output_activation='identity', scale='fan_in')\n"
    "data = nw.datasets.digits().train\n"
    "network = nw.gradient_descent(start, *data, cost=nw.cross_entropy, learning_rate=0.3, "
    "n_steps=1000, batch_size=64, rng=rng).network\n"
    "nw.DigitExplorer(network)"
)


def paper(view: ExplorerView) -> tuple[float, float, float]:
    """The left and top of the paper in the page, and its side."""
    canvas = view.root.locator(".nnw-pad canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(box["height"], abs=1)
    return box["x"], box["y"], box["width"]


def draw(view: ExplorerView, stroke: Sequence[tuple[float, float]]) -> None:
    """One stroke with the mouse."""
    left, top, side = paper(view)
    mouse = view.page.mouse
    with view.redraw():
        mouse.move(left + stroke[0][0] * side, top + stroke[0][1] * side)
        mouse.down()
        for x, y in stroke[1:]:
            mouse.move(left + x * side, top + y * side, steps=12)
        mouse.up()


def ink(view: ExplorerView) -> float:
    """The part of the paper that is dark."""
    share: float = view.root.locator(".nnw-pad canvas").evaluate(
        """canvas => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return data.filter((v, i) => i % 4 === 0 && v < 128).length / (data.length / 4);
        }"""
    )
    return share


def pixels_seen(view: ExplorerView) -> list[int]:
    """The image that the network sees, 64 greys from the top."""
    pixels: list[int] = view.root.locator(".nnw-panel[data-panel='seen'] canvas").evaluate(
        "canvas => [...canvas.getContext('2d').getImageData(0, 0, 8, 8).data]"
        ".filter((_, i) => i % 4 === 0)"
    )
    return pixels


@pytest.mark.parametrize(("stroke", "digit"), [(ONE, 1), (SEVEN, 7)])
def test_a_digit_drawn_with_the_mouse_is_read(
    scratch: NotebookPage, stroke: list[tuple[float, float]], digit: int
) -> None:
    view = scratch.show(IMPORT, NETWORK)
    draw(view, stroke)
    assert view.summary().startswith(f"Your drawing: {digit} with p = ")
    wanted = digit_image([np.array(stroke)])
    seen = 1 - np.array(pixels_seen(view)) / 255
    assert np.abs(seen - wanted).mean() < 0.06  # the pen goes by whole pixels of the page
    assert 0.02 < ink(view) < 0.3


def test_a_second_stroke_belongs_to_the_same_drawing_and_clear_empties_it(
    scratch: NotebookPage,
) -> None:
    view = scratch.show(IMPORT, NETWORK)
    draw(view, ONE)
    first = ink(view)
    draw(view, [(0.2, 0.5), (0.8, 0.5)])
    assert ink(view) > first
    with view.redraw():
        view.button("Clear").click()
    assert "Empty paper" in view.summary()
    assert ink(view) == 0


def test_a_finger_draws_as_the_mouse_does(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, NETWORK)
    left, top, side = paper(view)
    canvas = view.root.locator(".nnw-pad canvas")
    assert canvas.evaluate("canvas => getComputedStyle(canvas).touchAction") == "none"
    touch = scratch.context.new_cdp_session(scratch.page)
    with view.redraw():
        for i in range(14):
            y = top + (0.1 + 0.8 * i / 12) * side
            points = [{"x": left + 0.5 * side, "y": y}] if i < 13 else []
            kind = "touchStart" if i == 0 else "touchMove" if points else "touchEnd"
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.detach()
    assert view.summary().startswith("Your drawing: 1 with p = ")


def test_without_a_hand_a_stored_image_is_picked(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, NETWORK)
    view.press(view.handle("stored"), *["ArrowRight"] * 4)
    assert view.summary().startswith("Held-out image 5, a ")
    with view.redraw():
        view.button("Next misread").click()
    said = view.summary()
    target, answer = said.split(", a ")[1][0], said.split(": ")[1][0]
    assert target != answer
    assert view.root.locator(".nnw-sketch-row.nnw-is-selected").count() == 1


def test_one_draws_over_a_stored_image(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, NETWORK)
    assert view.summary().startswith("Held-out image 1")
    draw(view, ONE)
    assert view.summary().startswith("Your drawing: 1")
    view.press(view.handle("stored"), "ArrowRight")
    assert view.summary().startswith("Held-out image 1, a ")


def test_a_network_is_trained_in_view_and_read_afterwards(scratch: NotebookPage) -> None:
    view = scratch.show(
        IMPORT, "e = nw.DigitExplorer().set(n_units=32, learning_rate=0.3, n_steps=1000)\ne"
    )
    view.button("Train").click()
    scratch.page.wait_for_function(
        "root => root.querySelector('.nnw-summary').textContent.includes('After 1000 steps')",
        arg=view.root.element_handle(),
    )
    scratch.page.evaluate("nnwTest.settled()")
    share = number(view.summary().rsplit(" right, ", 1)[1].rstrip("."))
    assert share >= 0.95
    draw(view, ONE)
    assert view.summary().startswith("Your drawing: 1")


STOP_SOON = """async root => {
  const said = () => root.querySelector(".nnw-summary").textContent;
  while (said().includes("After 0 steps")) await new Promise(requestAnimationFrame);
  [...root.querySelectorAll("button")].find((button) => button.textContent === "Stop").click();
}"""  # a run is over in a second or two, and a test is slow to press


def test_training_can_be_stopped_and_is_kept(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.DigitExplorer().set(n_units=64, n_steps=3000)")
    view.button("Train").click()
    view.root.evaluate(STOP_SOON)
    scratch.page.evaluate("nnwTest.settled()")
    said = view.summary()
    steps = int(said.split("After ")[1].split()[0])
    assert 0 < steps < 3000
    draw(view, ONE)
    assert view.summary().startswith("Your drawing")
    assert f"After {steps} steps" in view.summary()


def test_an_opened_page_shows_the_present_drawing(
    open_notebook: Callable[..., NotebookPage],
) -> None:
    notebook = open_notebook("paper.ipynb")
    view = notebook.show(IMPORT, "nw.SoftmaxExplorer()", NETWORK)
    view.press(view.handle("z_1"), "ArrowRight")
    said = view.summary()
    drawing = notebook.painted(1)
    draw(drawing, SEVEN)
    before = (drawing.summary(), ink(drawing), pixels_seen(drawing))
    notebook.save()
    notebook.open()
    assert notebook.painted(0).summary() == said
    again = notebook.painted(1)
    assert (again.summary(), ink(again), pixels_seen(again)) == before
    assert notebook.complaints() == []
