"""Exercise: an output between −1 and +1, made of the sigmoid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import sigmoid
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


def plus_minus(z: Array) -> Array:
    """The identity tanh z = 2 g(2z) − 1, with a g that does not overflow."""
    g = np.exp(np.minimum(2 * z, 0)) / (1 + np.exp(-np.abs(2 * z)))
    return 2 * g - 1  # type: ignore[no-any-return]


def plus_minus_cases(rng: np.random.Generator) -> list[Case]:
    """Ordinary z, and z = ±1000."""
    return [
        Case("ordinary z", (rng.uniform(-3, 3, 7),)),
        Case("ordinary z", (rng.uniform(-1, 1, (2, 3)),)),
        Case("z = ±1000", (np.array([-1000.0, rng.uniform(0.5, 1.5), 1000.0]),)),
    ]


PLUS_MINUS = Exercise(
    name="plus_minus",
    title="Between −1 and +1",
    points=2,
    reference=plus_minus,
    cases=plus_minus_cases,
    advice="Three values to meet: −1 far on the left, 0 at z = 0, +1 far on the right.",
    solution_text="def plus_minus(z):\n    return 2 * nw.sigmoid(2 * z) - 1",
    in_package="nw.tanh(z)",
    answered_by=("tanh",),
    mistakes=(
        Mistake(
            "half as steep",
            lambda z: 2 * sigmoid(z) - 1,
            "It runs from −1 to +1, but half as steeply as tanh: this is tanh(z/2). What has to "
            "stand inside g?",
        ),
        Mistake(
            "twice as steep",
            lambda z: 2 * sigmoid(4 * z) - 1,
            "It runs from −1 to +1, but twice as steeply as tanh: this is tanh(2z).",
        ),
        Mistake(
            "not stretched",
            lambda z: sigmoid(2 * z) - 0.5,
            "It runs from −½ to +½: shifted, and not yet stretched.",
        ),
        Mistake(
            "not stretched, half as steep",
            lambda z: sigmoid(z) - 0.5,
            "g is moved down by ½ and nothing else: the range is still 1 wide, and tanh is "
            "steeper.",
        ),
        Mistake(
            "shifted too far",
            lambda z: sigmoid(2 * z) - 1,
            "It runs from −1 to 0: stretch by 2 before you subtract 1.",
        ),
        Mistake(
            "stretched last",
            lambda z: 2 * (sigmoid(2 * z) - 1),
            "It runs from −2 to 0: here the 1 is subtracted first and stretched too.",
        ),
        Mistake(
            "stretched last, half as steep",
            lambda z: 2 * (sigmoid(z) - 1),
            "It runs from −2 to 0, half as steeply as tanh: subtract the 1 after the stretching. "
            "And what has to stand inside g?",
        ),
        Mistake(
            "slope 1, too wide",
            lambda z: 4 * (sigmoid(z) - 0.5),
            "It has slope 1 at 0, and runs from −2 to +2. Stretching g upwards makes it steeper "
            "and wider; what makes it steeper alone stands inside g.",
        ),
        Mistake(
            "not shifted",
            lambda z: 2 * sigmoid(2 * z),
            "It runs from 0 to 2: stretched, and not yet shifted.",
        ),
        Mistake(
            "the sigmoid",
            sigmoid,
            "This is g itself, between 0 and 1.",
        ),
        Mistake(
            "upside down",
            lambda z: 1 - 2 * sigmoid(2 * z),
            "It falls from +1 to −1: the signs are swapped.",
        ),
        Mistake(
            "labels",
            np.sign,
            "These are labels, −1 or +1; the exercise asks for the smooth curve between them.",
        ),
        Mistake(
            "overflow",
            lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)),
            "At z = ±1000 this is ∞ / ∞, which is nan: build it from your stable g.",
        ),
    ),
)
