"""A plotly figure of an explorer in JupyterLab, on a machine that can fetch nothing."""

from tests.browser.notebook import NotebookPage


def test_a_figure_is_drawn_and_tells_its_numbers(scratch: NotebookPage) -> None:
    scratch.show(
        "import nnwidgets as nw",
        "neuron = nw.NeuronExplorer()\nneuron",
        "neuron.set(w=2).figure('curve')",
    )
    plot = scratch.page.locator(".js-plotly-plot")
    plot.locator(".xtitle").wait_for()
    assert plot.locator(".xtitle").text_content() == "preactivation z"
    assert plot.locator(".scatterlayer .lines path").count() == 2  # the curve and its guide
    plot.scroll_into_view_if_needed()
    plot.locator(".nsewdrag").first.hover()
    hover = plot.locator(".hoverlayer .hovertext")
    hover.wait_for()
    assert "preactivation z: " in (hover.text_content() or "")
    assert scratch.outside == []
    assert scratch.complaints() == []
