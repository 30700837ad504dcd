"""Dragging changes every picture to the numbers that numpy gives."""

import numpy as np
import pytest

from tests.browser.notebook import NotebookPage
from tests.browser.oracle import (
    Floats,
    Parameters,
    blend,
    centres,
    close,
    number,
    numbers_in,
    some_parameters,
)
from tests.browser.views import ExplorerView


def network(scratch: NotebookPage, parameters: Parameters) -> ExplorerView:
    return scratch.show(
        "import nnwidgets as nw", f"nw.NetworkExplorer().set({parameters.in_python()})"
    )


def assert_shows(view: ExplorerView, parameters: Parameters) -> None:
    """Every panel shows these parameters and what follows from them."""
    assert_diagram_shows(view, parameters)
    assert_map_shows(view, parameters)
    assert close([number(view.readout("cost"))], [parameters.cost()], digits=4)
    assert close(numbers_in(view.readout("F(x)")), parameters.output(parameters.x))
    assert numbers_in(view.readout("right")) == [parameters.n_right(), 10]


def assert_diagram_shows(view: ExplorerView, parameters: Parameters) -> None:
    x, *layers = parameters.layers(parameters.x)
    assert close([number(view.node_text(f"x_{j + 1}")) for j in range(2)], x)
    for layer, a in enumerate(layers[1::2], start=1):
        shown = [number(view.node_text(f"b{layer}_{i + 1}")) for i in range(len(a))]
        assert close(shown, a)
    for layer, W in enumerate(parameters.weights, start=1):
        for (i, j), weight in np.ndenumerate(W):
            name = f"W{layer}_{i + 1}{j + 1}"
            sign = "positive" if weight > 0 else "negative" if weight < 0 else "zero"
            assert f"nnw-{sign}" in (view.item(name).get_attribute("class") or "")
            assert view.edge_width(name) == pytest.approx(0.75 + 6.25 * abs(weight) / 12, abs=0.01)


def assert_map_shows(view: ExplorerView, parameters: Parameters) -> None:
    pixels = view.pixels()
    rows = len(pixels)
    gap = parameters.gap(centres(rows))
    stops = [view.colour(f"class-{end}") for end in ("low", "middle", "high")]
    wanted = blend((gap + 1.0) / 2.0, stops)
    assert np.abs(pixels.reshape(-1, 3) - wanted).max() <= 2.0
    assert_boundary_lies_between(view, parameters, gap.reshape(rows, rows))


def assert_boundary_lies_between(view: ExplorerView, parameters: Parameters, gap: Floats) -> None:
    """The line runs where F₁ = F₂, and wherever two neighbouring cells differ in class."""
    lines = view.curve_on_map("boundary")
    n = len(gap)
    changes = np.argwhere((gap[:, :-1] > 0) != (gap[:, 1:] > 0))
    if not len(changes):
        assert lines == []
        return
    line = np.concatenate(lines)
    slopes = [parameters.gap(line + h) - parameters.gap(line - h) for h in 1e-5 * np.eye(2)]
    distance = np.abs(parameters.gap(line)) / (np.hypot(*slopes) / 2e-5)
    assert distance.max() < 0.004  # of the square's side; the path is rounded to 0.1 pixel
    for row, column in changes:
        place = np.array([(column + 1) / n, 1 - (row + 0.5) / n])
        assert np.linalg.norm(line - place, axis=1).min() < 1.5 / n


def test_the_start_is_what_numpy_gives(scratch: NotebookPage) -> None:
    parameters = some_parameters()
    assert_shows(network(scratch, parameters), parameters)


def test_an_arrow_key_on_a_weights_slider(scratch: NotebookPage) -> None:
    parameters = some_parameters()
    view = network(scratch, parameters)
    view.choose("selected", "W⁽³⁾₂₁")
    view.press(view.handle("selected-value"), *["ArrowRight"] * 4)
    parameters.weights[2][1, 0] += 0.4
    assert view.number("selected-value") == pytest.approx(parameters.weights[2][1, 0])
    assert_shows(view, parameters)


def test_an_arrow_key_on_the_inputs_slider(scratch: NotebookPage) -> None:
    parameters = some_parameters()
    view = network(scratch, parameters)
    view.press(view.handle("x_2"), *["ArrowLeft"] * 5)
    parameters.x[1] -= 0.05
    assert view.number("x_2") == pytest.approx(parameters.x[1])
    assert_shows(view, parameters)


def drag(view: ExplorerView, address: str, distance: float, steps: int = 12) -> None:
    """Take the handle of a slider with the mouse and move it by so many pixels."""
    view.handle(address).scroll_into_view_if_needed()
    box = view.handle(address).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = view.page.mouse
    with view.redraw():
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + distance, y, steps=steps)
        mouse.up()


@pytest.mark.parametrize("distance", [-31, 23])
def test_the_mouse_on_a_weights_slider(scratch: NotebookPage, distance: int) -> None:
    parameters = some_parameters()
    view = network(scratch, parameters)
    drag(view, "selected-value", distance)
    weight = view.number("selected-value")
    assert np.sign(weight - parameters.weights[0][0, 0]) == np.sign(distance)
    parameters.weights[0][0, 0] = weight
    assert_shows(view, parameters)


@pytest.mark.parametrize(("distance", "end"), [(-2000, -12.0), (2000, 12.0)])
def test_a_slider_goes_no_further_than_its_end(
    scratch: NotebookPage, distance: int, end: float
) -> None:
    parameters = some_parameters()
    view = network(scratch, parameters)
    drag(view, "selected-value", distance)
    view.handle("selected-value").press("ArrowRight" if end > 0 else "ArrowLeft")
    scratch.page.evaluate("nnwTest.settled()")
    assert view.number("selected-value") == end
    parameters.weights[0][0, 0] = end
    assert_shows(view, parameters)


def test_the_line_before_the_drag_stays_as_a_ghost(scratch: NotebookPage) -> None:
    parameters = some_parameters()
    view = network(scratch, parameters)
    view.press(view.handle("x_1"), "ArrowRight")  # a drag of its own, which moves no boundary
    assert view.curve_on_map("ghost") == []
    before = np.concatenate(view.curve_on_map("boundary"))
    drag(view, "selected-value", -20)
    assert np.array_equal(np.concatenate(view.curve_on_map("ghost")), before)


def test_the_map_of_one_neuron(scratch: NotebookPage) -> None:
    parameters = some_parameters()
    view = network(scratch, parameters)
    view.choose("map", "a⁽²⁾₃")
    view.press(view.handle("selected-value"), "ArrowLeft")
    parameters.weights[0][0, 0] -= 0.1
    pixels = view.pixels()
    stops = [view.colour(f"activation-{end}") for end in ("low", "middle", "high")]
    wanted = blend(parameters.layers(centres(len(pixels)))[4][:, 2], stops)
    assert np.abs(pixels.reshape(-1, 3) - wanted).max() <= 2.0


def test_the_heat_map_fills_its_frame(scratch: NotebookPage) -> None:
    """Canvas and SVG are two elements; were they shifted, every reading would be too."""
    view = network(scratch, some_parameters())
    for width in (1280, 700):
        scratch.resize(width, 900)
        canvas = view.root.locator(".nnw-region canvas").bounding_box()
        frame = view.root.locator(".nnw-frame").bounding_box()
        assert canvas is not None
        assert frame is not None
        assert [canvas[k] for k in ("x", "y", "width", "height")] == pytest.approx(
            [frame[k] for k in ("x", "y", "width", "height")], abs=1.6
        )


WATCH_CURVE_AND_AXES = """panel => {
  const watched = panel.querySelectorAll(".nnw-chart-axes, .nnw-line.nnw-ink");
  globalThis.nnwTouched = [];
  const note = (records) => nnwTouched.push(...records.map((record) => record.type));
  const all = { attributes: true, childList: true, subtree: true, characterData: true };
  for (const part of watched) new MutationObserver(note).observe(part, all);
  return watched.length === 2;
}"""


@pytest.mark.parametrize("width", [1280, 800])
def test_the_neurons_point_moves_over_a_curve_that_stays(scratch: NotebookPage, width: int) -> None:
    """No drag touches curve or axes; the point agrees with the axes at any width."""
    view = scratch.show("import nnwidgets as nw", "nw.NeuronExplorer('tanh')")
    scratch.resize(width, 900)
    untouched = view.panel("curve").evaluate(WATCH_CURVE_AND_AXES)
    for w in (-4.0, -0.3, 0.4, 4.0):
        view.type_number("w", str(w))
        z, a = view.point_on_curve()
        assert z == pytest.approx(w, abs=0.1)
        assert a == pytest.approx(np.tanh(w), abs=0.02)
    assert untouched
    assert view.page.evaluate("nnwTouched") == []
    assert view.panel("curve").locator(".nnw-class-ghost").count() == 1
    view.choose("activation", "sigmoid")
    assert view.point_on_curve()[1] == pytest.approx(1 / (1 + np.exp(-4.0)), abs=0.02)


def test_a_point_beyond_the_axes_is_not_drawn(scratch: NotebookPage) -> None:
    spike = "lambda z: 1 * (z > 0) + 9 * (z == 1.05)"  # between the places where a curve is drawn
    view = scratch.show("import nnwidgets as nw", f"nw.NeuronExplorer({spike})")
    present = view.panel("curve").locator(".nnw-class-a > .nnw-circle")
    assert present.count() == 1
    view.type_number("w", "1.05")
    assert "a = φ(z) = 10" in view.summary()
    assert present.count() == 0


def test_every_step_of_a_drag_is_computed_in_the_main_thread(scratch: NotebookPage) -> None:
    """JupyterLab sends what comes after the first step to a subshell, a thread of its own."""
    view = scratch.show(
        "import threading\nimport nnwidgets as nw",
        "seen = []\ndef bend(z):\n    seen.append(threading.current_thread().name)\n"
        "    return nw.tanh(z)",
        "nw.NeuronExplorer(bend)",
    )
    view.press(view.handle("w"), *["ArrowRight"] * 4)
    assert view.node_text("z") == "1.4"
    assert scratch.printed("sorted(set(seen))") == "['MainThread']"
