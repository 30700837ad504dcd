"""Two dimensions and twenty starts as a person meets them: dragged, turned, trained, reloaded."""

import json
import math
import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.notebook import NotebookPage
from tests.browser.oracle import numbers_in
from tests.browser.views import ExplorerView

MILLISECONDS = 90_000  # for ten thousand steps on a busy machine
GREYS = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const counts = {};
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] === 255 && data[i] === data[i + 1] && data[i] === data[i + 2]) {
      counts[data[i]] = (counts[data[i]] || 0) + 1;
    }
  }
  return counts;
}"""


def start(notebook: NotebookPage, source: str) -> ExplorerView:
    return notebook.show("import nnwidgets as nw", source)


def greys(view: ExplorerView, panel: str) -> dict[int, int]:
    """How many pixels of each full grey a surface has."""
    found = view.panel(panel).locator("canvas").evaluate(GREYS)
    return {int(grey): count for grey, count in found.items()}


def picture(view: ExplorerView, panel: str) -> str:
    """A canvas as text, to see whether it changed."""
    return str(view.panel(panel).locator("canvas").evaluate("canvas => canvas.toDataURL()"))


def top_and_floor(view: ExplorerView) -> tuple[int, int]:
    """The pixels of the block's top, which is white, and of the floor, the darkest grey."""
    found = greys(view, "after")
    floor = int(view.colour("activation-low")[1:3], 16)
    return found.get(255, 0), found.get(floor, 0)


def drag(view: ExplorerView, address: str, distance: int) -> None:
    box = view.handle(address).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    with view.redraw():
        view.page.mouse.move(x, y)
        view.page.mouse.down()
        view.page.mouse.move(x + distance, y, steps=6)
        view.page.mouse.up()


def test_a_half_plane_by_keyboard_takes_its_part_of_the_square(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.BoxesExplorer().set(turn=0, w_1=1, w_2=0, b=-0.7)")
    top, floor = top_and_floor(view)
    # seen straight on, block and floor lie side by side: their pixels are in the ratio of areas
    assert top / (top + floor) == pytest.approx(0.3, abs=0.02)
    view.press(view.handle("b"), *["ArrowRight"] * 4)
    assert view.number("b") == pytest.approx(-0.3)
    top, floor = top_and_floor(view)
    assert top / (top + floor) == pytest.approx(0.7, abs=0.02)
    assert "is 1 on 70 % of the square" in view.summary()
    (line,) = view.curve_on_map("boundary")
    assert line[:, 0] == pytest.approx([0.3, 0.3], abs=2e-3)


def test_weights_turn_the_line_on_the_map(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.BoxesExplorer()")
    view.press(view.handle("w_2"), *["ArrowRight"] * 3)
    drag(view, "w_1", 12)
    w_1, w_2, b = (view.number(name) for name in ("w_1", "w_2", "b"))
    (line,) = view.curve_on_map("boundary")
    assert line @ [w_1, w_2] + b == pytest.approx(np.zeros(len(line)), abs=0.02)
    share = numbers_in(view.summary().split(" is 1 on ")[1].split(" %")[0])[0] / 100
    x = (np.arange(400) + 0.5) / 400
    counted = np.mean(w_1 * x[:, None] + w_2 * x + b >= 0)
    assert share == pytest.approx(counted, abs=0.006)


def test_turning_moves_the_surfaces_and_nothing_else(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.BoxesExplorer('box')")
    words, plane, top = view.summary(), view.pixels().tobytes(), top_and_floor(view)[0]
    before = picture(view, "before"), picture(view, "after")
    view.press(view.handle("turn"), *["ArrowRight"] * 4)
    assert view.number("turn") == 55
    assert picture(view, "before") != before[0]
    assert picture(view, "after") != before[1]
    assert (view.summary(), view.pixels().tobytes()) == (words, plane)
    assert top_and_floor(view)[0] == pytest.approx(top, rel=0.05)  # it turns


def marks(view: ExplorerView) -> list[str]:
    """The numbers that stand on the steps of the sum."""
    return view.panel("before").locator(".nnw-surface-marks text").all_text_contents()


def beside(view: ExplorerView, name: str) -> float:
    """How far to the right of its line on the map a name stands."""
    fold = view.panel("map").locator(".nnw-fold", has_text=name)
    line = (fold.locator("path").get_attribute("d") or "M0,").removeprefix("M").partition(",")[0]
    return float(fold.locator("text").get_attribute("x") or "nan") - float(line)


def test_four_half_planes_a_threshold_and_a_box(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.BoxesExplorer()")
    view.choose("stage", "2. a strip")
    assert "add up to 1 or 2" in view.summary()
    assert "on 40 % of the square: just the strip" in view.summary()
    assert {*marks(view)} <= {"1", "2"}
    view.choose("stage", "3. a box")
    assert {*marks(view)} == {"2", "3", "4"}
    assert "on 16 % of the square: just the box" in view.summary()
    assert beside(view, "l₁") == pytest.approx(12, abs=0.5)
    assert beside(view, "u₁") == pytest.approx(-12, abs=0.5)
    drag(view, "u_1", 20)
    width = view.number("u_1") - view.number("l_1")
    assert width > 0.4
    assert f"on {100 * width * 0.4:.3g} % of the square" in view.summary()
    view.press(view.handle("t"), "ArrowLeft", "ArrowLeft")
    assert view.number("t") == 2.5
    assert "not just the box" in view.summary()
    shown = {name for name in ("w_1", "l_2", "n") if view.control(name).is_visible()}
    assert shown == {"l_2"}


def waves(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    found: np.ndarray = 0.5 + 0.5 * np.sin(2 * np.pi * x) * np.cos(2 * np.pi * y)
    return found


def largest_error(n: int) -> float:
    """Of n × n towers under the waves, on a fine grid."""
    x = np.linspace(0, 1, 961)
    middle = (np.minimum(np.floor(x * n), n - 1) + 0.5) / n
    gap = waves(x[:, None], x[None, :]) - waves(middle[:, None], middle[None, :])
    return float(np.abs(gap).max())


def ring_on_the_chart(view: ExplorerView) -> tuple[float, float]:
    """N and the error at the ring, read off the axes."""
    ring = view.panel("chart").locator(".nnw-chart-points > g").last
    frame = view.panel("chart").locator(".nnw-chart-frame")
    left, top, width, height = (
        float(frame.get_attribute(name) or "nan") for name in ("x", "y", "width", "height")
    )
    place = re.search(r"translate\(([\d.]+),([\d.]+)\)", ring.get_attribute("transform") or "")
    assert place is not None
    across, up = (float(place[1]) - left) / width, 1 - (float(place[2]) - top) / height
    return 10 ** (across * math.log10(24)), 10 ** (-2.0 + 2.6 * up)


def test_more_towers_by_arrow_keys(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.BoxesExplorer('sum').set(target='waves')")
    goal, built = picture(view, "before"), picture(view, "after")
    view.press(view.handle("n"), *["ArrowRight"] * 3)
    assert view.summary().startswith("7 × 7 = 49 towers, 63 hidden units")
    error = largest_error(7)
    said = numbers_in(view.summary().split("largest error ")[1].split(";")[0])[0]
    assert said == pytest.approx(error, abs=4e-3)
    n, marked = ring_on_the_chart(view)
    assert n == pytest.approx(7, rel=0.01)
    assert marked == pytest.approx(error, rel=0.03)
    assert picture(view, "before") == goal
    assert picture(view, "after") != built
    view.choose("target", "cliff, which jumps")
    assert "largest error 1; there is no bound" in view.summary()
    assert scratch.complaints() == []


@pytest.mark.parametrize(
    ("source", "field", "letter"),
    [
        ("nw.BoxesExplorer(predict='four_half_planes')", "stage", 2),
        ("nw.BoxesExplorer('sum', predict='halve_in_two')", "n", 2),
    ],
)
def test_a_prediction_opens_its_control(
    scratch: NotebookPage, source: str, field: str, letter: int
) -> None:
    view = start(scratch, source)
    control = view.control(field).locator("select, .noUi-target")
    assert control.evaluate("c => c.disabled || c.hasAttribute('disabled')")
    view.root.get_by_role("radio").nth(letter).check()
    with view.redraw():
        view.button("Commit").click()
    assert "So it is." in view.root.locator(".nnw-reply").inner_text()
    assert not control.evaluate("c => c.disabled || c.hasAttribute('disabled')")


def test_home_and_reset_bring_everything_back(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.BoxesExplorer('sum')")
    first = view.summary(), picture(view, "after")
    view.press(view.handle("n"), *["ArrowRight"] * 2)
    view.press(view.handle("n"), "Home")
    assert (view.summary(), picture(view, "after")) == first
    view.press(view.handle("turn"), "ArrowLeft")
    view.choose("stage", "3. a box")
    with view.redraw():
        view.button("Reset").click()
    assert (view.summary(), picture(view, "after")) == first


def test_boxes_explode_with_the_inputs(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.DimensionsExplorer()")
    for m in range(3, 11):
        view.press(view.handle("m"), "ArrowRight")
        boxes = view.summary().split(" = ")[1].split(" towers")[0]
        assert int("".join(filter(str.isdigit, boxes))) == 10**m
    assert "80 GB" in view.summary()
    units = view.readout("hidden units")
    assert int("".join(filter(str.isdigit, units))) == 10 * 10 + 10**10
    tops = [bar_top(bar) for bar in view.panel("chart").locator(".nnw-bar").all()]
    steps = np.diff(tops)
    assert steps == pytest.approx([steps[0]] * 9, abs=0.15)  # a straight line on this axis
    assert steps[0] < 0


def bar_top(bar: Locator) -> float:
    return float(re.findall(r"V([\d.]+)", bar.get_attribute("d") or "")[0])


# twenty starts


def sentence(view: ExplorerView) -> Locator:
    return view.root.locator(".nnw-summary")


def kinds(view: ExplorerView) -> list[str]:
    """The class of each start's dot."""
    dots = view.panel("race").locator(".nnw-chart-points").first.locator("> g")
    return [str(dot.get_attribute("class")) for dot in dots.all()]


def test_twenty_starts_are_trained_in_view(scratch: NotebookPage) -> None:
    view = start(scratch, "e = nw.StartsExplorer().set(n_units=4, target='corner')\ne")
    view.button("Train").click()
    expect(sentence(view)).to_contain_text("10000 steps", timeout=MILLISECONDS)
    scratch.page.evaluate("nnwTest.settled()")
    race = "e.result.race"
    errors = json.loads(scratch.printed(f"{race}.errors[-1].tolist()"))
    built = float(scratch.printed(f"{race}.constructed"))
    assert len(errors) == 20
    wanted = ["nnw-class-a" if error <= built else "nnw-class-b" for error in errors]
    assert [kind.rsplit(" ", 1)[1] for kind in kinds(view)] == wanted
    assert {*wanted} == {"nnw-class-a", "nnw-class-b"}
    for name, place in (("Worst", -1), ("Best", 0)):
        with view.redraw():
            view.button(name).click()
        assert errors[int(view.number("pick")) - 1] == sorted(errors)[place]
    assert view.number("n_units") == 4
    assert scratch.complaints() == []


def test_the_training_stops_goes_on_and_is_forgotten(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.StartsExplorer()")
    before = view.summary()
    view.button("Train").click()
    expect(sentence(view)).not_to_contain_text("units, 0 steps", timeout=MILLISECONDS)
    view.button("Stop").click()
    expect(view.button("Train")).to_be_enabled(timeout=MILLISECONDS)
    scratch.page.evaluate("nnwTest.settled()")
    stopped = view.summary()
    steps = int(stopped.split("units, ")[1].split(" steps")[0])
    assert 0 < steps < 10_000
    view.press(view.handle("pick"), "ArrowRight")
    assert f"{steps} steps" in view.summary()
    assert "start 2" in (view.panel("curves").text_content() or "")
    view.press(view.handle("seed"), "ArrowRight")
    assert "units, 0 steps" in view.summary()
    with view.redraw():
        view.button("Reset").click()
    assert view.summary() == before
    assert scratch.complaints() == []


def test_an_opened_page_shows_the_present_state(
    open_notebook: Callable[..., NotebookPage],
) -> None:
    reopened = open_notebook("two_dimensions.ipynb")
    box = reopened.show(
        "import nnwidgets as nw", "nw.BoxesExplorer()", "nw.StartsExplorer().set(n_units=4)"
    )
    starts = reopened.painted(1)
    box.choose("stage", "4. a sum of boxes")
    box.press(box.handle("n"), "ArrowRight")
    starts.button("Train").click()
    expect(sentence(starts)).not_to_contain_text("units, 0 steps", timeout=MILLISECONDS)
    starts.button("Stop").click()
    expect(starts.button("Train")).to_be_enabled(timeout=MILLISECONDS)
    reopened.page.evaluate("nnwTest.settled()")
    before = box.summary(), picture(box, "after"), starts.summary(), kinds(starts)
    reopened.save()
    reopened.open()
    box, starts = reopened.painted(0), reopened.painted(1)
    assert (box.summary(), picture(box, "after"), starts.summary(), kinds(starts)) == before
    assert box.number("n") == 5
    assert not box.control("w_1").is_visible()
    assert reopened.complaints() == []


BOXES = """root => {
  const parts = root.querySelectorAll(".nnw-panel, .nnw-controls > *, .nnw-summary");
  const seen = [...parts].filter((part) => part.offsetParent);
  const boxes = seen.map((part) => part.getBoundingClientRect());
  return boxes.map(({ x, y, width, height }) => [x, y, width, height]);
}"""


@pytest.mark.parametrize(
    ("source", "field"),
    [
        ("nw.BoxesExplorer()", "w_1"),
        ("nw.BoxesExplorer('box')", "u_2"),
        ("nw.BoxesExplorer('sum')", "n"),
        ("nw.BoxesExplorer('sum')", "turn"),
        ("nw.DimensionsExplorer()", "m"),
        ("nw.StartsExplorer()", "n_units"),
    ],
)
def test_nothing_changes_its_place_during_a_drag(
    scratch: NotebookPage, source: str, field: str
) -> None:
    view = start(scratch, source)
    before = view.measure(BOXES)
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft"):
        view.press(view.handle(field), key)
        assert view.measure(BOXES) == before
