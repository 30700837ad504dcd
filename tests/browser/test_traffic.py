"""What goes over the wire: no address but the server's, and each script once."""

from collections.abc import Callable

from tests.browser.notebook import NotebookPage
from tests.browser.samples import SAMPLES

MEGABYTE = 1_000_000
WATCH_SLIDERS = """
import ipywidgets
answers = []
def watch(widget):
    if isinstance(widget, ipywidgets.FloatSlider):
        widget.observe(answers.append, names="value")
    for child in getattr(widget, "children", ()):
        watch(child)
for explorer in explorers:
    watch(explorer)
"""


def test_nothing_leaves_this_machine_while_dragging(scratch: NotebookPage) -> None:
    view = scratch.show("import nnwidgets as nw", "nw.NetworkExplorer()", "nw.NeuronExplorer()")
    view.press(view.handle("selected-value"), *["ArrowRight"] * 5)
    neuron = scratch.painted(1)
    neuron.press(neuron.handle("w"), *["ArrowRight"] * 5)
    assert scratch.outside == []


def test_a_request_elsewhere_would_be_noticed(scratch: NotebookPage) -> None:
    scratch.page.evaluate("fetch('http://nnwidgets.invalid/x.js').catch(() => 0)")
    assert scratch.outside == ["http://nnwidgets.invalid/x.js"]


def test_each_script_comes_once(open_notebook: Callable[..., NotebookPage]) -> None:
    """A second explorer, and a third and a fourth, cost their data alone."""
    notebook = open_notebook("traffic.ipynb")
    notebook.show("import nnwidgets as nw", "nw.NetworkExplorer()", "nw.NeuronExplorer()")
    notebook.painted(1)
    first = notebook.received
    assert first < 0.35 * MEGABYTE
    notebook.show(*["nw.NetworkExplorer()", "nw.NeuronExplorer()"] * 3)
    for place in range(6):
        notebook.painted(place)
    assert notebook.received - first < 0.2 * MEGABYTE * 6 / 2


def test_a_step_of_a_drag_is_one_small_message(scratch: NotebookPage) -> None:
    view = scratch.show("import nnwidgets as nw", "nw.NetworkExplorer()")
    before, drawn = scratch.received, view.draws()
    view.press(view.handle("selected-value"), *["ArrowRight"] * 10)
    assert view.draws() - drawn == 10
    assert (scratch.received - before) / 10 < 40_000


def test_a_page_sends_no_slider_back(scratch: NotebookPage) -> None:
    """It would come late, and undo what the next line of a cell has set."""
    made = f"explorers = [{', '.join(SAMPLES.values())}]"
    scratch.show("import nnwidgets as nw", made + WATCH_SLIDERS, "display(*explorers)")
    for _ in scratch.explorers():
        pass
    assert scratch.printed("answers") == "[]"
    view = scratch.show("neuron = nw.NeuronExplorer()\nneuron", "neuron.set(w=0.3).set(w=1.234)")
    assert view.number("w") == 1.23
    assert scratch.printed("neuron.value('w')") == "1.234"
