"""Long work that leaves the page alive: a start button, Stop, and a progress bar.

The work is a generator that does a little at each step. It runs as an asyncio task and hands the
event loop back between steps, so that Stop and every slider answer while it runs. No threads: a
kernel in a browser has none.
"""

from __future__ import annotations

import asyncio
import html
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import ipywidgets

from nnwidgets.text import shorten, with_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BREATH = 0.002  # seconds between steps, in which the kernel reads its messages


class Progress(NamedTuple):
    """How far the work is: steps done, and a few words with the numbers that matter."""

    done: int
    text: str


class Runner(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """Start, Stop and progress of a piece of work; the explorer lays out its `buttons`.

    Args:
        label: of the start button, such as "Train".
        total: steps in all, the length of the bar.
        begin: makes the generator that does the work; called at each start.
        on_progress: called after each step, to redraw.
        breath: seconds between steps; more than needed where the eye has to follow.
    """

    def __init__(
        self,
        label: str,
        total: int,
        begin: Callable[[], Iterator[Progress]],
        on_progress: Callable[[Progress], None],
        *,
        breath: float = BREATH,
    ) -> None:
        self._begin, self._on_progress, self._breath = begin, on_progress, breath
        self._task: asyncio.Task[None] | None = None
        self._start = ipywidgets.Button(description=label)
        self._stop = ipywidgets.Button(description="Stop", disabled=True)
        self._bar = ipywidgets.IntProgress(max=total, description="steps")
        self._words = ipywidgets.HTML("not started")
        self._start.on_click(lambda _: self.start())
        self._stop.on_click(lambda _: self.stop())
        self.buttons = [self._start, self._stop]
        self._words.add_class("nnw-note")
        super().__init__([self._bar, self._words])
        self.add_class("nnw-runner")

    @property
    def is_running(self) -> bool:
        """Whether a task is under way."""
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        """Begin in the background; nothing happens if it runs already."""
        if not self.is_running:
            self._task = asyncio.get_running_loop().create_task(self._run())

    def stop(self) -> None:
        """End after the present step; what was computed stays."""
        if self._task is not None:
            self._task.cancel()

    async def finished(self) -> None:
        """Wait for the end, or for Stop: `await explorer.runner.finished()` in a cell."""
        if self._task is not None:
            with suppress(asyncio.CancelledError):
                await self._task

    def run_now(self) -> None:
        """Do all of it at once and return when it is done: for code, and for stored outputs."""
        self.stop()
        for progress in self._begin():
            self._show(progress)

    def clear(self) -> None:
        """Stop and forget the progress."""
        self.stop()
        self._bar.value = 0
        self._words.value = "not started"

    async def _run(self) -> None:
        self._mark(running=True)
        try:
            for progress in self._begin():
                self._show(progress)
                await asyncio.sleep(self._breath)
        except Exception as error:  # noqa: BLE001  # a task that fails is otherwise silent
            kind = with_article(type(error).__name__)
            self._words.value = html.escape(f"Stopped by {kind}: {shorten(str(error))}.")
        finally:
            self._mark(running=False)

    def _show(self, progress: Progress) -> None:
        self._bar.value = progress.done
        self._words.value = html.escape(progress.text)
        self._on_progress(progress)

    def _mark(self, *, running: bool) -> None:
        self._start.disabled = running
        self._stop.disabled = not running
