"""Exercise: the last layer by hand, until all ten points are on their side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.core import Network, quadratic_cost
from nnwidgets.course import datasets
from nnwidgets.course.examples import trained_network
from nnwidgets.course.forms.feedforward import NETWORK, NEURON
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.checking.returned import Complaint
from nnwidgets.exercises.checking.state_answer import from_state, judges_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.report import CheckReport

SHAPES = {"W1": (2, 2), "b1": (2,), "W2": (3, 2), "b2": (3,), "W3": (2, 3), "b3": (2,)}
N_FROZEN = 15
"""Parameters in the first two layers: 2·2 + 2 + 3·2 + 3."""
SHARES = {8: 0.25, 9: 0.5, 10: 1.0}
"""The share of the score for this many right points; fewer earn nothing."""
BY_HAND: dict[str, Array] = {
    "W3": np.array([[-4.0, 4.0, -4.0], [4.0, -4.0, 4.0]]),
    "b3": np.array([2.0, -2.0]),
}

CHANGED = (
    "The first two layers are not as they were: only W⁽³⁾ and b⁽³⁾ are to be set. "
    "Reset the explorer, or make a new one with `frozen=True`."
)
CONSTANT = (
    "The answer is the same at all ten points. Biases alone cannot tell one point from another, "
    "and very large numbers hide the difference: give W⁽³⁾ moderate weights."
)
EQUAL = "F₁ and F₂ are equal at every point: the two rows of W⁽³⁾ have to differ."
SWAPPED = (
    "Every point is on the wrong side: F₁ has to be the larger output at the circles, "
    "F₂ at the crosses."
)


def state_of(network: Network, **changes: Array) -> str:
    """The explorer's state with a network's parameters, some of them changed."""
    values: dict[str, Array] = {}
    for number, layer in enumerate(network.layers, start=1):
        values |= {f"W{number}": layer.weights, f"b{number}": layer.biases}
    return NETWORK.text(**values | changes)


def parameters_in(values: object) -> Array:
    """The 23 parameters that the values of a state hold, in `Network.parameters`' order.

    The explorer's `scale` multiplies W⁽³⁾, its `shift` is added to b⁽³⁾; what counts is what it
    shows.
    """
    given = {"scale": 1.0, "shift": 0.0} | dict(values)  # type: ignore[call-overload]
    parts = {name: array_in(given, name, shape) for name, shape in SHAPES.items()}
    with np.errstate(over="ignore"):
        parts["W3"] *= array_in(given, "scale", ())
        parts["b3"] += array_in(given, "shift", ())
    parameters = np.concatenate([part.ravel() for part in parts.values()])
    if not np.isfinite(parameters).all():
        raise Complaint("holds a number that is too large")
    return parameters


def array_in(values: Mapping[str, Any], name: str, shape: tuple[int, ...]) -> Array:
    """One array of a state."""
    try:
        array = np.array(values.get(name), dtype=np.float64)
    except (TypeError, ValueError):
        array = np.empty(0)
    if array.shape != shape:
        raise Complaint(f"holds no `{name}` of shape {shape}: copy the state again")
    return array


@judges_state
def judge_state(exercise: Exercise, given: Array) -> CheckReport:
    """A score that grows with the number of points that the network gets right."""
    trained = trained_network()
    if not np.allclose(given[:N_FROZEN], trained.parameters[:N_FROZEN], atol=1e-3):
        return exercise.report("not yet", 0.0, [CHANGED])
    points, targets = datasets.ten_points()
    parameters = np.concatenate([trained.parameters[:N_FROZEN], given[N_FROZEN:]])
    with np.errstate(all="ignore"):  # a weight of 1e308 is a bad answer, not an error
        outputs = trained.with_parameters(parameters)(points)
    margins = (outputs * (2 * targets - 1)).sum(axis=1)  # F₁ − F₂ at the circles, F₂ − F₁ else
    if np.all(margins > 0):
        message = f"The cost is {quadratic_cost(outputs, targets):.2g}."
        return exercise.report("correct", exercise.points, [message])
    score = exercise.points * SHARES.get(int(np.sum(margins > 0)), 0.0)
    return exercise.report("not yet", score, [hint_for(outputs, points[~(margins > 0)])])


def hint_for(outputs: Array, wrong: Array) -> str:
    """What to do about the points on the wrong side."""
    if np.allclose(outputs, outputs[0], rtol=0.0, atol=1e-9):
        return CONSTANT
    if np.allclose(outputs[:, 0], outputs[:, 1], rtol=0.0, atol=1e-9):
        return EQUAL
    if len(wrong) == len(outputs):
        return SWAPPED
    places = ", ".join(f"({x1:g}, {x2:g})" for x1, x2 in wrong)
    return f"{len(outputs) - len(wrong)} of 10 points are right; still on the wrong side: {places}."


def by_hand(scale: float = 1.0, shift: float = 0.0) -> str:
    """The state with `BY_HAND`, its W⁽³⁾ and b⁽³⁾ times `scale` and F₁'s bias raised by `shift`."""
    b3 = scale * BY_HAND["b3"] + np.array([shift, 0.0])
    return state_of(trained_network(), W3=scale * BY_HAND["W3"], b3=b3)


TEN_OF_TEN = Exercise(
    name="ten_of_ten",
    title="Ten of ten by hand",
    points=2,
    reference=lambda: trained_network().parameters,
    cases=lambda _rng: [Case()],
    collect=from_state(NETWORK, parameters_in),
    judge=judge_state,
    solution_text=f"ten_of_ten = {by_hand()!r}",
    mistakes=(
        Mistake(
            "first layers changed",
            state_of(trained_network(), W1=np.zeros((2, 2))),
            CHANGED,
        ),
        Mistake(
            "the start",
            by_hand(scale=0.0),
            CONSTANT,
        ),
        Mistake(
            "equal rows",
            state_of(trained_network(), W3=np.full((2, 3), 4.0), b3=np.zeros(2)),
            EQUAL,
        ),
        Mistake(
            "classes swapped",
            by_hand(scale=-1.0),
            SWAPPED,
        ),
        Mistake(
            "another explorer",
            NEURON.text(w=2.5, b=-1.0, x=0.4),
            f"This is the state of a {NEURON.name}, expected that of a {NETWORK.name}.",
        ),
        Mistake(
            "cut off",
            by_hand()[:-20],
            "The state is cut off: its last character is `}`, copy all of it.",
        ),
        Mistake(
            "the explorer itself",
            {NETWORK.name: 1},
            "copy the line that `state()` prints, with its quotes.",
        ),
    ),
)
