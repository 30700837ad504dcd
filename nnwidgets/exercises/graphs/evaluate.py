"""Exercise: run any graph, in an order that is given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from nnwidgets.course.graphs.formulas import LECTURE_STEPS
from nnwidgets.exercises.checking.afterword import with_afterwords
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nnwidgets.core.checks import Array

Graph: TypeAlias = "dict[str, tuple[str, list[str]]]"
"""Each node's operation, by numpy's name for it, and what it is computed from."""

NEURON: Graph = {
    "p": ("multiply", ["w1", "x1"]),
    "q": ("multiply", ["w2", "x2"]),
    "s": ("add", ["p", "q"]),
    "z": ("subtract", ["s", "t"]),
    "y": ("tanh", ["z"]),
}
"""tanh(w₁ x₁ + w₂ x₂ − t): a neuron with a threshold t; an operation in which order counts."""


def evaluate(graph: Graph, order: Sequence[str], inputs: Mapping[str, float]) -> Array:
    """The value of every node, in the order in which they were computed."""
    values = dict(inputs)
    for name in order:
        if name not in inputs:
            operation, needs = graph[name]
            values[name] = getattr(np, operation)(*[values[u] for u in needs])
    return np.array([values[name] for name in order])


def evaluated(
    graph: Graph,
    order: Sequence[str],
    inputs: Mapping[str, float],
    *,
    backwards: bool = False,
    fresh: bool = False,
) -> dict[str, Any]:
    """The values by name, with the mistakes that can be made on the way."""
    values = dict(inputs)
    for name in order:
        if name not in inputs:
            operation, needs = graph[name]
            given = inputs if fresh else values
            operands = [given.get(u, next(iter(inputs.values()))) for u in needs]
            with np.errstate(all="ignore"):
                found = getattr(np, operation)(*(operands[::-1] if backwards else operands))
            values[name] = found
    return values


def into_the_inputs(graph: Graph, order: Sequence[str], inputs: dict[str, float]) -> Array:
    """The right values, put into the dictionary that was handed in."""
    inputs.update(evaluated(graph, order, inputs))
    return np.array([inputs[name] for name in order])


def lecture_alone(_graph: Graph, order: Sequence[str], inputs: Mapping[str, float]) -> Array:
    """The lecture's steps, whatever the graph is; 0 for other names."""
    x = next(iter(inputs.values()))
    values = evaluated(LECTURE_STEPS, list(LECTURE_STEPS), {"x": x})
    return np.array([values.get(name, 0.0) for name in order])


def entries(graph: Graph, seed: np.random.Generator) -> Graph:
    """The same graph, its entries in another order than that of computing."""
    names = list(graph)
    places = seed.permutation(len(names))
    if list(places) == sorted(places):
        places = places[::-1]
    return {names[i]: graph[names[i]] for i in places}


def evaluate_cases(rng: np.random.Generator) -> list[Case]:
    """The lecture's graph in both of its orders, a neuron, and a graph with repeated operands."""
    x, y = (float(v) for v in rng.uniform(0.3, 1.2, 2))
    numbers = dict(
        zip(["w1", "x1", "w2", "x2", "t"], rng.uniform(0.2, 1.5, 5).tolist(), strict=True)
    )
    small: Graph = {
        "u": ("multiply", ["y", "y"]),
        "v": ("subtract", ["u", "x"]),
        "w": ("sin", ["v"]),
        "r": ("divide", ["w", "u"]),
        "o": ("negative", ["r"]),
    }
    lecture = "the lecture's graph"
    others = "other graphs"
    return [
        Case(lecture, (entries(LECTURE_STEPS, rng), list("xabcdef"), {"x": x})),
        Case(lecture, (entries(LECTURE_STEPS, rng), list("xabcedf"), {"x": -y})),
        Case(
            others,
            (entries(NEURON, rng), ["x2", "w2", "q", "t", "x1", "w1", "p", "s", "z", "y"], numbers),
        ),
        Case(others, (entries(small, rng), list("yuxvwro"), {"x": x, "y": y})),
    ]


NO_ENTRY = (
    "`graph` has no entry for a placeholder, and your values have none for a node that is not "
    "computed yet."
)
ANY_OPERATION = "`graph` may hold any operation of numpy: `getattr(np, operation)` is its function."


def about_key(problem: str, case: Case) -> str:
    """What it means that a dictionary lacks a key: the name of a node, or of an operation."""
    graph: Graph = case.inputs[0]  # type: ignore[assignment]  # as drawn above
    order: Sequence[str] = case.inputs[1]  # type: ignore[assignment]
    found = re.search(r"no key '(\w+)'", problem)
    if found and found[1] in order:
        return NO_ENTRY
    if found and found[1] in [operation for operation, _ in graph.values()]:
        return ANY_OPERATION
    return ""


EVALUATE = Exercise(
    name="evaluate",
    title="Run a graph",
    points=2,
    reference=evaluate,
    cases=evaluate_cases,
    collect=with_afterwords({"a KeyError": about_key}),
    advice=(
        "Keep a dictionary of the values, beginning with the inputs: which entries does the next "
        "name of `order` need, and where does its own value go?"
    ),
    in_package="nw.forward(node, {input: value}) for a graph of nodes",
    answered_by=("forward",),
    mistakes=(
        Mistake(
            "operands swapped",
            lambda graph, order, inputs: np.array(
                [evaluated(graph, order, inputs, backwards=True)[name] for name in order]
            ),
            "The operands are in the wrong order: u − v and v − u differ.",
        ),
        Mistake(
            "order of the entries",
            lambda graph, order, inputs: np.array(
                [evaluated(graph, order, inputs)[name] for name in [*inputs, *graph]]
            ),
            "The values are right, but stand in the order of the dictionaries, not of `order`.",
        ),
        Mistake(
            "order of computing",
            lambda graph, order, inputs: np.array(list(evaluated(graph, order, inputs).values())),
            "The values are right, but those of all inputs come first: `order` may have an input "
            "anywhere before its first use.",
        ),
        Mistake(
            "a second name for the inputs",
            into_the_inputs,
            "`values = inputs` is a second name for the same dictionary, and what is put into it "
            "changes `inputs`: `values = dict(inputs)` makes a new one.",
        ),
        Mistake(
            "without the inputs",
            lambda graph, order, inputs: np.array(
                [evaluated(graph, order, inputs)[name] for name in order if name not in inputs]
            ),
            "The inputs are missing in the result: one number for each name of `order`.",
        ),
        Mistake(
            "the last alone",
            lambda graph, order, inputs: evaluated(graph, order, inputs)[order[-1]],
            "This is the value of the last node alone; those of all nodes are asked for.",
        ),
        Mistake(
            "always from the inputs",
            lambda graph, order, inputs: np.array(
                [evaluated(graph, order, inputs, fresh=True)[name] for name in order]
            ),
            "Every operation gets the inputs; it needs the values of the nodes it names, which "
            "have been computed before it.",
        ),
        Mistake(
            "the lecture's written out",
            lecture_alone,
            "The lecture's steps are written out in the function; `graph` says what to compute.",
        ),
    ),
)
