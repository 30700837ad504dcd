"""The exercises of notebook 04, against numbers computed elsewhere and Python's own sorter."""

import math
import sys
from collections.abc import Callable
from graphlib import TopologicalSorter
from itertools import permutations
from typing import Any

import numpy as np
import pytest

from nnwidgets.exercises.graphs import EXERCISES, PREDICTIONS, wrong_sorts
from nnwidgets.exercises.graphs import order_diagnosis as diagnosis
from nnwidgets.exercises.graphs.endless import EndlessError, at_most
from nnwidgets.exercises.graphs.evaluate import evaluate
from nnwidgets.exercises.graphs.n_operations import LECTURE
from nnwidgets.exercises.graphs.sequence import sequence

CATALOGUE = {exercise.name: exercise for exercise in EXERCISES}

# mml_5_14 of the reference numbers: Deisenroth, Faisal, Ong, Example 5.14, recomputed
ROWS = {
    -1.0: (1.0, 2.718281828459045, 3.718281828459045, 1.928284685532467, -0.8382724735577245,
           1.0900122119747424),
    0.0: (0.0, 1.0, 1.0, 1.0, 0.5403023058681398, 1.5403023058681398),
    0.5: (0.25, 1.2840254166877414, 1.5340254166877414, 1.238557797071958, 0.03676262434378255,
          1.2753204214157405),
    1.5: (2.25, 9.487735836358526, 11.737735836358526, 3.426037921033351, 0.6758825709730497,
          4.101920492006401),
    2.0: (4.0, 54.598150033144236, 58.598150033144236, 7.654942849763429, -0.46061321417757406,
          7.194329635585855),
}  # fmt: skip


@pytest.mark.parametrize("x", ROWS)
def test_the_reference_steps_are_those_of_the_book(x: float) -> None:
    np.testing.assert_allclose(sequence(x), ROWS[x], rtol=1e-13)
    graph = {
        "a": ("square", ["x"]), "b": ("exp", ["a"]), "c": ("add", ["a", "b"]),
        "d": ("sqrt", ["c"]), "e": ("cos", ["c"]), "f": ("add", ["d", "e"]),
    }  # fmt: skip
    found = evaluate(graph, ["x", *"abcedf"], {"x": x})
    a, b, c, d, e, f = ROWS[x]
    np.testing.assert_allclose(found, [x, a, b, c, e, d, f], rtol=1e-13)


def test_evaluating_is_the_arithmetic_written_out() -> None:
    graph = {"s": ("subtract", ["y", "x"]), "t": ("multiply", ["s", "s"]), "q": ("exp", ["t"])}
    found = evaluate(graph, ["x", "y", "s", "t", "q"], {"x": 1.25, "y": 0.5})
    np.testing.assert_allclose(found, [1.25, 0.5, -0.75, 0.5625, math.exp(0.5625)], rtol=1e-14)


def by_graphlib(needs: dict[str, list[str]]) -> list[str]:
    return list(TopologicalSorter(needs).static_order())  # its CycleError is a ValueError


def kahn(needs: dict[str, list[str]]) -> Any:  # noqa: ANN401
    order: list[str] = []
    waiting = {name: set(wanted) for name, wanted in needs.items()}
    while waiting:
        ready = max((n for n, left in waiting.items() if not left), default=None)
        if ready is None:
            message = "these go round"
            raise ValueError(message, *waiting)
        order.append(ready)
        del waiting[ready]
        for left in waiting.values():
            left.discard(ready)
    return tuple(order)


def depth_first(needs: dict[str, list[str]]) -> Any:  # noqa: ANN401
    order: list[str] = []
    state: dict[str, str] = {}

    def visit(name: str) -> None:
        if state.get(name) == "open":
            raise ValueError(name)
        if name in state:
            return
        state[name] = "open"
        for u in reversed(needs[name]):
            visit(u)
        state[name] = "done"
        order.append(name)

    for name in reversed(list(needs)):
        visit(name)
    return np.array(order)


def loop(graph: Any, order: Any, inputs: Any) -> Any:  # noqa: ANN401
    known = {**inputs}
    result = []
    for name in order:
        if name in graph:
            operation, wanted = graph[name]
            known[name] = getattr(np, operation)(*(known[u] for u in wanted))
        result.append(known[name])
    return np.array(result, dtype=np.float32)


TWICE = "((x+1)^2 + (x+1)^2)"
POWERS = f"({TWICE}*{TWICE})^({TWICE}*{TWICE})"
"""5 operations: +, ², +, ×, ^; as a tree 4 + 4 + … = 31."""

RIGHT: list[tuple[str, object]] = [
    ("sequence", lambda x: np.array([x * x, s := math.exp(x * x), c := x * x + s, c**0.5,
                                     math.cos(c), c**0.5 + math.cos(c)])),
    ("n_operations", (6, 11)),
    ("n_operations", np.array([6, 11])),
    ("topological_sort", by_graphlib),
    ("topological_sort", kahn),
    ("topological_sort", depth_first),
    ("evaluate", loop),
    ("sharing", f'FormulaExplorer:1:{{"formula":"{POWERS}","x":0}}'),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("name", "answer"), RIGHT)
def test_right_answers_of_other_forms_get_all_points(name: str, answer: object, seed: int) -> None:
    report = CATALOGUE[name].check(answer, seed)
    assert (report.status, report.score) == ("correct", CATALOGUE[name].points), report


@pytest.mark.parametrize("seed", range(20))
def test_no_graph_is_handed_out_in_a_legal_order_by_chance(seed: int) -> None:
    """Else returning the names as they come would earn points."""
    for case in CATALOGUE["topological_sort"].draw(seed):
        needs: Any = case.inputs[0]
        if case.group == "a circle":
            with pytest.raises(ValueError, match="cycle"):
                by_graphlib(needs)
            continue
        for order in (list(needs), list(needs)[::-1]):
            place = {name: i for i, name in enumerate(order)}
            assert any(place[u] > place[name] for name in needs for u in needs[name])
        assert set(by_graphlib(needs)) == set(needs)


def test_half_an_answer_gets_half_the_points() -> None:
    sort = CATALOGUE["topological_sort"]

    def no_error(needs: dict[str, list[str]]) -> list[str]:
        try:
            return by_graphlib(needs)
        except ValueError:
            return list(needs)

    report = sort.check(no_error)
    assert report.score == 2.0
    assert report.messages[:2] == ("the lecture's graph: right.", "other graphs: right.")
    assert CATALOGUE["n_operations"].check([6, 6]).score == 1.0


def doubled(root: Callable[[Any], Any]) -> Callable[[float], object]:
    """2x instead of x², with some function for the root."""

    def steps(x: float) -> object:
        a = 2 * x
        b = math.exp(a)
        c = a + b
        d = root(c)
        e = math.cos(c)
        return np.array([a, b, c, d, e, d + e])

    return steps


@pytest.mark.parametrize("root", [np.sqrt, math.sqrt, lambda c: c**0.5, lambda c: c ** (1 / 2)])
def test_twice_x_is_named_whatever_takes_the_root(root: Callable[[Any], Any]) -> None:
    for seed in range(30):
        report = CATALOGUE["sequence"].check(doubled(root), seed)
        assert report.messages == ("a is twice x; a = x² is x times x, `x ** 2`.",)


@pytest.mark.parametrize("seed", range(30))
def test_no_two_steps_agree_and_both_signs_are_drawn(seed: int) -> None:
    drawn: list[Any] = [case.inputs[0] for case in CATALOGUE["sequence"].draw(seed)]
    assert min(drawn) < 0 < max(drawn)
    for x in drawn:
        steps = [x, 2 * x, *sequence(x)]
        gaps = [abs(u - v) for i, u in enumerate(steps) for v in steps[:i]]
        assert min(gaps) > 1e-5


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("x", "The formula is a variable alone: nothing is computed."),
        ("(y)", "The formula is a variable alone: nothing is computed."),
        ("7", "There is no variable in the formula"),
        ("2 + 3 * sqrt(4)", "There is no variable in the formula"),
    ],
)
def test_a_formula_that_computes_nothing_is_told_why(formula: str, words: str) -> None:
    (message,) = CATALOGUE["sharing"].check(f'FormulaExplorer:1:{{"formula":"{formula}"}}').messages
    assert message.startswith(words)


SORTS: list[tuple[Callable[..., Any], str]] = [
    (lambda _needs: None, "returned None: is a `return` missing?"),
    (set, "returned a set, which has no order: return a list"),
    (lambda _needs: iter(()), "return a list of names"),
    (lambda _needs: "xabcdef", "returned text: return a list of names"),
    (lambda needs: [name.upper() for name in by_graphlib(needs)], "not a name in `needs`"),
    (lambda needs: by_graphlib(needs)[:-1], "missing"),
    (lambda needs: needs.clear() or [], "changed `needs`: work with lists of its own"),
    (lambda needs: needs[0], "KeyError"),
    (lambda needs, order: [needs, order], "is called with 1 argument"),
]


@pytest.mark.parametrize(("answer", "words"), SORTS)
def test_what_is_no_order_is_told(answer: Callable[..., Any], words: str) -> None:
    own = lambda *inputs: answer(*inputs)  # noqa: E731, PLW0108  # an empty body is no attempt
    report = CATALOGUE["topological_sort"].check(answer if "argument" in words else own)
    assert report.status == "not yet"
    assert words in "\n".join(report.messages)


def used_up(needs: dict[str, list[str]]) -> list[str]:
    """Right orders, and an error for a circle; but what is done is taken out of `needs`."""
    order: list[str] = []
    while needs:
        ready = [name for name in needs if set(needs[name]) <= set(order)]
        if not ready:
            raise ValueError
        order += ready
        for name in ready:
            del needs[name]
    return order


def test_a_changed_dictionary_is_told_in_the_same_words_for_a_circle() -> None:
    (message,) = CATALOGUE["topological_sort"].check(used_up).messages
    assert message == "`topological_sort` changed `needs`: work with lists of its own."


def with_outcome(outcome: Callable[[], object]) -> Callable[[dict[str, list[str]]], object]:
    """A right sort that has its own way with a circle."""

    def sort(needs: dict[str, list[str]]) -> object:
        try:
            return by_graphlib(needs)
        except ValueError:
            return outcome()

    return sort


def raises_exception() -> None:
    raise Exception("there is a circle")  # noqa: TRY002  # a student may not know the others


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (lambda: ValueError("circle"), "returned a ValueError: `raise` it"),
        (raises_exception, "raises an Exception for a circle: make it a ValueError"),
        (lambda: LECTURE["?"], "raised a KeyError"),
        (lambda: None, 'returned None for a circle: write `raise ValueError("a circle")` there.'),
        (lambda: "there is a circle", "returned text for a circle: write `raise ValueError("),
        (set, "returned a set for a circle: write"),
        (lambda: -1, "returned an int for a circle: write"),
        (lambda: list(LECTURE)[99], "raised an IndexError: an index is out of range"),
        (lambda: next(iter([])), "raised a StopIteration: `next` found nothing more."),
    ],
)
def test_a_circle_asks_for_a_value_error_that_is_raised(
    outcome: Callable[[], object], words: str
) -> None:
    report = CATALOGUE["topological_sort"].check(with_outcome(outcome))
    assert report.score == 2.0
    assert report.messages[2].startswith("a circle: ")
    assert words in report.messages[2]
    assert "return a list" not in report.messages[2]
    accident = "raised a" in words
    assert ("Where no name is ready, raise a ValueError." in report.messages[2]) == accident


@pytest.mark.parametrize("outcome", [lambda: min([]), lambda: int("circle")])
def test_a_value_error_by_accident_counts_too(outcome: Callable[[], object]) -> None:
    """Nothing tells it surely from one that is meant."""
    assert CATALOGUE["topological_sort"].check(with_outcome(outcome)).status == "correct"


def test_what_is_wrong_with_every_graph_is_not_put_down_to_the_circle() -> None:
    sort = CATALOGUE["topological_sort"]
    (message,) = sort.check(lambda needs: needs.get("nobody")).messages
    assert message == "`topological_sort` returned None: is a `return` missing?"
    (message,) = sort.check(lambda needs: list(needs)[99]).messages
    assert "Where no name is ready" not in message


def halting_kahn(needs: dict[str, list[str]]) -> list[str]:
    """Counters that fall by one where they should fall by two, and an error for what is left."""
    order = wrong_sorts.counting_kahn(needs)
    if len(order) < len(needs):
        raise ValueError("a circle")
    return order


def test_a_circle_that_is_none_is_told_and_other_value_errors_keep_their_line() -> None:
    sort = CATALOGUE["topological_sort"]
    right, told, circle = sort.check(halting_kahn).messages
    assert (right, circle) == ("the lecture's graph: right.", "a circle: right.")
    assert told == f"other graphs: {diagnosis.NO_CIRCLE}"
    said = "\n".join(sort.check(lambda needs: list(needs).index("?")).messages)
    assert "raised a ValueError" in said
    assert diagnosis.NO_CIRCLE not in said


def test_a_name_that_comes_too_early_is_named() -> None:
    def swapped(needs: dict[str, list[str]]) -> list[str]:
        order = by_graphlib(needs)
        if "f" in order:
            i, j = order.index("c"), order.index("b")
            order[i], order[j] = order[j], order[i]
        return order

    message = CATALOGUE["topological_sort"].check(swapped).messages[0]
    assert message == "the lecture's graph: `c` stands before `b`, which it needs."


def test_a_stub_and_a_librarys_function_are_told() -> None:
    def topological_sort(needs: object) -> object:
        """Still to be written."""

    sort = CATALOGUE["topological_sort"]
    assert sort.check(topological_sort).status == "not attempted"
    assert "comes from a library" in sort.check(np.sort).messages[0]


def for_ever() -> None:
    while True:
        pass


def test_an_endless_loop_ends_and_the_tracer_is_put_back() -> None:
    before = sys.gettrace()
    with pytest.raises(EndlessError), at_most(1000):
        for_ever()
    assert sys.gettrace() is before
    with at_most(1000):
        found = sequence(0.0)
    np.testing.assert_allclose(found, ROWS[0.0])


def test_inputs_that_are_written_into_are_told_as_a_dictionary() -> None:
    def into(graph: Any, order: Any, inputs: Any) -> Any:  # noqa: ANN401
        for name in order:
            if name in graph:
                operation, wanted = graph[name]
                inputs[name] = getattr(np, operation)(*(inputs[u] for u in wanted))
        return np.array([inputs[name] for name in order])

    (message,) = CATALOGUE["evaluate"].check(into).messages
    assert "`values = dict(inputs)` makes a new one" in message


@pytest.mark.parametrize("answer", [None, 3, "", "6, 11", [6], [[6, 11]], ["6", "11"], len])
def test_junk_is_answered_with_a_sentence(answer: object) -> None:
    for exercise in EXERCISES:
        report = exercise.check(answer)
        assert report.status == "not yet"
        assert report.score == 0
        assert all(report.messages)


def test_the_claims_of_the_predictions() -> None:
    """x alone changes; two orders are legal; 720 is 6!."""
    negative, orders = PREDICTIONS
    np.testing.assert_array_equal(sequence(1.5), sequence(-1.5))
    assert negative.options[negative.answer] == "x alone."
    legal = [
        order
        for order in permutations("abcdef")
        if all(order.index(u) < order.index(k) for k in LECTURE for u in LECTURE[k] if u != "x")
    ]
    assert legal == [tuple("abcdef"), tuple("abcedf")]
    assert orders.options[orders.answer] == f"{len(legal)}."
    assert str(math.factorial(6)) in orders.options[-1]
