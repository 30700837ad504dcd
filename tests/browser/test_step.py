"""Going through the network layer by layer: one matrix product at a time, later nodes unknown."""

import numpy as np
import pytest

from tests.browser.notebook import NotebookPage
from tests.browser.oracle import Floats, number, some_parameters
from tests.browser.views import ExplorerView

N_UNITS = {1: 2, 2: 3, 3: 2}


@pytest.fixture
def view(scratch: NotebookPage) -> ExplorerView:
    parameters = some_parameters().in_python()
    view = scratch.show("import nnwidgets as nw", f"nw.NetworkExplorer().set({parameters})")
    for _ in range(3):
        click(view, "Back")
    return view


def click(view: ExplorerView, button: str) -> None:
    with view.redraw():
        view.button(button).click()


def as_columns(layer: int) -> dict[str, Floats]:
    """W, a, b, z and the new a of a layer under the symbols that stand beneath them."""
    parameters = some_parameters()
    a, *rest = parameters.layers(parameters.x)
    values = [a, *rest]
    raised = {1: "⁽¹⁾", 2: "⁽²⁾", 3: "⁽³⁾"}[layer]
    before = {1: "⁽⁰⁾", 2: "⁽¹⁾", 3: "⁽²⁾"}[layer]
    return {
        f"W{raised}": parameters.weights[layer - 1],
        f"a{before}": values[2 * layer - 2][:, None],
        f"b{raised}": parameters.biases[layer - 1][:, None],
        f"z{raised}": values[2 * layer - 1][:, None],
        f"a{raised}": values[2 * layer][:, None],
    }


def assert_layer_is_done(view: ExplorerView, layer: int) -> None:
    """The product of this layer is shown, and the nodes of later layers show a question mark."""
    shown, wanted = view.matrices(), as_columns(layer)
    assert list(shown) == list(wanted)
    for symbol, matrix in wanted.items():
        np.testing.assert_allclose(shown[symbol], matrix, rtol=6e-3, atol=6e-4, err_msg=symbol)
    for other, n_units in N_UNITS.items():
        for i in range(n_units):
            text = view.node_text(f"b{other}_{i + 1}")
            if other > layer:
                assert text == "?"
            else:
                known = as_columns(other)["a" + {1: "⁽¹⁾", 2: "⁽²⁾", 3: "⁽³⁾"}[other]]
                assert number(text) == pytest.approx(float(known[i, 0]), rel=6e-3, abs=6e-4)


def test_next_layer_shows_one_product_at_a_time(view: ExplorerView) -> None:
    for layer in (1, 2, 3):
        click(view, "Next layer")
        assert_layer_is_done(view, layer)


def test_back_takes_the_last_layer_away(view: ExplorerView) -> None:
    click(view, "Run")
    assert_layer_is_done(view, 3)
    click(view, "Back")
    assert_layer_is_done(view, 2)
    click(view, "Back")
    assert_layer_is_done(view, 1)


def test_before_the_first_layer_only_the_input_is_known(view: ExplorerView) -> None:
    np.testing.assert_allclose(view.matrices()["a⁽⁰⁾"], some_parameters().x[:, None])
    for layer, n_units in N_UNITS.items():
        assert {view.node_text(f"b{layer}_{i + 1}") for i in range(n_units)} == {"?"}


def test_the_lit_row_is_that_of_the_chosen_unit(view: ExplorerView) -> None:
    click(view, "Run")
    view.choose("selected", "W⁽³⁾₂₃")
    lit = view.root.locator(".nnw-matrix", has_text="W⁽³⁾").locator(".nnw-lit").all_inner_texts()
    assert [number(text) for text in lit] == some_parameters().weights[2][1].tolist()
    chosen = view.root.locator(".nnw-chosen").all_inner_texts()
    assert [number(text) for text in chosen] == [some_parameters().weights[2][1, 2]]


def test_the_numbers_of_a_product_follow_a_drag(view: ExplorerView) -> None:
    click(view, "Next layer")
    view.press(view.handle("x_1"), *["ArrowRight"] * 10)
    W, b = some_parameters().weights[0], some_parameters().biases[0]
    z = W @ (some_parameters().x + np.array([0.1, 0.0])) + b
    np.testing.assert_allclose(view.matrices()["z⁽¹⁾"][:, 0], z, rtol=6e-3)
