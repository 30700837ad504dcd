"""Exercise: the fewest steps that make a given staircase."""

from __future__ import annotations

import numpy as np

from nnwidgets.course.goals import HEIGHTS
from nnwidgets.exercises.checking.answers import number
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake, read_value


def fewest_units(heights: tuple[float, ...] = HEIGHTS) -> int:
    """One for each jump, and one more where no choice of left-facing units gives the left height.

    A unit with w > 0 is 0 far to the left; one with w < 0 that makes a jump of r is −r there. So
    the height at the left has to be −Σ r over some of the jumps, or a constant is needed.
    """
    rises = np.diff(heights)
    choices = np.array(np.meshgrid(*[[0.0, -r] for r in rises])).reshape(len(rises), -1)
    constant_needed = not np.isclose(choices.sum(axis=0), heights[0]).any()
    return len(rises) + int(constant_needed)


FEWEST_UNITS = Exercise(
    name="fewest_units",
    title="The fewest steps",
    points=1,
    reference=fewest_units,
    cases=lambda _rng: [Case()],
    collect=read_value(number),
    advice="Build it in the explorer of section 2, with *goal* set to staircase.",
    solution_text=(
        "# φ(x) + 2 φ(−x + 2) + ½ φ(x − 4): one unit a jump; the middle one faces left\n"
        "fewest_units = 3"
    ),
    mistakes=(
        Mistake(
            "jumps and a constant",
            4,
            "One unit for each jump and a constant for the height at the left will do, but a unit "
            "that faces left, w < 0, is on at the left: can it make its jump and bring the height?",
        ),
        Mistake(
            "too few for the jumps",
            2,
            "Two steps jump at two places only; count the jumps.",
        ),
        Mistake(
            "two for each piece",
            6,
            "Two units for each bump will do, but neighbours share a jump: one unit makes it.",
        ),
        Mistake(
            "two for each of four heights",
            8,
            "There are four heights, and no need of two units for each: what jumps is the sum.",
        ),
        Mistake(
            "one",
            1,
            "One step jumps at one place only; count the jumps.",
        ),
    ),
)
