"""Notebook 05 in a page: the walk backwards stepped, played and broken; differences; training."""

import math
import re
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.notebook import MILLISECONDS, NotebookPage
from tests.browser.oracle import POINTS, TARGETS, Floats, number, numbers_in
from tests.browser.views import ExplorerView

IMPORT = "import nnwidgets as nw"
NODES = "xabcdef"
Message = tuple[str, str, float]
"""Who sends, who receives, and the local derivative between them."""


# the walk of Example 5.14 of Mathematics for Machine Learning, by hand


def walk(x: float) -> list[Message]:
    """The messages in reverse topological order."""
    a = x * x
    b = math.exp(a)
    c = a + b
    to_c = [("e", "c", -math.sin(c)), ("d", "c", 1 / (2 * math.sqrt(c)))]
    start: list[Message] = [("f", "d", 1.0), ("f", "e", 1.0)]
    return [*start, *to_c, ("c", "a", 1.0), ("c", "b", 1.0), ("b", "a", b), ("a", "x", 2 * x)]


def adjoints(messages: list[Message], *, add: bool = True) -> dict[str, float]:
    """The adjoints after some messages; without `add`, each message overwrites."""
    found = dict.fromkeys(NODES, 0.0) | {"f": 1.0}
    for sender, receiver, local in messages:
        found[receiver] = found[receiver] * add + found[sender] * local
    return found


def marks(view: ExplorerView) -> dict[str, str]:
    """What stands under every node."""
    nodes = view.panel("graph").locator(".nnw-node").all()
    texts = [node.locator(".nnw-node-mark").text_content() or "" for node in nodes]
    return {str(n.get_attribute("data-id")): t for n, t in zip(nodes, texts, strict=True)}


def assert_adjoints(view: ExplorerView, wanted: dict[str, float]) -> None:
    found = {name: number(text) for name, text in marks(view).items()}
    assert found == pytest.approx(wanted, rel=6e-3, abs=6e-4)


def sent(view: ExplorerView) -> set[tuple[str, str]]:
    """The arrows that are drawn so far, each from its sender to its receiver."""
    titles = view.panel("graph").locator(".nnw-gradient").all()
    found = [
        re.match(r"message from (\w) to (\w)", str(t.get_attribute("aria-label"))) for t in titles
    ]
    return {(match[1], match[2]) for match in found if match}


def press(view: ExplorerView, name: str, times: int = 1) -> None:
    for _ in range(times):
        with view.redraw():
            view.button(name).click()


def pick(view: ExplorerView, address: str, label: str) -> None:
    """Choose from a list, also where nothing has to be drawn again."""
    view.control(address).locator("select").select_option(label=label)
    view.page.evaluate("nnwTest.settled()")


def start(scratch: NotebookPage, source: str) -> ExplorerView:
    return scratch.show(IMPORT, source)


def drag(view: ExplorerView, address: str, distance: float) -> None:
    """Move the handle of a slider with the mouse."""
    box = view.handle(address).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    view.page.mouse.move(x, y)
    with view.redraw():
        view.page.mouse.down()
        view.page.mouse.move(x + distance, y, steps=8)
        view.page.mouse.up()


def commit(view: ExplorerView, option: int) -> str:
    """Answer the question, and what is said to it."""
    view.root.get_by_role("radio").nth(option).check()
    with view.redraw():
        view.button("Commit").click()
    return view.root.locator(".nnw-gate").inner_text()


def test_every_step_sends_a_message_and_every_back_takes_one_away(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.BackwardExplorer()")
    messages = walk(1.5)
    assert_adjoints(view, adjoints([]))
    for n, (sender, receiver, local) in enumerate(messages, start=1):
        press(view, "Step")
        said = view.summary().splitlines()[0]
        upstream = adjoints(messages[: n - 1])[sender]
        shown = numbers_in(said.partition(", ")[2])
        assert said.startswith(f"Message {n} of 8: {sender} → {receiver}, "), said
        assert shown == pytest.approx([upstream, local, upstream * local], rel=6e-3)
        assert_adjoints(view, adjoints(messages[:n]))
        assert sent(view) == {(s, r) for s, r, _ in messages[:n]}
        assert view.readout(f"running sum at {receiver}").endswith(marks(view)[receiver])
    assert number(view.summary().partition("∂f/∂x = ")[2].strip(".")) == pytest.approx(27.780455)
    press(view, "Back", 5)
    assert_adjoints(view, adjoints(messages[:3]))
    assert sent(view) == {(s, r) for s, r, _ in messages[:3]}


def test_the_steps_by_keyboard(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.BackwardExplorer().set(x=1)")
    view.press(view.button("Step"), "Enter", "Space", "Enter")
    assert_adjoints(view, adjoints(walk(1.0)[:3]))
    view.press(view.button("Back"), "Enter")
    assert_adjoints(view, adjoints(walk(1.0)[:2]))


def test_play_goes_on_by_itself_until_pause_and_to_the_end(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.BackwardExplorer().set(step=4)")
    summary = view.root.locator(".nnw-summary")
    view.button("Play").click()
    expect(summary).not_to_contain_text("Message 4 of 8", timeout=MILLISECONDS)
    view.button("Pause").click()
    expect(view.button("Play")).to_be_visible(timeout=MILLISECONDS)
    paused = view.summary()
    n_sent = int(paused.removeprefix("Message ")[0])
    assert 4 < n_sent < 8
    assert_adjoints(view, adjoints(walk(1.5)[:n_sent]))
    scratch.page.wait_for_timeout(1100)  # longer than from one message to the next
    assert view.summary() == paused
    view.button("Play").click()
    expect(summary).to_contain_text("Done: ∂f/∂x = 27.78", timeout=MILLISECONDS)
    expect(view.button("Play")).to_be_visible(timeout=MILLISECONDS)
    assert_adjoints(view, adjoints(walk(1.5)))
    assert scratch.complaints() == []


def wrong_nodes(view: ExplorerView) -> dict[str, str]:
    """The nodes that are marked as wrong, and what stands under them."""
    found = view.panel("graph").locator(".nnw-is-wrong").all()
    return {
        str(n.get_attribute("data-id")): marks(view)[str(n.get_attribute("data-id"))] for n in found
    }


def test_a_message_that_overwrites_is_crossed_where_it_first_does_harm(
    scratch: NotebookPage,
) -> None:
    view = start(scratch, "nw.BackwardExplorer()")
    pick(view, "broken", "= instead of +=")
    press(view, "Step", 3)
    assert wrong_nodes(view) == {}
    press(view, "Step")
    messages = walk(1.5)
    wrong, right = adjoints(messages[:4], add=False)["c"], adjoints(messages)["c"]
    (mark,) = wrong_nodes(view).values()
    assert wrong_nodes(view).keys() == {"c"}
    assert mark.startswith("✗ ")
    assert numbers_in(mark) == pytest.approx([wrong, right], rel=6e-3)
    press(view, "Step", 4)
    assert wrong_nodes(view).keys() == {"c"}
    last = adjoints(messages, add=False)["x"]
    assert number(view.summary().splitlines()[1].partition("= ")[2].strip(".")) == pytest.approx(
        last
    )
    pick(view, "broken", "nothing")
    assert_adjoints(view, adjoints([]))


def test_old_adjoints_are_wrong_from_the_first_node_on(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.BackwardExplorer()")
    pick(view, "broken", "adjoints not zeroed")
    assert wrong_nodes(view) == {"f": "✗ 2, right 1"}
    press(view, "Step", 4)
    messages = walk(1.5)
    old = adjoints(messages)
    d = old["d"] + 2.0
    e = old["e"] + 2.0
    c = old["c"] + e * messages[2][2] + d * messages[3][2]
    assert number(marks(view)["c"]) == pytest.approx(c, rel=6e-3)
    assert wrong_nodes(view).keys() == {"f"}


def test_without_an_order_every_path_is_walked(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.BackwardExplorer()")
    pick(view, "broken", "no order: recursion")
    press(view, "Step", 14)
    edges = [(s, r) for s, r, _ in walk(1.5)]
    paths = [["f"]]
    visits = 0
    while paths:
        path = paths.pop()
        visits += 1
        paths += [[*path, r] for s, r in edges if s == path[-1]]
    assert f"visited {visits} times; in order 7 visits do" in view.summary()
    assert wrong_nodes(view) == {}
    assert_adjoints(view, adjoints(walk(1.5)))


def test_the_input_is_dragged_and_all_adjoints_follow(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.BackwardExplorer().set(step=8)")
    drag(view, "x", -12)
    x = view.number("x")
    assert x < 1.5
    assert_adjoints(view, adjoints(walk(x)))
    view.press(view.handle("x"), "ArrowRight")
    assert_adjoints(view, adjoints(walk(view.number("x"))))
    with view.redraw():
        view.item("x").focus()
        view.page.keyboard.press("ArrowDown")
    assert view.number("x") == pytest.approx(x)
    press(view, "Reset")
    assert view.number("x") == 1.5
    assert "Message 0 of 8" in view.summary()


def test_the_steps_wait_for_the_prediction(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.BackwardExplorer(predict='two_messages')")
    view.button("Play").click()
    view.button("Step").click()
    scratch.page.evaluate("nnwTest.settled()")
    assert "Message 0 of 8" in view.summary()
    said = commit(view, 0)
    assert "You said: The message that came last." in said
    assert "It is: The sum of the two messages." in said
    press(view, "Step", 4)
    assert_adjoints(view, adjoints(walk(1.5)[:4]))


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("sqrt(x", "formula was not changed: expected an operator or )"),
        ("3 + 4", "There is no variable to differentiate with respect to."),
        ("log(x - 1.5)", "Message 0 of 2"),
    ],
)
def test_a_formula_with_a_slip_is_one_sentence(
    scratch: NotebookPage, formula: str, words: str
) -> None:
    view = start(scratch, "nw.BackwardExplorer()")
    box = view.control("formula").locator("input")
    box.fill(formula)
    with view.redraw():
        box.press("Enter")
    assert words in view.summary()
    view.button("Step").click()
    scratch.page.evaluate("nnwTest.settled()")
    assert view.summary()
    assert scratch.complaints() == []


# differences, sweeps, the order of the update, depth


def f(x: Floats | float) -> Floats:
    """The same function, for an array."""
    c = np.square(x) + np.exp(np.square(x))
    return np.asarray(np.sqrt(c) + np.cos(c))


def difference(x: float, h: float, kind: str) -> float:
    ends = (x - h, x + h) if kind == "central" else (x, x + h)
    return float((f(ends[1]) - f(ends[0])) / (ends[1] - ends[0]))


def ring(view: ExplorerView, frame: int) -> list[float]:
    """Where the last ring of a frame stands, in pixels of the picture."""
    group = view.panel("chart").locator("svg > g").nth(frame).locator(".nnw-point").last
    places = re.findall(r"[-\d.]+", (group.get_attribute("transform") or "").partition(")")[0])
    return [float(place) for place in places]


@pytest.mark.parametrize("kind", ["one-sided", "central"])
def test_the_error_of_a_difference_on_its_v(scratch: NotebookPage, kind: str) -> None:
    view = start(scratch, f"nw.DifferencesExplorer().set(kind={kind!r})")
    slope = adjoints(walk(1.0))["x"]
    for keys, exponent in ((8, -4.0), (4, -5.0)):
        view.press(view.handle("exponent"), *["ArrowLeft"] * keys)
        found = difference(1.0, 10.0**exponent, kind)
        _, _, shown, derivative, error = numbers_in(view.summary())
        assert (shown, derivative) == pytest.approx((found, slope), rel=1e-5)
        assert error == pytest.approx(abs(found - slope), rel=0.06)
        left, top = ring(view, 1)
        assert left == pytest.approx(350 + 226 * (exponent + 15.5) / 15, abs=0.1)
        assert top == pytest.approx(24 + 190 * (2 - math.log10(abs(found - slope))) / 18, abs=0.3)
    drag(view, "exponent", -60)
    assert view.number("exponent") < -5
    view.press(view.handle("x"), "ArrowLeft")
    assert adjoints(walk(0.9))["x"] == pytest.approx(numbers_in(view.summary())[3], rel=1e-5)


def test_the_step_waits_for_the_prediction(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.DifferencesExplorer(predict='smaller_step')")
    said = view.summary()
    view.handle("exponent").focus()
    scratch.page.keyboard.press("ArrowLeft")
    scratch.page.evaluate("nnwTest.settled()")
    assert "h = 0.01" in said
    assert "h = 0.01" in view.summary()
    assert "You said: Larger than at h = 0.01." in commit(view, 2)
    view.press(view.handle("exponent"), "ArrowLeft")
    assert "h = 0.00562" in view.summary()


def bar_heights(view: ExplorerView) -> list[float]:
    """The heights of the bars in pixels of the picture."""
    paths = view.panel("chart").locator(".nnw-bar").all()
    found = [re.match(r"M[-\d.]+,([-\d.]+)V([-\d.]+)", p.get_attribute("d") or "") for p in paths]
    return [float(match[1]) - float(match[2]) for match in found if match]


def test_sweeps_are_bars_as_long_as_their_number(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.SweepsExplorer()")
    forward, reverse = bar_heights(view)
    assert forward / reverse == pytest.approx(23, rel=0.05)
    view.type_number("n_outputs", "40")
    view.press(view.handle("n_inputs"), *["ArrowLeft"] * 3)
    forward, reverse = bar_heights(view)
    assert forward / reverse == pytest.approx(20 / 40, rel=0.01)
    assert "20 forward sweeps or 40 reverse sweeps; forward takes fewer" in view.summary()


def cost_of_mazur(rate: float, *, update_first: bool) -> float:
    """M. Mazur's example (2015), one step, unit by unit."""
    x, y = [0.05, 0.10], [0.01, 0.99]
    v, w = [[0.15, 0.20], [0.25, 0.30]], [[0.40, 0.45], [0.50, 0.55]]

    def layer(weights: list[list[float]], inputs: list[float], bias: float) -> list[float]:
        z = [sum(p * q for p, q in zip(row, inputs, strict=True)) + bias for row in weights]
        return [1 / (1 + math.exp(-value)) for value in z]

    h = layer(v, x, 0.35)
    o = layer(w, h, 0.60)
    delta = [(p - t) * p * (1 - p) for p, t in zip(o, y, strict=True)]
    new = [[w[i][j] - rate * delta[i] * h[j] for j in (0, 1)] for i in (0, 1)]
    used = new if update_first else w
    back = [h[j] * (1 - h[j]) * sum(used[i][j] * delta[i] for i in (0, 1)) for j in (0, 1)]
    v = [[v[j][k] - rate * back[j] * x[k] for k in (0, 1)] for j in (0, 1)]
    o = layer(new, layer(v, x, 0.35), 0.60)
    return 0.5 * sum((t - p) ** 2 for p, t in zip(o, y, strict=True))


def test_the_update_before_the_deltas_is_marked_beside_the_right_numbers(
    scratch: NotebookPage,
) -> None:
    view = start(scratch, "nw.UpdateOrderExplorer()")
    wrong = view.root.locator(".nnw-cell-wrong")
    assert wrong.count() == 0
    assert "the cost is 0.291027774." in view.summary()
    view.choose("order", "W⁽²⁾ updated, then δ⁽¹⁾")
    assert "the cost is 0.291027924." in view.summary()
    assert "the cost should be 0.291027774" in view.summary()
    assert wrong.count() == 4
    assert all(text.startswith("✗ ") for text in wrong.all_inner_texts())
    view.type_number("learning_rate", "20")
    last = view.root.locator(".nnw-table tr").last.locator("td")
    shown = [number(text.strip("✗ ")) for text in last.all_inner_texts() if text != ""]
    costs = [cost_of_mazur(20.0, update_first=first) for first in (True, False)]
    assert shown[-2:] == pytest.approx(costs, abs=1e-9)


def gradient_sizes(depth: int) -> list[float]:
    """Root mean squares of ∂C/∂W of each layer, 16 sigmoids a layer, seed 0."""
    rng = np.random.default_rng(0)
    sizes = [2, *[16] * depth, 2]
    W = [0.5 * rng.standard_normal((m, n)) for n, m in pairwise(sizes)]
    b = [0.5 * rng.standard_normal(m) for m in sizes[1:]]
    a = [POINTS]
    for weights, biases in zip(W, b, strict=True):
        a.append(1 / (1 + np.exp(-(a[-1] @ weights.T + biases))))
    delta = (a[-1] - TARGETS) / 10 * a[-1] * (1 - a[-1])
    found = []
    for k in reversed(range(len(W))):
        found.append(float(np.sqrt(np.mean((delta.T @ a[k]) ** 2))))
        delta = delta @ W[k] * a[k] * (1 - a[k])
    return found[::-1]


def test_the_bars_go_down_with_the_depth_after_the_prediction(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.DepthExplorer(predict='first_layer')")
    assert view.control("activation").locator("select").is_disabled()
    assert "You said: Tens of thousands of times" in commit(view, 2)
    view.type_number("depth", "10")
    wanted = [190 * (math.log10(size) + 16) / 16 for size in gradient_sizes(10)]
    assert bar_heights(view) == pytest.approx(wanted, abs=0.2)
    view.choose("activation", "relu")
    view.choose("scale", "scaled by the inputs")
    level = bar_heights(view)
    assert max(level) - min(level) < 20  # less than two powers of ten


# training


def descended(rate: float, seed: int, n_steps: int) -> tuple[float, list[Floats], int]:
    """Cost, weights and points right after gradient descent on the lecture's cost."""
    rng = np.random.default_rng(seed)
    shapes = [(2, 2), (3, 2), (2, 3)]
    W = [0.5 * rng.standard_normal(shape) for shape in shapes]
    b = [0.5 * rng.standard_normal(shape[0]) for shape in shapes]
    for step in range(n_steps + 1):
        a = [POINTS]
        for weights, biases in zip(W, b, strict=True):
            a.append(1 / (1 + np.exp(-(a[-1] @ weights.T + biases))))
        if step == n_steps:
            break
        delta = (a[3] - TARGETS) / 10 * a[3] * (1 - a[3])
        for k in (2, 1, 0):
            back = delta @ W[k] * a[k] * (1 - a[k])
            W[k] = W[k] - rate * delta.T @ a[k]
            b[k] = b[k] - rate * delta.sum(axis=0)
            delta = back
    right = int(np.sum(a[3].argmax(axis=1) == TARGETS.argmax(axis=1)))
    return float(0.5 * np.mean(np.sum((a[3] - TARGETS) ** 2, axis=1))), W, right


def assert_trained(view: ExplorerView, seed: int, n_steps: int) -> None:
    cost, W, right = descended(5.0, seed, n_steps)
    assert f"After {n_steps} steps of rate 5 from seed {seed}: " in view.summary()
    assert f" {right} of 10 points right" in view.summary()
    assert number(view.summary().partition("cost ")[2].partition(",")[0]) == pytest.approx(
        cost, rel=6e-4
    )
    for layer, weights in enumerate(W, start=1):
        for (i, j), weight in np.ndenumerate(weights):
            sign = "positive" if weight > 0 else "negative"
            classes = view.item(f"W{layer}_{i + 1}{j + 1}").get_attribute("class") or ""
            assert f"nnw-{sign}" in classes


def sentence(view: ExplorerView) -> Locator:
    return view.root.locator(".nnw-summary")


def n_steps_of(view: ExplorerView) -> int:
    found = re.match(r"After (\d+) steps", view.summary())
    assert found
    return int(found[1])


def test_any_moment_of_a_training_can_be_looked_at(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.TrainingExplorer()")
    assert_trained(view, 0, 0)
    view.press(view.handle("steps"), *["ArrowRight"] * 2)
    assert_trained(view, 0, 100)
    view.press(view.handle("seed"), "ArrowRight")
    assert_trained(view, 1, 100)
    drag(view, "steps", 4)
    assert n_steps_of(view) % 50 == 0
    arrows = view.panel("diagram").locator(".nnw-gradient")
    assert arrows.count() == 4 + 6 + 6


def test_the_network_that_learns_is_a_picture_and_no_control(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.TrainingExplorer()")
    diagram = view.panel("diagram")
    network = diagram.get_by_role("group", name="Network with layers of 2, 2, 3, 2 nodes")
    assert network.locator("[tabindex]").count() == 0
    assert network.get_by_role("slider").or_(network.get_by_role("button")).count() == 0
    names = [str(item.get_attribute("aria-label")) for item in network.get_by_role("img").all()]
    assert len(set(names)) == len(names) == 9 + 2 * 16  # nodes; weights and their slopes
    slope = view.item("slope1_12").get_attribute("aria-label") or ""
    assert slope.startswith("∂C/∂W⁽¹⁾₁₂ = ")


def test_training_starts_stops_goes_on_and_is_reset(scratch: NotebookPage) -> None:
    view = start(scratch, "nw.TrainingExplorer()")
    expect(view.button("Stop")).to_be_disabled()
    view.button("Train").click()
    expect(sentence(view)).not_to_contain_text("After 0 steps", timeout=MILLISECONDS)
    expect(view.button("Train")).to_be_disabled()
    view.button("Stop").click()
    expect(view.button("Train")).to_be_enabled(timeout=MILLISECONDS)
    scratch.page.evaluate("nnwTest.settled()")
    stopped = n_steps_of(view)
    assert 0 < stopped < 5000
    assert view.number("steps") == stopped
    view.button("Train").click()
    expect(sentence(view)).to_contain_text("After 5000 steps", timeout=MILLISECONDS)
    assert "10 of 10 points right" in view.summary()
    expect(view.button("Stop")).to_be_disabled(timeout=MILLISECONDS)
    view.press(view.handle("steps"), "Home")
    assert_trained(view, 0, 0)
    view.press(view.handle("seed"), "ArrowRight")
    press(view, "Reset")
    assert_trained(view, 0, 0)
    assert scratch.complaints() == []


def test_an_opened_page_shows_the_present_walk_and_the_present_training(
    open_notebook: Callable[..., NotebookPage],
) -> None:
    notebook = open_notebook("backward_reload.ipynb")
    view = notebook.show(IMPORT, "nw.BackwardExplorer()", "nw.TrainingExplorer()")
    training = notebook.painted(1)
    pick(view, "broken", "= instead of +=")
    press(view, "Step", 5)
    training.press(training.handle("steps"), *["ArrowRight"] * 3)
    before = (
        marks(view),
        view.summary(),
        sent(view),
        training.summary(),
        training.pixels().tobytes(),
    )
    notebook.save()
    notebook.open()
    view, training = notebook.painted(0), notebook.painted(1)
    now = (marks(view), view.summary(), sent(view), training.summary(), training.pixels().tobytes())
    assert now == before
    assert_trained(training, 0, 150)
    press(view, "Back")
    assert "Message 4 of 8" in view.summary()
    assert notebook.complaints() == []
