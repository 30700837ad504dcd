"""Long work: it leaves the event loop free, stops when told to, and keeps what it has."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest

from nnwidgets import (
    ApproximationExplorer,
    BackwardExplorer,
    BoundaryExplorer,
    StartsExplorer,
    TrainingExplorer,
)
from nnwidgets.widgets.framework.runner import Progress, Runner


class Work:
    """Counts, and says so; what was shown is kept."""

    def __init__(self, total: int | None = 5) -> None:
        self.total = total
        self.shown: list[int] = []
        self.seen = asyncio.Event()
        self.runner = Runner("Train", total or 100, self.begin, self.show)

    def begin(self) -> Iterator[Progress]:
        for done in count(1) if self.total is None else range(1, self.total + 1):
            yield Progress(done, f"cost {1 / done:.2f}")

    def show(self, progress: Progress) -> None:
        self.shown.append(progress.done)
        if progress.done == 3:
            self.seen.set()

    def parts(self) -> tuple[Any, Any, Any, Any]:
        """Start, stop, bar and words, as they are laid out."""
        start, stop = self.runner.buttons
        return start, stop, *self.runner.children


def test_it_starts_idle() -> None:
    start, stop, bar, words = Work().parts()
    assert (start.description, start.disabled) == ("Train", False)
    assert (stop.description, stop.disabled) == ("Stop", True)
    assert (bar.value, bar.max) == (0, 5)
    assert words.value == "not started"


def test_a_press_runs_it_to_the_end() -> None:
    work = Work()
    start, stop, bar, words = work.parts()

    async def press() -> None:
        start.click()
        await asyncio.sleep(0)
        assert work.runner.is_running
        assert (start.disabled, stop.disabled) == (True, False)
        await work.runner.finished()

    asyncio.run(press())
    assert work.shown == [1, 2, 3, 4, 5]
    assert (bar.value, words.value) == (5, "cost 0.20")
    assert (start.disabled, stop.disabled) == (False, True)
    assert not work.runner.is_running


def test_everything_else_runs_between_its_steps() -> None:
    work = Work(50)

    async def race() -> int:
        work.runner.start()
        turns = 0
        while not work.shown or work.runner.is_running:
            turns += 1
            await asyncio.sleep(0)
        return turns

    assert asyncio.run(race()) >= 50


def test_stop_ends_it_and_what_was_computed_stays() -> None:
    work = Work(None)
    start, stop, bar, words = work.parts()

    async def press() -> None:
        work.runner.start()
        await work.seen.wait()
        stop.click()
        await work.runner.finished()

    asyncio.run(press())
    n = len(work.shown)
    assert n >= 3
    assert work.shown == list(range(1, n + 1))
    assert (bar.value, words.value) == (n, f"cost {1 / n:.2f}")
    assert (start.disabled, stop.disabled, work.runner.is_running) == (False, True, False)


def test_a_second_press_starts_nothing_and_a_later_one_begins_anew() -> None:
    work = Work()

    async def press() -> None:
        work.runner.start()
        work.runner.start()
        await work.runner.finished()
        work.runner.start()
        await work.runner.finished()

    asyncio.run(press())
    assert work.shown == [1, 2, 3, 4, 5] * 2


def test_clear_forgets_the_progress() -> None:
    work = Work(None)
    _, _, bar, words = work.parts()

    async def press() -> None:
        work.runner.start()
        await work.seen.wait()
        work.runner.clear()
        await work.runner.finished()

    asyncio.run(press())
    assert (bar.value, words.value) == (0, "not started")
    assert not work.runner.is_running


def test_all_at_once_for_code_without_a_loop() -> None:
    work = Work()
    _, _, bar, words = work.parts()
    work.runner.run_now()
    assert work.shown == [1, 2, 3, 4, 5]
    assert (bar.value, words.value) == (5, "cost 0.20")


def test_waiting_and_stopping_before_a_start_do_nothing() -> None:
    work = Work()
    work.runner.stop()
    asyncio.run(work.runner.finished())
    assert work.shown == []


def test_work_that_fails_says_so_and_can_be_started_again() -> None:
    def begin() -> Iterator[Progress]:
        yield Progress(1, "cost 2")
        raise ZeroDivisionError("no data")

    runner = Runner("Train", 5, begin, lambda _: None)

    async def press() -> None:
        runner.start()
        await runner.finished()

    asyncio.run(press())
    words = runner.children[1].value
    assert words == "Stopped by a ZeroDivisionError: no data."
    assert not runner.is_running
    assert not runner.buttons[0].disabled


def test_words_are_text_and_not_markup() -> None:
    runner = Runner("Train", 1, lambda: iter([Progress(1, "cost <b> & 1")]), lambda _: None)
    runner.run_now()
    assert runner.children[1].value == "cost &lt;b&gt; &amp; 1"


def running(explorer: Any) -> Any:  # noqa: ANN401
    """Steps of a training that was started, before and after something is done to it."""

    async def watch(act: Callable[[Any], None]) -> tuple[str, str]:
        explorer.runner.start()
        await asyncio.sleep(0.2)
        act(explorer)
        before = explorer.summary()
        await asyncio.sleep(0.2)
        return before, explorer.summary()

    return lambda act: asyncio.run(watch(act))


@pytest.mark.parametrize("kind", [TrainingExplorer, StartsExplorer, BoundaryExplorer])
@pytest.mark.parametrize("act", ["close", "reset", "load"])
def test_a_training_ends_with_what_it_trains(kind: Callable[[], Any], act: str) -> None:
    fresh = kind().state()
    acts: dict[str, Callable[[Any], None]] = {
        "close": lambda explorer: explorer.close(),
        "reset": lambda explorer: explorer.reset(),
        "load": lambda explorer: explorer.load(fresh),
    }
    explorer = kind()
    before, after = running(explorer)(acts[act])
    assert after == before
    assert not explorer.runner.is_running
    if act != "close":
        assert explorer.state() == fresh


def test_steps_that_are_set_are_where_a_training_goes_on() -> None:
    explorer = TrainingExplorer()
    steps = explorer._steps()
    next(steps)
    explorer.set(steps=4900)
    assert [progress.done for progress in steps] == [4950, 5000]


def test_playing_ends_with_the_explorer() -> None:
    async def play(explorer: Any) -> None:  # noqa: ANN401
        explorer._player.toggle()
        await asyncio.sleep(0.05)
        explorer.close()
        await asyncio.sleep(0.05)
        assert not explorer._player.is_playing

    asyncio.run(play(BackwardExplorer()))
    asyncio.run(play(ApproximationExplorer()))
