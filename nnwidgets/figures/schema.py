"""What the kernel sends to the page, and what the page sends back: the one contract of both sides.

A panel shows one scene; its kind says which. A comment that begins with `#:` documents the field
before it, or after it. `python -m tools.scene_types` writes `widgets/static/scene.d.ts` from this
file, where bytes arrive as a DataView.

A scene holds pixels "at its designed size": the page scales the whole picture to the room there is.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

Kind: TypeAlias = Literal[
    *("chart", "diagram", "formula", "gallery", "matrices", "pad"),
    *("readout", "region", "sketch", "surface", "table"),
]
"""The kinds of scene; each has a field in `Scenes`."""
