"""BackwardExplorer: every message by hand, broken in three ways, played, locked, reloaded."""

import asyncio
import json
import math
from typing import Any

import pytest

from nnwidgets import BackwardExplorer
from nnwidgets.text import short
from nnwidgets.widgets.backpropagation import backward

X = 1.5
B = math.exp(X * X)
C = X * X + B
ROOT, COSINE = 1 / (2 * math.sqrt(C)), -math.sin(C)
SLOPE = (ROOT + COSINE) * (1 + B) * 2 * X


def nodes(explorer: BackwardExplorer) -> dict[str, dict[str, Any]]:
    """The nodes as the page puts them together."""
    sent: Any = explorer.stage.scene_graph
    fixed = json.loads(sent["fixed"])
    both = zip(fixed["nodes"], sent["nodes"], strict=True)
    return {still["id"]: still | live for still, live in both}


def readout(explorer: BackwardExplorer) -> list[str]:
    rows = explorer.stage.scene_message["rows"]
    return [row["value"] for row in rows]


def test_the_running_sum_at_c() -> None:
    """0, then + 1/(2√c), then − sin c: whichever of d and e sends first."""
    explorer = BackwardExplorer()
    assert nodes(explorer)["c"]["mark"] == "0"
    parts = []
    for step in range(1, 9):
        explorer.set(step=step)
        if "→ c," in explorer.summary():
            parts.append(nodes(explorer)["c"]["mark"])
    assert parts in (
        [short(ROOT), short(ROOT + COSINE)],
        [short(COSINE), short(ROOT + COSINE)],
    )


def test_the_message_stands_as_a_product_and_joins_the_sum() -> None:
    explorer = BackwardExplorer().set(step=8)
    df_da = (ROOT + COSINE) * (1 + B)
    message, local, total = readout(explorer)
    assert message == f"{short(df_da)} × {short(2 * X)} = {short(SLOPE)}"
    assert local.startswith("∂a/∂x = ")
    assert total.endswith(short(SLOPE))


@pytest.mark.parametrize("x", [-1.2, 0.5, 1.0])
def test_the_gradient_at_the_end(x: float) -> None:
    b = math.exp(x * x)
    c = x * x + b
    slope = (1 / (2 * math.sqrt(c)) - math.sin(c)) * (1 + b) * 2 * x
    said = BackwardExplorer().set(x=x, step=8).summary()
    assert f"∂f/∂x = {short(slope, 7)}" in said


def test_steps_go_forth_and_back_and_stop_at_both_ends() -> None:
    explorer = BackwardExplorer()
    back, forward, _ = explorer.buttons()
    back.click()
    assert "Message 0 of 8" in explorer.summary()
    for _ in range(11):
        forward.click()
    assert "Message 8 of 8" in explorer.summary()
    back.click()
    assert "Message 7 of 8" in explorer.summary()


WRONG = {
    "overwrite": ("c", {short(ROOT), short(COSINE)}, short(ROOT + COSINE)),
    "not zeroed": ("f", {"2"}, "1"),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_the_first_wrong_node_is_marked_with_both_numbers(mistake: str) -> None:
    name, wrong, right = WRONG[mistake]
    explorer = BackwardExplorer().set(broken=mistake).set(step=8)
    shown = nodes(explorer)
    assert [n for n, node in shown.items() if "✗" in node["mark"]] == [name]
    assert shown[name]["mark"] in {f"✗ {value}, right {right}" for value in wrong}
    assert f"instead of {right}" in explorer.summary()


def test_without_an_order_the_number_is_right_after_fifteen_visits() -> None:
    said = BackwardExplorer().set(broken="no order").set(step=100).summary()
    assert "visited 15 times; in order 7 visits do" in said
    assert f"∂f/∂x = {short(SLOPE, 7)}" in said
    assert "Wrong" not in said


def test_another_mistake_begins_at_the_beginning() -> None:
    explorer = BackwardExplorer().set(step=5).set(broken="overwrite")
    assert "Message 0 of 8" in explorer.summary()


def test_it_plays_pauses_and_starts_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backward, "PACE", 0.0)

    async def session() -> list[str]:
        explorer = BackwardExplorer()
        _, _, play = explorer.buttons()
        play.click()
        for _ in range(6):
            await asyncio.sleep(0)
        assert play.description == "Pause"
        play.click()
        for _ in range(6):
            await asyncio.sleep(0)
        paused = explorer.summary()
        assert play.description == "Play"
        play.click()
        while "Message 8 of 8" not in explorer.summary():  # noqa: ASYNC110  # the explorer has no event
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        return [paused, explorer.summary(), play.description]

    paused, finished, label = asyncio.run(session())
    assert "Message 8 of 8" not in paused
    assert "Message 0 of 8" not in paused
    assert f"∂f/∂x = {short(SLOPE, 7)}" in finished
    assert label == "Play"


def test_the_question_comes_first() -> None:
    explorer = BackwardExplorer(predict="two_messages")
    assert "Message 0 of 8" in explorer.set(step=3).summary()
    assert "Message 3 of 8" in explorer.commit("B").set(step=3).summary()


def test_a_state_is_read_back() -> None:
    explorer = BackwardExplorer("x*y + sin(x*y)").set(x=0.7, y=-1.1, broken="overwrite")
    explorer.set(step=3)
    again = BackwardExplorer().load(explorer.state())
    assert again.summary() == explorer.summary()
    assert nodes(again) == nodes(explorer)


def test_two_inputs_have_two_derivatives() -> None:
    said = BackwardExplorer("x*y + sin(x*y)").set(x=0.7, y=-1.1).set(step=100).summary()
    inner = 1 + math.cos(0.7 * -1.1)
    assert f"∂f/∂x = {short(-1.1 * inner, 7)}, ∂f/∂y = {short(0.7 * inner, 7)}" in said


def test_formulas_without_a_variable_and_with_many_uses_of_one() -> None:
    assert "no variable" in BackwardExplorer("2 + 3").summary()
    shared = "x"
    for _ in range(5):
        shared = f"({shared})*({shared})"
    assert "Message 0 of 10" in BackwardExplorer(shared).summary()
    ways = BackwardExplorer(shared).set(broken="no order").set(step=100)
    assert "visited 63 times; in order 6 visits do" in ways.summary()


def test_the_step_counts_in_whatever_order_it_is_named() -> None:
    orders = [{"step": 5, "broken": "overwrite"}, {"broken": "overwrite", "step": 5}]
    assert [BackwardExplorer().set(**order).value("step") for order in orders] == [5.0, 5.0]


def test_another_formula_begins_at_the_beginning() -> None:
    explorer = BackwardExplorer().set(step=9).set(formula="x*y")
    assert "Message 0 of 2" in explorer.summary()
    assert "Message 1 of 2" in explorer.set(step=1).set(formula="x*y").summary()
