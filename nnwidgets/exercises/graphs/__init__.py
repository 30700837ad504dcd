"""The exercises and predictions of notebook 04."""

from nnwidgets.exercises.graphs.evaluate import EVALUATE
from nnwidgets.exercises.graphs.n_operations import N_OPERATIONS
from nnwidgets.exercises.graphs.predictions import PREDICTIONS
from nnwidgets.exercises.graphs.sequence import SEQUENCE
from nnwidgets.exercises.graphs.sharing import SHARING
from nnwidgets.exercises.graphs.topological_sort import TOPOLOGICAL_SORT

EXERCISES = (SEQUENCE, N_OPERATIONS, SHARING, TOPOLOGICAL_SORT, EVALUATE)

__all__ = ["EXERCISES", "PREDICTIONS"]
