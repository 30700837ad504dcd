"""Panels on their own: what goes wrong in one is told there, and no other is disturbed."""

import pytest

from tests.browser.notebook import NotebookPage
from tests.browser.views import ExplorerView

COUNT_NAMING = """root => {
  globalThis.nnwNamed = 0;
  const ask = root.querySelectorAll.bind(root);
  root.querySelectorAll = (selector) => {
    if (selector === ".widget-slider") nnwNamed += 1;
    return ask(selector);
  };
}"""


def run(scratch: NotebookPage, code: str) -> None:
    """Run lines of Python in the kernel, outside of the notebook."""
    assert scratch.page.evaluate("code => nnwTest.ask(code)", code) == ""


def test_redrawn_pictures_leave_the_controls_alone(scratch: NotebookPage) -> None:
    """Names are given to controls when one comes or changes, not at every step of a drag."""
    view = scratch.show("import nnwidgets as nw", "explorer = nw.NeuronExplorer()\nexplorer")
    view.measure(COUNT_NAMING)
    for k in range(10):
        with view.redraw():
            view.item("bw"[k % 2]).focus()
    assert view.page.evaluate("nnwNamed") == 0
    with view.redraw():
        run(scratch, "explorer.set(w=2)")
    assert view.page.evaluate("nnwNamed") > 0
    assert view.handle("w").get_attribute("aria-label") == "weight w"


def test_a_control_that_comes_later_gets_its_name(scratch: NotebookPage) -> None:
    view = scratch.show("import nnwidgets as nw", "explorer = nw.NeuronExplorer()\nexplorer")
    run(
        scratch,
        "import ipywidgets\n"
        "left = explorer.children[0].children[0]\n"
        "late = ipywidgets.FloatSlider(description='late')\n"
        "left.children = [*left.children, late]",
    )
    view.root.locator('.noUi-handle[aria-label="late"]').wait_for()


NETWORK = "import nnwidgets as nw\nexplorer = nw.NetworkExplorer()\n"
PANELS = "explorer.stage.panels"


def trouble(view: ExplorerView, panel: str) -> str:
    """The sentence in a panel, which is all that it holds."""
    told = view.panel(panel).locator("> *")
    assert told.count() == 1
    assert told.get_attribute("role") == "status"
    return told.inner_text()


def test_an_unknown_kind_of_picture_is_told_in_its_panel(scratch: NotebookPage) -> None:
    change = (
        f"{PANELS} = [p | {{'kind': 'plot'}} if p['name'] == 'diagram' else p for p in {PANELS}]"
    )
    view = scratch.show(NETWORK + change, "explorer")
    assert 'the page knows no kind "plot".' in trouble(view, "diagram")
    before = view.pixels()
    view.press(view.handle("selected-value"), "ArrowRight", "ArrowRight")
    assert (view.pixels() != before).any()


@pytest.mark.parametrize(
    ("panel", "change", "words"),
    [
        ("map", "scene.pop('grid')", 'its data lack "grid".'),
        ("map", "scene.clear(); scene['kind'] = 1", "its data lack "),
        ("diagram", "scene['nodes'] = None", "could not be drawn (TypeError: "),
        ("diagram", "scene['nodes'] = scene['nodes'][1:]", "has no node at one end"),
        ("equation", "scene['items'] = [{'cells': []}]", "could not be drawn (TypeError: "),
    ],
)
def test_data_that_cannot_be_drawn_are_told_and_the_next_are_drawn(
    scratch: NotebookPage, panel: str, change: str, words: str
) -> None:
    view = scratch.show(NETWORK, "explorer")
    whole = view.panel(panel).inner_html()
    with view.redraw():
        run(
            scratch,
            f"scene = dict(explorer.stage.scene_{panel})\n{change}\n"
            f"explorer.stage.show({{'{panel}': scene, 'readout': {{'rows': []}}}}, 'words')",
        )
    assert words in trouble(view, panel)
    assert view.summary() == "words"
    assert view.panel("readout").locator(".nnw-readout > div").count() == 0  # drawn after it
    with view.redraw():
        run(scratch, "explorer.reset()")
    assert view.panel(panel).locator(".nnw-trouble").count() == 0
    assert len(view.panel(panel).inner_html()) == len(whole)
