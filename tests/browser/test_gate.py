"""A prediction comes first: until it is committed the slider stays where it is."""

import pytest
from playwright.sync_api import expect

from nnwidgets.exercises import all_predictions
from tests.browser.notebook import NotebookPage
from tests.browser.oracle import number
from tests.browser.views import ExplorerView

GATED = {"double_last_layer": "scale", "shift_last_biases": "shift"}


@pytest.fixture(params=GATED)
def asked(scratch: NotebookPage, request: pytest.FixtureRequest) -> tuple[ExplorerView, str]:
    """An explorer that asks first, and the name of the prediction."""
    name = str(request.param)
    return scratch.show(
        "import nnwidgets as nw", f"e = nw.NetworkExplorer(predict={name!r})\ne"
    ), name


def is_locked(view: ExplorerView, field: str) -> bool:
    """Whether the slider neither takes the focus nor changes by a key, the mouse or its box."""
    summary = view.summary()
    handle = view.handle(field)
    handle.focus()
    view.page.keyboard.press("ArrowRight")
    handle.hover(force=True)
    view.page.mouse.down()
    view.page.mouse.move(900, 300, steps=3)
    view.page.mouse.up()
    view.number_box(field).click(force=True)
    view.page.keyboard.type("3\n")
    view.page.evaluate("nnwTest.settled()")
    return view.summary() == summary


def test_the_slider_is_locked_until_an_answer_is_committed(asked: tuple[ExplorerView, str]) -> None:
    view, name = asked
    field = GATED[name]
    expect(view.root.locator(".nnw-gate")).to_contain_text("Predict first.")
    expect(view.button("Commit")).to_be_disabled()
    assert is_locked(view, field)
    view.root.get_by_role("radio").nth(1).check()
    assert is_locked(view, field)  # chosen is not committed
    with view.redraw():
        view.button("Commit").click()
    assert not is_locked(view, field)
    expect(view.root.get_by_role("radio").first).to_be_disabled()


def test_a_screen_reader_hears_that_the_slider_is_locked(scratch: NotebookPage) -> None:
    view = scratch.show("import nnwidgets as nw", "nw.NetworkExplorer(predict='double_last_layer')")
    handle, box = view.handle("scale"), view.number_box("scale")
    expect(handle).to_have_attribute("aria-disabled", "true")
    expect(box).to_have_attribute("aria-disabled", "true")
    expect(box).to_have_attribute("aria-readonly", "true")
    expect(view.handle("x_1")).not_to_have_attribute("aria-disabled", "true")
    other = view.control("x_1").locator(".noUi-target")
    other.evaluate("slider => slider.setAttribute('disabled', '')")  # and nothing else changes
    expect(view.handle("x_1")).to_have_attribute("aria-disabled", "true")
    other.evaluate("slider => slider.removeAttribute('disabled')")
    expect(view.handle("x_1")).not_to_have_attribute("aria-disabled", "true")
    view.root.get_by_role("radio").nth(2).check()
    with view.redraw():
        view.button("Commit").click()
    for part in (handle, box):
        assert part.get_attribute("aria-disabled") is None
        assert part.get_attribute("aria-readonly") is None


def test_a_press_on_a_greyed_slider_leaves_its_number(scratch: NotebookPage) -> None:
    """8.3 lies between two steps of a hand."""
    view = scratch.show("import nnwidgets as nw", "e = nw.UnitsExplorer().set(k=8.3)\ne")
    slider = view.control("k").locator(".noUi-target")
    expect(view.handle("k")).to_have_attribute("aria-disabled", "true")
    for part in (view.handle("k"), slider):
        part.click(force=True)
        part.dblclick(force=True, position={"x": 2, "y": 2})
        assert scratch.printed("e.value('k')") == "8.3"
    assert view.number("k") == 8.3
    view.choose("kind", "sigmoid")
    expect(view.handle("k")).not_to_have_attribute("aria-disabled", "true")


def test_then_it_says_what_was_said_what_it_is_and_why(asked: tuple[ExplorerView, str]) -> None:
    view, name = asked
    prediction = all_predictions()[name]
    wrong = 0
    assert wrong != prediction.answer
    view.root.get_by_role("radio").nth(wrong).check()
    with view.redraw():
        view.button("Commit").click()
    said = view.root.locator(".nnw-gate [role=status]").inner_text()
    places = [
        said.index("You said"),
        said.index(prediction.options[wrong]),
        said.index("It is"),
        said.index(prediction.options[prediction.answer]),
        said.index(prediction.explanations[wrong]),
    ]
    assert places == sorted(places)


def test_the_answer_can_be_given_by_keyboard_alone(asked: tuple[ExplorerView, str]) -> None:
    view, name = asked
    view.root.get_by_role("radio").first.focus()
    for key in ("Space", "ArrowDown", "ArrowDown", "Tab"):
        view.page.keyboard.press(key)
    view.page.evaluate("nnwTest.settled()")
    # The button was disabled when Tab was pressed, unless the answer had been taken already.
    view.button("Commit").focus()
    with view.redraw():
        view.page.keyboard.press("Enter")
    assert "You said" in view.root.locator(".nnw-gate").inner_text()
    view.press(view.handle(GATED[name]), "ArrowRight")
    assert view.number(GATED[name]) == {"scale": 1.1, "shift": 0.5}[GATED[name]]


def test_set_is_locked_too(scratch: NotebookPage) -> None:
    view = scratch.show(
        "import nnwidgets as nw\ne = nw.NetworkExplorer(predict='double_last_layer')\ne",
        "e.set(scale=2)",
    )
    cost = view.readout("cost")
    assert "commit your prediction first" in view.summary()
    assert view.number("scale") == 1.0
    view.root.get_by_role("radio").nth(2).check()
    with view.redraw():
        view.button("Commit").click()
    assert view.readout("cost") == cost


def test_the_first_answer_stands(scratch: NotebookPage) -> None:
    view = scratch.show(
        "import nnwidgets as nw",
        "e = nw.NetworkExplorer(predict='double_last_layer')\ne.commit('A')",
        "e.commit('C')",
    )
    assert view.root.get_by_role("radio").first.is_checked()
    assert "the first one stands" in view.summary()


def test_adding_ten_to_both_biases_does_what_the_answer_says(scratch: NotebookPage) -> None:
    """The boundary F₁ = F₂ stays, the cost goes up to about ½: at half of each point's square."""
    view = scratch.show(
        "import nnwidgets as nw\ne = nw.NetworkExplorer(predict='shift_last_biases')\ne.commit('C')"
    )
    boundary = [line.round(2).tolist() for line in view.curve_on_map("boundary")]
    view.press(view.handle("shift"), *["ArrowRight"] * 20)
    assert view.number("shift") == 10.0
    assert [line.round(2).tolist() for line in view.curve_on_map("boundary")] == boundary
    assert number(view.readout("cost")) == pytest.approx(0.5, abs=0.01)
