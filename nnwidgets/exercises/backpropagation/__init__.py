"""The exercises and predictions of notebook 05."""

from nnwidgets.exercises.backpropagation.adjoint_table import ADJOINT_TABLE
from nnwidgets.exercises.backpropagation.backward import BACKWARD
from nnwidgets.exercises.backpropagation.error_after_step import BUG_IN_THE_BLOG
from nnwidgets.exercises.backpropagation.gradient import DELTA_EQUATIONS
from nnwidgets.exercises.backpropagation.local_derivatives import LOCAL_DERIVATIVES
from nnwidgets.exercises.backpropagation.predictions import PREDICTIONS
from nnwidgets.exercises.backpropagation.trained import TRAINED

EXERCISES = (
    LOCAL_DERIVATIVES,
    ADJOINT_TABLE,
    BACKWARD,
    DELTA_EQUATIONS,
    BUG_IN_THE_BLOG,
    TRAINED,
)

__all__ = ["EXERCISES", "PREDICTIONS"]
