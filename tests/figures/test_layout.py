"""Layouts of random graphs: what holds for every drawing, checked by brute force."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.figures.geometry.layered_layout import (
    Key,
    Structure,
    heights_of,
    layered_layout,
    n_crossings,
    with_few_crossings,
    with_gaps,
)

LECTURE: Structure = (
    ("x", ()),
    ("a", ("x",)),
    ("b", ("a",)),
    ("c", ("a", "b")),
    ("d", ("c",)),
    ("e", ("c",)),
    ("f", ("d", "e")),
)


@st.composite
def structures(draw: st.DrawFn) -> Structure:
    """Random graphs in which everything leads to the last node."""
    n = draw(st.integers(1, 25))
    found: dict[str, tuple[str, ...]] = {}
    for i in range(n):
        earlier = list(found)
        wanted = draw(st.lists(st.sampled_from(earlier), max_size=2)) if earlier else []
        found[f"n{i}"] = tuple(wanted)
    used = {u for inputs in found.values() for u in inputs}
    found["out"] = tuple(name for name in found if name not in used)
    return tuple(found.items())


@given(structures())
def test_every_edge_goes_right_and_every_node_has_room(structure: Structure) -> None:
    layout = layered_layout(structure)
    for name, inputs in structure:
        column, _ = layout.places[name]
        for u in inputs:
            start, _ = layout.places[u]
            assert start < column
            passed = [place[0] for place in layout.routes.get((u, name), ())]
            assert passed == list(range(start + 1, column))
    standing: dict[int, list[float]] = {}
    for column, height in layout.places.values():
        standing.setdefault(column, []).append(height)
    for heights in standing.values():
        assert all(v - u >= 0.999 for u, v in pairwise(sorted(heights)))
    for route in layout.routes.values():
        for column, height in route:
            assert all(abs(height - other) >= 0.74 for other in standing.get(column, []))
    assert set(standing) == set(range(layout.n_columns))
    assert layout.n_rows == max(max(heights) for heights in standing.values()) or layout.routes


@given(structures())
def test_a_node_stands_right_before_its_first_user(structure: Structure) -> None:
    layout = layered_layout(structure)
    users: dict[str, list[int]] = {name: [] for name, _ in structure}
    for name, inputs in structure:
        for u in inputs:
            users[u].append(layout.places[name][0])
    for name, columns in users.items():
        if columns:
            assert layout.places[name][0] == min(columns) - 1


def crossings_by_pairs(layers: list[list[Key]], after: dict[Key, list[Key]]) -> int:
    """Every pair of edges looked at."""
    count = 0
    for left, right in pairwise(layers):
        edges = [(left.index(u), right.index(v)) for u in left for v in after[u]]
        count += sum((u - s) * (v - t) < 0 for (u, v), (s, t) in combinations(edges, 2))
    return count


@st.composite
def layered(draw: st.DrawFn) -> tuple[list[list[Key]], dict[Key, list[Key]]]:
    """Two or three columns with random edges between neighbours."""
    layers: list[list[Key]] = [
        [f"{i}.{j}" for j in range(draw(st.integers(1, 6)))] for i in range(draw(st.integers(2, 3)))
    ]
    after: dict[Key, list[Key]] = {key: [] for layer in layers for key in layer}
    for left, right in pairwise(layers):
        for u in left:
            after[u] = draw(st.lists(st.sampled_from(right), unique=True))
    return layers, after


@given(layered())
def test_crossings_are_counted_and_never_become_more(
    drawn: tuple[list[list[Key]], dict[Key, list[Key]]],
) -> None:
    layers, after = drawn
    before: dict[Key, list[Key]] = {key: [] for layer in layers for key in layer}
    for u, ends in after.items():
        for v in ends:
            before[v].append(u)
    first = crossings_by_pairs(layers, after)
    assert n_crossings(layers, after) == first
    better = with_few_crossings(layers, before, after)
    assert [sorted(map(str, layer)) for layer in better] == [
        sorted(map(str, layer)) for layer in layers
    ]
    assert crossings_by_pairs(better, after) <= first
    heights = heights_of(better, before, after)
    for layer in better:
        assert all(heights[v] - heights[u] >= 0.999 for u, v in pairwise(layer))


def test_twisted_pairs_are_untwisted() -> None:
    layers: list[list[Key]] = [["a", "b"], ["c", "d"]]
    after: dict[Key, list[Key]] = {"a": ["d"], "b": ["c"], "c": [], "d": []}
    before: dict[Key, list[Key]] = {"a": [], "b": [], "c": ["b"], "d": ["a"]}
    assert crossings_by_pairs(layers, after) == 1
    assert crossings_by_pairs(with_few_crossings(layers, before, after), after) == 0


@given(
    st.lists(st.floats(-5, 5), min_size=1, max_size=5),
    st.lists(st.floats(0.1, 2), min_size=4, max_size=4),
    st.lists(st.floats(0.5, 100), min_size=5, max_size=5),
    st.integers(0, 10_000),
)
def test_heights_with_gaps_are_the_nearest_there_are(
    wanted: list[float], gaps: list[float], weights: list[float], seed: int
) -> None:
    gaps, weights = gaps[: len(wanted) - 1], weights[: len(wanted)]
    found = np.array(with_gaps(wanted, gaps, weights))
    assert np.all(np.diff(found) >= np.array(gaps) - 1e-9)
    rng = np.random.default_rng(seed)
    distance = weights @ (found - wanted) ** 2
    for size in (1e-3, 0.1, 3.0):
        steps = np.maximum(np.diff(found) + rng.normal(0, size, len(gaps)), gaps)
        other = np.cumsum([found[0] + rng.normal(0, size), *steps])
        assert distance <= weights @ (other - wanted) ** 2 + 1e-6


def test_the_lectures_graph_stands_as_the_lecture_draws_it() -> None:
    layout = layered_layout(LECTURE)
    assert {name: column for name, (column, _) in layout.places.items()} == {
        "x": 0, "a": 1, "b": 2, "c": 3, "d": 4, "e": 4, "f": 5,
    }  # fmt: skip
    heights = {name: height for name, (_, height) in layout.places.items()}
    assert heights["x"] == heights["a"] == heights["c"] == heights["f"]
    assert heights["d"] < heights["c"] < heights["e"]
    ((column, height),) = layout.routes["a", "c"]
    assert column == 2
    assert height > heights["b"]


@pytest.mark.parametrize("n", [1, 2])
def test_a_graph_of_one_or_two_nodes_has_a_layout(n: int) -> None:
    structure: Structure = (("x", ()), ("a", ("x",)))[:n]
    layout = layered_layout(structure)
    assert layout.n_columns == n
    assert layout.n_rows == 0


def test_an_input_that_is_used_all_along_runs_level() -> None:
    names = [f"v{i}" for i in range(60)]
    chain = [(v, (u, "x")) for u, v in zip(["x", *names], names, strict=False)]
    layout = layered_layout((("x", ()), *chain))
    heights = [height for _, height in layout.routes["x", "v59"]]
    assert max(heights) - min(heights) < 0.3
    assert layout.n_rows < 1.5


def test_a_chain_with_an_input_at_every_step_runs_level() -> None:
    """As layers do, each with its W and its b."""
    structure: list[tuple[str, tuple[str, ...]]] = [("x", ())]
    for i in range(12):
        structure += [(f"w{i}", ()), (f"a{i}", (structure[-1][0], f"w{i}"))]
    layout = layered_layout(tuple(structure))
    heights = [layout.places[f"a{i}"][1] for i in range(12)]
    assert max(heights) - min(heights) < 0.6
    assert layout.n_rows < 2.1
