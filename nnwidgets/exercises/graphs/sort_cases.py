"""The graphs that a topological sort is put to: none is handed out in a legal order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnwidgets.core.orders import missing
from nnwidgets.course.graphs.formulas import LECTURE_STEPS
from nnwidgets.exercises.checking.exercise import Case

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    Needs = dict[str, list[str]]

LECTURE_GROUP, OTHERS, CIRCLE = "the lecture's graph", "other graphs", "a circle"


def shuffled(rng: np.random.Generator, needs: Needs) -> Needs:
    """The same graph with its entries in another order."""
    names = list(needs)
    return {names[i]: list(needs[names[i]]) for i in rng.permutation(len(names))}


def lecture_graph(rng: np.random.Generator) -> Needs:
    """The steps of the lecture's function, in an order that is not legal."""
    steps = {name: needs for name, (_, needs) in LECTURE_STEPS.items()}
    return unsorted(rng, {"x": [], **steps})


def unsorted(rng: np.random.Generator, needs: Needs) -> Needs:
    """Entries shuffled until they stand in no legal order, nor in the reverse of one."""
    while True:
        found = shuffled(rng, needs)
        names = list(found)
        if not is_legal(names, found) and not is_legal(names[::-1], found):
            return found


def is_legal(order: Sequence[str], needs: Needs) -> bool:
    """Does every name come after those it needs?"""
    return all(not missing(needs, name, order[:i]) for i, name in enumerate(order))


def random_graph(rng: np.random.Generator, n: int = 8) -> Needs:
    """A graph of names that say nothing, with an operand used twice and a node on its own."""
    names = [f"{letter}{rng.integers(10, 99)}" for letter in rng.permutation(list("pqrstuvwyz"))]
    needs: Needs = {}
    for i, name in enumerate(names[:n]):
        n_inputs = min(i, int(rng.integers(0, 4)))
        needs[name] = [names[int(j)] for j in rng.integers(0, max(i, 1), n_inputs)]
    first, second = names[0], names[1]
    needs[second] = [first]
    needs[names[n]] = [second, second]
    needs[names[n + 1]] = []
    return unsorted(rng, needs)


def circular_graph(rng: np.random.Generator) -> Needs:
    """A graph of which a part goes round: the last of three names is needed by the first."""
    needs: Needs = {"x": [], "k": ["x"], "l": ["x", "n"], "m": ["l", "k"], "n": ["m"], "o": ["n"]}
    return shuffled(rng, needs)


def sort_cases(rng: np.random.Generator) -> list[Case]:
    """The lecture's graph, random ones, and circles: a long one and the shortest."""
    return [
        Case(LECTURE_GROUP, (lecture_graph(rng),)),
        Case(LECTURE_GROUP, (lecture_graph(rng),)),
        *(Case(OTHERS, (random_graph(rng),)) for _ in range(4)),
        Case(CIRCLE, (circular_graph(rng),)),
        Case(CIRCLE, ({"x": [], "a": ["x", "a"]},)),
    ]
