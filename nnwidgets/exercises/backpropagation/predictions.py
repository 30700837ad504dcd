"""The predictions of notebook 05."""

from __future__ import annotations

from nnwidgets.exercises.checking.prediction import Prediction

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

SMALLER_STEP = Prediction(
    name="smaller_step",
    question=(
        "At h = 0.01 the difference (f(x + h) − f(x)) / h is 0.3 away from the derivative. With "
        "h = 0.0001 it is 0.003. What will it be with h = 1e−15?"
    ),
    options=(
        "About 3e−14: a hundred times smaller h, a hundred times smaller error.",
        "0: the difference has reached its limit, the derivative.",
        "Larger than at h = 0.01.",
        "About 1e−16, the precision of the computer.",
    ),
    answer=2,
    explanations=(
        (
            "So it would be with exact numbers. But x + h, f(x + h) and f(x) are rounded to about "
            "16 digits, and at h = 1e−15 the last two differ in the last digits only. Dividing by "
            "h makes the rounding 1e15 times larger."
        ),
        (
            "The limit is the derivative on paper. On a computer x + h, f(x + h) and f(x) are "
            "rounded, and the rounding, divided by h, grows as h shrinks."
        ),
        (
            "f(x + h) and f(x) agree in all but the last digits; what is left of their "
            "difference is mostly rounding, and dividing by h makes it large. The best h is in "
            "between, near 1e−8."
        ),
        (
            "Each value of f, and x + h, is that precise. The difference of two values is wrong by "
            "about as much, and then it is divided by 1e−15."
        ),
    ),
)

FIRST_LAYER = Prediction(
    name="first_layer",
    question=(
        "With 2 hidden layers of sigmoids the gradient is 25 times smaller in the first layer "
        "than in the last. The network gets 10 hidden layers, drawn at random in the same way. "
        "How many times smaller is it now?"
    ),
    options=(
        "Still about 25 times: all layers are alike.",
        "About 125 times: five times as many layers.",
        "Tens of thousands of times: every layer divides again.",
        "It is larger, as there are more weights to move.",
    ),
    answer=2,
    explanations=(
        (
            "All layers are alike, and that is the trouble: each multiplies what passes back "
            "through it by its weights and by σ′, and the factors pile up."
        ),
        (
            "That would be so if every layer took away the same amount. Every layer takes away "
            "the same part: the delta is multiplied once for each."
        ),
        (
            "On the way back each layer multiplies by W and by σ′, which is at most 1/4. With "
            "these weights a layer divides the delta by about 3, and eight layers more by some "
            "thousands."
        ),
        (
            "More weights share the work, but the delta that reaches the first layer has passed "
            "through all the others, and each has made it smaller."
        ),
    ),
)

PREDICTIONS = (TWO_MESSAGES, SMALLER_STEP, FIRST_LAYER)
