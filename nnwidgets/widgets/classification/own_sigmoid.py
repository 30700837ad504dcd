"""The sigmoid that a student wrote, or the package's own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core import activations
from nnwidgets.exercises.checking.student import call_student

Floats = NDArray[np.float64]


def own_sigmoid(function: object, z: Floats) -> tuple[Floats | None, str]:
    """g(z) by the student's function, or None and a sentence that says why not."""
    if function is activations.sigmoid:
        return activations.sigmoid(z), ""
    result = call_student(function, z, shape=z.shape)
    return result.value, result.problem
