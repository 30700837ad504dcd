"""Formulas in live numbers: lines of texts and fractions, in which `e^{2}` has a raised 2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.figures.schema.formula import (
        FormulaPart,
        FormulaScene,
        FormulaStyle,
        Fraction,
        Words,
    )


def text(words: str, style: FormulaStyle = "plain") -> Words:
    """Words or signs on the line."""
    return {"text": words, "style": style}


def fraction(over: str, under: str) -> Fraction:
    """A fraction with a bar."""
    return {"over": over, "under": under}


def formula(lines: Sequence[Sequence[FormulaPart]]) -> FormulaScene:
    """Scene of lines, one under the other."""
    spoken = "; ".join(" ".join(map(said, line)) for line in lines)
    return {"lines": [list(line) for line in lines], "label": spoken}


def said(part: FormulaPart) -> str:
    """A part as it is read aloud."""
    words = part["text"] if "text" in part else f"{part['over']} over {part['under']}"
    return re.sub(r"\^\{([^}]*)\}", r" to the \1", words)
