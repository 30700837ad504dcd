"""The predictions of notebook 01.

Higham & Higham number layers from 1; their W⁽⁴⁾ and b⁽⁴⁾ are W⁽³⁾ and b⁽³⁾ here, as in the lecture.
"""

from __future__ import annotations

from nnwidgets.exercises.checking.prediction import Prediction

DOUBLE_LAST_LAYER = Prediction(
    name="double_last_layer",
    question=(
        "All six weights of W⁽³⁾ are doubled, the biases b⁽³⁾ stay. "
        "What happens to the boundary F₁ = F₂, and to the cost?"
    ),
    options=(
        "The boundary stays where it is, and the cost falls.",
        "The boundary stays where it is, and the cost doubles.",
        "The boundary moves, unless the two biases are equal; the cost can fall or rise.",
        "The boundary moves, and the cost rises, whatever the data.",
    ),
    answer=2,
    explanations=(
        (
            "F₁ = F₂ where z₁ = z₂, that is where (w₁ − w₂)·a + (b₁ − b₂) = 0. Doubling w₁ and "
            "w₂ but not the biases moves this boundary unless b₁ = b₂. The cost can fall, as it "
            "does for the trained network, but a point on the wrong side can cost more than before."
        ),
        (
            "Twice the weights is not twice the cost, as σ bends, nor the same boundary: "
            "(w₁ − w₂)·a + (b₁ − b₂) = 0 keeps its solutions only if the biases are doubled too, "
            "or are equal."
        ),
        (
            "The boundary is (w₁ − w₂)·a + (b₁ − b₂) = 0: doubling its first term alone moves it "
            "unless the second is 0. A larger |z| pushes an output towards 0 or 1, which costs "
            "less at points on the right side and more at points on the wrong one."
        ),
        (
            "The boundary does move, as (w₁ − w₂)·a doubles and b₁ − b₂ does not. But a larger "
            "|z| pushes an output towards 0 or 1, and at points on the right side that costs "
            "less: for the trained network the cost falls."
        ),
    ),
)

SHIFT_LAST_BIASES = Prediction(
    name="shift_last_biases",
    question=(
        "10 is added to both biases of b⁽³⁾. What happens to the boundary F₁ = F₂, and to the cost?"
    ),
    options=(
        "The boundary moves away, and all points fall into one class.",
        "The boundary stays where it is, and so does the cost.",
        "The boundary stays where it is, and the cost goes up to about ½.",
        "The boundary stays where it is, and the cost goes up to about 1.",
    ),
    answer=2,
    explanations=(
        (
            "Both z get the same 10, and z₁ + 10 = z₂ + 10 wherever z₁ = z₂. No point changes "
            "its class, but both outputs are now close to 1 everywhere."
        ),
        (
            "The boundary does stay, as z₁ + 10 = z₂ + 10 where z₁ = z₂. But the cost looks at "
            "the outputs, not at which is larger, and now both are close to 1: one of them is "
            "wrong by almost 1 at every point."
        ),
        (
            "z₁ + 10 = z₂ + 10 where z₁ = z₂. Both outputs are close to 1, so at every point one "
            "is right and the other wrong by almost 1: ½ · 1² each, and so is their mean."
        ),
        (
            "The boundary does stay, as z₁ + 10 = z₂ + 10 where z₁ = z₂. Both outputs are close "
            "to 1, so at every point one is wrong by almost 1; but the cost takes half its square."
        ),
    ),
)

PREDICTIONS = (DOUBLE_LAST_LAYER, SHIFT_LAST_BIASES)
