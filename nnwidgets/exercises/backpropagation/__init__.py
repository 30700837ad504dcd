"""The exercises and predictions of notebook 05."""

from nnwidgets.exercises.backpropagation.equations import DELTA_EQUATIONS
from nnwidgets.exercises.backpropagation.locals import LOCAL_DERIVATIVES
from nnwidgets.exercises.backpropagation.mazur import BUG_IN_THE_BLOG
from nnwidgets.exercises.backpropagation.predictions import PREDICTIONS
from nnwidgets.exercises.backpropagation.reverse import BACKWARD
from nnwidgets.exercises.backpropagation.table import ADJOINT_TABLE
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
