"""Every explorer of the package, and what a hand can do in it."""

from collections.abc import Callable
from typing import Any

import nnwidgets as nw
from nnwidgets.course.state.fields import Array, Choice, Number
from nnwidgets.widgets.framework.explorer import Explorer

EXPLORERS: list[Callable[[], Explorer[Any]]] = [
    made
    for name in nw.__all__
    if isinstance(made := getattr(nw, name), type) and issubclass(made, Explorer)
]


def changes(explorer: Explorer[Any]) -> list[dict[str, object]]:
    """Each field at its ends and a little above the lower one, or at each of its options."""
    found: list[dict[str, object]] = []
    for field in explorer.fields.values():
        if isinstance(field, Choice):
            found += [{field.name: option} for option in field.options.values()]
        elif isinstance(field, Number):
            above = field.low + (field.high - field.low) / 10
            found += [{field.name: value} for value in (field.low, field.high, above)]
        elif isinstance(field, Array):
            first = list(field.addresses())[:1]
            found += [{name: end} for name in first for end in (field.low, field.high)]
    return found


def scenes(explorer: Explorer[Any]) -> list[tuple[str, dict[str, Any]]]:
    """The kind and the scene of every panel."""
    panels = explorer.stage.panels
    return [(panel["kind"], getattr(explorer.stage, f"scene_{panel['name']}")) for panel in panels]


def pressable(explorer: Explorer[Any]) -> list[str]:
    """The ids of what can be pressed in the pictures."""
    return [
        str(item["id"])
        for _, scene in scenes(explorer)
        for part in ("nodes", "edges", "items", "rows")
        for item in scene.get(part, [])
        if item.get("id")
    ]
