"""The predictions of notebook 06 in one dimension, and those of its other explorers."""

from __future__ import annotations

from nnwidgets.exercises.approximation.planes import FOUR_HALF_PLANES, HALVE_IN_TWO
from nnwidgets.exercises.checking.prediction import Prediction

ZERO_WEIGHT = Prediction(
    name="zero_weight",
    question=("Unit 3 of the lecture's sum is φ(0x − 1), with φ the step. What is its value?"),
    options=(
        "It jumps from 0 to 1 at x = 1, as −b/w says.",
        "0 for every x.",
        "1 for every x.",
        "−1 for every x.",
    ),
    answer=1,
    explanations=(
        "With w = 0 there is no −b/w, and x does not count: the step is asked at 0x − 1 = −1 only.",
        "0x − 1 is −1 whatever x is, and the step of −1 is 0. A unit with w = 0 is a constant.",
        "It would be with a bias of 0 or more: φ(0x + 1) = 1. But the step of −1 is 0.",
        "−1 is what the step is asked at; its own values are 0 and 1, and here 0x − 1 < 0.",
    ),
)

HALVE_TOLERANCE = Prediction(
    name="halve_tolerance",
    question=(
        "N steps keep the error below a tolerance ε, because L/(2N) ≤ ε. You want ε/2. How many "
        "steps does the bound ask for now?"
    ),
    options=("One more: N + 1.", "About 1.4 N.", "2N.", "4N."),
    answer=2,
    explanations=(
        "Each step more helps a little less than the one before. L/(2N) halves when N doubles.",
        "That would halve an error that falls with the square of N. Here it falls with N itself.",
        "L/(2N) halves when N doubles. On the log axes, the bound falls along a line of slope −1.",
        "That would be for an error that falls with the root of N. L/(2N) halves when N doubles.",
    ),
)

PREDICTIONS = (ZERO_WEIGHT, HALVE_TOLERANCE, FOUR_HALF_PLANES, HALVE_IN_TWO)
