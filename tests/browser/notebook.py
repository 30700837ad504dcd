"""A notebook in a JupyterLab page: opened, filled, run, looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from tests.browser.views import ExplorerView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Request, WebSocket

HELPERS = [Path(__file__).parent / name for name in ("page.js", "looks.js")]
MILLISECONDS = 90_000
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"


class NotebookPage:
    """One notebook in a page of its own. Outside addresses cannot be reached, and are noted.

    Args:
        browser: where the page is made.
        address: of the server.
        path: of the notebook, from the server's folder.
        size: of the page, width and height in pixels.

    Attributes:
        outside: addresses of other machines that the page asked for.
        errors: exceptions that nothing in the page caught.
        received: bytes that came over WebSockets.
    """

    def __init__(
        self, browser: Browser, address: str, path: str, size: tuple[int, int] = (1280, 900)
    ) -> None:
        self.address = address
        self.path = path
        self.size = self._now = size
        self._theme = LIGHT
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.received = 0
        self.context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        self.context.set_default_timeout(MILLISECONDS)
        for helper in HELPERS:
            self.context.add_init_script(path=helper)
        self.page: Page = self.context.new_page()
        self.page.on("request", self._note)
        self.page.on("websocket", self._follow)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, request: Request) -> None:
        self._note_address(request.url)

    def _follow(self, socket: WebSocket) -> None:
        self._note_address(socket.url)
        socket.on("framereceived", self._count)

    def _count(self, payload: str | bytes) -> None:
        self.received += len(payload.encode() if isinstance(payload, str) else payload)

    def _note_address(self, url: str) -> None:
        host = self.address.partition("://")[2]
        inside = url.startswith((f"http://{host}/", f"ws://{host}/", "data:", "blob:", "about:"))
        if not inside:
            self.outside.append(url)

    def open(self) -> None:
        """Open the notebook and wait for its kernel; again, if it is open already."""
        self.page.goto(f"{self.address}/lab/tree/{self.path}?reset")
        self.page.evaluate("nnwTest.ready()")

    def show(self, *sources: str) -> ExplorerView:
        """Replace the notebook by these cells, run them, and return the first explorer.

        Raises:
            AssertionError: a cell raised; an explorer would be waited for in vain.
        """
        self.page.evaluate("sources => nnwTest.show(sources)", list(sources))
        raised = self.page.evaluate("nnwTest.complaints()")
        assert not raised, raised
        return self.painted(0)

    def run_all(self) -> None:
        """Run every cell from the top, as the menu's Run All Cells does."""
        self.page.evaluate("nnwTest.runAll()")

    def painted(self, place: int) -> ExplorerView:
        """The explorer at a place of the page, counted from 0, scrolled to and drawn."""
        view = ExplorerView(self.page, self.page.locator(".nnw-explorer").nth(place))
        view.root.scroll_into_view_if_needed()  # JupyterLab leaves out what is out of sight
        view.stage.and_(self.page.locator("[data-nnw-draws]")).wait_for()
        self.page.evaluate("nnwTest.settled()")
        return view

    def explorers(self) -> Iterator[ExplorerView]:
        """Every explorer of the page, one after the other; the last ones may come meanwhile."""
        place = 0
        while place < self.page.locator(".nnw-explorer").count():
            yield self.painted(place)
            place += 1

    def printed(self, expression: str) -> str:
        """What `print` makes of an expression in the kernel, once all is drawn."""
        self.page.evaluate("nnwTest.settled()")
        text: str = self.page.evaluate("code => nnwTest.ask(code)", f"print({expression})")
        return text.rstrip("\n")

    def complaints(self) -> list[str]:
        """Everything on the error streams and every exception, of the kernel and of the page."""
        return [*self.page.evaluate("nnwTest.complaints()"), *self.errors]

    def theme(self, name: str) -> None:
        """Switch the theme and wait until everything is drawn in it."""
        self._theme = name
        self.page.evaluate("name => nnwTest.theme(name)", name)
        self.page.evaluate("nnwTest.settled()")

    @property
    def width(self) -> int:
        """Of the page, in pixels."""
        return self._now[0]

    def resize(self, width: int, height: int) -> None:
        """Give the page another size."""
        self._now = (width, height)
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.evaluate("nnwTest.settled()")

    def save(self) -> None:
        """Save the notebook."""
        self.page.evaluate("nnwTest.save()")

    def tidy(self) -> None:
        """Back to the theme, size and notes that a test expects to find."""
        if self._theme != LIGHT:
            self.theme(LIGHT)
        if self._now != self.size:
            self.resize(*self.size)
        self.outside.clear()
        self.errors.clear()

    def close(self) -> None:
        """Close the page; its kernel stays with the server."""
        self.context.close()


def write_empty_notebook(path: Path) -> None:
    """A notebook without cells, for the kernel of the course."""
    notebook = nbformat.v4.new_notebook(
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        }
    )
    nbformat.write(notebook, path)
