"""Notebook 06 in one dimension, in a page: units dragged, curves drawn, constructions run."""

import math
import re
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.notebook import MILLISECONDS, NotebookPage
from tests.browser.oracle import Floats, number, numbers_in
from tests.browser.views import ExplorerView

IMPORT = "import numpy as np\nimport nnwidgets as nw"
X_RANGE = (-1.0, 5.0)
AXIS = (-1.5, 3.5)


def curve(view: ExplorerView, kind: str, x: Sequence[float], y: Sequence[float]) -> list[Floats]:
    """The pieces of a line in the first frame, in data units."""
    group = view.panel("chart").locator("svg > g").first
    frame = group.locator(".nnw-chart-frame")
    left, top, width, height = (
        float(frame.get_attribute(name) or "nan") for name in ("x", "y", "width", "height")
    )
    path = group.locator(f"path.nnw-{kind}").get_attribute("d") or ""
    pieces = []
    for part in filter(None, path.split("M")):
        points = np.array([[float(v) for v in pair.split(",")] for pair in part.split("L")])
        share = (points - [left, top + height]) / [width, -height]
        pieces.append(share * [x[1] - x[0], y[1] - y[0]] + [x[0], y[0]])
    return pieces


def added_up(x: float, rows: Sequence[Sequence[float]]) -> float:
    return math.fsum(v * (w * x + b >= 0) for v, w, b in rows)


def assert_steps(view: ExplorerView, rows: Sequence[Sequence[float]]) -> None:
    """The bold line is the sum of the steps, piece by piece."""
    for piece in curve(view, "sum", X_RANGE, AXIS):
        middle = float(piece[:, 0].mean())
        assert piece[:, 1] == pytest.approx([added_up(middle, rows)] * len(piece), abs=0.02)


def drag(view: ExplorerView, target: Locator, dx: float, dy: float) -> None:
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    with view.redraw():
        view.page.mouse.move(x, y)
        view.page.mouse.down()
        view.page.mouse.move(x + dx, y + dy, steps=8)
        view.page.mouse.up()


LECTURE = [(1, 1, -1), (1, -1, 3), (1, 0, -1)]


def test_the_lectures_sum_is_drawn_as_one_two_one(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.UnitsExplorer()")
    assert_steps(view, LECTURE)
    assert len(curve(view, "sum", X_RANGE, AXIS)) == 3
    assert "F is 1 up to x = 1, then 2 up to 3, then 1." in view.summary()


def test_arrow_keys_and_the_mouse_move_the_step(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.UnitsExplorer()")
    view.press(view.handle("b_1"), *["ArrowRight"] * 2)
    assert view.number("b_1") == -0.5
    assert_steps(view, [(1, 1, -0.5), *LECTURE[1:]])
    drag(view, view.handle("w_1"), 30, 0)
    w = view.number("w_1")
    assert w > 1
    assert w * 2 == int(w * 2)  # by halves
    assert_steps(view, [(1, w, -0.5), *LECTURE[1:]])
    assert view.panel("chart").locator("path.nnw-ghost").count() == 1


def test_a_click_in_the_table_brings_the_sliders_of_that_unit(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.UnitsExplorer()")
    assert view.control("b_1").is_visible()
    assert not view.control("b_2").is_visible()
    rows = view.panel("table").locator("tr")
    with view.redraw():
        rows.nth(2).click()
    assert not view.control("b_1").is_visible()
    view.press(view.handle("b_2"), "ArrowLeft")
    assert_steps(view, [LECTURE[0], (1, -1, 2.75), LECTURE[2]])
    cells = rows.nth(2).locator("td").all_inner_texts()
    assert cells == ["1", "−1", "2.75", "2.75", "left"]
    selected = rows.nth(2).get_attribute("class")
    assert selected == "nnw-is-selected"


def test_the_indicator_is_built_by_hand_and_earns_its_points(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "units = nw.UnitsExplorer()\nunits")
    view.choose("goal", "indicator of [1, 3]")
    view.press(view.handle("unit"), "ArrowRight", "ArrowRight")
    view.press(view.handle("v_3"), *["ArrowLeft"] * 4)
    view.press(view.handle("b_3"), *["ArrowRight"] * 4)
    assert "Off the jumps it is the goal." in view.summary()
    assert_steps(view, [*LECTURE[:2], (-1, 0, 0)])
    assert "correct, 2 of 2" in scratch.printed("nw.check('indicator', units.state())")


def test_sigmoids_get_steep(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.UnitsExplorer()")
    view.choose("kind", "sigmoid")
    view.press(view.handle("k"), *["ArrowRight"] * 3)
    (total,) = curve(view, "sum", X_RANGE, AXIS)
    sigmoid = [1 / (1 + np.exp(-9.5 * (w * total[:, 0] + b))) for _, w, b in LECTURE]
    np.testing.assert_allclose(total[:, 1], np.sum(sigmoid, axis=0), atol=0.03)


def test_the_third_unit_waits_for_the_prediction(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.UnitsExplorer(predict='zero_weight')")
    assert "0x" not in view.summary()
    view.root.get_by_role("radio").nth(0).check()
    with view.redraw():
        view.button("Commit").click()
    assert "It is: 0 for every x." in view.root.locator(".nnw-reply").inner_text()
    assert "Unit 3 has w = 0: it is the constant φ(−1) = 0." in view.summary()
    assert_steps(view, LECTURE)


# curves


def nielsen(x: Floats) -> Floats:
    value: Floats = 0.2 + 0.4 * x**2 + 0.3 * x * np.sin(15 * x) + 0.05 * np.cos(50 * x)
    return value


def staircase_error(f: Callable[[Floats], Floats], n: int) -> float:
    """The largest |f − F| of N steps at the heights of the middles."""
    x = np.linspace(0, 1, 40 * n * 25, endpoint=False)
    return float(np.abs(f(x) - f((np.floor(x * n + 1e-9) + 0.5) / n)).max())


def error_in(view: ExplorerView) -> float:
    said = re.search(r"measured is ([^,]+),", view.summary())
    assert said is not None
    return number(said.group(1))


def test_more_steps_come_closer(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.ApproximationExplorer()")
    for key, n in (("ArrowRight", 11), ("ArrowRight", 12), ("ArrowLeft", 11)):
        view.press(view.handle("n_units"), key)
        assert error_in(view) == pytest.approx(staircase_error(nielsen, n), abs=2e-3)
        low, high = axis_of(nielsen(np.linspace(0, 1, 2001)))
        pieces = curve(view, "sum", (0, 1), (low, high))
        assert len(pieces) == n
        for i, piece in enumerate(pieces):
            assert piece[:, 1] == pytest.approx(nielsen(np.array([(i + 0.5) / n] * 2)), abs=4e-3)


def axis_of(values: Floats) -> tuple[float, float]:
    """The axis as the picture has it: a bit beyond all but the outermost values."""
    low, high = np.percentile(values, [0.5, 99.5])
    room = 0.15 * (high - low)
    return float(low - room), float(high + room)


HEIGHTS = [0.2, 0.6, 0.7, 0.3, -0.2, -0.4, 0.1, 0.5, 0.4]


def test_a_curve_is_drawn_with_the_mouse_and_by_arrow_keys(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.ApproximationExplorer().set(target='drawn')")
    handles = view.root.locator(".nnw-handle")
    assert handles.count() == 9
    heights = list(HEIGHTS)
    for place, key, change in ((2, "ArrowUp", 0.05), (4, "ArrowDown", -0.05), (8, "PageUp", 0.25)):
        view.press(handles.nth(place), key, key)
        heights[place] += 2 * change
    before = handles.nth(5).bounding_box()
    assert before is not None
    drag(view, handles.nth(5), 0, -40)
    heights[5] = float(handles.nth(5).get_attribute("aria-valuenow") or "nan")
    assert heights[5] > HEIGHTS[5]
    after = handles.nth(5).bounding_box()
    assert after is not None
    assert after["y"] == pytest.approx(before["y"] - 40, abs=4)  # to a multiple of 0.05
    assert after["x"] == pytest.approx(before["x"], abs=2)  # its outline has another width
    (target,) = curve(view, "target", (0, 1), (-1.15, 1.15))
    wanted = np.interp(target[:, 0], np.linspace(0, 1, 9), heights)
    np.testing.assert_allclose(target[:, 1], wanted, atol=0.02)

    def f(x: Floats) -> Floats:
        return np.interp(x, np.linspace(0, 1, 9), heights)

    assert error_in(view) == pytest.approx(staircase_error(f, 10), abs=3e-3)
    view.press(handles.nth(5), "Home")
    assert handles.nth(5).get_attribute("aria-valuenow") == "-0.4"


def test_handles_are_named_sliders(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.ApproximationExplorer().set(target='drawn')")
    handle = view.root.get_by_role("slider", name="height at x = 0.25")
    assert handle.get_attribute("aria-valuenow") == "0.7"
    assert handle.get_attribute("aria-valuemin") == "-1"


def test_a_jump_in_the_drawing_is_told(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.ApproximationExplorer().set(target='drawn')")
    view.choose("joined", "jumps")
    assert "f jumps near x = " in view.summary()
    assert len(curve(view, "target", (0, 1), (-1.15, 1.15))) == 9


def type_formula(view: ExplorerView, text: str) -> None:
    box = view.control("formula").locator("input")
    box.fill(text)
    with view.redraw():
        box.press("Enter")


def test_a_formula_is_typed(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.ApproximationExplorer()")
    type_formula(view, "2 - 3*x")
    assert error_in(view) == pytest.approx(3 / 20, abs=2e-3)
    assert "L/(2N) = 3 / (2 · 10) = 0.15" in view.summary()
    type_formula(view, "1/x")
    assert view.summary() == "f has no finite value at x = 0: nothing can be built."
    type_formula(view, "2 +")
    assert "formula was not changed" in view.summary()
    type_formula(view, "5")
    assert error_in(view) == 0
    assert scratch.complaints() == []


def test_relus_reach_the_tolerance_and_the_points(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "curves = nw.ApproximationExplorer()\ncurves")
    view.choose("kind", "ReLU")
    view.type_number("n_units", "20")
    x = np.linspace(0, 1, 20_001)
    nodes = np.linspace(0, 1, 20)
    wanted = np.abs(nielsen(x) - np.interp(x, nodes, nielsen(nodes))).max()
    assert error_in(view) == pytest.approx(wanted, abs=5e-4)
    assert "correct, 2 of 2" in scratch.printed("nw.check('twenty_units', curves.state())")


def test_construct_places_the_units_one_after_the_other(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.ApproximationExplorer()")
    view.button("Construct").click()
    sentence = view.root.locator(".nnw-summary")
    expect(sentence).to_contain_text("Placed so far", timeout=MILLISECONDS)
    view.button("Construct").wait_for(timeout=MILLISECONDS)
    expect(sentence).not_to_contain_text("Placed so far")
    assert view.number("placed") == 100


def test_errors_over_n_wait_for_the_prediction(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.ApproximationExplorer(predict='halve_tolerance')")
    dots = view.panel("chart").locator(".nnw-class-ink")
    assert dots.count() == 0
    said = view.summary()
    view.handle("n_units").focus()
    scratch.page.keyboard.press("ArrowRight")
    scratch.page.evaluate("nnwTest.settled()")
    assert view.summary() == said
    view.root.get_by_role("radio").nth(2).check()
    with view.redraw():
        view.button("Commit").click()
    assert "So it is." in view.root.locator(".nnw-reply").inner_text()
    assert dots.count() == 12
    view.press(view.handle("n_units"), "ArrowRight")
    assert numbers_in(view.summary())[0] == 11


OWN = """def step_network(function, n_units, interval):
    {body}

nw.ApproximationExplorer(step_network)"""
LEFT_ENDS = """edges = np.linspace(*interval, n_units + 1)[:-1]
    return np.ones(n_units), -edges, np.diff(function(edges), prepend=0)"""


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("raise NotImplementedError", "is not written yet"),
        ("return np.ones(n_units)", "return three arrays of N numbers each"),
        ("return [np.ones(n_units + 1)] * 3", "returned 11 units, asked were 10"),
        ("return 1 / 0", "raised a ZeroDivisionError"),
        (LEFT_ENDS, ""),
    ],
)
def test_the_students_construction_is_run_and_told_what_is_wrong(
    scratch: NotebookPage, body: str, words: str
) -> None:
    view = scratch.show(IMPORT, OWN.format(body=body))
    if words:
        assert words in view.summary()
    else:
        x = np.linspace(0, 1, 20_000, endpoint=False)
        wanted = np.abs(nielsen(x) - nielsen(np.floor(x * 10 + 1e-9) / 10)).max()
        assert error_in(view) == pytest.approx(wanted, abs=2e-3)
    view.choose("target", "a jump")
    assert scratch.complaints() == []


@pytest.mark.parametrize(
    ("source", "field"),
    [("nw.UnitsExplorer()", "b_1"), ("nw.ApproximationExplorer()", "n_units")],
)
def test_reset_brings_the_start_back(scratch: NotebookPage, source: str, field: str) -> None:
    view = scratch.show(IMPORT, source)
    start, value = view.summary(), view.number(field)
    view.press(view.handle(field), "ArrowRight", "ArrowRight")
    view.choose("kind", "sigmoid")
    assert view.summary() != start
    with view.redraw():
        view.button("Reset").click()
    assert view.summary() == start
    assert view.number(field) == value


def test_nothing_moves_under_the_pointer(scratch: NotebookPage) -> None:
    view = scratch.show(IMPORT, "nw.UnitsExplorer()", "nw.ApproximationExplorer()")
    for place, fields in ((0, ("n_units", "w_1", "b_1", "k")), (1, ("n_units", "k", "placed"))):
        view = scratch.painted(place)
        view.choose("kind", "sigmoid")
        box = view.root.bounding_box()
        assert box is not None
        for field in fields:
            view.press(view.handle(field), *["ArrowLeft"] * 2)
            after = view.root.bounding_box()
            assert after is not None
            assert after["height"] == pytest.approx(box["height"], abs=1), field


def test_an_opened_page_shows_the_present_state(
    open_notebook: Callable[..., NotebookPage],
) -> None:
    notebook = open_notebook("curves.ipynb")
    view = notebook.show(
        IMPORT, "nw.UnitsExplorer()", "nw.ApproximationExplorer().set(target='drawn')"
    )
    view.press(view.handle("b_1"), "ArrowRight")
    drawing = notebook.painted(1)
    drawing.press(drawing.root.locator(".nnw-handle").nth(3), "ArrowUp")
    said = [notebook.painted(place).summary() for place in (0, 1)]
    notebook.save()
    notebook.open()
    assert [notebook.painted(place).summary() for place in (0, 1)] == said
    handle = notebook.painted(1).root.locator(".nnw-handle").nth(3)
    assert handle.get_attribute("aria-valuenow") == "0.35"
    assert notebook.complaints() == []
