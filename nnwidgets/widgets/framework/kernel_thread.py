"""What a page sends is handled in the thread that made the explorer, wherever it arrives.

JupyterLab may send the messages of widgets to a subshell of the kernel, which is a thread of its
own (Jupyter Enhancement Proposal 91; ipykernel 7 and later). A drag would then meet a running cell,
or a training, in the middle of a change. So the subshell hands its message over and waits until it
has been handled; the page holds its next one back for as long, as it does without subshells.
Where there is one thread only, as in a browser's kernel, nothing changes.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import ipywidgets

    Message = Mapping[str, object]

PATIENCE = 1.0
"""Seconds after which one asks whether the event loop that is to handle a message still runs."""


def handle_here(widget: ipywidgets.Widget) -> None:
    """Let the messages of a widget's page be handled in this thread, between its other work."""
    loop = running_loop()
    if loop is not None and widget.comm is not None:
        widget.comm.on_msg(handled_in(loop, widget._handle_msg))  # noqa: SLF001  # as ipywidgets registers it


def handled_in(
    loop: asyncio.AbstractEventLoop, handle: Callable[[Message], None]
) -> Callable[[Message], None]:
    """`handle`, in the thread of an event loop; whoever calls from elsewhere waits for it."""

    def receive(message: Message) -> None:
        if running_loop() in {loop, None}:
            handle(message)
            return
        if not loop.is_running():  # the kernel is being shut down
            return

        async def turn() -> None:
            handle(message)

        handled = asyncio.run_coroutine_threadsafe(turn(), loop)
        while loop.is_running():
            try:
                handled.result(PATIENCE)
            except TimeoutError:
                if handled.done():
                    raise
            else:
                return
        handled.cancel()

    return receive


def running_loop() -> asyncio.AbstractEventLoop | None:
    """The event loop of this thread; None where none runs, as outside of a kernel."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
