"""Exercise: the z at which the sigmoid crosses a threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import sigmoid
from nnwidgets.exercises.checking.answers import number
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake, read_value

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array

THRESHOLD = 0.8
DECIMALS = 2


def z_at(threshold: float) -> float:
    """The z with g(z) = t: ln(t / (1 − t)), to two decimals."""
    return round(float(np.log(threshold / (1 - threshold))), DECIMALS)


def two_decimals(answer: object) -> Array:
    """A number, rounded: 1.386 and 1.39 are the same answer."""
    return np.round(number(answer), DECIMALS)


Z_AT_80 = Exercise(
    name="z_at_80",
    title="Where the threshold 0.8 lies",
    points=1,
    reference=z_at,
    cases=lambda _rng: [Case(inputs=(THRESHOLD,))],
    collect=read_value(two_decimals),
    advice="Put your z into `nw.sigmoid`: what does it give, and should z be larger or smaller?",
    solution_text="z_at_80 = np.log(0.8 / 0.2)  # from 1 / (1 + e^(−z)) = 0.8",
    mistakes=(
        Mistake(
            "g of the threshold",
            float(sigmoid(THRESHOLD)),
            "This is g(0.8). The question runs the other way: which z has g(z) = 0.8?",
        ),
        Mistake(
            "sign",
            -z_at(THRESHOLD),
            "At this z the sigmoid is 0.2: the sign is wrong.",
        ),
        Mistake(
            "odds",
            THRESHOLD / (1 - THRESHOLD),
            "These are the odds t / (1 − t) = e^z; z is their logarithm.",
        ),
        Mistake(
            "another base",
            float(np.log10(THRESHOLD / (1 - THRESHOLD))),
            "This is a logarithm to base 10. The e in g asks for the natural one, `np.log`.",
        ),
        Mistake(
            "logarithm of the threshold",
            float(np.log(THRESHOLD)),
            "This is ln 0.8; solve 1 / (1 + e^(−z)) = 0.8 for e^(−z) first.",
        ),
        Mistake(
            "one decimal",
            1.4,
            "Nearly: g(1.4) = 0.802. Two decimals are asked for.",
        ),
        Mistake(
            "cut off",
            1.38,
            "Nearly: g(1.38) = 0.799. The third decimal is more than 5, so round up.",
        ),
        Mistake(
            "the threshold itself",
            THRESHOLD,
            "This is the threshold, a value of g; the exercise asks for the z where g reaches it.",
        ),
    ),
)
