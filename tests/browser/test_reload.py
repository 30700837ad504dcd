"""What a page shows that was opened again, and two views of one explorer."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.browser.notebook import NotebookPage
from tests.browser.views import ExplorerView


def everything_shown(view: ExplorerView) -> dict[str, object]:
    """What a student sees of a NetworkExplorer, apart from the ghost of the last drag."""
    nodes = view.root.locator(".nnw-node-text").all_text_contents()
    edges = view.root.locator(".nnw-edge-line").all()
    return {
        "summary": view.summary(),
        "slider": view.number("selected-value"),
        "handle": view.handle("selected-value").get_attribute("aria-valuenow"),
        "input": [view.number("x_1"), view.number("x_2")],
        "selected": view.selected(),
        "nodes": nodes,
        "edges": [edge.get_attribute("stroke-width") for edge in edges],
        "matrices": {symbol: m.tolist() for symbol, m in view.matrices().items()},
        "boundary": [line.tolist() for line in view.curve_on_map("boundary")],
        "pixels": view.pixels().tobytes(),
        "cost": view.readout("cost"),
    }


def test_an_opened_page_shows_the_present_state(
    open_notebook: Callable[..., NotebookPage],
) -> None:
    notebook = open_notebook("reload.ipynb")
    view = notebook.show(
        "import nnwidgets as nw", "nw.NetworkExplorer()", "nw.NeuronExplorer('tanh')"
    )
    neuron = notebook.painted(1)
    first = everything_shown(view)
    neuron.press(neuron.handle("w"), *["ArrowRight"] * 5)
    view.choose("selected", "W⁽³⁾₁₁")
    view.press(view.handle("selected-value"), "PageDown")
    view.press(view.handle("x_1"), *["ArrowRight"] * 3)
    before, point = everything_shown(view), neuron.point_on_curve()
    assert [part for part in first if before[part] == first[part]] == []
    assert point == pytest.approx([1.5, np.tanh(1.5)], abs=0.03)

    notebook.save()
    notebook.open()
    view, neuron = notebook.painted(0), notebook.painted(1)
    assert everything_shown(view) == before
    assert neuron.point_on_curve() == pytest.approx(point)
    assert neuron.number("w") == 1.5
    view.press(view.handle("selected-value"), "ArrowLeft")
    assert view.summary() != before["summary"]
    assert notebook.complaints() == []


def test_two_views_of_one_explorer_stay_in_step(scratch: NotebookPage) -> None:
    one = scratch.show("import nnwidgets as nw\ne = nw.NetworkExplorer()\ne", "e")
    two = scratch.painted(1)
    start = everything_shown(two)
    assert everything_shown(one) == start
    one.choose("selected", "W⁽²⁾₂₂")
    one.press(one.handle("selected-value"), "ArrowRight", "ArrowRight")
    moved = everything_shown(two)
    assert moved != start
    assert everything_shown(one) == moved
    two.press(two.handle("x_2"), "ArrowLeft")
    with two.redraw():
        two.button("Back").click()
    assert everything_shown(one) == everything_shown(two)
    assert one.summary() != moved["summary"]


def test_set_in_another_cell_moves_the_shown_explorer(scratch: NotebookPage) -> None:
    view = scratch.show(
        "import nnwidgets as nw\ne = nw.NetworkExplorer()\ne", "e.set(x=[0.9, 0.1], b3_1=2.0);"
    )
    assert [view.number("x_1"), view.number("x_2")] == [0.9, 0.1]
    assert float(view.item("b3_1").get_attribute("aria-valuenow") or "nan") == 2.0
