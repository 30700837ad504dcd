"""Exercise: the adjoints of the lecture's function at x = 1."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.answers import array
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake, read_value
from nnwidgets.exercises.checking.returned import Complaint
from nnwidgets.exercises.checking.verdict import judge_by_reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.report import CheckReport
    from nnwidgets.exercises.checking.student import StudentResult

NODES = "fedcbax"
DECIMALS = 3
NEAR = 0.01
"""How far off a pocket calculator is that rounds on the way; each mistake is 1 off and more."""


def adjoint_table(x: float) -> Array:
    """df/df, df/de, df/dd, df/dc, df/db, df/da, df/dx, rounded to three decimals."""
    return rounded(adjoints(x))


def adjoints(  # noqa: PLR0917  # each switch is one mistake
    x: float,
    root: float = 1.0,
    cosine: float = 1.0,
    sign: float = -1.0,
    straight: float = 1.0,
    through_b: float = 1.0,
) -> Array:
    """The seven adjoints; a factor of 0 drops a message, as a mistake does."""
    a = x**2
    c = a + np.exp(a)
    df_dc = root / (2 * np.sqrt(c)) + sign * cosine * np.sin(c)
    df_db = df_dc
    df_da = straight * df_dc + through_b * df_db * np.exp(a)
    return np.array([1, 1, 1, df_dc, df_db, df_da, df_da * 2 * x])


def rounded(values: Array) -> Array:
    """To the decimals that the question asks for; − 0 becomes 0."""
    return np.round(values, DECIMALS) + 0.0


def read_table(answer: object) -> Array:
    """Seven numbers, as written down or as computed."""
    if isinstance(answer, dict):
        answer = [answer.get(name, answer.get(f"d{name}")) for name in NODES]
    values = array(answer)
    if values.shape != (len(NODES),):
        raise Complaint("has to hold seven numbers, for f, e, d, c, b, a and x in this order")
    return rounded(values)


def judge_by_hand(
    exercise: Exercise, cases: Sequence[Case], results: Sequence[StudentResult]
) -> CheckReport:
    """As by the reference, with room for what was rounded on the way."""
    right = adjoint_table(1.0)
    mended = [
        replace(result, value=right)
        if result.value is not None and np.abs(result.value - right).max() <= NEAR
        else result
        for result in results
    ]
    return judge_by_reference(exercise, cases, mended)


ADJOINT_TABLE = Exercise(
    name="adjoint_table",
    title="The adjoints at x = 1",
    points=2,
    reference=adjoint_table,
    cases=lambda _rng: [Case(inputs=(1.0,))],
    collect=read_value(read_table),
    judge=judge_by_hand,
    solution_text=(
        "a = 1.0\n"
        "b = np.exp(a)\n"
        "c = a + b\n"
        "df_dc = 1 / (2 * np.sqrt(c)) - np.sin(c)\n"
        "df_da = df_dc + df_dc * b\n"
        "adjoint_table = [1, 1, 1, df_dc, df_dc, df_da, 2 * df_da]"
    ),
    in_package="nw.backward(f)",
    answered_by=("backward",),
    advice=(
        "Go one node at a time, from f back to x: its adjoint is the sum of the messages from "
        "all nodes that use it."
    ),
    mistakes=(
        Mistake(
            "= for += at c, d last",
            rounded(adjoints(1.0, cosine=0.0)),
            "At c the message through e is lost: c is used twice, by d and by e, and both add.",
        ),
        Mistake(
            "= for += at c, e last",
            rounded(adjoints(1.0, root=0.0)),
            "At c the message through d is lost: c is used twice, by d and by e, and both add.",
        ),
        Mistake(
            "a only through b",
            rounded(adjoints(1.0, straight=0.0)),
            "At a one message is lost: c uses a directly too, beside the way through b.",
        ),
        Mistake(
            "a only directly",
            rounded(adjoints(1.0, through_b=0.0)),
            "At a one message is lost: the way through b counts too.",
        ),
        Mistake(
            "sign of the sine",
            rounded(adjoints(1.0, sign=1.0)),
            "The message from e to c has the wrong sign: the derivative of cos is −sin.",
        ),
        Mistake(
            "root without the half",
            rounded(adjoints(1.0, root=2.0)),
            "The message from d to c: the derivative of √c is 1/(2√c); the 2 is missing.",
        ),
        Mistake(
            "the other order",
            adjoint_table(1.0)[::-1],
            "The numbers are right and in the other order: f comes first, x last.",
        ),
        Mistake(
            "output starts at 0",
            np.zeros(7),
            "Nothing flows: all adjoints start at 0, but df/df is 1.",
        ),
        Mistake(
            "degrees",
            rounded(adjoints(1.0, cosine=np.sin(np.deg2rad(1 + np.e)) / np.sin(1 + np.e))),
            "The sine was taken in degrees; in calculus angles are in radians.",
        ),
    ),
)
