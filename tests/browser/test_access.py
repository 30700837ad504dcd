"""Usable without a mouse and with a screen reader."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import axe
from tests.browser.notebook import DARK, NotebookPage
from tests.browser.oracle import number
from tests.browser.views import ExplorerView


def test_axe_would_find_a_planted_fault(scratch: NotebookPage) -> None:
    """The handle of a slider without a name, as ipywidgets leaves it; ours would get one back."""
    view = scratch.show("import nnwidgets as nw", "nw.NeuronExplorer()")
    view.handle("w").evaluate("""handle => {
      const nameless = handle.cloneNode();
      nameless.removeAttribute("aria-label");
      handle.closest(".nnw-explorer").append(nameless);
    }""")
    (found,) = axe.violations(view.root)
    assert found.startswith("aria-input-field-name")


def tab_to(view: ExplorerView, wanted: str) -> None:
    """Press Tab until an element with this in its accessible name has the focus."""
    name = "(document.activeElement.ariaLabel || document.activeElement.innerText || '').trim()"
    for _ in range(80):
        view.page.keyboard.press("Tab")
        if view.page.evaluate(name) == wanted:
            return
    pytest.fail(f"Tab reaches nothing called {wanted!r}")


def test_a_student_without_a_mouse(scratch: NotebookPage) -> None:
    """Choose, drag, type, step, read, put back: the whole explorer by keyboard alone."""
    view = scratch.show("import nnwidgets as nw", "nw.NetworkExplorer(predict='double_last_layer')")
    keyboard = view.page.keyboard
    view.root.evaluate("root => { root.tabIndex = -1; root.focus(); }")

    keyboard.press("Tab")  # the radio buttons
    keyboard.press("Space")
    keyboard.press("ArrowDown")
    expect(view.button("Commit")).to_be_enabled()
    tab_to(view, "Commit")
    with view.redraw():
        keyboard.press("Enter")
    assert "You said" in view.root.locator(".nnw-gate").inner_text()

    tab_to(view, "W⁽³⁾ times")
    with view.redraw():
        keyboard.press("ArrowRight")
    assert view.number("scale") == 1.1

    keyboard.press("Tab")  # its number box
    keyboard.press("Control+a")
    keyboard.type("2")
    with view.redraw():
        keyboard.press("Enter")
    assert view.number("scale") == 2.0

    keyboard.press("Tab")  # the list of parameters
    with view.redraw():
        keyboard.press("ArrowDown")
    assert view.selected() == ["W1_12"]
    tab_to(view, "W⁽¹⁾₁₂")
    before = view.number("selected-value")
    with view.redraw():
        keyboard.press("ArrowLeft")
    assert view.number("selected-value") == pytest.approx(before - 0.1)

    for name in ("Back", "Back", "Back", "Next layer", "Run"):
        tab_to_button(view, name)
        with view.redraw():
            keyboard.press("Enter")
    assert view.node_text("b3_1") != "?"

    tab_to(view, view.item("W2_32").get_attribute("aria-label") or "")
    with view.redraw():
        keyboard.press("ArrowUp")
    assert view.selected() == ["W2_32"]
    assert number(view.item("W2_32").locator("text").text_content() or "") == pytest.approx(
        view.number("selected-value")
    )

    tab_to_button(view, "Reset")
    with view.redraw():
        keyboard.press("Space")
    assert view.number("scale") == 1.0
    assert view.selected() == ["W1_11"]


def tab_to_button(view: ExplorerView, name: str) -> None:
    """Press Shift+Tab or Tab, whichever way is the shorter, to a button."""
    for _ in range(80):
        focused = view.page.evaluate("document.activeElement.innerText || ''")
        if (
            focused.strip() == name
            and view.page.evaluate("document.activeElement.tagName") == "BUTTON"
        ):
            return
        view.page.keyboard.press("Shift+Tab" if is_after(view, name) else "Tab")
    pytest.fail(f"no button {name!r} is reached")


def is_after(view: ExplorerView, name: str) -> bool:
    """Whether the focus stands behind a button."""
    return bool(
        view.button(name).evaluate(
            "button => Boolean(button.compareDocumentPosition(document.activeElement)"
            " & Node.DOCUMENT_POSITION_FOLLOWING)"
        )
    )


@pytest.mark.parametrize("part", ["noUi-handle", "nnw-node[tabindex]", "widget-dropdown select"])
def test_a_letter_on_a_control_is_no_command_of_jupyterlab(
    scratch: NotebookPage, part: str
) -> None:
    """In command mode D D deletes the cell, and with it the explorer."""
    view = scratch.show("import nnwidgets as nw", "nw.NetworkExplorer()")
    view.root.locator(f".{part}").last.focus()
    for key in ("d", "d", "x", "b"):
        view.page.keyboard.press(key)
    view.page.evaluate("nnwTest.settled()")
    assert view.page.locator(".jp-CodeCell").count() == 2
    assert view.root.is_visible()


LISTEN = """() => {
  globalThis.nnwSaid = [];
  globalThis.nnwListener = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
      const words = region?.matches(".nnw-stage > .nnw-spoken") && region.textContent;
      if (words) nnwSaid.push(words);
    }
  });
  nnwListener.observe(document.body, { childList: true, subtree: true, characterData: true });
}"""
"""Notes whatever is put into a live region of a stage."""

LONG_ENOUGH = 1500  # milliseconds; a summary is said 700 after the last change


def test_what_changed_is_said_once_the_hand_rests_and_then_taken_away(
    scratch: NotebookPage,
) -> None:
    scratch.page.evaluate(LISTEN)
    view = scratch.show("import nnwidgets as nw", "nw.NetworkExplorer()", "nw.NeuronExplorer()")
    view.page.wait_for_timeout(LONG_ENOUGH)
    assert view.page.evaluate("nnwSaid") == []  # a page that opens does not read itself out
    view.press(view.handle("x_1"), *["ArrowRight"] * 3)
    spoken = view.root.locator(".nnw-stage > .nnw-spoken")
    expect(spoken).to_have_text(view.summary())
    assert "0.23" in view.summary()
    assert view.page.evaluate("nnwSaid") == [view.stage.locator(".nnw-summary").text_content()]
    expect(spoken).to_have_text("", timeout=20_000)
    assert "0.23" in view.summary()
    scratch.theme(DARK)  # drawn anew, and nothing new to say
    view.page.wait_for_timeout(LONG_ENOUGH)
    assert len(view.page.evaluate("nnwSaid")) == 1
    view.page.evaluate("nnwListener.disconnect()")


def test_what_is_selected_shows_its_outline_to_the_keyboard(scratch: NotebookPage) -> None:
    view = scratch.show("import nnwidgets as nw", "nw.NetworkExplorer()")
    view.button("Reset").focus()
    view.page.keyboard.press("Tab")
    view.page.keyboard.press("Shift+Tab")
    for target in (view.button("Reset"), view.handle("x_1"), view.number_box("x_1")):
        target.focus()
        outline = target.evaluate("element => getComputedStyle(element).outlineStyle")
        assert outline != "none"


def stroke(part: Locator) -> str:
    """The colour of a line, as #RRGGBB."""
    told = part.evaluate("element => getComputedStyle(element).stroke")
    return "#" + "".join(f"{int(channel):02X}" for channel in re.findall(r"\d+", told)[:3])


def test_a_node_that_is_wrong_shows_the_focus_too(scratch: NotebookPage) -> None:
    view = scratch.show("import nnwidgets as nw", "nw.OrderExplorer()")
    view.root.evaluate("root => { root.tabIndex = -1; root.focus(); }")
    node = view.item("f")
    tab_to(view, node.get_attribute("aria-label") or "")
    with view.redraw():
        view.page.keyboard.press("Enter")  # what it needs is not computed yet
    expect(node).to_be_focused()
    assert "nnw-is-wrong" in (node.get_attribute("class") or "")
    assert stroke(node.locator(".nnw-node-shape")) == view.colour("wrong")
    assert stroke(node.locator(".nnw-node-ring")) == view.colour("class-a")
    view.page.keyboard.press("Shift+Tab")
    assert node.locator(".nnw-node-ring").evaluate("e => getComputedStyle(e).stroke") == "none"


@pytest.mark.parametrize(
    ("explorer", "item", "line"),
    [
        ("NetworkExplorer", ".nnw-edge[data-id=W2_32]", ".nnw-edge-hit"),
        ("NetworkExplorer", ".nnw-node[data-id=b2_1]", ".nnw-node-ring"),
        ("SoftmaxExplorer", ".nnw-sketch-row[tabindex] >> nth=1", ""),
    ],
)
def test_the_mouse_does_not_hide_the_focus(
    scratch: NotebookPage, explorer: str, item: str, line: str
) -> None:
    view = scratch.show("import nnwidgets as nw", f"nw.{explorer}()")
    target = view.root.locator(item)
    view.root.evaluate("root => { root.tabIndex = -1; root.focus(); }")
    tab_to(view, target.get_attribute("aria-label") or "")
    target.hover(force=True)
    assert target.evaluate("element => element.matches(':hover:focus-visible')")
    assert stroke(target.locator(line) if line else target) == view.colour("class-a")
