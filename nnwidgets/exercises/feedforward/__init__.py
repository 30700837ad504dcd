"""The exercises and predictions of notebook 01."""

from nnwidgets.exercises.feedforward.cost import COST
from nnwidgets.exercises.feedforward.feedforward import FEEDFORWARD
from nnwidgets.exercises.feedforward.layer import LAYER
from nnwidgets.exercises.feedforward.n_parameters import N_PARAMETERS
from nnwidgets.exercises.feedforward.predictions import PREDICTIONS
from nnwidgets.exercises.feedforward.ten_of_ten import TEN_OF_TEN

EXERCISES = (LAYER, FEEDFORWARD, N_PARAMETERS, COST, TEN_OF_TEN)

__all__ = ["EXERCISES", "PREDICTIONS"]
