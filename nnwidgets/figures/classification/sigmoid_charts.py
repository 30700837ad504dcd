"""The sigmoid with data riding on it, and what each sample costs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.approximation.approximation import ticks_between
from nnwidgets.figures.scenes.chart import (
    axis,
    band,
    bar,
    chart,
    curve,
    data_points,
    frame,
    note,
    ring,
    rule,
)
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.chart import ChartFrame, ChartScene

Array = NDArray[np.float64]

Z_RANGE = (-8.0, 8.0)
Z_LINE: Array = np.linspace(*Z_RANGE, 161)
Z_TICKS = (-8, -4, 0, 4, 8)
COST_RANGE = (0.0, 8.0)
HIGHEST = 1e9
"""Where the axis of a cost ends, whatever the cost: a student's own may be any number."""
NEAR_RANGE = (-6.0, 6.0)
NEAR_TICKS = (-6, -3, 0, 3, 6)
NEAR_LINE: Array = np.linspace(*NEAR_RANGE, 121)
NEAR_COSTS = (0.0, 6.0)


def riders(
    z: Array,
    p: Array,
    classes: Sequence[int],
    right: Sequence[bool],
    *,
    line: Array,
    threshold: float,
    z_threshold: float | None,
    box: tuple[float, float, float, float],
    x_title: str = "z",
) -> ChartFrame:
    """Frame of the sigmoid over z, every sample at its (z, g(z)), and the threshold.

    Args:
        z: of the samples, shape (n,).
        p: g(z), shape (n,).
        classes: 0 or 1, n of them.
        right: is the answer right, n of them.
        line: g at `NEAR_LINE`; nan where there is none.
        threshold: t.
        z_threshold: the z with g(z) = t, where that is known.
        box: of the frame.
        x_title: under the axis.
    """
    rules = [rule(y=threshold)]
    bands = []
    if z_threshold is not None:
        at = min(max(z_threshold, NEAR_RANGE[0]), NEAR_RANGE[1])
        rules.append(rule(x=at, kind="faint"))
        bands = [band("class-a", x=(NEAR_RANGE[0], at)), band("class-b", x=(at, NEAR_RANGE[1]))]
    return frame(
        box,
        axis(x_title, NEAR_RANGE, NEAR_TICKS),
        axis("g(z)", (-0.06, 1.06), (0, 0.5, 1)),
        bands=bands,
        lines=[curve(NEAR_LINE, line)],
        rules=rules,
        points=data_points(z, p, classes, right),
        texts=[note(NEAR_RANGE[0], threshold, f"t = {short(threshold)}", dx=5, dy=-5)],
    )


def classifier_chart(
    z: Array,
    p: Array,
    losses: Array,
    classes: Sequence[int],
    right: Sequence[bool],
    *,
    line: Array,
    threshold: float,
    z_threshold: float | None,
    label: str,
) -> ChartScene:
    """The sigmoid with the data on it; under it, on the same z, what each sample costs.

    Args:
        z: of the samples, shape (n,).
        p: g(z), shape (n,).
        losses: the cross-entropy of each sample, shape (n,).
        classes: 0 or 1, n of them.
        right: is the answer right, n of them.
        line: g at `NEAR_LINE`.
        threshold: t.
        z_threshold: the z with g(z) = t, where that is known.
        label: the text alternative.
    """
    mean = float(losses.mean()) if losses.size else 0.0
    top = riders(
        z,
        p,
        classes,
        right,
        line=line,
        threshold=threshold,
        z_threshold=z_threshold,
        box=(46, 24, 262, 122),
    )
    bottom = frame(
        (46, 196, 262, 98),
        axis("z = k (w·x + b)", NEAR_RANGE, NEAR_TICKS),
        axis("cost", NEAR_COSTS, (0, 3, 6)),
        lines=[
            curve(NEAR_LINE, np.logaddexp(0.0, NEAR_LINE), "class-a"),
            curve(NEAR_LINE, np.logaddexp(0.0, -NEAR_LINE), "class-b"),
        ],
        rules=[rule(y=mean, kind="ghost")],
        points=data_points(z, losses, classes, right),
        texts=[note(0, 6, f"mean {short(mean)}", dy=16, anchor="middle")],
    )
    return chart((320, 337), label, top, bottom)


def squash_chart(
    z: float,
    value: float | None,
    line: Array,
    *,
    samples: tuple[Array, Array],
    classes: Sequence[int],
    limits: tuple[float, float],
    name: str,
    label: str,
) -> ChartScene:
    """Real outputs on the axis of z, and where a bounded curve takes them.

    Args:
        z: the output that is moved.
        value: the curve there, or None.
        line: the curve at `Z_LINE`.
        samples: other outputs and the curve there, each of shape (n,); nan where there is none.
        classes: of those, n of them.
        limits: between which the curve runs.
        name: of the curve.
        label: the text alternative.
    """
    low, middle = -1.15, sum(limits) / 2
    guide = (
        []
        if value is None
        else [curve(np.array([z, z, Z_RANGE[0]]), np.array([low, value, value]), "ghost")]
    )
    right = [(a >= middle) == (k == 1) for a, k in zip(samples[1], classes, strict=True)]
    points = data_points(samples[0], np.full(len(classes), low), classes)
    if np.isfinite(samples[1]).all():
        points += data_points(*samples, classes, right)
    now = [] if value is None else [ring(z, value)]
    main = frame(
        (68, 26, 474, 196),
        axis("output z of the network, any real number", Z_RANGE, (-8, -6, -4, -2, 0, 2, 4, 6, 8)),
        axis("squashed", (low, 1.15), (-1, 0, 1)),
        name,
        bands=[band("class-a", y=(limits[0], middle)), band("class-b", y=(middle, limits[1]))],
        lines=[curve(Z_LINE, line), *guide],
        rules=[rule(y=limits[0], kind="faint"), rule(y=limits[1], kind="faint")],
        points=points + now,
    )
    return chart((560, 268), label, main)


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
    known = np.zeros(0) if losses is None else np.clip(losses, -HIGHEST, HIGHEST)
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
        lines=[curve(Z_LINE, np.clip(line, -HIGHEST, HIGHEST), "class-b")],
        rules=[rule(x=0.0, kind="faint")],
        points=data_points(z[: len(known)], known, classes, [v >= 0 for v in z[: len(known)]]),
        texts=texts,
    )
    return chart((580, 264), label, main, stacked(np.zeros(0) if losses is None else losses, names))


def equal_groups(z: Array) -> list[list[int]]:
    """Positions whose values are equal, group by group: they would lie on top of each other."""
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
        total = min(max(float(losses.sum()), 0.0), HIGHEST)
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
