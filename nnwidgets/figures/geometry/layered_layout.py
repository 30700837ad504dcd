"""Where the nodes of a directed graph stand: columns from left to right, few crossings.

The steps of Sugiyama: a column for every node, stand-ins where an edge passes a column, an order
in every column, and then the heights. Source: K. Sugiyama, S. Tagawa, M. Toda, Methods for Visual
Understanding of Hierarchical System Structures, IEEE Trans. SMC 11 (1981); the heights are a least
squares problem with gaps, solved by pooling as in isotonic regression.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import fmean
from typing import TypeAlias

Place: TypeAlias = tuple[int, float]
"""Column, counted from 0 at the left, and height, in rows from the top."""
Key: TypeAlias = "str | tuple[str, int]"
"""A node, or its stand-in in a column that its long edges pass, side by side."""
Structure: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Every node with those it was computed from, in a topological order."""

SWEEPS = 12
STRAIGHT = 100.0  # what it weighs that a long edge is level, a node at its neighbours' mean being 1
LOOSE = 0.01  # the same for an input, which makes room for what is computed


@dataclass(frozen=True)
class Layout:
    """Places of nodes, and the points at which long edges pass the columns between."""

    places: dict[str, Place]
    routes: dict[tuple[str, str], tuple[Place, ...]]
    n_columns: int
    n_rows: float


@lru_cache(maxsize=64)
def layered_layout(structure: Structure) -> Layout:
    """Places for the nodes of a graph, every edge from left to right.

    Args:
        structure: each node's id with the ids of its inputs; inputs come before their users.

    >>> column, height = layered_layout((("x", ()), ("a", ("x",)), ("b", ("x", "a")))).places["b"]
    >>> column
    2
    """
    inputs = dict(structure)
    columns = column_of_each(inputs)
    layers, links = stand_ins(inputs, columns)
    before: dict[Key, list[Key]] = {key: [] for layer in layers for key in layer}
    after: dict[Key, list[Key]] = {key: [] for layer in layers for key in layer}
    for u, v in links:
        before[v].append(u)
        after[u].append(v)
    layers = with_few_crossings(layers, before, after)
    heights = heights_of(layers, before, after)
    top = min(heights.values())
    heights = {key: round(height - top, 3) for key, height in heights.items()}
    return Layout(
        {name: (columns[name], heights[name]) for name in inputs},
        {
            (u, name): tuple((k, heights[u, k]) for k in between(columns[u], columns[name]))
            for name, operands in inputs.items()
            for u in operands
            if columns[name] - columns[u] > 1
        },
        len(layers),
        max(heights.values()),
    )


def column_of_each(inputs: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """As far right as the users allow: what is given stands next to where it is first used."""
    from_the_right = dict.fromkeys(inputs, 0)
    for name in reversed(inputs):
        for u in inputs[name]:
            from_the_right[u] = max(from_the_right[u], from_the_right[name] + 1)
    last = max(from_the_right.values())
    return {name: last - steps for name, steps in from_the_right.items()}


def between(left: int, right: int) -> range:
    """The columns that an edge passes on its way."""
    return range(left + 1, right)


def stand_ins(
    inputs: dict[str, tuple[str, ...]], columns: dict[str, int]
) -> tuple[list[list[Key]], list[tuple[Key, Key]]]:
    """Who stands in each column, and every edge in steps from column to column."""
    layers: list[list[Key]] = [[] for _ in range(max(columns.values()) + 1)]
    for name, column in columns.items():
        layers[column].append(name)
    links: dict[tuple[Key, Key], None] = {}
    for name, operands in inputs.items():
        for u in operands:
            passed: list[Key] = [(u, k) for k in between(columns[u], columns[name])]
            links |= dict.fromkeys(pairwise([u, *passed, name]))
    for key in dict.fromkeys(key for link in links for key in link):
        if not isinstance(key, str):
            layers[key[1]].append(key)
    return layers, list(links)


def with_few_crossings(
    layers: list[list[Key]], before: dict[Key, list[Key]], after: dict[Key, list[Key]]
) -> list[list[Key]]:
    """Columns reordered by the mean position of their neighbours, to and fro; the best is kept."""
    best, fewest = layers, n_crossings(layers, after)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        forwards = sweep % 2 == 0
        neighbours = before if forwards else after
        layers = [list(layer) for layer in layers]
        for i in range(1, len(layers)) if forwards else range(len(layers) - 2, -1, -1):
            fixed = {key: place for place, key in enumerate(layers[i - 1 if forwards else i + 1])}
            own = {key: place for place, key in enumerate(layers[i])}
            means = {
                key: fmean(fixed[u] for u in neighbours[key]) if neighbours[key] else own[key]
                for key in layers[i]
            }
            layers[i].sort(key=means.__getitem__)
        if (crossings := n_crossings(layers, after)) < fewest:
            best, fewest = layers, crossings
    return best


def n_crossings(layers: list[list[Key]], after: dict[Key, list[Key]]) -> int:
    """How often edges cross, counted between each two neighbouring columns."""
    count = 0
    for left, right in pairwise(layers):
        place = {key: i for i, key in enumerate(right)}
        seen: list[int] = []
        for u in left:
            ends = sorted(place[v] for v in after[u])
            count += sum(len(seen) - bisect_left(seen, end + 1) for end in ends)
            for end in ends:
                insort(seen, end)
    return count


def heights_of(
    layers: list[list[Key]], before: dict[Key, list[Key]], after: dict[Key, list[Key]]
) -> dict[Key, float]:
    """Heights near the mean of the neighbours, in the columns' order and with its gaps.

    A node follows those of its inputs that were computed, and placeholders move out of the way.
    Otherwise W and b, which stand on one side of every layer, would pull a network to that side.
    """
    heights = {key: float(i) for layer in layers for i, key in enumerate(layer)}
    level = {key for key in heights if is_level(key, before[key] + after[key])}
    computed = {key: [u for u in before[key] if before[u]] or before[key] for key in heights}
    for sweep in range(SWEEPS):
        sides = (computed, after) if sweep % 2 == 0 else (after, computed)
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            wanted = []
            for key in layer:
                both = sweep >= SWEEPS - 2
                around = sides[0][key] + sides[1][key] if both else sides[0][key] or sides[1][key]
                wanted.append(fmean(heights[u] for u in followed(key, around) or [key]))
            weights = [STRAIGHT if key in level else 1.0 if before[key] else LOOSE for key in layer]
            heights |= zip(layer, with_gaps(wanted, gaps_of(layer), weights), strict=True)
    return heights


def is_level(key: Key, around: list[Key]) -> bool:
    """Is it a stand-in beside another, where a bend would show?"""
    return not isinstance(key, str) and any(not isinstance(u, str) for u in around)


def followed(key: Key, around: list[Key]) -> list[Key]:
    """Whose heights a key follows: a stand-in keeps level with its edge, whatever branches off."""
    return [u for u in around if not isinstance(u, str)] if is_level(key, around) else around


def gaps_of(layer: list[Key]) -> list[float]:
    """The least distance of neighbours: 1 for two nodes, ¾ for an edge and a node, else ½."""
    crowd = [0.5 if isinstance(key, str) else 0.25 for key in layer]
    return [u + v for u, v in pairwise(crowd)]


def with_gaps(wanted: list[float], gaps: list[float], weights: list[float]) -> list[float]:
    """The heights nearest to `wanted`, in weighted least squares, that keep the gaps.

    With the gaps above them subtracted, the heights may not decrease: isotonic regression, solved
    by pooling neighbours that want to pass each other.

    >>> with_gaps([0.0, 0.0, 5.0], [1.0, 1.0], [1.0, 1.0, 1.0])
    [-0.5, 0.5, 5.0]
    """
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    pools: list[tuple[float, float, int]] = []
    for height, offset, share in zip(wanted, offsets, weights, strict=True):
        mean, weight, size = height - offset, share, 1
        while pools and pools[-1][0] > mean:
            other, heft, n = pools.pop()
            mean = (mean * weight + other * heft) / (weight + heft)
            weight, size = weight + heft, size + n
        pools.append((mean, weight, size))
    pooled = [mean for mean, _, size in pools for _ in range(size)]
    return [height + offset for height, offset in zip(pooled, offsets, strict=True)]
