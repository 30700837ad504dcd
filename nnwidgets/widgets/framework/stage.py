"""Code that a page holds once, and the stage that shows an explorer's pictures.

A hidden widget carries the code of all pictures, packed, once for a page. A stage holds only data:
what it shows after a reload is what the kernel holds now.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from nnwidgets.figures import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

STATIC = files("nnwidgets.widgets") / "static"
SCRIPTS = [item.name.removesuffix(".js") for item in STATIC.iterdir() if item.name.endswith(".js")]
# One script: the shared part first; each view then enters itself in its table.
VIEW_FILES = ("page", *sorted(name for name in SCRIPTS if name not in {"loader", "page", "unpack"}))


class SharedCode(anywidget.AnyWidget):
    """A hidden widget that brings one script to the page under ``key``; the script is a module."""

    _esm = STATIC.joinpath("unpack.js").read_text(encoding="utf-8")
    key = traitlets.Unicode().tag(sync=True)
    packed = traitlets.Bytes().tag(sync=True)

    def __init__(self, prefix: str, code: str) -> None:
        # The key holds a digest: after an upgrade a page left open takes the new code.
        data = code.encode()
        key = f"nnw-{prefix}-{hashlib.sha256(data).hexdigest()[:12]}"
        super().__init__(key=key, packed=gzip.compress(data, mtime=0))


def _made_once(make: Callable[[], SharedCode]) -> Callable[[], SharedCode]:
    """The widget that `make` made; another where that was closed, as `Widget.close_all` does."""
    made: list[SharedCode] = []

    @functools.wraps(make)
    def present() -> SharedCode:
        if not made or made[0].comm is None:
            made[:] = [make()]
        return made[0]

    return present


def views_script() -> str:
    """The views and their style sheet as one script."""
    sheet = theme.css() + (STATIC / "explorer.css").read_text(encoding="utf-8")
    sources = [(STATIC / f"{name}.js").read_text(encoding="utf-8") for name in VIEW_FILES]
    return "\n".join([f"const SHEET = {json.dumps(sheet)};", *sources, "export { renderStage };"])


@_made_once
def views_code() -> SharedCode:
    """The one widget that carries the views and their style sheet; made when the first stage is."""
    return SharedCode("views", views_script())


class Stage(anywidget.AnyWidget):
    """The pictures of one explorer and the sentence under them.

    Args:
        panels: for each picture its `name`, its `kind` (a key of VIEWS in the scripts) and its
            `span` in sixths of the width; its `rows`, where it stands beside several others.
        on_event: called with what a person did in a picture, ``{"event": ..., ...}``.
    """

    _esm = STATIC.joinpath("loader.js").read_text(encoding="utf-8")
    panels: traitlets.List[Any] = traitlets.List().tag(sync=True)
    summary = traitlets.Unicode().tag(sync=True)
    views_key = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        panels: Sequence[Mapping[str, object]],
        on_event: Callable[[Mapping[str, Any]], None],
    ) -> None:
        scenes = {f"scene_{panel['name']}": traitlets.Dict().tag(sync=True) for panel in panels}
        self.add_traits(**scenes)
        super().__init__(panels=[dict(panel) for panel in panels], views_key=views_code().key)
        self.on_msg(lambda _widget, content, _buffers: on_event(content))

    def show(self, scenes: Mapping[str, Mapping[str, object]], summary: str) -> None:
        """Draw the scenes: one message, and in it only the scenes that changed."""
        with self.hold_sync():
            self.summary = summary
            for name, scene in scenes.items():
                setattr(self, f"scene_{name}", scene)
