"""The exercises and predictions of notebook 04."""

from nnwidgets.exercises.graphs.counts import N_OPERATIONS
from nnwidgets.exercises.graphs.evaluation import EVALUATE
from nnwidgets.exercises.graphs.predictions import PREDICTIONS
from nnwidgets.exercises.graphs.sequence import SEQUENCE
from nnwidgets.exercises.graphs.sharing import SHARING
from nnwidgets.exercises.graphs.sorting import TOPOLOGICAL_SORT

EXERCISES = (SEQUENCE, N_OPERATIONS, SHARING, TOPOLOGICAL_SORT, EVALUATE)

__all__ = ["EXERCISES", "PREDICTIONS"]
