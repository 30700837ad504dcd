"""The stage that shows an explorer's pictures.

A stage holds only data: what it shows after a reload is what the kernel holds now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from nnwidgets.widgets.framework.linker import without_comments
from nnwidgets.widgets.framework.page_code import needs, page_code, script_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nnwidgets.figures.schema import Panel, Scene


class Stage(anywidget.AnyWidget):
    """The pictures of one explorer and the sentence under them.

    Args:
        panels: for each picture its `name`, its `kind` (a file in static/views) and its `span` in
            sixths of the width; its `rows`, where it stands beside several others.
        on_event: called with what a person did in a picture, ``{"event": ..., ...}``.

    Raises:
        ValueError: a kind that no view draws.
    """

    _esm = without_comments(script_text("loader.js"))
    panels: traitlets.List[Any] = traitlets.List().tag(sync=True)
    summary = traitlets.Unicode().tag(sync=True)
    page_key = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        panels: Sequence[Panel],
        on_event: Callable[[Mapping[str, Any]], None],
    ) -> None:
        for panel in panels:
            if panel["kind"] not in needs():
                known = ", ".join(needs())
                raise ValueError(f"no view draws {panel['kind']!r}: expected one of {known}")
        scenes = {f"scene_{panel['name']}": traitlets.Dict().tag(sync=True) for panel in panels}
        self.add_traits(**scenes)
        super().__init__(panels=[dict(panel) for panel in panels], page_key=page_code().key)
        self.on_msg(lambda _widget, content, _buffers: on_event(content))

    def show(self, scenes: Mapping[str, Scene], summary: str) -> None:
        """Draw the scenes: one message, and in it only the scenes that changed."""
        with self.hold_sync():
            self.summary = summary
            for name, scene in scenes.items():
                setattr(self, f"scene_{name}", scene)
