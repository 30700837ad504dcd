"""Picking a parameter in the picture, and every way to give it another value."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.notebook import NotebookPage
from tests.browser.oracle import number, some_parameters
from tests.browser.views import ExplorerView

EDGES = [f"W1_{i}{j}" for i in (1, 2) for j in (1, 2)]
EDGES += [f"W2_{i}{j}" for i in (1, 2, 3) for j in (1, 2)]
EDGES += [f"W3_{i}{j}" for i in (1, 2) for j in (1, 2, 3)]
NODES = [f"b{layer}_{i}" for layer, n in ((1, 2), (2, 3), (3, 2)) for i in range(1, n + 1)]

PLACE_ON_EDGE = """([edge, share]) => {
  const line = edge.querySelector(".nnw-edge-line");
  const point = line.getPointAtLength(share * line.getTotalLength());
  const { x, y } = point.matrixTransform(line.getScreenCTM());
  return [x, y];
}"""


@pytest.fixture
def view(scratch: NotebookPage) -> ExplorerView:
    parameters = some_parameters().in_python()
    return scratch.show("import nnwidgets as nw", f"nw.NetworkExplorer().set({parameters})")


def click_edge(view: ExplorerView, name: str, share: float) -> None:
    edge = view.item(name).element_handle()
    x, y = view.page.evaluate(PLACE_ON_EDGE, [edge, share])
    view.page.mouse.click(x, y)
    view.page.evaluate("nnwTest.settled()")


def value_of(item: Locator) -> float:
    return float(item.get_attribute("aria-valuenow") or "nan")


def test_a_click_on_an_edge_brings_its_slider(view: ExplorerView) -> None:
    click_edge(view, "W2_31", 0.3)
    assert view.selected() == ["W2_31"]
    assert view.number("selected-value") == 3.5
    expect(view.handle("selected-value")).to_have_attribute("aria-label", "W⁽²⁾₃₁")
    view.press(view.handle("selected-value"), "ArrowRight", "ArrowRight")
    assert value_of(view.item("W2_31")) == pytest.approx(3.7)
    assert number(view.item("W2_31").locator("text").text_content() or "") == 3.7


def test_every_edge_can_be_picked_with_the_mouse(view: ExplorerView) -> None:
    """Edges cross: each has a place of its own all the same."""
    for name in EDGES:
        for share in (0.2, 0.8):
            click_edge(view, name, share)
            if view.selected() == [name]:
                break
        assert view.selected() == [name]


def test_a_click_on_a_node_brings_its_bias(view: ExplorerView) -> None:
    for name in NODES:
        view.item(name).click()
        view.page.evaluate("nnwTest.settled()")
        assert view.selected() == [name]
        assert view.number("selected-value") == value_of(view.item(name))


def test_arrow_keys_on_an_edge_change_its_weight(view: ExplorerView) -> None:
    edge = view.item("W3_12")
    view.press(edge, "ArrowUp", "ArrowRight", "PageUp")
    assert value_of(edge) == pytest.approx(-3.5 + 1.2)
    view.press(edge, "ArrowDown", "ArrowLeft", "ArrowLeft", "PageDown")
    assert value_of(edge) == pytest.approx(-3.5 - 0.1)
    assert view.number("selected-value") == pytest.approx(-3.6)
    assert view.selected() == ["W3_12"]


def test_arrow_keys_on_a_node_change_its_bias_or_input(view: ExplorerView) -> None:
    view.press(view.item("b2_3"), "ArrowUp")
    assert value_of(view.item("b2_3")) == pytest.approx(-2.4)
    view.press(view.item("x_1"), "ArrowUp")
    assert value_of(view.item("x_1")) == pytest.approx(0.31)
    assert view.number("x_1") == pytest.approx(0.31)


def test_an_arrow_key_on_an_edge_does_not_leave_the_cell(view: ExplorerView) -> None:
    """In command mode JupyterLab moves to another cell on arrow keys."""
    view.press(view.item("W1_11"), "ArrowDown")
    assert view.item("W1_11").evaluate("edge => edge === document.activeElement")


def test_tab_reaches_every_edge_and_node(view: ExplorerView) -> None:
    view.control("selected").locator("select").focus()
    reached = set()
    for _ in range(80):
        view.page.keyboard.press("Tab")
        name = view.page.evaluate("document.activeElement.dataset.id || ''")
        reached.add(name)
    assert reached >= {*EDGES, *NODES, "x_1", "x_2"}


@pytest.mark.parametrize("field", ["selected-value", "x_1"])
def test_home_puts_a_value_back(scratch: NotebookPage, field: str) -> None:
    view = scratch.show("import nnwidgets as nw", "nw.NetworkExplorer()")
    start = view.number(field)
    view.press(view.handle(field), "ArrowRight", "ArrowRight")
    assert view.number(field) > start
    view.press(view.handle(field), "Home")
    assert view.number(field) == start


@pytest.mark.parametrize("field", ["selected-value", "x_1"])
def test_a_double_click_puts_a_value_back(scratch: NotebookPage, field: str) -> None:
    view = scratch.show("import nnwidgets as nw", "nw.NetworkExplorer()")
    start = view.number(field)
    view.press(view.handle(field), *["ArrowRight"] * 3)
    with view.redraw():
        view.handle(field).dblclick()
    assert view.number(field) == start


def test_home_puts_a_weight_back_on_its_edge(scratch: NotebookPage) -> None:
    view = scratch.show("import nnwidgets as nw", "nw.NetworkExplorer()")
    edge = view.item("W2_11")
    start = value_of(edge)
    view.press(edge, "PageUp")
    assert value_of(edge) == pytest.approx(start + 1.0)
    view.press(edge, "Home")
    assert value_of(edge) == start


@pytest.mark.parametrize(("typed", "shown"), [("-2.7", -2.7), ("1.25", 1.25), ("999", 12.0)])
def test_a_number_typed_into_the_box(view: ExplorerView, typed: str, shown: float) -> None:
    view.type_number("selected-value", typed)
    assert view.number("selected-value") == shown
    assert value_of(view.item("W1_11")) == shown


def test_a_drag_lands_on_the_steps_of_an_arrow_key(view: ExplorerView) -> None:
    box = view.handle("selected-value").bounding_box()
    assert box is not None
    mouse, x, y = view.page.mouse, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    for distance in (7, 19, 34):
        with view.redraw():
            mouse.move(x + distance, y)
        tenths = 10 * value_of(view.item("W1_11"))
        assert tenths == pytest.approx(round(tenths), abs=1e-9)
    mouse.up()
    view.type_number("selected-value", "2.34")
    view.press(view.handle("selected-value"), "ArrowRight")
    assert value_of(view.item("W1_11")) == pytest.approx(2.44)


def test_showing_a_number_does_not_change_it(scratch: NotebookPage) -> None:
    """A slider that stands on its own steps would answer with the nearest one."""
    view = scratch.show(
        "import nnwidgets as nw",
        "e = nw.NetworkExplorer().set(W1_11=1.2345, W2_11=-2.0651, x=[0.1234, 0.9876])\ne",
    )
    values = '[e.value(name) for name in ("W1_11", "W2_11", "x_1", "x_2")]'
    assert scratch.printed(values) == "[1.2345, -2.0651, 0.1234, 0.9876]"
    view.choose("selected", "W⁽²⁾₁₁")
    assert view.number("selected-value") == pytest.approx(-2.07)
    view.choose("selected", "W⁽¹⁾₁₁")
    assert view.number("selected-value") == 1.23
    assert scratch.printed(values) == "[1.2345, -2.0651, 0.1234, 0.9876]"
    scratch.printed("e.set(W1_11=0.4567)")
    assert scratch.printed("e.value('W1_11')") == "0.4567"
    assert view.number("selected-value") == 0.46


def test_looking_at_a_frozen_weight_is_no_attempt_to_change_it(scratch: NotebookPage) -> None:
    view = scratch.show("import nnwidgets as nw", "e = nw.NetworkExplorer(frozen=True)\ne")
    words = view.summary()
    for name in ("W⁽¹⁾₁₁", "b⁽²⁾₃", "W⁽²⁾₂₂"):
        view.choose("selected", name)
        assert view.summary() == words


def test_words_typed_into_the_box_change_nothing(view: ExplorerView) -> None:
    view.type_number("selected-value", "much")
    assert view.number("selected-value") == 3.0
    assert value_of(view.item("W1_11")) == 3.0


def test_a_click_on_the_map_moves_the_input(view: ExplorerView) -> None:
    frame = view.root.locator(".nnw-frame").bounding_box()
    assert frame is not None
    with view.redraw():
        view.page.mouse.click(
            frame["x"] + 0.75 * frame["width"], frame["y"] + 0.75 * frame["height"]
        )
    assert view.number("x_1") == pytest.approx(0.75, abs=0.011)
    assert view.number("x_2") == pytest.approx(0.25, abs=0.011)


def test_reset_is_the_start_again(scratch: NotebookPage) -> None:
    view = scratch.show("import nnwidgets as nw", "nw.NetworkExplorer()")
    start, picture = view.summary(), view.pixels()
    view.choose("map", "a⁽¹⁾₂")
    view.press(view.item("W2_21"), "PageUp", "PageUp")
    view.press(view.handle("x_1"), "ArrowRight")
    assert view.summary() != start
    with view.redraw():
        view.button("Reset").click()
    assert view.summary() == start
    assert (view.pixels() == picture).all()
    assert view.selected() == ["W1_11"]
