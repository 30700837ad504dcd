"""The predictions of notebook 04."""

from __future__ import annotations

from nnwidgets.exercises.checking.prediction import Prediction

NEGATIVE_X = Prediction(
    name="negative_x",
    question=(
        "x stands at 1.5. You drag it to −1.5. Which of the seven numbers x, a, b, c, d, e, f are "
        "different at the end?"
    ),
    options=(
        "All seven: everything is computed from x.",
        "x and a: only a is computed from x itself.",
        "x alone.",
        "x, a, and those with a minus sign: a square, a root and an exp are never negative.",
    ),
    answer=2,
    explanations=(
        (
            "Everything is computed from x, but only by way of a: x has a single arrow, to "
            "a = x². As (−1.5)² = 1.5², a comes back to what it was, and so does all that follows."
        ),
        (
            "Only a is computed from x itself, that is so. But a = x² is the same at −1.5, so "
            "nothing after x changes."
        ),
        (
            "x has a single arrow, to a = x², and (−1.5)² = 1.5². All other nodes see x only by "
            "way of a, so none of them can tell the two apart."
        ),
        (
            "Signs do not matter here: what a node sees are the numbers on its arrows. The one "
            "arrow of x leads to a = x², which is the same at −1.5, and so is all that follows."
        ),
    ),
)

N_ORDERS = Prediction(
    name="n_orders",
    question=(
        "A computer may do the six steps in any order in which every step finds its inputs "
        "computed. How many such orders are there?"
    ),
    options=(
        "1: the order a, b, c, d, e, f.",
        "2.",
        "4.",
        "720: all orders of six letters.",
    ),
    answer=1,
    explanations=(
        (
            "b needs a, c needs both, and f comes last. But d and e both need c alone, so either "
            "may come first."
        ),
        (
            "a, b, c have to come in this order, as each needs the one before it; f needs d and e. "
            "Only d and e do not need each other."
        ),
        ("There is only one choice, between d and e. a and b leave none, as b = exp(a) needs a."),
        (
            "Most of the 720 use a number before it is there. a, b, c have to come in this order, "
            "and f last; only d and e may change places."
        ),
    ),
)

PREDICTIONS = (NEGATIVE_X, N_ORDERS)
