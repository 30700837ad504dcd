"""Notebook 05: the states of its explorers."""

from __future__ import annotations

from nnwidgets.course.graphs.formulas import formula_form
from nnwidgets.course.state.fields import Choice, Number
from nnwidgets.course.state.form import Form
from nnwidgets.course.sweeps import MAX_VISITS
from nnwidgets.course.ten_point_training import CHUNK, MAX_DEPTH, MAX_SEED, MAX_STEPS, RATES

MAX_SWEEPS = 50
"""Inputs or outputs."""

BACKWARD = formula_form(
    "BackwardExplorer",
    Choice(
        "broken",
        "broken",
        "",
        {
            "nothing": "",
            "= instead of +=": "overwrite",
            "no order: recursion": "no order",
            "adjoints not zeroed": "not zeroed",
        },
    ),
    Number("step", "messages", 0, 0, MAX_VISITS, 1, hidden=True),
)

DIFFERENCES = Form(
    "DifferencesExplorer",
    (
        Number("exponent", "log₁₀ h", -2.0, -15.0, -1.0, 0.25),
        Number("x", "x", 1.0, -1.4, 1.4, 0.1),
        Choice(
            "kind",
            "difference",
            "one-sided",
            {name: name for name in ("one-sided", "central")},
        ),
    ),
)

SWEEPS = Form(
    "SweepsExplorer",
    (
        Number("n_inputs", "inputs n", 23, 1, MAX_SWEEPS, 1),
        Number("n_outputs", "outputs m", 1, 1, MAX_SWEEPS, 1),
    ),
)

UPDATE_ORDER = Form(
    "UpdateOrderExplorer",
    (
        Choice(
            "order",
            "order",
            "deltas first",
            {
                "both δ first, then both W": "deltas first",
                "W⁽²⁾ updated, then δ⁽¹⁾": "update first",
            },
        ),
        Number("learning_rate", "rate η", 0.5, 0.1, 20.0, 0.1),
    ),
)

TRAINING = Form(
    "TrainingExplorer",
    (
        Choice("learning_rate", "rate η", "5", {rate: rate for rate in RATES}),
        Number("seed", "seed", 0, 0, MAX_SEED, 1),
        Number("steps", "steps", 0, 0, MAX_STEPS, CHUNK),
    ),
)

DEPTH = Form(
    "DepthExplorer",
    (
        Number("depth", "depth", 2, 1, MAX_DEPTH, 1),
        Choice("activation", "φ", "sigmoid", {n: n for n in ("sigmoid", "tanh", "relu")}),
        Choice(
            "scale", "start", "0.5", {"0.5 times normal": "0.5", "scaled by the inputs": "fan_in"}
        ),
        Number("seed", "seed", 0, 0, 99, 1),
    ),
)

FORMS = (BACKWARD, DIFFERENCES, SWEEPS, UPDATE_ORDER, TRAINING, DEPTH)
