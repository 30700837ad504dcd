"""The cost of samples of the positive class: each on its curve, and together as bars."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.approximation.approximation import ticks_between
from nnwidgets.figures.classification.sigmoid import Z_LINE, Z_RANGE, Z_TICKS
from nnwidgets.figures.scenes.chart import axis, bar, chart, curve, data_points, frame, note, rule
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.chart import ChartFrame, ChartScene

Array = NDArray[np.float64]

COST_RANGE = (0.0, 8.0)
MAX_COST = 1e9
"""Costs are drawn up to here: a student's own function may return any number."""


def loss_chart(
    z: Array, losses: Array | None, line: Array, *, names: tuple[str, str], label: str
) -> ChartScene:
    """Samples of the positive class on their cost −ln g(z); beside it the first against the rest.

    Args:
        z: shape (n,).
        losses: shape (n,), or None where there are none.
        line: the cost at `Z_LINE`; nan where there is none.
        names: under the two bars.
        label: the text alternative.
    """
    known = np.zeros(0) if losses is None else np.clip(losses, -MAX_COST, MAX_COST)
    classes = [1] * len(known)
    texts = [
        note(float(z[group[0]]), float(known[group[0]]), span_of(group), dx=11, dy=-7)
        for group in equal_groups(z[: len(known)])
    ]
    main = frame(
        (46, 26, 300, 190),
        axis("z", Z_RANGE, Z_TICKS),
        axis("cost", COST_RANGE, (0, 2, 4, 6, 8)),
        "cost of a × (its class is 1): −ln g(z)",
        lines=[curve(Z_LINE, np.clip(line, -MAX_COST, MAX_COST), "class-b")],
        rules=[rule(x=0.0, kind="faint")],
        points=data_points(z[: len(known)], known, classes, [v >= 0 for v in z[: len(known)]]),
        texts=texts,
    )
    return chart((580, 264), label, main, stacked(np.zeros(0) if losses is None else losses, names))


def equal_groups(z: Array) -> list[list[int]]:
    """Positions with equal values, group by group: their points lie on top of each other."""
    groups: dict[float, list[int]] = {}
    for i, value in enumerate(z.tolist()):
        groups.setdefault(value, []).append(i)
    return list(groups.values())


def span_of(group: Sequence[int]) -> str:
    """Positions as numbers from 1: "2–4" where they follow each other, else "1, 3"."""
    first, last = group[0] + 1, group[-1] + 1
    if len(group) > 2 and last - first == len(group) - 1:
        return f"{first}–{last}"
    return ", ".join(str(i + 1) for i in group)


def stacked(losses: Array, names: tuple[str, str]) -> ChartFrame:
    """Frame of two bars: the first cost, and the others on top of each other."""
    with np.errstate(over="ignore"):
        sums = np.cumsum(losses[1:])
        total = min(max(float(losses.sum()), 0.0), MAX_COST)
    top = (0.0, max(COST_RANGE[1], 4.0 * np.ceil((total + 1) / 4.0)))
    step = 2 if top[1] <= 8 else 4
    ticks = np.arange(0.0, top[1] + 1, step).tolist() if top[1] <= 16 else ticks_between(*top)
    ends = np.minimum(np.concatenate([[0.0], sums]), top[1])
    bars = [bar("class-b", (1.2, 1.8), (a, b)) for a, b in pairwise(ends.tolist())]
    texts = [note(0.5, 0, names[0], dy=18, anchor="middle")]
    texts += [note(1.5, 0, names[1], dy=18, anchor="middle")]
    if losses.size:
        bars.append(bar("class-b", (0.2, 0.8), (0.0, min(float(losses[0]), top[1]))))
        costs = float(losses[0]), float(sums[-1]) if len(sums) else 0.0
        texts += [
            note(i + 0.5, min(cost, top[1]), short(cost), dy=-6, anchor="middle")
            for i, cost in enumerate(costs)
        ]
    return frame(
        (406, 26, 162, 190),
        axis("", (0.0, 2.0), ()),
        axis("cost", top, ticks),
        "together",
        bars=bars,
        texts=texts,
    )
