"""Notebook 03: the states of `SoftmaxExplorer` and `DigitExplorer`."""

from __future__ import annotations

import numpy as np

from nnwidgets.course.digits.recipe import (
    ACTIVATIONS,
    MAX_RATE,
    MAX_SEED,
    MAX_STEPS,
    MAX_UNITS,
    DigitRecipe,
)
from nnwidgets.course.examples import LOGITS
from nnwidgets.course.state.fields import Array, Choice, Number
from nnwidgets.course.state.form import Form

MAX_CLASSES = 5
"""Each class has a colour, a marker and a slider."""
MAX_LOGIT = 5.0
CLASS_LABELS = tuple(f"{mark} {i + 1}" for i, mark in enumerate("●✕■▲◆"))
"""Each class with its marker, as on the maps."""
N_STORED = 360
"""Held-out images of digits."""

METHOD = Choice(
    "method",
    "method",
    "naive",
    {"naive: as the formula": "naive", "stable: less max z": "stable"},
)

SOFTMAX = Form(
    "SoftmaxExplorer",
    (
        Number("k", "classes", len(LOGITS), 2, MAX_CLASSES, 1),
        Array("z", "z", np.array([*LOGITS, 0.0, -1.0]), -MAX_LOGIT, MAX_LOGIT, 0.1),
        Number("T", "temp. T", 1.0, 0.1, 5.0, 0.1),
        Number("c", "add c", 0.0, -1000.0, 1000.0, 10.0),
        METHOD,
        Choice(
            "target",
            "target",
            "none",
            {"none": "none"} | {label: str(i + 1) for i, label in enumerate(CLASS_LABELS)},
        ),
        Number("row", "formula", 1, 1, MAX_CLASSES, 1, hidden=True),
        Number("top", "axis of exp", 10.0, 1e-3, 1e6, 1.0, hidden=True),
    ),
)

START = DigitRecipe()
RECIPE_FIELDS = (
    Number("n_units", "units", START.n_units, 1, MAX_UNITS, 1),
    Choice("activation", "φ", START.activation, {name: name for name in ACTIVATIONS}),
    Number("learning_rate", "rate η", START.learning_rate, 0.01, MAX_RATE, 0.01),
    Number("n_steps", "steps", START.n_steps, 100, MAX_STEPS, 100),
    Number("seed", "seed", START.seed, 0, MAX_SEED, 1),
)
"""The settings of a `DigitRecipe`."""
IMAGE_FIELDS = (
    Number("stored", "stored", 1, 0, N_STORED, 1),
    Array("image", "x", np.zeros((8, 8)), 0.0, 16.0, 1.0, hidden=True),
)
"""The number of a stored image, or 0 for the drawing."""

DIGIT = Form(
    "DigitExplorer",
    (
        *RECIPE_FIELDS,
        *IMAGE_FIELDS,
        Number("step", "steps done", 0, 0, MAX_STEPS, 1, hidden=True),
    ),
)
GIVEN_DIGIT = Form("DigitExplorer", IMAGE_FIELDS)
"""The form where the network is the notebook's own, and is not trained by the explorer."""

FORMS = (SOFTMAX, DIGIT)
