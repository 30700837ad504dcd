"""What a page may send: whether a message has the form of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Mapping


def is_event(content: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a message from the page has the form of an event: words and sensible numbers.

    A page may be out of date, or not be ours: what it sends must never raise in the kernel.
    """
    if not isinstance(content, dict) or not isinstance(content.get("event"), str):
        return False
    has_place = content["event"] not in {"point", "erase"} or {"x", "y"} <= content.keys()
    numbers = [content.get(name, 0) for name in ("steps", "x", "y")]
    return (
        has_place
        and isinstance(content.get("id", ""), str)
        and all(type(number) in {int, float} and abs(number) < 1e6 for number in numbers)
    )
