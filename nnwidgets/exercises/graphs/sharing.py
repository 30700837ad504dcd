"""Exercise: a formula that is small as a graph and large as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core.formula import FormulaError, parse_formula
from nnwidgets.core.graph import topological_order
from nnwidgets.core.inspection import label_nodes
from nnwidgets.core.orders import needs_of, times_computed
from nnwidgets.course.forms.feedforward import NEURON
from nnwidgets.course.forms.graphs import FORMULA
from nnwidgets.course.graphs.formulas import LECTURE
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.checking.returned import Complaint
from nnwidgets.exercises.checking.state_answer import from_state

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.report import CheckReport
    from nnwidgets.exercises.checking.student import StudentResult

MAX_IN_GRAPH, MIN_IN_TREE = 5, 20
"""Operations."""

SAVES_NOTHING = (
    "The tree has as many operations as the graph: no part of the formula stands in it twice."
)
TOO_MANY = "The tree is large enough, but the graph has more than 5 operations."
TOO_FEW = (
    "The graph is small enough, but the tree has fewer than 20 operations. "
    "If all of a formula is used twice, how many operations does the tree have?"
)
NEITHER = "The graph has more than 5 operations, and the tree fewer than 20."
NO_VARIABLE = "There is no variable in the formula: it is a number, and nothing is computed."
ALONE = "The formula is a variable alone: nothing is computed."


def counts_in(values: Mapping[str, object]) -> Array:
    """The operations of a state's formula, shared and not, and the number of its variables."""
    text = values.get("formula")
    try:
        formula = parse_formula(text)  # type: ignore[arg-type]  # it refuses all but text
    except FormulaError as error:
        sentence = str(error).partition("\n")[0]
        raise Complaint(f"holds a formula that cannot be read: {sentence}") from None
    except TypeError:
        raise Complaint("holds no formula: copy the state again") from None
    order = topological_order(formula.graph)
    times = times_computed(needs_of(order, label_nodes(order)))
    return np.array([len(times), sum(times.values()), len(formula.variables)], dtype=np.float64)


def judge_counts(
    exercise: Exercise, _cases: Sequence[Case], results: Sequence[StudentResult]
) -> CheckReport:
    """All points or none: the formula is as asked for, or it is not."""
    result = results[0]
    if result.value is None:
        status = "not yet" if result.attempted else "not attempted"
        return exercise.report(status, 0.0, [result.problem])  # type: ignore[arg-type]  # one of the two
    graph, tree, n_variables = (int(count) for count in result.value)
    if graph <= MAX_IN_GRAPH and tree >= MIN_IN_TREE:
        said = f"{graph} operations in the graph, {tree} in the tree."
        return exercise.report("correct", exercise.points, [said])
    return exercise.report("not yet", 0.0, [hint_for(graph, tree, n_variables)])


def hint_for(graph: int, tree: int, n_variables: int) -> str:
    """What has to change in the formula."""
    if graph == 0:
        return ALONE if n_variables else NO_VARIABLE
    if graph == tree:
        return SAVES_NOTHING
    if graph <= MAX_IN_GRAPH:
        return TOO_FEW
    return TOO_MANY if tree >= MIN_IN_TREE else NEITHER


def state_of(formula: str) -> str:
    """The explorer's state with a formula of x."""
    return FORMULA.text(formula=formula)


def doubled(times: int) -> str:
    """x·x, the product of that with itself, and so on.

    >>> doubled(2)
    '(x*x)*(x*x)'
    """
    text = "x*x"
    for _ in range(times - 1):
        text = f"({text})*({text})"
    return text


SHARING = Exercise(
    name="sharing",
    title="A small graph, a large tree",
    points=1,
    reference=lambda: np.array([MAX_IN_GRAPH, MIN_IN_TREE, 1]),
    cases=lambda _rng: [Case()],
    collect=from_state(FORMULA, counts_in),
    judge=judge_counts,
    solution_text=f"sharing = {state_of(doubled(5))!r}",
    mistakes=(
        Mistake("nothing equal", state_of("+".join("x" * 22)), SAVES_NOTHING),
        Mistake("one square too few", state_of(doubled(4)), TOO_FEW),
        Mistake("graph too large", state_of(f"sqrt({doubled(5)})"), TOO_MANY),
        Mistake(
            "the lecture's",
            state_of(LECTURE),
            NEITHER,
        ),
        Mistake("a number", state_of("2 + 3"), NO_VARIABLE),
        Mistake("a variable alone", state_of("x"), ALONE),
        Mistake(
            "another explorer",
            NEURON.text(w=2.5, b=-1.0, x=0.4),
            "This is the state of a NeuronExplorer, expected that of a FormulaExplorer.",
        ),
        Mistake(
            "the formula alone",
            doubled(5),
            "This is not the state of an explorer: a state begins like `NetworkExplorer:1:{`.",
        ),
        Mistake(
            "cannot be read",
            state_of("x**"),
            "The answer holds a formula that cannot be read: "
            "expected a number, a variable, a function or (, got the end.",
        ),
    ),
)
