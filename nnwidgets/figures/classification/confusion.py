"""Small tables of counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def confusion_table(
    true_positive: int,
    false_negative: int,
    false_positive: int,
    true_negative: int,
    names: tuple[str, str] = ("● 0", "× 1"),
) -> Mapping[str, object]:
    """Scene of the four counts: a row for each class, a column for each answer.

    Args:
        true_positive: of the positive class, answered so.
        false_negative: of the positive class, answered otherwise.
        false_positive: of the negative class, answered otherwise.
        true_negative: of the negative class, answered so.
        names: of the negative and the positive class.
    """
    negative, positive = names
    return {
        "caption": "How many of each class get each answer",
        "head": ["", f"answer {positive}", f"answer {negative}"],
        "rows": [
            {
                "name": f"is {positive}",
                "cells": [
                    {"text": f"{true_positive} right", "kind": "right"},
                    {"text": f"{false_negative} missed", "kind": wrong_if(false_negative)},
                ],
            },
            {
                "name": f"is {negative}",
                "cells": [
                    {"text": f"{false_positive} false", "kind": wrong_if(false_positive)},
                    {"text": f"{true_negative} right", "kind": "right"},
                ],
            },
        ],
    }


def wrong_if(count: int) -> str:
    """How a cell of mistakes is marked: not at all where there is none."""
    return "wrong" if count else ""
