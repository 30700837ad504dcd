"""The exercises and predictions of notebook 06."""

from nnwidgets.exercises.approximation.fewest_units import FEWEST_UNITS
from nnwidgets.exercises.approximation.halved_tolerance import HALVED_TOLERANCE
from nnwidgets.exercises.approximation.indicator import INDICATOR
from nnwidgets.exercises.approximation.predictions import PREDICTIONS
from nnwidgets.exercises.approximation.relu_network import RELU_NETWORK
from nnwidgets.exercises.approximation.step_network import STEP_NETWORK
from nnwidgets.exercises.approximation.twenty_units import TWENTY_UNITS

EXERCISES = (
    INDICATOR,
    FEWEST_UNITS,
    STEP_NETWORK,
    RELU_NETWORK,
    TWENTY_UNITS,
    HALVED_TOLERANCE,
)

__all__ = ["EXERCISES", "PREDICTIONS"]
