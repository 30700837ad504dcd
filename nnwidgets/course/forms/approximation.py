"""Notebook 06: the states of its explorers."""

from __future__ import annotations

import numpy as np

from nnwidgets.course.approximations import DRAWN, HANDLE_REACH, typed_function
from nnwidgets.course.constructions import MAX_UNITS
from nnwidgets.course.goals import MAX_UNITS as MAX_TERMS
from nnwidgets.course.plane_functions import MAX_PER_AXIS
from nnwidgets.course.plane_functions import TARGETS as PLANE_TARGETS
from nnwidgets.course.start_trainings import CHUNK, N_STARTS, N_STEPS, TARGETS
from nnwidgets.course.state.fields import Array, Choice, Number, Text
from nnwidgets.course.state.form import Form

UNITS = Form(
    "UnitsExplorer",
    (
        Number("n_units", "units", 3, 1, MAX_TERMS, 1),
        Number("unit", "unit i", 1, 1, MAX_TERMS, 1),
        # the lecture's sum as it is printed, and three units to add
        Array("v", "v", np.array([1.0, 1.0, 1.0, 1.0, -1.0, 1.0]), -4.0, 4.0, 0.5),
        Array("w", "w", np.array([1.0, -1.0, 0.0, 1.0, 1.0, -1.0]), -4.0, 4.0, 0.5),
        Array("b", "b", np.array([-1.0, 3.0, -1.0, -4.0, -2.0, 0.5]), -8.0, 8.0, 0.25),
        Choice("kind", "unit φ", "step", {"step": "step", "sigmoid": "sigmoid"}),
        Number("k", "steep k", 8.0, 0.5, 50.0, 0.5),
        Choice(
            "goal",
            "goal",
            "none",
            {"none": "none", "indicator of [1, 3]": "indicator", "staircase": "staircase"},
        ),
        Number("reach", "axis", 3.0, 3.0, 24.0, 3.0, hidden=True),
    ),
)

APPROXIMATION = Form(
    "ApproximationExplorer",
    (
        Choice(
            "target",
            "f",
            "nielsen",
            {
                "Nielsen's function": "nielsen",
                "sin 2πx": "sine",
                "a corner": "corner",
                "a jump": "jump",
                "as typed": "typed",
                "drawn": "drawn",
            },
        ),
        Text("formula", "f(x) =", "exp(-x) * cos(9*x)", typed_function),
        Array("h", "height ", DRAWN, -HANDLE_REACH, HANDLE_REACH, 0.05, hidden=True),
        Choice("joined", "drawn by", "lines", {"straight lines": "lines", "jumps": "jumps"}),
        Choice("kind", "unit", "step", {"step": "step", "sigmoid": "sigmoid", "ReLU": "relu"}),
        Number("n_units", "units N", 10, 1, MAX_UNITS, 1),
        Number("k", "steep k", 100.0, 10.0, 500.0, 10.0),
        Number("placed", "placed, %", 100, 0, 100, 10),
    ),
)

BOXES = Form(
    "BoxesExplorer",
    (
        Choice(
            "stage",
            "stage",
            "half-plane",
            {
                "1. one half-plane": "half-plane",
                "2. a strip": "strip",
                "3. a box": "box",
                "4. a sum of boxes": "sum",
            },
        ),
        Number("w_1", "w₁", 1.0, -2.0, 2.0, 0.1),
        Number("w_2", "w₂", 0.5, -2.0, 2.0, 0.1),
        Number("b", "b", -0.7, -2.0, 2.0, 0.1),
        Number("l_1", "l₁", 0.3, 0.0, 1.0, 0.05),
        Number("u_1", "u₁", 0.7, 0.0, 1.0, 0.05),
        Number("l_2", "l₂", 0.25, 0.0, 1.0, 0.05),
        Number("u_2", "u₂", 0.65, 0.0, 1.0, 0.05),
        Number("t", "threshold", 3.5, 0.5, 4.5, 0.5),
        Choice("target", "f", "hill", {t.menu: name for name, t in PLANE_TARGETS.items()}),
        Number("n", "N per axis", 4, 1, MAX_PER_AXIS, 1),
        Number("turn", "turn (°)", 35, -180, 180, 5),
    ),
)

DIMENSIONS = Form(
    "DimensionsExplorer",
    (
        Number("m", "inputs m", 2, 1, 10, 1),
        Number("n", "N per axis", 10, 1, 30, 1),
    ),
)

STARTS = Form(
    "StartsExplorer",
    (
        Choice("target", "f", "wave", {t.menu: name for name, t in TARGETS.items()}),
        Choice("units", "units", "relu", {"relu": "relu", "sigmoid": "sigmoid"}),
        Number("n_units", "N units", 20, 2, 40, 1),
        Choice("learning_rate", "rate η", "0.1", {r: r for r in ("0.02", "0.1", "0.5", "2")}),
        Number("seed", "seed", 0, 0, 99, 1),
        Number("pick", "start", 1, 1, N_STARTS, 1),
        Number("steps", "steps", 0, 0, N_STEPS, CHUNK, hidden=True),
    ),
)

FORMS = (UNITS, APPROXIMATION, BOXES, DIMENSIONS, STARTS)
