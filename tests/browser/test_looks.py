"""Where things stand, and that they stay there."""

import re

import pytest

from tests.browser.notebook import NotebookPage
from tests.browser.views import ExplorerView


def looked_at(scratch: NotebookPage, explorer: str) -> ExplorerView:
    return scratch.show("import nnwidgets as nw", f"nw.{explorer}()")


def test_controls_stand_beside_the_pictures_or_above_them(scratch: NotebookPage) -> None:
    view = looked_at(scratch, "NetworkExplorer")
    controls, pictures = edges(view, ".nnw-controls"), edges(view, ".nnw-pictures")
    assert controls["right"] <= pictures["left"]
    assert controls["top"] == pytest.approx(pictures["top"], abs=2)
    scratch.resize(500, 900)
    controls, pictures = edges(view, ".nnw-controls"), edges(view, ".nnw-pictures")
    assert controls["left"] == pytest.approx(pictures["left"], abs=2)
    assert controls["bottom"] <= pictures["top"]


def edges(view: ExplorerView, part: str) -> dict[str, float]:
    """Where a part of the explorer ends on each side, in pixels of the page."""
    found: dict[str, float] = view.root.locator(part).evaluate(
        "part => part.getBoundingClientRect().toJSON()"
    )
    return found


def test_nothing_moves_for_who_asked_for_less_motion(scratch: NotebookPage) -> None:
    scratch.page.emulate_media(reduced_motion="reduce")
    view = looked_at(scratch, "NeuronExplorer")
    moving = "root => root.getAnimations({ subtree: true }).length"
    assert view.measure(moving) == 0
    view.press(view.handle("w"), "ArrowRight")
    view.choose("activation", "tanh")
    assert view.measure(moving) == 0
    durations = view.measure(
        "root => [root, ...root.querySelectorAll('[class*=nnw-]')]"
        ".map(element => getComputedStyle(element).transitionDuration)"
    )
    scratch.page.emulate_media(reduced_motion="no-preference")
    assert {float(re.sub("[a-z]", "", part)) for d in durations for part in d.split(", ")} == {0.0}


BOXES = """root => {
  const parts = root.querySelectorAll(".nnw-panel, .nnw-controls, .nnw-controls > *, .nnw-summary");
  const boxes = [...parts].map((part) => part.getBoundingClientRect());
  return boxes.map(({ x, y, width, height }) => [x, y, width, height]);
}"""


def test_nothing_changes_its_place_during_a_drag(scratch: NotebookPage) -> None:
    view = looked_at(scratch, "NetworkExplorer")
    before = view.measure(BOXES)
    for key in ("PageUp", "PageUp", "ArrowLeft", "PageDown", "PageDown", "PageDown", "PageDown"):
        view.press(view.handle("selected-value"), key)
        assert view.measure(BOXES) == before
