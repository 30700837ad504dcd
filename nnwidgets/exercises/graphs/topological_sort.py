"""Exercise: a topological order of any graph, and an error where there is none.

Any legal order is right, so answers are judged by what holds for all of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.exercise import Exercise, Mistake, from_a_library
from nnwidgets.exercises.checking.explain import raised_on_purpose
from nnwidgets.exercises.checking.returned import Complaint, described
from nnwidgets.exercises.checking.student import StudentResult, call_own, call_student, is_stub
from nnwidgets.exercises.checking.trial import Trial
from nnwidgets.exercises.checking.words import called, sentence
from nnwidgets.exercises.graphs import order_diagnosis as diagnosis
from nnwidgets.exercises.graphs import wrong_sorts
from nnwidgets.exercises.graphs.endless import EndlessError, at_most
from nnwidgets.exercises.graphs.sort_cases import CIRCLE, sort_cases
from nnwidgets.exercises.graphs.sort_judge import judge_orders
from nnwidgets.exercises.graphs.wrong_sorts import refusing
from nnwidgets.text import with_article

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.exercise import Case

    Needs = dict[str, list[str]]

N_LINES = 20_000
"""A slow answer runs a few thousand lines for a graph of ten nodes."""


def topological_sort(needs: Needs) -> list[str]:
    """Every name after the names it needs.

    Source: Kahn, Topological sorting of large networks, Communications of the ACM 5 (1962).

    Raises:
        ValueError: some names need each other in a circle.
    """
    order: list[str] = []
    while len(order) < len(needs):
        ready = [n for n in needs if n not in order and all(u in order for u in needs[n])]
        if not ready:
            raise ValueError("a circle")
        order.append(ready[0])
    return order


def call_sort(
    answer: object, needs: Needs, name: str = "topological_sort", *, circle: bool = False
) -> StudentResult:
    """What a student's function makes of a graph: places of names, or a code, as numbers.

    The list of names [“c”, “a”] of a graph of a, b, c comes back as [2, 0]. Whether the graph has a
    circle is an argument: finding out takes a sort, which must not be there while one is graded.
    """
    if not callable(answer) or is_stub(answer):
        return call_student(answer, needs, name=name)

    def encoded(graph: Needs) -> Array:
        outcome = outcome_of(answer, graph, list(needs), circle=circle)
        if graph != needs:
            raise Complaint("changed `needs`: work with lists of its own", "changed its input")
        return outcome

    return call_student(encoded, needs, name=name)


def outcome_of(
    answer: Callable[..., object], graph: Needs, names: Sequence[str], *, circle: bool
) -> Array:
    """The places of the names that come back, or the code of what happened instead."""
    try:
        with at_most(N_LINES):
            returned = call_own(answer, graph)
    except EndlessError:
        return np.array([diagnosis.ENDLESS])
    except RecursionError:
        if not circle:
            raise
        return np.array([diagnosis.TOO_DEEP])
    except ValueError as error:
        if not circle and not raised_on_purpose(error):
            raise
        return np.array([diagnosis.REFUSED if circle else diagnosis.FALSE_ALARM])
    except Complaint:
        raise
    except Exception as error:
        if not circle or type(error) is NotImplementedError or not raised_on_purpose(error):
            raise
        kind = with_article(type(error).__name__)
        raise Complaint(f"raises {kind} for a circle: make it a ValueError") from None
    return places_of(returned, names)


def places_of(returned: object, names: Sequence[str]) -> Array:
    """A list of names as their places in the graph; −1 for anything else."""
    if isinstance(returned, BaseException):
        words = "`raise` it, so that the caller cannot miss it"
        raise Complaint(f"returned {with_article(type(returned).__name__)}: {words}")
    if isinstance(returned, (set, frozenset)):
        raise Complaint("returned a set, which has no order: return a list")
    if isinstance(returned, np.ndarray) and returned.ndim == 1:
        returned = returned.tolist()
    if not isinstance(returned, (list, tuple)):
        text = described(returned).replace("an array of numbers", "a list of names")
        raise Complaint(f"returned {text.replace('return numbers', 'return a list of names')}")
    known = {name: float(place) for place, name in enumerate(names)}
    return np.array([known.get(name, -1.0) if isinstance(name, str) else -1.0 for name in returned])


def names_of(places: Array, needs: Needs) -> list[str]:
    """The list that a student's function returned, of a graph without a circle."""
    names = list(needs)
    return [names[int(place)] if place >= 0 else "?" for place in places]


def try_sort(_exercise: Exercise, function: object, needs: Needs) -> Trial:
    """The list of names that a function makes of a graph without a circle, and what is wrong."""
    result = call_sort(function, needs)
    if result.value is None:
        return Trial(None, result.problem)
    problem = diagnosis.diagnose(result.value.tolist(), needs, circle=False)
    return Trial(names_of(result.value, needs), problem)


def collect_orders(answer: object, cases: Sequence[Case], name: str) -> list[StudentResult]:
    """What the function makes of each graph; one that is not written yet is called once."""
    if from_a_library(answer):
        words = "comes from a library: write a function of your own"
        problem = sentence(called(None, name), words)
        return [StudentResult(None, problem, failure="unusable")] * len(cases)
    graphs: list[Needs] = [case.inputs[0] for case in cases]  # type: ignore[misc]  # as drawn below
    round_ones = [case.group == CIRCLE for case in cases]
    first = call_sort(answer, graphs[0], name, circle=round_ones[0])
    if not first.attempted:
        return [first] * len(cases)
    others = zip(graphs[1:], round_ones[1:], strict=True)
    results = [first, *(call_sort(answer, graph, name, circle=c) for graph, c in others)]
    pairs = list(zip(results, round_ones, strict=True))
    elsewhere = {result.problem for result, circle in pairs if not circle}
    return [for_circle(result, elsewhere) if circle else result for result, circle in pairs]


def for_circle(result: StudentResult, elsewhere: Collection[str]) -> StudentResult:
    """A problem with a circle, in its own words; as it is where other graphs have it too.

    Args:
        result: of a graph with a circle.
        elsewhere: the problems with graphs that have none.
    """
    if not result.problem or result.problem in elsewhere:
        return result
    if result.failure == "raised":
        words = "Where no name is ready, raise a ValueError."
        return replace(result, problem=f"{result.problem} {words}")
    returned, _, advice = result.problem.partition(": ")
    if result.failure == "changed its input" or "raise" in result.problem or not advice:
        return result
    words = 'for a circle: write `raise ValueError("a circle")` there.'
    return replace(result, problem=f"{returned.partition(',')[0]} {words}")


TOPOLOGICAL_SORT = Exercise(
    name="topological_sort",
    title="A topological sort",
    points=3,
    reference=topological_sort,
    cases=sort_cases,
    collect=collect_orders,
    judge=judge_orders,
    in_package="nw.topological_order(node) for a graph of nodes",
    answered_by=("kahn_order", "topological_order"),
    trial=try_sort,
    mistakes=(
        Mistake(
            "backwards",
            refusing(lambda needs: topological_sort(needs)[::-1]),
            diagnosis.BACKWARDS,
        ),
        Mistake("as given", refusing(list), diagnosis.AS_GIVEN),
        Mistake("alphabet", refusing(sorted), diagnosis.ALPHABET),
        Mistake(
            "by the number of needs",
            refusing(lambda needs: sorted(needs, key=lambda name: len(needs[name]))),
            diagnosis.BY_NUMBER,
        ),
        Mistake("nothing", refusing(lambda _needs: []), diagnosis.EMPTY),
        Mistake("every use", refusing(wrong_sorts.every_use), diagnosis.TWICE),
        Mistake(
            "no placeholders",
            refusing(lambda needs: [name for name in topological_sort(needs) if needs[name]]),
            diagnosis.PLACEHOLDERS,
        ),
        Mistake(
            "no ends",
            refusing(
                lambda needs: [
                    name
                    for name in topological_sort(needs)
                    if any(name in wanted for wanted in needs.values())
                ]
            ),
            diagnosis.ENDS,
        ),
        Mistake(
            "an operand counted twice", refusing(wrong_sorts.counting_kahn), diagnosis.COUNTED_TWICE
        ),
        Mistake(
            "one pass that takes the rest for a circle", wrong_sorts.hasty, diagnosis.NO_CIRCLE
        ),
        Mistake("silent about a circle", wrong_sorts.silent, diagnosis.SILENT),
        Mistake("blind to a circle", wrong_sorts.depth_first, diagnosis.ANY_LIST),
        Mistake("round for ever", wrong_sorts.never_ending, diagnosis.NEVER_ENDS),
        Mistake("down for ever", wrong_sorts.unmarked, diagnosis.CALLS_ITSELF),
    ),
)
