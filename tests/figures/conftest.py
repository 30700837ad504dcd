"""What every figure has to be: data that a message to the browser carries as it is."""

import json
import math
from collections.abc import Callable, Mapping

import pytest


def trouble(value: object, place: str = "scene") -> list[str]:
    """Where a value is neither JSON with finite numbers nor bytes; exact types, no numpy."""
    if value is None or type(value) in {bool, int, str, bytes}:
        return []
    if type(value) is float:
        return [] if math.isfinite(value) else [f"{place} = {value}"]
    if type(value) is list:
        return [found for i, v in enumerate(value) for found in trouble(v, f"{place}[{i}]")]
    if type(value) is dict:
        keys = [f"{place} has the key {key!r}" for key in value if type(key) is not str]
        return keys + [found for k, v in value.items() for found in trouble(v, f"{place}.{k}")]
    return [f"{place} is of type {type(value).__name__}"]


@pytest.fixture(scope="session")
def assert_plain() -> Callable[[Mapping[str, object]], None]:
    def check(scene: Mapping[str, object]) -> None:
        assert trouble(dict(scene)) == []
        json.dumps(scene, default=bytes.hex, allow_nan=False)

    return check
