"""A button that plays: steps that follow each other in time, to the end or to Pause."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import ipywidgets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Player:
    """Plays and pauses; an explorer lays out its `button`.

    Args:
        label: of the button, such as "Play".
        tooltip: what is played.
        steps: makes the generator that does a step before each of its yields; called at each start.
        pace: seconds between two steps.
    """

    def __init__(
        self, label: str, tooltip: str, steps: Callable[[], Iterator[None]], pace: float
    ) -> None:
        self._label, self._steps, self._pace = label, steps, pace
        self._task: asyncio.Task[None] | None = None
        self.button = ipywidgets.Button(description=label, tooltip=tooltip)
        self.button.on_click(lambda _: self.toggle())

    @property
    def is_playing(self) -> bool:
        """Whether a task is under way."""
        return self._task is not None and not self._task.done()

    def toggle(self) -> None:
        """Begin, or pause."""
        if self.is_playing:
            self.stop()
        else:
            self._task = asyncio.get_running_loop().create_task(self._play())

    def stop(self) -> None:
        """Pause; what was done stays."""
        if self._task is not None:
            self._task.cancel()

    async def _play(self) -> None:
        self.button.description = "Pause"
        try:
            for _ in self._steps():
                await asyncio.sleep(self._pace)
        finally:
            self.button.description = self._label
