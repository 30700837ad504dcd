"""Notebook 04 in a page: formulas typed and dragged, orders pressed, a network in two forms."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.notebook import NotebookPage
from tests.browser.oracle import number
from tests.browser.views import ExplorerView


def lecture(x: float) -> dict[str, float]:
    """Example 5.14 of Mathematics for Machine Learning, step by step."""
    a = x * x
    b = math.exp(a)
    c = a + b
    d, e = math.sqrt(c), math.cos(c)
    return {"x": x, "a": a, "b": b, "c": c, "d": d, "e": e, "f": d + e}


def shown(view: ExplorerView) -> dict[str, str]:
    """What stands in every node of the graph, by the id of the node."""
    found = view.panel("graph").locator(".nnw-node").all()
    return {str(node.get_attribute("data-id")): text_of(node) for node in found}


def text_of(node: Locator) -> str:
    return node.locator(".nnw-node-text").text_content() or ""


def assert_shows(view: ExplorerView, values: dict[str, float]) -> None:
    found = {name: number(text) for name, text in shown(view).items()}
    assert found.keys() == values.keys()
    for name, value in values.items():
        assert found[name] == pytest.approx(value, rel=6e-3, abs=6e-4), name


def start(scratch: NotebookPage, source: str) -> ExplorerView:
    return scratch.show("import nnwidgets as nw\nimport numpy as np", source)


def type_formula(view: ExplorerView, text: str) -> None:
    box = view.control("formula").locator("input")
    box.fill(text)
    with view.redraw():
        box.press("Enter")


def test_every_node_follows_the_slider(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.FormulaExplorer()")
    assert_shows(view, lecture(1.5))
    view.press(view.handle("x"), *["ArrowLeft"] * 4)
    assert_shows(view, lecture(1.1))
    box = view.handle("x").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    view.page.mouse.move(x, y)
    with view.redraw():
        view.page.mouse.down()
        view.page.mouse.move(x - 30, y, steps=8)
        view.page.mouse.up()
    assert view.number("x") < 1.1
    assert_shows(view, lecture(view.number("x")))
    with view.redraw():
        view.button("Reset").click()
    assert_shows(view, lecture(1.5))


def test_the_placeholder_itself_can_be_slid_by_keyboard(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.FormulaExplorer().set(view='tree')")
    copies = view.panel("graph").locator('.nnw-node[role="slider"]')
    assert copies.count() == 4
    copies.nth(2).focus()
    for _ in range(3):
        with view.redraw():
            view.page.keyboard.press("ArrowDown")
    assert view.number("x") == pytest.approx(1.2)
    wanted = lecture(1.2)
    for identity, text in shown(view).items():
        assert number(text) == pytest.approx(wanted[identity.partition(":")[0]], rel=6e-3)
    assert len(shown(view)) == 15  # 11 operations and four copies of x


def test_a_typed_formula_brings_its_own_sliders(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.FormulaExplorer()")
    type_formula(view, "u*v - u/v")
    expect(view.root.locator(".nnw-controls .widget-slider")).to_have_count(2)
    view.press(view.handle("v"), *["ArrowRight"] * 5)
    assert view.number("v") == 1.0
    u = view.number("u")
    a, b = u * 1.0, u / 1.0
    assert_shows(view, {"u": u, "v": 1.0, "a": a, "b": b, "c": a - b})
    order = (
        view.panel("graph")
        .locator(".nnw-node")
        .evaluate_all("nodes => nodes.map((node) => node.dataset.id)")
    )
    assert order == ["u", "v", "a", "b", "c"]  # as Tab goes


def test_a_slip_is_told_and_stays_in_the_box(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.FormulaExplorer()")
    type_formula(view, "sqrt(x^2")
    assert "formula was not changed: expected an operator or ), got the end." in view.summary()
    assert view.control("formula").locator("input").input_value() == "sqrt(x^2"
    assert_shows(view, lecture(1.5))
    type_formula(view, "log(x - 1.5)")
    assert shown(view) == {"x": "1.5", "a": "0", "b": "−∞"}
    assert "0 has no logarithm" in view.summary()
    assert scratch.complaints() == []


def test_a_prediction_opens_the_slider(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.FormulaExplorer(predict='negative_x')")
    assert view.panel("graph").locator('.nnw-node[role="slider"]').count() == 0
    view.root.get_by_role("radio").nth(0).check()
    with view.redraw():
        view.button("Commit").click()
    assert "It is: x alone." in view.root.locator(".nnw-gate").inner_text()
    before = shown(view)
    view.press(view.handle("x"), *["PageDown"] * 3)
    assert view.number("x") == pytest.approx(-1.5)
    assert shown(view) == before | {"x": "−1.5"}


def test_the_students_wrong_step_is_crossed(scratch: NotebookPage) -> None:
    source = (
        "def sequence(x):\n    a = x**2\n    b = np.exp(a)\n    c = a + b\n"
        "    return np.array([a, b, c, np.sqrt(b), np.cos(c), np.sqrt(b) + np.cos(c)])\n"
        "nw.FormulaExplorer(sequence=sequence)"
    )
    view = start(scratch, source)
    wrong = view.panel("graph").locator(".nnw-is-wrong")
    assert [node.get_attribute("data-id") for node in wrong.all()] == ["d"]
    assert "✗ wrong" in (wrong.text_content() or "")
    assert "d does not follow" in view.summary()
    view.press(view.handle("x"), "ArrowLeft")
    assert wrong.count() == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("raise NotImplementedError", "is not written yet"),
        ("return np.zeros(3)", "expected (6,)"),
        ("return x[1]", "raised a TypeError"),
        ("return np.array([x, np.nan, x, x, x, x])", "returned nan"),
    ],
)
def test_a_broken_function_is_one_sentence(scratch: NotebookPage, body: str, words: str) -> None:
    view = start(scratch, f"def sequence(x):\n    {body}\nnw.FormulaExplorer(sequence=sequence)")
    assert words in view.summary()
    view.press(view.handle("x"), "ArrowLeft")
    assert shown(view) == {"x": "1.4"} | dict.fromkeys("abcdef", "?")
    assert scratch.complaints() == []


# the order game


def press(view: ExplorerView, *names: str) -> None:
    for name in names:
        with view.redraw():
            view.item(name).click()


def mark(view: ExplorerView, name: str) -> str:
    return view.item(name).locator(".nnw-node-mark").text_content() or ""


def test_an_order_by_mouse_with_refusals_and_counters(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.OrderExplorer()")
    assert {name: mark(view, name) for name in "abcdef"} == {
        "a": "0: ready", "b": "1 to go", "c": "2 to go", "d": "1 to go", "e": "1 to go",
        "f": "2 to go",
    }  # fmt: skip
    press(view, "a", "c")
    assert view.summary().endswith("c needs b, which is not computed yet.")
    assert mark(view, "c") == "✗ needs b"
    assert [shown(view)[name] for name in "abc"] == ["2.25", "?", "?"]
    press(view, "b", "c", "e", "d", "f")
    assert view.readout("computed") == "6 of 6"
    assert view.control("order").locator("input").input_value() == "a b c e d f"
    assert_shows(view, lecture(1.5))
    with view.redraw():
        view.button("Undo").click()
    assert shown(view)["f"] == "?"


def test_an_order_by_keyboard_alone(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.OrderExplorer()")
    for name, key in zip("abcdef", ["Enter", "Space"] * 3, strict=True):
        view.press(view.item(name), key)
    assert view.readout("computed") == "6 of 6"
    box = view.control("order").locator("input")
    box.fill("a b d")
    with view.redraw():
        box.press("Enter")
    assert "d needs c, which is not computed yet." in view.summary()
    assert view.readout("computed") == "6 of 6"


def test_the_count_comes_after_the_prediction(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.OrderExplorer(predict='n_orders')")
    assert view.control("count").locator("select").is_disabled()
    assert view.readout("legal orders") == "?"
    view.root.get_by_role("radio").nth(1).check()
    with view.redraw():
        view.button("Commit").click()
    view.choose("count", "count them")
    assert view.readout("legal orders") == "2"
    assert "a b c d e f and a b c e d f" in view.summary()


def test_run_mine_plays_the_students_sort(scratch: NotebookPage) -> None:
    view = start(
        scratch,
        "nw.OrderExplorer(topological_sort=lambda needs: ['x', 'a', 'b', 'd', 'c', 'e', 'f'])",
    )
    with view.redraw():
        view.button("Run mine").click()
    assert view.readout("computed") == "2 of 6"
    assert "`d` stands before `c`, which it needs." in view.summary()


# networks, size, reload


def test_both_forms_of_a_network_show_numpys_numbers(scratch: NotebookPage) -> None:
    source = (
        "F = nw.Network([nw.Layer([[4.0, -3.0], [-2.0, 5.0]], [0.5, -1.5]),\n"
        "    nw.Layer([[2.0, -4.0]], [1.0])])\nnw.NetworkGraphExplorer(F).set(grain='numbers')"
    )
    view = start(scratch, source)
    view.press(view.handle("x_1"), *["ArrowRight"] * 10)
    z = np.array([[4.0, -3.0], [-2.0, 5.0]]) @ [0.3, 0.7] + [0.5, -1.5]
    hidden = 1 / (1 + np.exp(-z))
    output = 1 / (1 + np.exp(-(np.array([2.0, -4.0]) @ hidden + 1.0)))
    layers = view.panel("layers")
    for i, wanted in enumerate(hidden, start=1):
        text = text_of(layers.locator(f'[data-id="b1_{i}"]'))
        assert number(text) == pytest.approx(wanted, rel=6e-3)
    graph = view.panel("graph").locator(".nnw-node")
    last = {str(n.locator(".nnw-node-label").text_content()): n for n in graph.all()}
    assert number(text_of(last["z⁽¹⁾₂ +"])) == pytest.approx(z[1], rel=6e-3)
    assert number(text_of(last["a⁽²⁾₁ σ"])) == pytest.approx(output, rel=6e-3)
    with view.redraw():
        layers.locator('[data-id="b1_2"]').click()
    lit = view.panel("graph").locator(".nnw-is-selected .nnw-node-label").all_text_contents()
    assert lit == ["·W⁽¹⁾₂₁", "·W⁽¹⁾₂₂", "+", "z⁽¹⁾₂ +", "a⁽¹⁾₂ σ"]


SIDEWAYS = "panel => panel.scrollWidth > panel.clientWidth + 1"


@pytest.mark.parametrize(
    ("width", "source", "scrolls"),
    [
        (1280, "nw.NetworkGraphExplorer().set(grain='numbers')", False),  # 41 nodes
        (1280, "nw.FormulaExplorer('+'.join(['x'] * 41))", True),
        (800, "nw.FormulaExplorer().set(view='tree')", False),
        (500, "nw.FormulaExplorer()", True),
    ],
)
def test_a_graph_scrolls_where_it_would_not_be_readable(
    scratch: NotebookPage, width: int, source: str, *, scrolls: bool
) -> None:
    scratch.resize(width, 900)
    view = start(scratch, source)
    assert view.panel("graph").evaluate(SIDEWAYS) == scrolls
    node = view.panel("graph").locator(".nnw-node").last
    node.focus()  # brings it into sight
    box, frame = node.bounding_box(), view.panel("graph").bounding_box()
    assert box is not None
    assert frame is not None
    assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 40  # its label may stick out


def test_an_opened_page_shows_the_present_formula(
    open_notebook: Callable[..., NotebookPage],
) -> None:
    notebook = open_notebook("graphs_reload.ipynb")
    view = notebook.show("import nnwidgets as nw", "nw.FormulaExplorer()")
    type_formula(view, "x*y + x*y*x")
    view.press(view.handle("y"), *["ArrowRight"] * 3)
    before = shown(view)
    notebook.save()
    notebook.open()
    view = notebook.painted(0)
    assert shown(view) == before
    assert view.number("y") == pytest.approx(0.8)
    assert view.control("formula").locator("input").input_value() == "x*y + x*y*x"
    view.press(view.handle("x"), "ArrowLeft")
    assert shown(view) != before
    assert notebook.complaints() == []
