"""Pictures of a sum of units in one dimension: every term, the sum, and a table of the units."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnwidgets.figures.scenes import chart as charts
from nnwidgets.figures.scenes import table as tables
from nnwidgets.text import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.chart import ChartScene, Text
    from nnwidgets.figures.schema.table import TableScene

Array = NDArray[np.float64]

X_RANGE = (-1.0, 5.0)
SIZE = (740, 292)
BOX = (46.0, 26.0, 680.0, 220.0)
CLOSE = 0.35  # units that stand nearer than that have their numbers side by side
NO_VALUE = "–"


class Sum(NamedTuple):
    """What is drawn of N units.

    Attributes:
        x: places from left to right, shape (n,); nan parts two pieces of a line.
        terms: vᵢ φ(wᵢ x + bᵢ), shape (n, N).
        total: their sum, shape (n,).
        places: where unit i stands, −bᵢ/wᵢ; nan for a constant. Shape (N,).
    """

    x: Array
    terms: Array
    total: Array
    places: Array


def units_chart(
    drawn: Sum,
    *,
    chosen: int,
    reach: float,
    goal: tuple[Array, Array] | None,
    ghost: Sum | None,
    label: str,
) -> ChartScene:
    """Terms faint, the chosen one heavier, the sum bold; the goal as a broad line below them.

    Args:
        drawn: the units.
        chosen: the selected one, counted from 0.
        reach: a little below the top of the axis; its lower end is half as far away.
        goal: x and y of a curve to come close to.
        ghost: the units before the last drag.
        label: text alternative.
    """
    lines = [charts.curve(*goal, "target", "the goal")] if goal else []
    if ghost is not None and not same(ghost, drawn):
        lines.append(charts.curve(ghost.x, ghost.total, "ghost", "F before"))
    lines += [
        charts.curve(drawn.x, term, "chosen" if i == chosen else "faint", f"unit {i + 1}")
        for i, term in enumerate(drawn.terms.T)
    ]
    lines.append(charts.curve(drawn.x, drawn.total, "sum", "F, the sum"))
    steps, top = reach / 3.0, reach * 7.0 / 6.0
    frame = charts.frame(
        BOX,
        charts.axis("x", X_RANGE, [-1, 0, 1, 2, 3, 4, 5]),
        charts.axis("F(x)", (-reach / 2, top), [steps * i for i in (-1, 0, 1, 2, 3)]),
        title="bold: the sum F · thin: each term · heavier: the chosen unit",
        lines=lines,
        rules=[charts.rule(y=0.0, kind="faint")],
        texts=place_names(drawn.places, top),
    )
    return charts.chart(SIZE, label, frame)


def same(one: Sum, other: Sum) -> bool:
    """Is it the same sum, gaps included?"""
    pairs = (one.x, other.x), (one.total, other.total)
    return all(np.array_equal(*pair, equal_nan=True) for pair in pairs)


def place_names(places: Array, top: float) -> list[Text]:
    """A small triangle with the units' numbers where they stand; close neighbours share one."""
    groups: list[list[int]] = []
    for i in np.argsort(places, kind="stable"):  # nan last
        if not X_RANGE[0] <= places[i] <= X_RANGE[1]:
            continue
        if groups and places[i] - places[groups[-1][-1]] < CLOSE:
            groups[-1].append(int(i))
        else:
            groups.append([int(i)])
    return [
        charts.note(
            float(places[group].mean()),
            top,
            "▾" + ",".join(str(i + 1) for i in sorted(group)),
            dy=14,
            anchor="middle",
        )
        for group in groups
    ]


def units_table(
    rows: Sequence[tuple[float, float, float]], places: Array, kind: str, chosen: int, n_rows: int
) -> TableScene:
    """Scene of the table: v, w and b of each unit, where it stands, and which way it faces.

    Args:
        rows: v, w, b of each unit in use.
        places: where they stand; nan for a constant.
        kind: what the place is called.
        chosen: the selected unit, from 0.
        n_rows: of the table, so that it keeps its height.
    """
    listed = []
    for i in range(n_rows):
        used = i < len(rows)
        texts = [short(value) for value in rows[i]] if used else [NO_VALUE] * 3
        texts += stands(places[i], rows[i]) if used else [NO_VALUE] * 2
        listed.append(
            tables.row(
                f"unit {i + 1}",
                [tables.cell(text) for text in texts],
                address=f"unit_{i + 1}" if used else "",
                chosen=i == chosen and used,
            )
        )
    return tables.table(
        "Each unit is v φ(w x + b). A click on a row chooses its unit.",
        ["", "v", "w", "b", f"{kind} −b/w", "on"],
        listed,
    )


def stands(place: float, row: tuple[float, float, float]) -> list[str]:
    """Where a unit stands, and on which side it is on."""
    if np.isnan(place):
        return ["none", "everywhere" if row[2] >= 0 else "nowhere"]
    return [short(place), "right" if row[1] > 0 else "left"]
