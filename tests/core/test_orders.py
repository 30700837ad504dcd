"""Orders of graphs given by names, against all permutations and Python's own sorter."""

import math
from graphlib import CycleError, TopologicalSorter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.core.formula import parse_formula
from nnwidgets.core.graph import topological_order
from nnwidgets.core.inspection import label_nodes
from nnwidgets.core.orders import kahn_order, missing, n_orders, needs_of, ready, times_computed

# mml_graph of the reference numbers: Deisenroth, Faisal, Ong, Example 5.14
LECTURE = {
    "a": ["x"], "b": ["a"], "c": ["a", "b"], "d": ["c"], "e": ["c"], "f": ["d", "e"],
}  # fmt: skip


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, list[str]]:
    """Random graphs without circles, in any order of their names."""
    n = draw(st.integers(1, 6))
    found = {
        f"n{i}": draw(st.lists(st.sampled_from(["x", *(f"n{j}" for j in range(i))]), max_size=3))
        for i in range(n)
    }
    return {name: found[name] for name in draw(st.permutations(sorted(found)))}


def is_legal(order: tuple[str, ...], needs: dict[str, list[str]]) -> bool:
    place = {name: i for i, name in enumerate(order)}
    return all(place[u] < place[name] for name in needs for u in needs[name] if u in place)


@given(graphs())
def test_the_count_is_that_of_the_legal_permutations(needs: dict[str, list[str]]) -> None:
    legal = [order for order in permutations(needs) if is_legal(order, needs)]
    assert n_orders(needs) == len(legal)
    assert tuple(kahn_order(needs)) in legal
    begun = legal[0][: len(needs) // 2]
    assert n_orders(needs, begun) == sum(order[: len(begun)] == begun for order in legal)


@given(graphs())
def test_what_is_ready_is_what_pythons_sorter_says(needs: dict[str, list[str]]) -> None:
    sorter = TopologicalSorter({k: [u for u in v if u in needs] for k, v in needs.items()})
    sorter.prepare()
    done: list[str] = []
    while sorter.is_active():
        batch = sorter.get_ready()
        assert set(batch) == set(ready(needs, done))
        for name in batch:
            assert missing(needs, name, done) == []
        done += batch
        sorter.done(*batch)


def test_the_lectures_function_has_two_orders() -> None:
    assert n_orders(LECTURE) == 2
    assert n_orders(LECTURE, ["a", "b", "c", "d"]) == 1
    assert kahn_order(LECTURE) == list("abcdef")
    assert missing(LECTURE, "c", []) == ["a", "b"]
    assert missing(LECTURE, "c", ["a"]) == ["b"]


def test_a_formula_gives_its_graph_by_name() -> None:
    order = topological_order(
        parse_formula("sqrt(x^2 + exp(x^2)) + cos(x^2 + exp(x^2))").graph,
    )
    assert needs_of(order, label_nodes(order)) == LECTURE


def test_the_lectures_function_as_a_tree_has_11_operations() -> None:
    """ops_shared and ops_tree_expanded of the reference numbers; the rest is counted in f."""
    times = times_computed(LECTURE)
    assert (len(times), sum(times.values())) == (6, 11)
    assert times == {"a": 4, "b": 2, "c": 2, "d": 1, "e": 1, "f": 1}


@given(graphs())
def test_the_tree_is_counted_as_recursion_visits_it(needs: dict[str, list[str]]) -> None:
    visits = dict.fromkeys(needs, 0)

    def visit(name: str) -> None:
        visits[name] += 1
        for u in needs[name]:
            if u in needs:
                visit(u)

    used = {u for wanted in needs.values() for u in wanted}
    for name in needs.keys() - used:
        visit(name)
    assert times_computed(needs) == visits


@pytest.mark.parametrize(
    "needs",
    [{"a": ["a"]}, {"a": ["b"], "b": ["a"]}, LECTURE | {"b": ["a", "d"]}],
)
def test_a_circle_is_refused(needs: dict[str, list[str]]) -> None:
    with pytest.raises(CycleError):
        TopologicalSorter(needs).prepare()
    with pytest.raises(ValueError, match="wait for each other in a circle"):
        kahn_order(needs)
    assert n_orders(needs) == 0


def test_independent_names_have_all_orders_and_too_many_are_refused() -> None:
    assert n_orders({f"n{i}": [] for i in range(10)}) == math.factorial(10)
    with pytest.raises(ValueError, match="too many orders"):
        n_orders({f"n{i}": [] for i in range(30)})


def test_the_sentence_names_the_circle_and_not_who_waits_for_it() -> None:
    needs = {"x1": ["y1"], "y1": ["x1"], "c": ["x1"], "d": ["c"], "e": ["x0"]}
    with pytest.raises(ValueError, match="no order is legal: x1, y1 wait for each other"):
        kahn_order(needs)
