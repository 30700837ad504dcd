"""The predictions of notebook 05."""

from __future__ import annotations

from nnwidgets.exercises.prediction import Prediction

TWO_MESSAGES = Prediction(
    name="two_messages",
    question=(
        "The sweep goes backwards from f. Both d and e were computed from c, so both send a "
        "message to c. What is ∂f/∂c once both have come?"
    ),
    options=(
        "The message that came last.",
        "The sum of the two messages.",
        "The product of the two messages.",
        "The mean of the two messages.",
    ),
    answer=1,
    explanations=(
        (
            "c acts on f in two ways, and neither undoes the other. With c a little larger, d and "
            "e both change, and f = d + e changes by both together: the messages add up."
        ),
        (
            "When c grows a little, f changes by way of d and by way of e. Small changes add up: "
            "this is the chain rule in several variables, and the reason for += in the code."
        ),
        (
            "Along one way derivatives multiply: upstream × local. But these are two ways side "
            "by side, and small changes that come side by side add up."
        ),
        (
            "Nothing is shared out between the two ways. c acts on f in full through each of "
            "them, so the messages add up."
        ),
    ),
)

PREDICTIONS = (TWO_MESSAGES,)
