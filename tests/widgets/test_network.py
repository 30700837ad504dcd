"""The network's explorer, against a feedforward of a few lines of numpy."""

import re
from collections.abc import Mapping
from typing import Any

import ipywidgets
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnwidgets import NetworkExplorer
from nnwidgets.course.examples import trained_network
from nnwidgets.text import short
from nnwidgets.widgets.framework.selected_parameter import EDITOR
from tests.figures.plain import assert_plain
from tests.widgets.conftest import Page
from tests.widgets.explorers import button
from tests.widgets.students import BROKEN, Broken

# Higham & Higham, arXiv 1801.05894, listing netbp.m
POINTS = np.array(
    [
        [0.1, 0.3, 0.1, 0.6, 0.4, 0.6, 0.5, 0.9, 0.4, 0.7],
        [0.1, 0.4, 0.5, 0.9, 0.2, 0.3, 0.6, 0.2, 0.4, 0.6],
    ]
).T
TARGETS = np.array([[1.0, 0.0]] * 5 + [[0.0, 1.0]] * 5)
SHAPES = {"W1": (2, 2), "b1": (2,), "W2": (3, 2), "b2": (3,), "W3": (2, 3), "b3": (2,)}
PARAMETERS = st.fixed_dictionaries(
    {
        name: hnp.arrays(np.float64, shape, elements=st.floats(-12, 12))
        for name, shape in SHAPES.items()
    }
)
UNIT = st.floats(0, 1)
KEPT = NetworkExplorer()


def sigma(z: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-z)))


def layers(values: Mapping[str, Any], x: np.ndarray) -> list[np.ndarray]:
    """a⁰ … a³ for rows of samples."""
    found = [x]
    for number in (1, 2, 3):
        W, b = values[f"W{number}"], values[f"b{number}"]
        if number == 3:
            W, b = W * values.get("scale", 1.0), b + values.get("shift", 0.0)
        found.append(sigma(found[-1] @ W.T + b))
    return found


def scene(explorer: NetworkExplorer, panel: str) -> Any:  # noqa: ANN401
    return getattr(explorer.stage, f"scene_{panel}")


def node_texts(explorer: NetworkExplorer) -> dict[str, str]:
    return {node["id"]: node["text"] for node in scene(explorer, "diagram")["nodes"]}


def items(explorer: NetworkExplorer) -> dict[str, Any]:
    picture = scene(explorer, "diagram")
    return {item["id"]: item for item in [*picture["nodes"], *picture["edges"]]}


def centres(n: int) -> np.ndarray:
    side = (np.arange(n) + 0.5) / n
    return np.array([[x, y] for y in side for x in side])


@given(PARAMETERS, st.tuples(UNIT, UNIT), st.floats(0, 4), st.floats(-10, 10))
@settings(max_examples=40)
def test_every_number_is_numpys(
    values: dict[str, Any], x: tuple[float, float], scale: float, shift: float
) -> None:
    KEPT.reset().set(**values, x=x, scale=scale, shift=shift)
    values |= {"scale": scale, "shift": shift}
    *_, outputs = layers(values, POINTS)
    result = KEPT.result
    for shown, expected in zip(result.passed.activations, layers(values, np.array(x)), strict=True):
        np.testing.assert_allclose(shown, expected, rtol=1e-9, atol=1e-12)
    cost = sum(0.5 * (y - f) @ (y - f) for y, f in zip(TARGETS, outputs, strict=True)) / 10
    assert result.cost == pytest.approx(cost, rel=1e-9)
    margin = (outputs * (2 * TARGETS - 1)).sum(axis=1)
    sure = np.abs(margin) > 1e-9
    assert (result.right[sure] == (margin > 0)[sure]).all()
    words = re.search(r"Cost (\S+) .*; (\d+) of 10 points right", KEPT.summary())
    assert words is not None
    assert float(words[1].replace("−", "-")) == pytest.approx(cost, rel=6e-4)
    assert int(words[2]) == result.right.sum()


@given(PARAMETERS, st.sampled_from(["class", "a1_2", "a2_1", "a2_3", "a3_1"]))
@settings(max_examples=25)
def test_the_map_is_the_field_at_the_centres(values: dict[str, Any], shown: str) -> None:
    KEPT.reset().set(**values, map=shown)
    picture = scene(KEPT, "map")
    activations = layers(values, centres(picture["size"]))
    if shown == "class":
        field, low, high = activations[3][:, 1] - activations[3][:, 0], -1.0, 1.0
    else:
        field, low, high = activations[int(shown[1])][:, int(shown[3]) - 1], 0.0, 1.0
    cells = np.frombuffer(picture["grid"], np.uint8)
    assert np.abs(cells - 255 * (field - low) / (high - low)).max() <= 0.5 + 1e-6
    ends = np.frombuffer(picture["boundary"], np.float32).reshape(-1, 2).astype(float)
    gap = np.diff(layers(values, ends)[3], axis=1)[:, 0]
    assert np.abs(gap).max(initial=0) < 0.1  # of a difference that goes from −1 to 1
    assert picture["palette"] == ("class" if shown == "class" else "activation")


@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_the_layers_appear_one_after_the_other(step: int) -> None:
    explorer = NetworkExplorer().set(step=step)
    a = layers(explorer.values, np.array([0.2, 0.7]))
    texts = node_texts(explorer)
    for layer in (1, 2, 3):
        for unit, value in enumerate(a[layer]):
            assert texts[f"b{layer}_{unit + 1}"] == (short(value) if layer <= step else "?")
    numbers = ", ".join(short(v) for v in a[step])
    name = "F(x)" if step == 3 else f"a⁽{'⁰¹²'[step]}⁾"
    assert f"after layer {step} of 3: {name} = ({numbers})." in explorer.summary()


def test_next_back_and_run_step_through_the_layers() -> None:
    explorer = NetworkExplorer().set(step=0)
    seen = []
    for press in ("Next layer", "Next layer", "Back", "Back", "Back", "Run", "Next layer"):
        button(explorer, press).click()
        seen.append(explorer.values["step"])
    assert seen == [1, 2, 1, 0, 0, 3, 3]
    assert scene(explorer, "equation")["title"].startswith("Layer 3:")


@pytest.mark.parametrize(
    ("selected", "lit", "chosen"),
    [("W2_31", 2, {"W⁽²⁾": 4}), ("b2_2", 1, {"b⁽²⁾": 1}), ("W2_12", 0, {"W⁽²⁾": 1})],
)
def test_the_equation_is_that_of_the_selected_layer(
    selected: str, lit: int, chosen: dict[str, int]
) -> None:
    explorer = NetworkExplorer().set(selected=selected)
    matrices = {m["caption"]: m for m in scene(explorer, "equation")["items"] if "cells" in m}
    assert list(matrices) == ["W⁽²⁾", "a⁽¹⁾", "b⁽²⁾", "z⁽²⁾", "a⁽²⁾"]
    assert {c: m["chosen"] for c, m in matrices.items() if m["chosen"] is not None} == chosen
    assert matrices["z⁽²⁾"]["lit"] == lit
    x = np.array([0.2, 0.7])
    z = explorer.values["W2"] @ layers(explorer.values, x)[1] + explorer.values["b2"]  # type: ignore[operator]
    assert matrices["z⁽²⁾"]["cells"] == [[short(v)] for v in z]


def test_the_constant_output_costs_a_quarter_and_has_no_boundary() -> None:
    zero = {name: np.zeros(shape) for name, shape in SHAPES.items()}
    explorer = NetworkExplorer().set(**zero)
    assert explorer.result.cost == 0.25
    assert explorer.result.right.sum() == 0  # a tie is not right
    assert scene(explorer, "map")["boundary"] == b""
    (gauge,) = (row["gauge"] for row in scene(explorer, "readout")["rows"] if "gauge" in row)
    assert (gauge["at"], gauge["bound"]) == (0.25, 0.25)


def test_the_trained_network_gets_all_ten() -> None:
    explorer = NetworkExplorer(frozen=True)
    assert explorer.result.right.sum() == 0
    last = trained_network().layers[2]
    assert "10 of 10 points right" in explorer.set(W3=last.weights, b3=last.biases).summary()
    assert not any(point["wrong"] for point in scene(explorer, "map")["points"])


@pytest.mark.parametrize("name", ["W1", "b1", "W2", "b2"])
def test_frozen_layers_say_why_they_do_not_move(name: str) -> None:
    explorer = NetworkExplorer(frozen=True)
    before = explorer.state()
    why = f"{name} is frozen at its trained values here: change W3 and b3."
    for address in (name, f"{name}_{'11' if name[0] == 'W' else '1'}"):
        value = np.zeros(SHAPES[name]) if address == name else 0.5
        assert explorer.set(**{address: value}).summary().endswith(why)
        assert explorer.state() == before
    assert why not in explorer.load(before).summary()  # what stays as it is may be set
    same = explorer.values[name]
    assert why not in explorer.set(**{name: same, "W3": np.ones((2, 3))}).summary()
    assert explorer.value("W3_11") == 1.0


def test_a_frozen_parameter_that_is_selected_has_no_slider() -> None:
    explorer = NetworkExplorer(frozen=True)
    editor = explorer.control(EDITOR)
    assert not editor.disabled
    explorer.set(selected="W1_11")
    assert editor.disabled
    assert "range" not in items(explorer)["W1_11"]
    explorer.set(selected="b3_2")
    assert not editor.disabled
    assert "range" in items(explorer)["b3_2"]


def test_every_editable_item_of_the_diagram_is_a_name_that_set_takes() -> None:
    for explorer in (NetworkExplorer(), NetworkExplorer(frozen=True)):
        sliders = {name: item for name, item in items(explorer).items() if "range" in item}
        assert len(sliders) == (10 if explorer.is_locked("W1") else 25)
        for name, item in sliders.items():
            low, high = item["range"]
            explorer.reset().set(**{name: (low + high) / 2})
            assert explorer.value(name) == (low + high) / 2
            assert items(explorer)[name]["value"] == (low + high) / 2
            assert "nothing called" not in explorer.summary()


def test_the_editor_edits_what_is_selected(page: Page) -> None:
    explorer = NetworkExplorer()
    editor = explorer.control(EDITOR)
    for name, label in (("W2_31", "W⁽²⁾₃₁"), ("b1_2", "b⁽¹⁾₂")):
        page.send(explorer.stage, {"event": "press", "id": name})
        assert explorer.values["selected"] == name
        assert explorer.control("selected").value == name
        assert editor.description == label
        assert editor.value == pytest.approx(explorer.value(name), abs=1e-12)
        page.drag(editor, 7.5)
        assert explorer.value(name) == 7.5
        assert items(explorer)[name]["value"] == 7.5


def test_a_click_in_the_map_is_the_new_input(page: Page) -> None:
    explorer = NetworkExplorer()
    page.send(explorer.stage, {"event": "point", "x": 0.1234, "y": 0.9999})
    assert explorer.values["x"].tolist() == [0.12, 1.0]  # type: ignore[union-attr]
    assert scene(explorer, "map")["marker"] == (0.12, 1.0)
    assert [explorer.control(f"x_{k}").value for k in (1, 2)] == [0.12, 1.0]


def test_the_ghost_is_the_boundary_before_the_last_set() -> None:
    explorer = NetworkExplorer()
    first = scene(explorer, "map")["boundary"]
    assert scene(explorer, "map")["ghost"] == b""
    explorer.set(W3_11=5)
    assert scene(explorer, "map")["ghost"] == first != scene(explorer, "map")["boundary"]
    explorer.set(W3_11="junk")
    assert scene(explorer, "map")["ghost"] == first
    explorer.set(x_1=0.9)  # the boundary did not move
    assert scene(explorer, "map")["ghost"] == b""


def own(weights: list[np.ndarray], biases: list[np.ndarray], x: np.ndarray) -> np.ndarray:
    a = x
    for W, b in zip(weights, biases, strict=True):
        a = sigma(a @ W.T + b)
    return a


def upside_down(weights: list[np.ndarray], biases: list[np.ndarray], x: np.ndarray) -> np.ndarray:
    return np.asarray(own(weights, biases, x)[..., ::-1])


def huge(_weights: list[np.ndarray], _biases: list[np.ndarray], x: np.ndarray) -> np.ndarray:
    return np.asarray(np.sign(x - 0.4321) * np.array([1.7e308, -1.7e308]))


def test_the_students_own_feedforward_gives_the_packages_picture() -> None:
    mine, theirs = NetworkExplorer(feedforward=own), NetworkExplorer()
    for explorer in (mine, theirs):
        explorer.set(W2_31=-3, x=[0.9, 0.1], scale=2)
    assert mine.summary() == theirs.summary()
    for panel in ("diagram", "readout"):
        assert scene(mine, panel) == scene(theirs, panel)
    # a feedforward gives no z: the matrix product is the package's, and says so
    assert scene(mine, "equation")["items"] == scene(theirs, "equation")["items"]
    assert "the package's numbers" in scene(mine, "equation")["title"]
    assert "the package's numbers" not in scene(theirs, "equation")["title"]


def test_a_wrong_feedforward_shows_its_own_answers_everywhere() -> None:
    mine, theirs = NetworkExplorer(feedforward=upside_down), NetworkExplorer()
    assert mine.result.output is not None
    assert theirs.result.output is not None
    assert mine.result.output.tolist() == theirs.result.output[::-1].tolist()
    shown, expected = node_texts(mine), node_texts(theirs)
    assert (shown["b3_1"], shown["b3_2"]) == (expected["b3_2"], expected["b3_1"])
    assert mine.result.right.tolist() == (~theirs.result.right).tolist()


# None stands for the package's own feedforward
@pytest.mark.parametrize(
    "broken", [b for b in BROKEN if b.function is not None], ids=lambda broken: broken.name
)
def test_a_broken_feedforward_is_a_sentence_and_no_number(broken: Broken) -> None:
    explorer = NetworkExplorer(feedforward=broken.function)  # type: ignore[arg-type]
    assert broken.words in explorer.set(W1_11=2).summary()
    assert "points right" not in explorer.summary()
    assert explorer.result.cost is None
    assert scene(explorer, "map")["boundary"] == b""
    assert scene(explorer, "map")["label"].endswith("; no values to show")
    assert [row["value"] for row in scene(explorer, "readout")["rows"]] == ["–", "–"]
    texts = node_texts(explorer)
    assert (texts["b3_1"], texts["b3_2"]) == ("?", "?")


def test_finite_outputs_of_any_size_are_drawn() -> None:
    explorer = NetworkExplorer(feedforward=huge)
    assert "Cost ∞" in explorer.summary()
    explorer.set(W1_11=2)
    for panel in ("diagram", "map", "equation", "readout"):
        assert_plain(scene(explorer, panel))


def test_every_scene_is_plain_data() -> None:
    for explorer in (
        NetworkExplorer(),
        NetworkExplorer(frozen=True).set(map="a2_1", step=0),
        NetworkExplorer(predict="double_last_layer").commit("A").set(scale=4),
        NetworkExplorer(feedforward=own),
        NetworkExplorer(feedforward=returns_text),
    ):
        for panel in ("diagram", "map", "equation", "readout"):
            assert_plain(scene(explorer, panel))


def returns_text(*_arguments: object) -> str:
    return "0.5"


def test_there_is_one_slider_for_the_parameters_and_one_for_each_input() -> None:
    widgets = [NetworkExplorer().control(name) for name in ("x_1", "x_2", "selected", "map")]
    assert [type(w) for w in widgets[:2]] == [ipywidgets.FloatSlider] * 2
    assert len(widgets[2].options) == 23
