"""The explorers of notebook 04: any formula, any order, a network in two forms."""

import ast
import json
import math
import re
from typing import Any

import ipywidgets
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ipywidgets.widgets import widget as registry

from nnwidgets.core.network import Layer, Network
from nnwidgets.exercises import parse_state
from nnwidgets.widgets import FormulaExplorer, NetworkGraphExplorer, OrderExplorer
from nnwidgets.widgets.graphs.graph_words import reason
from tests.widgets.conftest import Page
from tests.widgets.explorers import button
from tests.widgets.hostile import JUNK

SAFE = {name: getattr(math, name) for name in ("sqrt", "exp", "sin", "cos", "log", "tanh")}


def scene(explorer: Any, panel: str = "graph") -> Any:  # noqa: ANN401
    """A picture as the page puts it together."""
    sent = getattr(explorer.stage, f"scene_{panel}")
    fixed = json.loads(sent["fixed"])
    nodes = [still | live for still, live in zip(fixed["nodes"], sent["nodes"], strict=True)]
    return fixed | sent | {"nodes": nodes, "edges": [*fixed["edges"], *sent["edges"]]}


def texts(explorer: Any) -> dict[str, str]:  # noqa: ANN401
    return {node["id"]: node["text"] for node in scene(explorer)["nodes"]}


def nodes(explorer: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401
    return {node["id"]: node for node in scene(explorer)["nodes"]}


def by_python(formula: str, **values: float) -> float:
    """The same formula by Python's own arithmetic: no other text than these tests' gets here."""
    code = compile(ast.parse(formula.replace("^", "**"), mode="eval"), "<test>", "eval")
    return float(eval(code, {"__builtins__": {}}, SAFE | values))  # noqa: S307


# formulas


@pytest.mark.parametrize("x", [-1.3, 0.4, 1.5])
@pytest.mark.parametrize(
    "formula",
    [
        "sqrt(x^2 + exp(x^2)) + cos(x^2 + exp(x^2))",
        "x",
        "x*x - 3/x",
        "exp(sin(x)) * exp(sin(x)) + tanh(x)",
        "2^x^2 - -x",
    ],
)
def test_the_last_node_shows_what_python_computes(formula: str, x: float) -> None:
    explorer = FormulaExplorer(formula).set(x=x)
    last = scene(explorer)["nodes"][-1]["title"].rpartition("= ")[2].replace("−", "-")
    assert float(last) == pytest.approx(by_python(formula, x=x), rel=6e-3)


def test_the_lectures_formula_keeps_its_letters() -> None:
    """x = 1.5 of mml_5_14: 2.25, 9.488, 11.738, 3.426, 0.6759, 4.102."""
    explorer = FormulaExplorer()
    assert texts(explorer) == {
        "x": "1.5", "a": "2.25", "b": "9.49", "c": "11.7", "d": "3.43", "e": "0.676", "f": "4.1",
    }  # fmt: skip
    edges = {edge["id"] for edge in scene(explorer)["edges"]}
    assert edges == {"x>a", "a>b", "a>c", "b>c", "c>d", "c>e", "d>f", "e>f"}
    shapes = [node["shape"] for node in scene(explorer)["nodes"]]
    assert shapes == ["placeholder", *["circle"] * 6]
    assert "6 operations" in explorer.summary()


def test_as_a_tree_every_use_has_its_copy() -> None:
    explorer = FormulaExplorer().set(view="tree")
    found = [node["id"].partition(":")[0] for node in scene(explorer)["nodes"]]
    counts = {name: found.count(name) for name in "xabcdef"}
    assert counts == {"x": 4, "a": 4, "b": 2, "c": 2, "d": 1, "e": 1, "f": 1}
    starts = [edge["from"] for edge in scene(explorer)["edges"]]
    assert len(starts) == len(set(starts)) == len(found) - 1  # one arrow out of all but the root
    assert "11 operations" in explorer.summary()
    values = {node["id"].partition(":")[0]: node["text"] for node in scene(explorer)["nodes"]}
    assert values == texts(FormulaExplorer())


def test_sliders_follow_the_variables() -> None:
    explorer = FormulaExplorer("x + y")
    assert slider_labels(explorer) == ["x", "y"]
    explorer.set(y=2.5, formula="y * w")
    assert slider_labels(explorer) == ["y", "w"]
    assert explorer.values["y"] == 2.5
    assert "x" not in explorer.values
    explorer.reset()
    assert list(explorer.values) == ["formula", "x", "y", "view", "selected"]


def slider_labels(explorer: FormulaExplorer) -> list[str]:
    return [w.description for w in explorer.controls() if isinstance(w, ipywidgets.FloatSlider)]


def test_a_press_on_a_node_belongs_to_the_state() -> None:
    """Reset takes the selection back, and a state brings it again."""
    explorer = FormulaExplorer()
    before = explorer.summary()
    explorer.stage._handle_custom_msg({"event": "press", "id": "c"}, [])
    selected = explorer.summary()
    assert selected == f"{before}\nc needs a and b, and is used by d and e."
    text = explorer.state()
    assert explorer.reset().summary() == before
    assert explorer.load(text).summary() == selected
    assert explorer.set(formula="x * y").values["selected"] == ""


def test_a_state_of_before_there_was_a_selection_still_loads() -> None:
    old = 'FormulaExplorer:1:{"formula":"u / v","u":-2.0,"v":4.0,"view":"tree"}'
    explorer = FormulaExplorer().load(old)
    assert explorer.values == {
        "formula": "u / v",
        "u": -2.0,
        "v": 4.0,
        "view": "tree",
        "selected": "",
    }


def test_a_state_brings_back_formula_and_variables() -> None:
    text = FormulaExplorer("u / v").set(u=-2, v=4, view="tree").state()
    assert parse_state(text).values == {
        "formula": "u / v",
        "u": -2.0,
        "v": 4.0,
        "view": "tree",
        "selected": "",
    }
    loaded = FormulaExplorer().load(text)
    assert loaded.state() == text
    assert "= −0.5" in loaded.summary()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"formula": "x +"}, "expected a number, a variable, a function or (, got the end."),
        ({"formula": "x + (y"}, "got the end."),
        ({"formula": "x $ 2"}, "at character 3, “$”."),
        ({"formula": "import os"}, "at character"),
        ({"formula": "1/0"}, "this is not a finite number, at character 2, “/”."),
        ({"formula": "view + 1"}, "view is the name of a control here"),
        ({"formula": ""}, "formula was not changed"),
        ({"formula": "x" * 2000}, "formula was not changed"),
        ({"formula": 3}, "expected text, got 3"),
        ({"q": 1}, "There is nothing called q here: expected formula, x, view"),
        ({"x": 1, "formula": "y"}, "There is nothing called x here: expected formula, y, view"),
    ],
)
def test_what_cannot_be_used_changes_nothing_and_is_told(
    changes: dict[str, object], words: str
) -> None:
    explorer = FormulaExplorer()
    before = explorer.state(), texts(explorer)
    assert words in explorer.set(**changes).summary()
    assert (explorer.state(), texts(explorer)) == before
    assert FormulaExplorer(changes.get("formula", "x +")).state()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("formula", "text", "words"),
    [
        ("log(x - 2)", "nan", "b is nan: −0.5 has no real logarithm."),
        ("log(x - 1.5)", "−∞", "b is −∞: 0 has no logarithm."),
        ("1 / (x - 1.5)", "∞", "b is ∞: nothing can be divided by 0."),
        ("sqrt(x - 2)", "nan", "b is nan: −0.5 has no real square root."),
        ("(x - 1.5)^-1", "∞", "b is ∞: 0 to the power −1 divides by 0."),
        ("(x - 2)^0.5", "nan", "b is nan: −0.5 to the power 0.5 is not real."),
        ("exp(1000 * x)", "∞", "b is ∞: the result is larger than the largest float"),
        ("3 + 4", "7", "the formula is 7."),
        ("x", "1.5", "No operation: the graph is one placeholder."),
    ],
)
def test_every_formula_has_a_picture_and_a_sentence(formula: str, text: str, words: str) -> None:
    explorer = FormulaExplorer(formula)
    assert list(texts(explorer).values())[-1] == text
    assert words in explorer.summary()
    assert explorer.set(view="tree").stage.scene_graph["nodes"]


@given(st.floats(-1e308, 1e308), st.floats(-1e308, 1e308))
@pytest.mark.parametrize("operation", ["add", "subtract", "multiply", "divide", "power"])
def test_a_reason_is_given_for_whatever_numpy_answers(
    operation: str, one: float, other: float
) -> None:
    with np.errstate(all="ignore"):
        value = float(getattr(np, operation)(np.float64(one), np.float64(other)))
    said = reason(operation, [one, other], value, "a")
    assert ("divided by 0" in said) == (operation == "divide" and other == 0)
    assert ("is not real" in said) == (operation == "power" and one < 0 and math.isnan(value))


def test_a_graph_that_nobody_could_read_is_counted_only() -> None:
    explorer = FormulaExplorer("+".join(["x"] * 300))
    assert explorer.stage.scene_graph["nodes"] == []
    assert "at most 150 nodes" in explorer.stage.scene_graph["captions"][0]["text"]
    assert "299 operations" in explorer.summary()
    assert "450" in explorer.summary()  # 300 · 1.5


def test_a_slip_in_the_box_stays_there_to_be_mended(page: Page) -> None:
    explorer = FormulaExplorer()
    box = explorer.control("formula")
    page.drag(box, "sqrt(x + exp(x)")
    assert box.value == "sqrt(x + exp(x)"
    assert explorer.values["formula"] == "sqrt(x^2 + exp(x^2)) + cos(x^2 + exp(x^2))"
    assert "got the end" in explorer.summary()
    page.drag(box, "sqrt(x + exp(x))")
    assert explorer.values["formula"] == "sqrt(x + exp(x))"
    assert "got the end" not in explorer.summary()


def test_a_node_that_is_pressed_is_explained(page: Page) -> None:
    explorer = FormulaExplorer()
    page.send(explorer.stage, {"event": "press", "id": "c"})
    assert explorer.summary().endswith("c needs a and b, and is used by d and e.")
    assert nodes(explorer)["c"]["states"] == ["selected"]
    explorer.set(view="tree")
    page.send(explorer.stage, {"event": "press", "id": "a:3"})
    assert explorer.summary().endswith("a needs x, and is used by b and c.")
    page.send(explorer.stage, {"event": "nudge", "id": "x:2", "steps": 3})
    assert explorer.values["x"] == pytest.approx(1.8)


def test_a_drag_sends_numbers_and_no_geometry(page: Page) -> None:
    explorer = FormulaExplorer("x*y + sin(x)")
    page.drag(explorer.control("x"), 2.0)
    (update,) = page.updates(explorer.stage)
    assert set(update) == {"scene_graph", "summary"}
    fixed = update["scene_graph"]["fixed"]
    page.drag(explorer.control("x"), 2.1)
    (update,) = page.updates(explorer.stage)
    assert update["scene_graph"]["fixed"] is fixed


def test_a_prediction_comes_before_the_slider() -> None:
    explorer = FormulaExplorer(predict="negative_x")
    assert explorer.control("x").disabled
    assert "x is locked" in explorer.set(x=-1.5).summary()
    assert "range" not in nodes(explorer)["x"]
    explorer.commit("C").set(x=-1.5)
    same = texts(FormulaExplorer()) | {"x": "−1.5"}
    assert texts(explorer) == same


# a student's sequence


def wrong_c(x: float) -> Any:  # noqa: ANN401
    a, b = x**2, np.exp(x**2)
    c = x + b
    return np.array([a, b, c, np.sqrt(c), np.cos(c), np.sqrt(c) + np.cos(c)])


def test_the_step_that_does_not_follow_is_marked_and_no_other() -> None:
    explorer = FormulaExplorer(sequence=wrong_c)
    marks = {name: node.get("mark") for name, node in nodes(explorer).items()}
    assert marks == dict.fromkeys("xabdef") | {"c": "✗ wrong"}
    assert texts(explorer)["c"] == "11"  # 1.5 + exp(2.25) = 10.988
    assert "c does not follow: it is not a + b of your own a and b." in explorer.summary()
    assert "is locked" not in explorer.set(x=1).summary()  # there x² = x
    assert "does not follow" not in explorer.summary()
    assert "stays the lecture's here" in explorer.set(formula="x").summary()


@pytest.mark.parametrize(
    ("function", "words"),
    [
        ([].append, "`sequence` returned None"),
        (lambda _x: np.zeros(7), "expected (6,)"),
        (lambda _x: np.full(6, np.nan), "returned nan"),
        (lambda x: x / 0, "a number is divided by zero"),
        (7, "`sequence` is a value, not a function"),
    ],
)
def test_a_broken_sequence_is_told_under_the_picture(function: Any, words: str) -> None:  # noqa: ANN401
    explorer = FormulaExplorer(sequence=function)
    assert words in explorer.summary()
    assert texts(explorer) == {"x": "1.5"} | dict.fromkeys("abcdef", "?")
    explorer.set(x=2)
    assert texts(explorer)["x"] == "2"


# orders


def press(page: Page, explorer: OrderExplorer, *names: str) -> str:
    for name in names:
        page.send(explorer.stage, {"event": "press", "id": name})
    return str(explorer.values["order"])


def test_a_legal_press_computes_and_an_illegal_one_says_what_is_missing(page: Page) -> None:
    explorer = OrderExplorer()
    assert texts(explorer) == {"x": "1.5"} | dict.fromkeys("abcdef", "?")
    assert press(page, explorer, "a") == "a"
    assert texts(explorer)["a"] == "2.25"
    assert press(page, explorer, "c") == "a"
    assert explorer.summary().endswith("c needs b, which is not computed yet.")
    assert nodes(explorer)["c"]["mark"] == "✗ needs b"
    assert press(page, explorer, "f") == "a"
    assert explorer.summary().endswith("f needs d and e, which are not computed yet.")
    assert press(page, explorer, "a") == "a"
    assert "computed already" in explorer.summary()
    assert press(page, explorer, "x") == "a"
    assert "x is a placeholder" in explorer.summary()
    assert press(page, explorer, "b", "c", "e", "d", "f") == "a b c e d f"
    assert texts(explorer) == texts(FormulaExplorer())


def test_a_cross_goes_with_its_sentence(page: Page) -> None:
    explorer = OrderExplorer()
    press(page, explorer, "c")
    assert "wrong" in nodes(explorer)["c"]["states"]
    explorer.set(formula="x +")
    assert "c needs" not in explorer.summary()
    assert nodes(explorer)["c"]["mark"] == "2 to go"
    press(page, explorer, "c", "x")
    assert "c needs" not in explorer.summary()
    assert nodes(explorer)["c"]["mark"] == "2 to go"


def test_the_counters_are_kahns() -> None:
    """In-degrees by hand: c waits for a and b, d and e for c, f for d and e."""
    expected = {
        "": {"a": "0: ready", "b": "1 to go", "c": "2 to go", "d": "1 to go", "f": "2 to go"},
        "a": {"a": "step 1", "b": "0: ready", "c": "1 to go"},
        "a b c e": {"c": "step 3", "e": "step 4", "d": "0: ready", "f": "1 to go"},
    }
    for order, marks in expected.items():
        found = nodes(OrderExplorer().set(order=order))
        assert {name: found[name]["mark"] for name in marks} == marks
        lit = {name for name, node in found.items() if "ready" in node.get("states", ())}
        assert lit == {name for name, mark in marks.items() if mark == "0: ready"}


def test_buttons_step_undo_and_run(page: Page) -> None:
    del page
    explorer = OrderExplorer()
    buttons = {button.description: button for button in explorer.buttons()}
    for name, order in (
        ("Next", "a"), ("Next", "a b"), ("Undo", "a"), ("Run", "a b c d e f"),
        ("Next", "a b c d e f"), ("Undo", "a b c d e"),
    ):  # fmt: skip
        buttons[name].click()
        assert explorer.values["order"] == order


def test_an_order_is_taken_as_a_whole_or_not_at_all() -> None:
    explorer = OrderExplorer().set(order="a b")
    assert explorer.set(order="  a   b c ").values["order"] == "a b c"
    for wrong in ("a c", "b a", "a a", "x a", "a q", "a b c d e f a", 7):
        assert explorer.set(order=wrong).values["order"] == "a b c"
    assert explorer.set(formula="x*y").values["order"] == ""
    assert explorer.load(OrderExplorer().set(order="a").state()).values["order"] == "a"


def test_the_count_waits_for_a_prediction() -> None:
    explorer = OrderExplorer(predict="n_orders")
    rows = {row["name"]: row["value"] for row in explorer.stage.scene_readout["rows"]}
    assert rows["legal orders"] == "?"
    assert "locked" in explorer.set(count="shown").summary()
    explorer.commit("D").set(count="shown")
    rows = {row["name"]: row["value"] for row in explorer.stage.scene_readout["rows"]}
    assert rows["legal orders"] == "2"
    assert "Legal orders: 2, a b c d e f and a b c e d f." in explorer.summary()


@pytest.mark.parametrize(
    ("formula", "count"),
    [
        ("x", "There is nothing to compute"),
        ("5", "There is nothing to compute"),
        ("exp(x) + sin(x)", "Legal orders: 2,"),
        ("sin(x)*cos(x) + sin(y)*cos(y)", "Legal orders: 80."),  # 6! / (3 · 3) by the hook formula
        ("+".join(f"sin({i}*x)" for i in range(2, 14)), "Legal orders: too many to count."),
    ],
)
def test_legal_orders_are_counted(formula: str, count: str) -> None:
    assert count in OrderExplorer(formula).set(count="shown").summary()


def by_kahn(needs: dict[str, list[str]]) -> list[str]:
    order: list[str] = []
    while len(order) < len(needs):
        order += [n for n in needs if n not in order and set(needs[n]) <= set(order)][:1]
    return order


@pytest.mark.parametrize(
    ("function", "order", "words"),
    [
        (by_kahn, "a b c e d f", "Your order is legal."),
        (sorted, "a b c d e f", "sorted by the alphabet"),
        (lambda needs: by_kahn(needs)[::-1], "", "the wrong way round"),
        (lambda needs: by_kahn(needs)[:3], "a b", "missing"),
        (lambda _needs: ["x", "a", "c"], "a", "missing"),
        (lambda needs: needs["z"], "", "KeyError"),
        (lambda _needs: 7, "", "return a list of names"),
        ("", "", "`topological_sort` is"),
    ],
)
def test_run_mine_plays_the_students_order(
    page: Page,
    function: Any,  # noqa: ANN401
    order: str,
    words: str,
) -> None:
    del page
    explorer = OrderExplorer(topological_sort=function)
    button(explorer, "Run mine").click()
    assert explorer.values["order"] == order
    assert words in explorer.summary()


@settings(max_examples=30)
@given(JUNK)
def test_junk_as_an_argument_raises_nothing(junk: object) -> None:
    for explorer in (
        FormulaExplorer(junk),  # type: ignore[arg-type]
        FormulaExplorer(sequence=junk),  # type: ignore[arg-type]
        OrderExplorer(junk),  # type: ignore[arg-type]
        OrderExplorer(topological_sort=junk),  # type: ignore[arg-type]
    ):
        assert explorer.summary()
    for one in explorer.buttons():  # of the order, with "Run mine" unless the junk is None
        one.click()
    assert explorer.summary()


# networks


def some_network() -> Network:
    rng = np.random.default_rng(5)
    return Network(
        [
            Layer(rng.normal(size=(2, 2)), rng.normal(size=2), "tanh"),
            Layer(rng.normal(size=(3, 2)), rng.normal(size=3), "sigmoid"),
        ]
    )


def logistic(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def by_hand(network: Network, x: list[float]) -> list[list[float]]:
    """a⁽⁰⁾, a⁽¹⁾, a⁽²⁾ one number at a time."""
    found = [x]
    for layer in network.layers:
        z = [
            sum(w * u for w, u in zip(row, found[-1], strict=True)) + b
            for row, b in zip(layer.weights.tolist(), layer.biases.tolist(), strict=True)
        ]
        found.append([(math.tanh if len(found) == 1 else logistic)(v) for v in z])
    return found


@pytest.mark.parametrize("grain", ["arrays", "numbers"])
def test_layers_and_graph_show_the_numbers_of_a_loop(grain: str) -> None:
    network = some_network()
    explorer = NetworkGraphExplorer(network).set(x=[0.3, 0.9], grain=grain)
    _, hidden, output = by_hand(network, [0.3, 0.9])
    graph = explorer.result.graph
    last = np.concatenate([np.atleast_1d(node.value) for node in graph.output])
    np.testing.assert_allclose(last, output, rtol=1e-12)
    shown = {graph.names[node]: node.value for node in graph.order}
    found = shown["a⁽¹⁾"] if grain == "arrays" else [shown["a⁽¹⁾₁"], shown["a⁽¹⁾₂"]]
    np.testing.assert_allclose(found, hidden, rtol=1e-12)
    assert "give the same numbers" in explorer.summary()
    layers = {node["id"]: node["text"] for node in explorer.stage.scene_layers["nodes"]}
    assert float(layers["b2_3"].replace("−", "-")) == pytest.approx(output[2], rel=6e-3)


def test_the_lectures_network_has_39_operations_on_numbers() -> None:
    """Five for each of the 2 + 3 units with two inputs, seven for each of the 2 with three."""
    explorer = NetworkGraphExplorer().set(grain="numbers")
    assert len(explorer.result.graph.steps) == 5 * 5 + 2 * 7
    assert len(scene(explorer)["nodes"]) == 41
    assert len(NetworkGraphExplorer().result.graph.steps) == 9
    placeholders = [
        n for n in scene(NetworkGraphExplorer())["nodes"] if n["shape"] == "placeholder"
    ]
    assert len(placeholders) == 7


@pytest.mark.parametrize(
    ("grain", "ends"), [("arrays", [0, 3, 6, 9]), ("numbers", [0, 10, 25, 39])]
)
def test_stepping_completes_one_layer_after_the_other(grain: str, ends: list[int]) -> None:
    explorer = NetworkGraphExplorer().set(grain=grain)
    buttons = {button.description: button for button in explorer.buttons()}
    explorer.set(step=0)
    for layer, end in enumerate(ends):
        assert (len(explorer.result.done), explorer.result.n_layers) == (end, layer)
        waiting = [node["text"] for node in explorer.stage.scene_layers["nodes"]].count("?")
        assert waiting == sum([2, 2, 3, 2][layer + 1 :])
        buttons["Next layer"].click()
    buttons["Back"].click()
    assert len(explorer.result.done) == ends[-1] - 1
    assert explorer.result.n_layers == 2
    buttons["Next node"].click()
    assert explorer.result.n_layers == 3


def test_a_unit_is_lit_in_both_forms(page: Page) -> None:
    explorer = NetworkGraphExplorer().set(grain="numbers")
    page.send(explorer.stage, {"event": "press", "id": "b2_3"})
    lit = [
        node["label"] for node in scene(explorer)["nodes"] if "selected" in node.get("states", ())
    ]
    assert lit == ["·W⁽²⁾₃₁", "·W⁽²⁾₃₂", "+", "z⁽²⁾₃ +", "a⁽²⁾₃ σ"]
    place = next(n["id"] for n in scene(explorer)["nodes"] if n["label"] == "z⁽³⁾₁ +")
    page.send(explorer.stage, {"event": "press", "id": place})
    chosen = [n["id"] for n in explorer.stage.scene_layers["nodes"] if "selected" in n["states"]]
    assert chosen == ["b3_1"]
    page.send(explorer.stage, {"event": "nudge", "id": "x_1", "steps": 5})
    assert explorer.values["x"][0] == pytest.approx(0.25)  # type: ignore[index]


def test_no_sentence_of_the_three_is_longer_than_a_screen() -> None:
    for explorer in (FormulaExplorer(), OrderExplorer(), NetworkGraphExplorer()):
        assert max(map(len, explorer.summary().splitlines())) < 160
        assert not re.search(r"\bnan\b|None", explorer.summary())


def test_a_formula_that_is_typed_again_takes_the_refusal_back(page: Page) -> None:
    explorer = FormulaExplorer("x*x")
    box = explorer.control("formula")
    page.drag(box, "x +")
    assert "was not changed" in explorer.summary()
    page.drag(box, "x*x")
    assert "was not changed" not in explorer.summary()


def test_formulas_that_come_and_go_leave_no_widgets_behind() -> None:
    explorer = FormulaExplorer("x*y")
    before = len(registry._instances)
    for _ in range(10):
        explorer.set(formula="u*v").set(formula="x*y")
    assert len(registry._instances) == before


def test_a_network_with_ten_inputs_has_a_slider_for_each() -> None:
    network = Network.random([10, 2, 1], rng=np.random.default_rng(0))
    explorer = NetworkGraphExplorer(network).set(x_10=0.5)
    assert explorer.value("x")[9] == 0.5  # type: ignore[index]  # an array
    with pytest.raises(TypeError, match="network: expected a Network, got int"):
        NetworkGraphExplorer(5)  # type: ignore[arg-type]


def test_a_long_name_is_cut() -> None:
    assert len(OrderExplorer().set(order="q" * 5000).summary()) < 400
