"""Formulas: lines of texts and fractions in live numbers."""

from typing import Literal, TypeAlias, TypedDict, final

FormulaStyle: TypeAlias = Literal["plain", "result", "wrong", "name"]


@final
class Words(TypedDict):
    """Words or signs on the line; `e^{2}` has a raised 2."""

    text: str  #: what is written
    style: FormulaStyle  #: how it looks


@final
class Fraction(TypedDict):
    """A fraction with a bar."""

    over: str  #: the numerator
    under: str  #: the denominator


FormulaPart: TypeAlias = Words | Fraction


class FormulaScene(TypedDict):
    """Formulas in live numbers."""

    lines: list[list[FormulaPart]]  #: one under the other
    label: str  #: the formulas in words
