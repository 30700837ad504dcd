"""Exercise: the broken line through N points, made of ReLU units, within M h² / 8."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core import relu_bound
from nnwidgets.exercises.approximation.step_network import curve
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

TURN = 6.283185307179586  # 2π, as plain data


def relu_network(function: Callable[[Array], Array], n_units: int, interval: Interval) -> Rows:
    """The broken line through N points of f: a constant, then one unit for each change of slope."""
    points = np.linspace(*interval, n_units)
    heights = function(points)
    slopes = np.diff(heights) / np.diff(points)
    weights = np.concatenate([[0.0], np.ones(n_units - 1)])
    biases = np.concatenate([[1.0], -points[:-1]])
    return weights, biases, np.concatenate([heights[:1], np.diff(slopes, prepend=0.0)])


def relu_cases(rng: np.random.Generator) -> list[Case]:
    """One turn of the sine, where f(a) = 0 hides a missing constant; then where nothing hides."""
    turn, elsewhere, others = "sin on [0, 2π]", "sin on other intervals", "other functions"
    a, width = round(rng.uniform(-3.0, -1.0), 2), round(rng.uniform(4.0, 6.0), 2)
    return [
        Case(turn, ("sin(x)", 10, 0.0, TURN)),
        Case(turn, ("sin(x)", int(rng.integers(20, 40)), 0.0, TURN)),
        Case(elsewhere, ("sin(x)", 7, a, a + width)),
        Case(elsewhere, ("sin(x)", 3, 1.0, 3.0)),
        Case(others, (curve(rng), 9, 0.0, 1.0)),
        Case(others, ("1 + 2 * x", 2, 2.0, 5.0)),
    ]


@lru_cache(maxsize=64)
def bound(task: Task) -> float:
    """M h² / 8 with M the largest |f''|, by second differences on a fine grid."""
    interval = (task.a, task.b)
    grid, h = np.linspace(*interval, 4001, retstep=True)
    curvature = float(np.abs(np.diff(task.function(grid), 2)).max()) / float(h) ** 2
    return relu_bound(max(curvature, 1e-3), task.n_units, interval)


def judge(
    exercise: Exercise, cases: Sequence[Case], results: Sequence[StudentResult]
) -> CheckReport:
    """The sums of ReLUs against their bounds."""
    return judge_units(exercise, cases, results, "relu", bound)


def changed(
    change: Callable[[Array, Array, Array, Array], Sequence[Array]],
) -> Callable[..., Rows]:
    """The right units, changed; `change` also gets the slopes, shape (N − 1,)."""

    def wrong(function: Any, n_units: int, interval: Interval) -> Rows:  # noqa: ANN401
        w, b, v = relu_network(function, n_units, interval)
        w, b, v = change(w, b, v, np.cumsum(v[1:]))
        return w, b, v

    return wrong


def on_points(n_more: int) -> Callable[..., Rows]:
    """The mistake of another number of points."""
    return lambda function, n_units, interval: relu_network(function, n_units + n_more, interval)


def on_unit_interval(function: Any, n_units: int, _interval: Interval) -> Rows:  # noqa: ANN401
    """The mistake of points on [0, 1]."""
    return relu_network(function, n_units, (0.0, 1.0))


def joined(first: Array, rest: Array) -> Array:
    """The constant's number before those of the others."""
    return np.concatenate([first[:1], rest])


def not_divided(function: Any, n_units: int, interval: Interval) -> Rows:  # noqa: ANN401
    """The mistake of rises instead of slopes."""
    w, b, v = relu_network(function, n_units, interval)
    h = (interval[1] - interval[0]) / (n_units - 1)
    return w, b, joined(v, h * v[1:])


def height_differences(function: Any, n_units: int, interval: Interval) -> Rows:  # noqa: ANN401
    """The mistake of the staircase's output weights."""
    w, b, v = relu_network(function, n_units, interval)
    return w, b, np.diff(function(np.linspace(*interval, n_units)), prepend=0.0) + 0 * v


RELU_NETWORK = Exercise(
    name="relu_network",
    title="A broken line of ReLUs",
    points=3,
    reference=relu_network,
    cases=relu_cases,
    collect=collect_units,
    judge=judge,
    in_package="nw.relu_network(function, n_units, interval)",
    answered_by=("relu_network",),
    advice="Draw it for N = 3 and f(x) = x² on [1, 3].",
    mistakes=(
        Mistake(
            "the height as a bias",
            changed(lambda w, b, v, _s: (w, joined(v, b[1:]), joined(np.ones_like(v), v[1:]))),
            "The height f(a) is the bias of a ReLU, and a ReLU of a negative number is 0: let b be "
            "1 and f(a) the output weight.",
        ),
        Mistake(
            "another order",
            in_another_order(relu_network),
            "The arrays come back in another order: first the weights, then the biases, then the "
            "output weights.",
        ),
        Mistake(
            "no constant",
            changed(lambda w, b, v, _s: (w, b, joined(0 * v, v[1:]))),
            "The line starts from 0: the height f(a) is missing. A unit with w = 0 and b = 1 is "
            "the constant 1.",
        ),
        Mistake(
            "no constant unit",
            changed(lambda w, b, v, _s: (w[1:], b[1:], v[1:])),
            "These are N − 1 units, one for each piece. The height f(a) needs a unit too, with "
            "w = 0.",
        ),
        Mistake(
            "slopes themselves",
            changed(lambda w, b, v, s: (w, b, joined(v, s))),
            "The output weights are the slopes themselves. A ReLU that is on stays on, so the "
            "slopes add up: each unit brings only the change of slope at its corner.",
        ),
        Mistake(
            "first slope missing",
            changed(lambda w, b, v, s: (w, b, joined(v, np.diff(s, prepend=s[:1])))),
            "The line begins level: the first corner, at a, has to bring the whole first slope.",
        ),
        Mistake(
            "rises instead of slopes",
            not_divided,
            "These are the rises from point to point; a slope is a rise divided by h.",
        ),
        Mistake(
            "sign of the biases",
            changed(lambda w, b, v, _s: (w, joined(b, -b[1:]), v)),
            "φ(x + t) has its corner at x = −t: the sign of the biases is the wrong way round.",
        ),
        Mistake(
            "constant with a weight",
            changed(lambda w, b, v, _s: (np.ones_like(w), b, v)),
            "The unit that is meant as a constant has w = 1 and grows with x: set its w to 0.",
        ),
        Mistake(
            "one point too many",
            on_points(1),
            "These are N + 1 units: N points have N − 1 pieces, so a constant and N − 1 corners "
            "are all that is needed.",
        ),
        Mistake(
            "one point too few",
            on_points(-1),
            "These are N − 1 units: with N of them the line can go through N points.",
        ),
        Mistake(
            "the interval ignored",
            on_unit_interval,
            "The points lie on [0, 1] whatever `interval` is: spread them from a to b.",
        ),
        Mistake(
            "differences of heights",
            height_differences,
            "The output weights are differences of heights, as for steps. A ReLU adds slope, not "
            "height: take the differences of the slopes.",
        ),
    ),
)
