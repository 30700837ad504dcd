"""The exercises and predictions of notebook 03."""

from nnwidgets.exercises.softmax.cross_entropy import CROSS_ENTROPY
from nnwidgets.exercises.softmax.cross_entropy_gradient import CROSS_ENTROPY_GRADIENT
from nnwidgets.exercises.softmax.digit_network import DIGIT_NETWORK
from nnwidgets.exercises.softmax.predictions import PREDICTIONS
from nnwidgets.exercises.softmax.reach_probabilities import REACH_PROBABILITIES
from nnwidgets.exercises.softmax.shifted_logits import SHIFTED_LOGITS
from nnwidgets.exercises.softmax.softmax import SOFTMAX

EXERCISES = (
    SHIFTED_LOGITS,
    SOFTMAX,
    REACH_PROBABILITIES,
    CROSS_ENTROPY,
    CROSS_ENTROPY_GRADIENT,
    DIGIT_NETWORK,
)

__all__ = ["EXERCISES", "PREDICTIONS"]
