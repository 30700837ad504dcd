"""The predictions of notebook 06."""

from __future__ import annotations

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

FOUR_HALF_PLANES = Prediction(
    name="four_half_planes",
    question=(
        "A box has four edges. Each is the edge of a half-plane that is 1 on the side of the box "
        "and 0 on the other. The four are added up, so the sum is 4 in the box. What is the sum "
        "outside of it?"
    ),
    options=(
        "0 everywhere.",
        "2 everywhere.",
        "2 or 3, by the place.",
        "Anything from 0 to 3, by the place.",
    ),
    answer=2,
    explanations=(
        (
            "For 0, all four would have to be off. But whoever leaves by the left edge is still on "
            "the right side of the other three."
        ),
        (
            "It is 2 beyond a corner, where two half-planes are off. Straight beyond an edge only "
            "one is off, and 3 are on."
        ),
        (
            "Straight beyond an edge one half-plane is off, beyond a corner two are. Never both of "
            "a pair: nobody is left of the box and right of it."
        ),
        "Of two opposite edges you can be beyond one only, so at most two of the four are off.",
    ),
)

HALVE_IN_TWO = Prediction(
    name="halve_in_two",
    question=(
        "N × N towers keep the error below a tolerance ε. You want ε/2, by the same bound L d/2, "
        "with d the diagonal of a box. How many towers now?"
    ),
    options=("N² + 1: one more.", "2N².", "4N².", "N⁴."),
    answer=2,
    explanations=(
        "One more tower helps in one place. The bound asks for a shorter diagonal in all boxes.",
        (
            "That was so in one dimension. Half the diagonal takes half the width and half the "
            "depth: twice as many boxes along both axes."
        ),
        (
            "Half the diagonal takes half the width and half the depth of a box: 2N along each "
            "axis, 2N × 2N = 4N² boxes."
        ),
        (
            "That would square the number of boxes along each axis. Half the diagonal takes twice "
            "as many along each: 2N × 2N = 4N²."
        ),
    ),
)

PREDICTIONS = (ZERO_WEIGHT, HALVE_TOLERANCE, FOUR_HALF_PLANES, HALVE_IN_TWO)
