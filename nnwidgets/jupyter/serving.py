"""A Jupyter server that sends each message at once.

Jupyter's server leaves Nagle's algorithm on for the connection to the page. A drag step is
answered by several short messages; all but the first then wait until the browser acknowledges the
one before, which it puts off for up to 40 ms. `make lab` and Binder switch the algorithm off by

    ServerApp.kernel_websocket_connection_class = "nnwidgets.jupyter.serving.PromptConnection"

Nothing here is imported by the package itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

if TYPE_CHECKING:
    import asyncio


class PromptConnection(ZMQChannelsWebsocketConnection):
    """The usual connection between kernel and page, without Nagle's algorithm (RFC 896)."""

    def connect(self) -> asyncio.Future[None] | None:  # type: ignore[override]  # as its own base
        """Connect, and from then on send every message at once."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
