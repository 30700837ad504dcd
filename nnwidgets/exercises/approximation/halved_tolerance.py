"""Exercise: half the tolerance, with two inputs and with ten."""

from __future__ import annotations

from nnwidgets.exercises.checking.answers import two_numbers
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake, read_in_turn

INPUTS = {"two inputs": 2, "ten inputs": 10}


def halved_tolerance(n_inputs: int) -> int:
    """Half the side in each of m directions: 2^m boxes instead of one."""
    return int(2**n_inputs)


HALVED_TOLERANCE = Exercise(
    name="halved_tolerance",
    title="Half the tolerance",
    points=2,
    reference=halved_tolerance,
    cases=lambda _rng: [Case(name, (m,)) for name, m in INPUTS.items()],
    collect=read_in_turn(two_numbers("the factor for two inputs")),
    advice="Cut one square into boxes of half its side. How many are there? And of a cube?",
    solution_text="halved_tolerance = [2**2, 2**10]",
    mistakes=(
        Mistake(
            "one direction only",
            [2, 2],
            "This is the factor along one axis; all the others are cut into twice as many pieces "
            "too.",
        ),
        Mistake(
            "added up",
            [4, 20],
            "The pieces along the axes multiply, they do not add up: with three inputs the factor "
            "is 8, not 6.",
        ),
        Mistake(
            "squared",
            [4, 100],
            "These are m². Each further input doubles the factor once more.",
        ),
        Mistake(
            "a quarter of the tolerance",
            [16, 4**10],
            "This divides the tolerance by 4: half the tolerance needs half the side.",
        ),
        Mistake(
            "units of the first layer",
            [2, 10],
            "The factor is not the number of inputs: cut a square and a cube in half along every "
            "axis, and count the pieces.",
        ),
        Mistake(
            "the new number beyond the old",
            [3, 1023],
            "These are the boxes that are added for each one; asked is the factor, new over old.",
        ),
    ),
)
