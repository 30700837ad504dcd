"""Notebook 05: the states of its explorers."""

from __future__ import annotations

from nnwidgets.course.fields import Choice, Number
from nnwidgets.course.formulas import formula_form
from nnwidgets.course.sweeps import MAX_VISITS

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

FORMS = (BACKWARD,)
