"""Numbers worth watching, as scenes for the readout view."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nnwidgets.figures.schema.readout import Gauge, ReadoutRow, ReadoutScene

NO_VALUE = "–"


def readout(*rows: ReadoutRow) -> ReadoutScene:
    """Scene of numbers side by side.

    >>> readout(row("cost", "0.25"))
    {'rows': [{'name': 'cost', 'value': '0.25'}]}
    """
    return {"rows": list(rows)}


def row(name: str, value: str = NO_VALUE, bar: Gauge | None = None) -> ReadoutRow:
    """A number with its name; a dash where there is none."""
    found: ReadoutRow = {"name": name, "value": value}
    if bar is not None:
        found["gauge"] = bar
    return found


def gauge(
    ends: tuple[float, float],
    at: float,
    ghost: float | None,
    *,
    bound: float,
    bound_label: str,
) -> Gauge:
    """A number on a bar, beside one to compare it with; what lies beyond an end stands there.

    Args:
        ends: of the bar.
        at: the number.
        ghost: the number before the last drag, or None.
        bound: what it is compared with.
        bound_label: the name of that.
    """
    low, high = ends
    return {
        "low": low,
        "high": high,
        "at": min(max(at, low), high),
        "ghost": None if ghost is None else min(max(ghost, low), high),
        "bound": bound,
        "bound_label": bound_label,
    }
