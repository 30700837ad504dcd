"""Exercise: the staircase of N steps, within L (b − a) / (2N)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core import lipschitz_constant, step_bound
from nnwidgets.exercises.checking.construction import (
    Task,
    collect_units,
    in_another_order,
    judge_units,
)
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.report import CheckReport
    from nnwidgets.exercises.checking.student import StudentResult

    Interval = tuple[float, float]
    Rows = tuple[Array, Array, Array]


def step_network(function: Callable[[Array], Array], n_units: int, interval: Interval) -> Rows:
    """The staircase that is f at the middle of each of N equal pieces."""
    edges = np.linspace(*interval, n_units + 1)
    middles = (edges[:-1] + edges[1:]) / 2
    heights = function(middles)
    return np.ones(n_units), -edges[:-1], np.diff(heights, prepend=0.0)


def curve(rng: np.random.Generator) -> str:
    """A formula of x that is neither even nor odd, and not 0 at any end that is asked about."""
    c, d = rng.uniform(1.0, 2.0, 2).round(2)
    k, p = rng.uniform(2.0, 5.0), rng.uniform(0.3, 1.0)
    return f"{c} + {d} * sin({k:.2f} * x + {p:.2f})"


def step_cases(rng: np.random.Generator) -> list[Case]:
    """A line, which leaves no room for another construction, and curves on several intervals."""
    line, curves, intervals = "f(x) = x", "curves on [0, 1]", "other intervals"
    a, width = rng.uniform(-3.0, -1.0), rng.uniform(4.0, 6.0)
    return [
        Case(line, ("x", 2, 0.0, 1.0)),
        Case(line, ("x", 7, 0.0, 1.0)),
        Case(curves, (curve(rng), 5, 0.0, 1.0)),
        Case(curves, (curve(rng), 1, 0.0, 1.0)),
        Case(curves, (curve(rng), int(rng.integers(20, 40)), 0.0, 1.0)),
        Case(intervals, (curve(rng), 6, round(a, 2), round(a + width, 2))),
        Case(intervals, ("1 + 2 * x", 3, 2.0, 5.0)),
    ]


@lru_cache(maxsize=64)
def bound(task: Task) -> float:
    """L (b − a) / (2N)."""
    interval = (task.a, task.b)
    steepest = lipschitz_constant(task.function, interval, 20_001)
    return step_bound(steepest, task.n_units, interval)


def judge(
    exercise: Exercise, cases: Sequence[Case], results: Sequence[StudentResult]
) -> CheckReport:
    """The sums of steps against their bounds."""
    return judge_units(exercise, cases, results, "step", bound)


def staircase(
    places: Callable[[Array], Array],
    *,
    steps: Callable[[Array], Array] = lambda edges: edges[:-1],
    rises: Callable[[Array], Array] = lambda heights: np.diff(heights, prepend=0.0),
    sign: float = -1.0,
    whole: Interval | None = None,
) -> Callable[..., Rows]:
    """A staircase with one of its parts changed.

    Args:
        places: where f is asked, from the edges of the pieces.
        steps: where the steps stand, from the edges.
        rises: output weights, from the heights.
        sign: of the biases.
        whole: the interval that is taken instead of the one that is given.
    """

    def wrong(function: Any, n_units: int, interval: Interval) -> Rows:  # noqa: ANN401
        edges = np.linspace(*(whole or interval), n_units + 1)
        v = rises(function(places(edges)))
        return np.ones(len(v)), sign * steps(edges)[: len(v)], v

    return wrong


def middles_of(edges: Array) -> Array:
    """The middle of each piece."""
    return (edges[:-1] + edges[1:]) / 2


def too_few_pieces(function: Any, n_units: int, interval: Interval) -> Rows:  # noqa: ANN401
    """The mistake of N points where N + 1 edges are needed."""
    edges = np.linspace(*interval, n_units)
    return np.ones(n_units), -edges, np.diff(function(edges), prepend=0.0)


def without_first(function: Any, n_units: int, interval: Interval) -> Rows:  # noqa: ANN401
    """The mistake of N − 1 units, for the steps between the pieces alone."""
    w, b, v = step_network(function, n_units, interval)
    return w[1:], b[1:], v[1:]


STEP_NETWORK = Exercise(
    name="step_network",
    title="A staircase within its bound",
    points=3,
    reference=step_network,
    cases=step_cases,
    collect=collect_units,
    judge=judge,
    in_package="nw.step_network(function, n_units, interval)",
    answered_by=("step_network",),
    advice="Draw it for N = 2 and f(x) = x on [2, 4].",
    mistakes=(
        Mistake(
            "left ends",
            staircase(lambda edges: edges[:-1]),
            "Each step has the height of f at the left end of its piece, and f moves away from it "
            "for a whole piece. Which point has no more than half a piece on either side?",
        ),
        Mistake(
            "right ends",
            staircase(lambda edges: edges[1:]),
            "Each step has the height of f at the right end of its piece, a whole piece away from "
            "where the step begins. Which point has no more than half a piece on either side?",
        ),
        Mistake(
            "heights as output weights",
            staircase(middles_of, rises=lambda heights: heights),
            "The output weights are the heights themselves, and the units add up: each brings only "
            "the difference to the step before it.",
        ),
        Mistake(
            "steps in the middle",
            staircase(middles_of, steps=middles_of),
            "The heights are right, and the steps stand half a piece too far to the right: a step "
            "begins where its piece begins.",
        ),
        Mistake(
            "sign of the biases",
            staircase(middles_of, sign=1.0),
            "φ(x + t) jumps at x = −t: the sign of the biases is the wrong way round.",
        ),
        Mistake(
            "first height missing",
            staircase(middles_of, rises=lambda heights: np.diff(heights, prepend=heights[:1])),
            "The staircase starts from 0: the first unit has to bring the whole height of the "
            "first step.",
        ),
        Mistake(
            "another order",
            in_another_order(step_network),
            "The three arrays come back in another order: weights, biases, output weights.",
        ),
        Mistake(
            "one unit too few",
            without_first,
            "These are N − 1 units, one for each step between two pieces. The height of the first "
            "piece needs a unit too.",
        ),
        Mistake(
            "downwards",
            staircase(middles_of, rises=lambda heights: -np.diff(heights, prepend=0.0)),
            "The staircase is upside down: a step rises by the new height less the one before.",
        ),
        Mistake(
            "the interval ignored",
            staircase(middles_of, whole=(0.0, 1.0)),
            "The pieces lie on [0, 1] whatever `interval` is: cut [a, b] into N pieces.",
        ),
        Mistake(
            "N points",
            too_few_pieces,
            "`np.linspace` with N points leaves N − 1 pieces between them: N pieces have N + 1 "
            "ends. And f is taken at the ends, where the middles are nearer to all of a piece.",
        ),
    ),
)
