"""The exercises and predictions of notebook 02."""

from nnwidgets.exercises.classification.binary_cross_entropy import BINARY_CROSS_ENTROPY
from nnwidgets.exercises.classification.no_missed_case import NO_MISSED_CASE
from nnwidgets.exercises.classification.plus_minus import PLUS_MINUS
from nnwidgets.exercises.classification.predict_class import PREDICT_CLASS
from nnwidgets.exercises.classification.predictions import PREDICTIONS
from nnwidgets.exercises.classification.sigmoid import SIGMOID
from nnwidgets.exercises.classification.z_at_80 import Z_AT_80

EXERCISES = (SIGMOID, PLUS_MINUS, Z_AT_80, PREDICT_CLASS, NO_MISSED_CASE, BINARY_CROSS_ENTROPY)

__all__ = ["EXERCISES", "PREDICTIONS"]
