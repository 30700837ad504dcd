"""The code that a page holds once, however many explorers it shows.

A hidden widget brings it, packed; every stage waits for it by its key.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
from importlib.resources import files

import anywidget
import traitlets

from nnwidgets.figures import theme
from nnwidgets.widgets.framework.linker import link, scope_of, without_comments

STATIC = files("nnwidgets.widgets") / "static"
ENTRY = "main.js"
STYLES = (
    *("base", "controls", "diagram", "marks", "region", "surface", "chart"),
    *("matrices", "readout", "table", "gallery", "sketch", "formula", "pad", "forced"),
)
"""The files of styles, in their order: among rules of equal weight a later one wins."""


def script_text(path: str) -> str:
    """The text of a file in the folder of the page's code."""
    return STATIC.joinpath(path).read_text(encoding="utf-8")


class PageCode(anywidget.AnyWidget):
    """A hidden widget that brings a script, which is a module, to the page under its key."""

    _esm = without_comments(script_text("unpack.js"))
    key = traitlets.Unicode().tag(sync=True)
    packed = traitlets.Bytes().tag(sync=True)

    def __init__(self, code: str) -> None:
        # The key holds a digest: after an upgrade a page left open takes the new code.
        data = code.encode()
        key = f"nnw-page-{hashlib.sha256(data).hexdigest()[:12]}"
        super().__init__(key=key, packed=gzip.compress(data, mtime=0))


def page_script() -> str:
    """All modules, the style sheet and the pictures' needs as one module with `renderStage`."""
    given = json.dumps({"sheet": style_sheet(), "needs": needs()}, ensure_ascii=False)
    modules = link(ENTRY, script_text)
    return f"{modules}export const renderStage = {scope_of(ENTRY)}.pageOf({given});\n"


def style_sheet() -> str:
    """The theme's variables, then the styles."""
    return theme.css() + "".join(script_text(f"style/{name}.css") for name in STYLES)


@functools.cache
def needs() -> dict[str, list[str]]:
    """The kinds of picture, and the fields that the data of each must have."""
    from nnwidgets.figures import schema  # asked by the first stage, and not at import

    return schema.needs()


_made: list[PageCode] = []


def page_code() -> PageCode:
    """The one widget that brings the page's code; another where that was closed.

    `Widget.close_all()` closes it: a stage would wait for it for ever.
    """
    if not _made or _made[0].comm is None:
        _made[:] = [PageCode(page_script())]
    return _made[0]
