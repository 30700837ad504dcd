"""What every scene has to be: data that a message to the browser carries as it is."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def trouble(value: object, place: str = "scene") -> list[str]:
    """Where a value is neither JSON with finite numbers nor bytes; a numpy float is a float."""
    if value is None or isinstance(value, bool | int | str | bytes):
        return []
    if isinstance(value, float):
        return [] if math.isfinite(value) else [f"{place} = {value}"]
    if isinstance(value, list | tuple):
        return [found for i, v in enumerate(value) for found in trouble(v, f"{place}[{i}]")]
    if isinstance(value, dict):
        keys = [f"{place} has the key {key!r}" for key in value if not isinstance(key, str)]
        return keys + [found for k, v in value.items() for found in trouble(v, f"{place}.{k}")]
    return [f"{place} is of type {type(value).__name__}"]


def assert_plain(scene: Mapping[str, object]) -> None:
    assert trouble(dict(scene)) == []
    json.dumps(scene, default=bytes.hex, allow_nan=False)
