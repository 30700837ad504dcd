"""The predictions of notebook 03."""

from __future__ import annotations

from nnwidgets.exercises.checking.prediction import Prediction

RAISE_ONE_LOGIT = Prediction(
    name="raise_one_logit",
    question=(
        "z₁ is raised by 1 and the other logits stay where they are. What do the outputs do?"
    ),
    options=(
        "p₁ rises, and all others stay as they are.",
        "p₁ rises, and all others fall.",
        "p₁ rises, and only the largest of the others falls.",
        "All outputs rise, p₁ the most.",
    ),
    answer=1,
    explanations=(
        (
            "The outputs share one sum: a larger exp(z₁) makes Σ larger, and every other "
            "exp(zᵢ) is divided by it."
        ),
        (
            "exp(z₁) grows and so does Σ, by which all of them are divided. The others fall "
            "by one and the same factor, so the ratios among them stay."
        ),
        (
            "Every other exp(zᵢ) is divided by the larger Σ, not the largest alone: all of them "
            "shrink by the same factor."
        ),
        "The outputs add up to 1 before and after, so what one wins the others lose.",
    ),
)

TWO_ABOVE_HALF = Prediction(
    name="two_above_half",
    question="Can two of the outputs be above ½ at the same time?",
    options=(
        "Yes, if both of their logits are large enough.",
        "Yes, but only with four or more classes.",
        "No, whatever the logits are.",
        "Not with these logits, but at another temperature.",
    ),
    answer=2,
    explanations=(
        (
            "Two large logits of the same size share the sum and end at ½ each, from below: "
            "together they cannot have more than 1."
        ),
        (
            "More classes share the same 1, so there is less for each. Two outputs above ½ would "
            "add up to more than 1."
        ),
        (
            "All outputs are positive and add up to 1. Two above ½ would already have more than "
            "that. This is what sets softmax apart from a sigmoid for each class, where all "
            "outputs may be above ½."
        ),
        (
            "A temperature divides all logits by T, and softmax of any logits adds up to 1: two "
            "outputs above ½ would have more."
        ),
    ),
)

PREDICTIONS = (RAISE_ONE_LOGIT, TWO_ABOVE_HALF)
