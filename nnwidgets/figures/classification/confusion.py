"""The confusion matrix of two classes as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnwidgets.figures.scenes.table import cell, row, table

if TYPE_CHECKING:
    from nnwidgets.figures.schema.table import CellKind, TableScene


def confusion_table(
    true_positive: int,
    false_negative: int,
    false_positive: int,
    true_negative: int,
    names: tuple[str, str] = ("● 0", "× 1"),
) -> TableScene:
    """Scene of the four counts: a row for each class, a column for each answer.

    Args:
        true_positive: of the positive class, answered so.
        false_negative: of the positive class, answered otherwise.
        false_positive: of the negative class, answered otherwise.
        true_negative: of the negative class, answered so.
        names: of the negative and the positive class.
    """
    negative, positive = names
    missed = cell(f"{false_negative} missed", wrong_if(false_negative))
    false = cell(f"{false_positive} false", wrong_if(false_positive))
    return table(
        "How many of each class get each answer",
        ["", f"answer {positive}", f"answer {negative}"],
        [
            row(f"is {positive}", [cell(f"{true_positive} right", "right"), missed]),
            row(f"is {negative}", [false, cell(f"{true_negative} right", "right")]),
        ],
    )


def wrong_if(count: int) -> CellKind:
    """The mark of a cell of mistakes: none if the count is 0."""
    return "wrong" if count else ""
