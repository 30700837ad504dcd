"""Notebook 02: the states of its six explorers."""

from __future__ import annotations

import numpy as np

from nnwidgets.course.plane_sets import EXTENT, PATIENTS, menu
from nnwidgets.course.squashes import SQUASHES
from nnwidgets.course.state.fields import Array, Choice, Field, Number
from nnwidgets.course.state.form import Form
from nnwidgets.course.state.rows import Rows
from nnwidgets.text import layer_symbol

SQUASH = Form(
    "SquashExplorer",
    (
        Number("z", "output z", 1.5, -8.0, 8.0, 0.1),
        Choice("into", "into", "g", {squash.label: name for name, squash in SQUASHES.items()}),
    ),
)

ONE_AND_THREE = (-5.0, -0.5, -0.5, -0.5)
"""Outputs for four positive samples: one confident mistake and three hesitant ones."""

LOSS = Form("LossExplorer", (Array("z", "z", np.array(ONE_AND_THREE), -8.0, 8.0, 0.1),))

POINT_FIELDS = (
    Choice("adds", "click adds", "B", {"● A (class 0)": "A", "× B (class 1)": "B"}),
    Rows("added", "added", np.zeros((0, 3)), *EXTENT[:2], 0.01, hidden=True, max_rows=60),
)
"""Points that were added to a map; the rows of "added" are x₁, x₂ and the class."""

CLASSIFIER = Form(
    "ClassifierExplorer",
    (
        Array("w", "w", np.array([1.0, 0.0]), -4.0, 4.0, 0.1),
        Number("b", "b", 0.0, -4.0, 4.0, 0.1),
        Number("scale", "k", 1.0, 0.1, 10.0, 0.1),
        Number("threshold", "t", 0.5, 0.05, 0.95, 0.01),
        Choice("data", "data", PATIENTS, menu(PATIENTS, "blobs", "moons", "xor")),
        *POINT_FIELDS,
    ),
)

MAX_UNITS = 4
FOLDS_LIMIT = 4.0
"""The end of the slider of every parameter."""


def folds_arrays() -> dict[str, Array]:
    """W1, b1, W2 and b2 of four units.

    A half plane, a strip, a bay, an island: each unit cuts off one more side.
    """
    starts = {
        "W1": np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]]),
        "b1": np.full(MAX_UNITS, -1.0),
        "W2": np.full((1, MAX_UNITS), -1.0),
        "b2": np.array([0.6]),
    }
    symbols = {name: layer_symbol(name[0], int(name[1])) for name in starts}
    return {
        name: Array(name, symbols[name], start, -FOLDS_LIMIT, FOLDS_LIMIT, 0.1, hidden=True)
        for name, start in starts.items()
    }


PARAMETERS = folds_arrays()

FOLDS = Form(
    "FoldsExplorer",
    (
        *PARAMETERS.values(),
        Number("n_units", "units", 1, 1, MAX_UNITS, 1),
        Choice(
            "selected",
            "edit",
            "W1_11",
            {array.label_of(a): a for array in PARAMETERS.values() for a in array.addresses()},
        ),
        Choice("activation", "between", "relu", {"relu": "relu", "nothing": "identity"}),
        Choice("data", "data", "circles", menu("circles", "xor", "moons")),
        Array("x", "input x", np.array([2.4, 2.4]), *EXTENT[:2], 0.1),
        Number("cut", "cut at x₂", 0.0, *EXTENT[2:], 0.1),
    ),
)

MAX_PARAMETER = 1e4
"""No parameter grows beyond it: training ends before, where the rate is too large."""
MAX_RECORDS = 180
"""Costs that a training keeps; every second one goes where there are more."""


def learning_form(name: str, n_in: int, rate: Number, data: Choice, *more: Field) -> Form:
    """The state of an explorer that trains f(x) = W² relu(W¹ x + b¹) + b².

    What was learned lies in hidden fields: a row for each unit (its weights, its bias, its weight
    in fc2), b², the steps so far, the costs on the way, and the data, units and seed that all of
    this was learned with.

    Args:
        name: of the explorer's class.
        n_in: inputs of the network.
        rate: the learning rate.
        data: the menu of data sets.
        *more: fields of that explorer alone.
    """
    learned: tuple[Field, ...] = (
        hidden_rows("units", n_in + 2, MAX_PARAMETER, 32),
        Number("c", "b²", 0.0, -MAX_PARAMETER, MAX_PARAMETER, 0.1, hidden=True),
        Number("steps", "steps", 0, 0, 1_000_000, 1, hidden=True),
        hidden_rows("history", 3, 1e6, MAX_RECORDS),
        hidden_rows("learned_for", 3, 100.0, 1),
    )
    settings = (data, Number("n_units", "units", 8, 1, 16, 1), rate)
    return Form(name, (*settings, Number("seed", "seed", 0, 0, 20, 1), *more, *learned))


def hidden_rows(name: str, n_columns: int, limit: float, max_rows: int) -> Rows:
    """Rows that a training writes: numbers from −limit to limit."""
    start = np.zeros((0, n_columns))
    return Rows(name, name, start, -limit, limit, 0.1, hidden=True, max_rows=max_rows)


BOUNDARY = learning_form(
    "BoundaryExplorer",
    2,
    Number("learning_rate", "rate η", 0.5, 0.05, 2.0, 0.05),
    Choice("data", "data", "moons", menu("moons", "circles", "spirals", "xor")),
    *POINT_FIELDS,
)

DIGIT_PAIR = learning_form(
    "DigitPairExplorer",
    64,
    Number("learning_rate", "rate η", 0.1, 0.01, 1.0, 0.01),
    Choice(
        "data",
        "digits",
        "38",
        {"3 against 8": "38", "4 against 9": "49", "1 against 7": "17", "5 against 6": "56"},
    ),
    Number("threshold", "t", 0.5, 0.05, 0.95, 0.01),
)

FORMS = (SQUASH, LOSS, CLASSIFIER, FOLDS, BOUNDARY, DIGIT_PAIR)
