"""Readable in both themes and at every width: contrast, sizes, nothing cut, nothing overflowing."""

import re

import pytest

from tests.browser.notebook import DARK, LIGHT, NotebookPage
from tests.browser.samples import SAMPLES
from tests.browser.views import ExplorerView

WIDTHS = (1280, 800, 500)


def looked_at(scratch: NotebookPage, sample: str) -> ExplorerView:
    return scratch.show("import nnwidgets as nw", SAMPLES[sample])


@pytest.mark.parametrize("sample", SAMPLES)
def test_text_stands_out_from_its_ground(scratch: NotebookPage, sample: str) -> None:
    """At least 4.5 : 1 (WCAG 2.2, 1.4.3), in the light theme and in the dark one."""
    view = looked_at(scratch, sample)
    faint = {LIGHT: view.measure("root => nnwLooks.faint(root, 4.5)")}
    scratch.theme(DARK)
    faint[DARK] = view.measure("root => nnwLooks.faint(root, 4.5)")
    assert faint == {LIGHT: [], DARK: []}


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("width", WIDTHS)
def test_everything_fits_at_every_width(scratch: NotebookPage, sample: str, width: int) -> None:
    scratch.resize(width, 900)
    view = looked_at(scratch, sample)
    assert view.measure("root => nnwLooks.overflowing(root)") == []
    assert view.measure("root => nnwLooks.cut(root)") == []
    assert view.measure("root => nnwLooks.small(root, 13)") == []
    assert view.measure("root => nnwLooks.colliding(root)") == []


def test_controls_stand_beside_the_pictures_or_above_them(scratch: NotebookPage) -> None:
    view = looked_at(scratch, "network")
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
    view = looked_at(scratch, "neuron")
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
    view = looked_at(scratch, "network")
    before = view.measure(BOXES)
    for key in ("PageUp", "PageUp", "ArrowLeft", "PageDown", "PageDown", "PageDown", "PageDown"):
        view.press(view.handle("selected-value"), key)
        assert view.measure(BOXES) == before
