"""The predictions of notebook 02."""

from __future__ import annotations

from nnwidgets.exercises.checking.prediction import Prediction

SHARPEN = Prediction(
    name="sharpen",
    question=(
        "w and b are both multiplied by 5, and the threshold stays at ½. What happens to the "
        "boundary, and to the probabilities?"
    ),
    options=(
        "The boundary moves away from the origin, and the probabilities stay.",
        "The boundary stays, and every probability moves away from ½.",
        "The boundary stays, and every probability grows towards 1.",
        "Nothing changes: a common factor cancels.",
    ),
    answer=1,
    explanations=(
        (
            "The boundary is where 5 (w·x + b) = 0, and dividing by 5 leaves w·x + b = 0. It is "
            "the probabilities that change: g(5z) is not g(z)."
        ),
        (
            "5 (w·x + b) = 0 where w·x + b = 0. Everywhere else z is five times as far from 0: "
            "above ½ the probability goes up, below ½ it goes down. The answers are surer, and "
            "not one of them is different."
        ),
        (
            "The boundary does stay, as 5 (w·x + b) = 0 where w·x + b = 0. But a negative z "
            "becomes more negative: where the probability was below ½, it falls towards 0."
        ),
        (
            "It cancels in the boundary, w·x + b = 0, and not in g(5z): the probability at z = 1 "
            "was 0.73 and is now 0.99."
        ),
    ),
)

ONE_OR_THREE = Prediction(
    name="one_or_three",
    question=(
        "All four points belong to the positive class. One is confidently wrong, z = −5. Three "
        "are hesitantly wrong, z = −0.5 each. Which costs more cross-entropy?"
    ),
    options=(
        "The three hesitant ones together.",
        "The confident one alone.",
        "Both cost the same: what counts is how many are wrong.",
    ),
    answer=1,
    explanations=(
        (
            "A hesitant mistake gives the right class g(−0.5) = 0.38 and costs −ln 0.38 = 0.97, "
            "the three 2.92. The confident one leaves it 0.0067 and costs 5.01."
        ),
        (
            "It leaves the right class a probability of 0.0067 and costs −ln 0.0067 = 5.01. A "
            "hesitant mistake costs −ln 0.38 = 0.97, the three together 2.92."
        ),
        (
            "A confusion matrix counts them so: four are wrong. The cross-entropy asks how sure "
            "each was: 5.01 for the confident one, 0.97 for each hesitant one."
        ),
    ),
)

WITHOUT_RELU = Prediction(
    name="without_relu",
    question=(
        "The relu between fc1 and fc2 is left out; all weights stay. Which boundaries can the "
        "network still draw?"
    ),
    options=(
        "The same ones: fc1 and fc2 hold the weights.",
        "Bent ones, with fewer corners.",
        "Straight lines only, however many units there are.",
        "None: without relu the output is constant.",
    ),
    answer=2,
    explanations=(
        (
            "The weights stay, but two matrix products in a row are one: "
            "v·(W x + b) + c = (v W)·x + (v·b + c). The relu made the difference."
        ),
        (
            "Every corner of the boundary lies on the fold of a relu, and without relu there are "
            "no folds: v·(W x + b) + c = (v W)·x + (v·b + c) is one straight line."
        ),
        (
            "v·(W x + b) + c = (v W)·x + (v·b + c): two matrix products in a row are one, and z "
            "is as linear as with no hidden layer at all."
        ),
        (
            "z still depends on x, as v·(W x + b) + c = (v W)·x + (v·b + c). It is a plane "
            "without folds, and a plane is 0 along a straight line."
        ),
    ),
)

PREDICTIONS = (SHARPEN, ONE_OR_THREE, WITHOUT_RELU)
