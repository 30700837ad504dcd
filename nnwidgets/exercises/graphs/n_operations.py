"""Exercise: how many operations the lecture's function has, shared and not."""

from __future__ import annotations

from nnwidgets.core.orders import times_computed
from nnwidgets.course.graphs.formulas import LECTURE_STEPS
from nnwidgets.exercises.checking.answers import two_numbers
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake, read_in_turn

LECTURE = {name: needs for name, (_, needs) in LECTURE_STEPS.items()}
"""What each step of the lecture's function needs."""
SHARED, NOT_SHARED = "equal parts once", "nothing shared"


def n_operations(kind: str) -> int:
    """Operations of the graph, or of the tree that computes a step anew for each use."""
    times = times_computed(LECTURE)
    return len(times) if kind == SHARED else sum(times.values())


N_OPERATIONS = Exercise(
    name="n_operations",
    title="Operations, shared and not",
    points=2,
    reference=n_operations,
    cases=lambda _rng: [Case(SHARED, (SHARED,)), Case(NOT_SHARED, (NOT_SHARED,))],
    collect=read_in_turn(two_numbers("the shared count")),
    advice=(
        "Underline every operation in the formula as it is written: √, +, x², exp, and so on. "
        "Those are not shared. How many different ones are among them?"
    ),
    solution_text=(
        "# once: a, b, c, d, e, f; else: f, d, e, and for each of d and e its own c, b and two a\n"
        "n_operations = [6, 3 + 2 * 4]"
    ),
    mistakes=(
        Mistake(
            "swapped",
            [11, 6],
            "The two counts are the wrong way round: sharing saves operations.",
        ),
        Mistake(
            "placeholders counted",
            [7, 15],
            "x is counted too: a placeholder is given its number, and computes nothing.",
        ),
        Mistake(
            "arrows",
            [8, 14],
            "These are the arrows; each node but x is one operation, whatever it needs.",
        ),
        Mistake(
            "shared twice",
            [6, 6],
            "Nothing is shared in the second count: the root and the cosine each compute all that "
            "stands in their brackets.",
        ),
        Mistake(
            "never shared",
            [11, 11],
            "In the first count equal parts are computed once, and x² + exp(x²) is such a part.",
        ),
        Mistake(
            "one short",
            [5, 10],
            "One short: is the sum between the root and the cosine in it?",
        ),
        Mistake(
            "c twice, a once in it",
            [6, 9],
            "x² stands twice within x² + exp(x²) already: on its own, and inside the exp.",
        ),
        Mistake(
            "only c shared",
            [7, 11],
            "Once c is shared, x² still stands in it twice; that is an equal part too.",
        ),
        Mistake(
            "functions only",
            [3, 4],
            "The sums and the squares are missing: + and x² are operations too.",
        ),
    ),
)
