"""Messages that arrive in another thread, as in a kernel's subshell, are handled in the first."""

import asyncio
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets
import pytest

from nnwidgets import FormulaExplorer, NeuronExplorer
from nnwidgets.widgets.feedforward.neuron import NeuronNumbers
from nnwidgets.widgets.framework.kernel_thread import handled_in


class Watched(NeuronExplorer):
    """Notes in which thread it computes."""

    threads: list[int]

    def compute(self, values: Mapping[str, Any]) -> NeuronNumbers:
        self.threads = [*getattr(self, "threads", []), threading.get_ident()]
        return super().compute(values)


def move(widget: ipywidgets.Widget, value: object) -> None:
    """A message of the page, as the kernel hands it to a comm."""
    data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
    widget.comm.handle_msg({"content": {"data": data}, "buffers": []})


def in_a_kernel(make: Callable[[], Any], act: Callable[[Any], None]) -> Any:  # noqa: ANN401
    """Make something in an event loop, as a cell does, and act on it in that of another thread."""

    async def subshell(made: Any) -> None:  # noqa: ANN401
        act(made)

    async def cell() -> Any:  # noqa: ANN401
        made = make()
        await asyncio.to_thread(lambda: asyncio.run(subshell(made)))
        return made

    return asyncio.run(cell())


def test_a_drag_is_handled_where_the_explorer_was_made_and_before_the_page_is_answered() -> None:
    seen = []

    def act(explorer: Watched) -> None:
        for w in (2.0, 3.0):
            move(explorer.control("w"), w)
            seen.append(explorer.value("w"))

    explorer = in_a_kernel(Watched, act)
    assert seen == [2.0, 3.0]
    assert set(explorer.threads) == {threading.get_ident()}


def test_a_control_that_is_made_later_is_handled_there_too() -> None:
    where = []

    def act(explorer: FormulaExplorer) -> None:
        slider = explorer.control("y")
        slider.observe(lambda _: where.append(threading.get_ident()), names="value")
        move(slider, 2.0)

    in_a_kernel(lambda: FormulaExplorer("x*x").set(formula="x*y"), act)
    assert where == [threading.get_ident()]


def test_an_error_of_a_handler_is_told_where_the_message_came_in() -> None:
    def fails(_message: object) -> None:
        raise TimeoutError("spilled")

    def act(receive: Callable[[Mapping[str, object]], None]) -> None:
        with pytest.raises(TimeoutError, match="spilled"):
            receive({})

    in_a_kernel(lambda: handled_in(asyncio.get_running_loop(), fails), act)


def test_a_message_that_takes_long_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnwidgets.widgets.framework.kernel_thread.PATIENCE", 0.01)
    done: list[object] = []

    def slowly(message: object) -> None:
        time.sleep(0.1)
        done.append(message)

    def act(receive: Callable[[Mapping[str, object]], None]) -> None:
        receive({"a": 1})
        assert done == [{"a": 1}]

    in_a_kernel(lambda: handled_in(asyncio.get_running_loop(), slowly), act)


def test_a_message_after_the_end_of_the_kernel_s_loop_is_let_go() -> None:
    """A kernel that shuts down waits for its threads."""
    done: list[object] = []
    home = asyncio.new_event_loop()
    receive = handled_in(home, done.append)

    async def subshell() -> None:
        receive({})

    asyncio.run(subshell())
    home.close()
    assert done == []


def test_without_a_kernel_a_message_is_handled_at_once() -> None:
    explorer = NeuronExplorer()
    move(explorer.control("w"), 2.0)
    assert explorer.value("w") == 2.0
