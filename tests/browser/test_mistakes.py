"""A student's mistake becomes a sentence in its place; the explorer and the notebook go on."""

import numpy as np
import pytest

from tests.browser.notebook import NotebookPage
from tests.browser.oracle import numbers_in, some_parameters
from tests.browser.views import ExplorerView

BROKEN = {
    "raises": ("raise ValueError('too steep')", ("Your line", "too steep")),
    "divides by zero": ("return 1 / 0", ("Your line", "ZeroDivisionError")),
    "wrong shape": ("return np.zeros(7)", ("(7,)",)),
    "nan": ("return z * np.nan", ("nan",)),
    "None": ("z = z + 1", ("None",)),
    "not written": ("raise NotImplementedError", ("not written yet",)),
}


def assert_says(view: ExplorerView, *words: str) -> None:
    summary = view.summary()
    assert [word for word in words if word not in summary] == [], summary


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_activation(scratch: NotebookPage, kind: str) -> None:
    body, words = BROKEN[kind]
    view = scratch.show(
        "import numpy as np\nimport nnwidgets as nw",
        f"def bend(z):\n    {body}",
        "nw.NeuronExplorer(bend)",
    )
    assert_says(view, *words)
    assert scratch.complaints() == []
    assert view.node_text("a") == "?"
    view.press(view.handle("w"), *["ArrowRight"] * 5)
    assert view.node_text("z") == "1.5"
    assert_says(view, *words)
    view.choose("activation", "tanh")
    assert numbers_in(view.node_text("a")) == pytest.approx([np.tanh(1.5)], abs=6e-4)
    assert words[0] not in view.summary()
    assert scratch.complaints() == []


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_feedforward(scratch: NotebookPage, kind: str) -> None:
    body, words = BROKEN[kind]
    view = scratch.show(
        "import numpy as np\nimport nnwidgets as nw",
        f"def feedforward(weights, biases, x):\n    z = x\n    {body}",
        "nw.NetworkExplorer(feedforward=feedforward)",
    )
    assert_says(view, *words)
    assert view.readout("cost") == "–"
    view.press(view.handle("x_1"), "ArrowRight")
    assert view.node_text("x_1") == "0.21"
    assert_says(view, *words)
    assert scratch.complaints() == []


def test_a_right_feedforward_of_the_students_own(scratch: NotebookPage) -> None:
    parameters = some_parameters()
    view = scratch.show(
        "import numpy as np\nimport nnwidgets as nw",
        "def feedforward(weights, biases, x):\n"
        "    for W, b in zip(weights, biases):\n"
        "        x = 1 / (1 + np.exp(-(x @ W.T + b)))\n"
        "    return x",
        f"nw.NetworkExplorer(feedforward=feedforward).set({parameters.in_python()})",
    )
    assert numbers_in(view.readout("cost")) == pytest.approx([parameters.cost()], abs=6e-5)
    view.press(view.handle("selected-value"), "ArrowRight")
    parameters.weights[0][0, 0] += 0.1
    assert numbers_in(view.readout("cost")) == pytest.approx([parameters.cost()], abs=6e-5)
    line = np.concatenate(view.curve_on_map("boundary"))
    assert np.abs(parameters.gap(line)).max() < 0.02


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nonsense", "This is not the state of an explorer"),
        ("", "This is not the state of an explorer"),
        ("NeuronExplorer:1:{}", "expected that of a NetworkExplorer"),
        ('NetworkExplorer:1:{"W1":[[1,2]', "cut off"),
        ('NetworkExplorer:99:{"W1":[[1,2],[3,4]]}', "version 99"),
        ('NetworkExplorer:1:{"W1":[[1,2,3]]}', "(2, 2)"),
        ('NetworkExplorer:1:{"W9":1}', "W9"),
        ('NetworkExplorer:1:{"x":[NaN,0]}', "NaN"),
    ],
)
def test_a_state_that_is_none(scratch: NotebookPage, text: str, words: str) -> None:
    view = scratch.show(
        "import nnwidgets as nw\ne = nw.NetworkExplorer()\ne",
        f"start = e.state()\ne.load({text!r})",
    )
    assert words in view.summary()
    assert scratch.complaints() == []
    x, boundary = view.number("x_1"), view.curve_on_map("boundary")
    with view.redraw():
        view.button("Reset").click()
    assert words not in view.summary()
    assert view.number("x_1") == x
    assert all(map(np.array_equal, view.curve_on_map("boundary"), boundary))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("set(W1_11=None)", "expected a number"),
        ("set(W1_11='much')", "expected a number"),
        ("set(W1_11=float('nan'))", "nan"),
        ("set(W1=[[1, 2, 3]])", "expected shape (2, 2)"),
        ("set(W7=1)", "nothing called W7"),
        ("set(W1_11=1e9)", "set to the end, 12"),
        ("commit('A')", "asks for no prediction"),
    ],
)
def test_a_call_that_cannot_be_followed(scratch: NotebookPage, call: str, words: str) -> None:
    view = scratch.show("import nnwidgets as nw\ne = nw.NetworkExplorer()\ne", f"e.{call}")
    assert words in view.summary()
    assert scratch.complaints() == []
