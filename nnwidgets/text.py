"""Numbers, symbols and words as sentences and pictures print them: Unicode, no MathJax."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SUPERSCRIPTS = str.maketrans("0123456789()+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻")


def short(value: float, digits: int = 3) -> str:
    """A number with three significant digits and a true minus sign; whole parts are kept whole.

    >>> short(0.0123456), short(-12.0), short(12345.6), short(1e-9), short(float("nan"))
    ('0.0123', '−12', '12346', '1e−9', 'nan')
    """
    if not math.isfinite(value):
        return str(value).replace("-", "−").replace("inf", "∞")
    scientific = f"{value:.{digits - 1}e}"
    exponent = int(scientific.partition("e")[2])
    if exponent >= -3 and abs(value) < 1e5:
        number, power = f"{value:.{max(0, digits - 1 - exponent)}f}", ""
    else:
        number, power = scientific.partition("e")[0], f"e{exponent}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return ("0" if value == 0 else number + power).replace("-", "−")


def counted(number: int, noun: str) -> str:
    """1 step, 2 steps."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(words: Iterable[str]) -> str:
    """Words in a sentence: commas between them, "and" before the last.

    >>> listed("abc"), listed("a")
    ('a, b and c', 'a')
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def subscript(number: int | str) -> str:
    """Digits below the line: 12 becomes ₁₂."""
    return str(number).translate(SUBSCRIPTS)


def superscript(text: int | str) -> str:
    """Digits, brackets and signs above the line: (1) becomes ⁽¹⁾."""
    return str(text).translate(SUPERSCRIPTS)


def layer_symbol(letter: str, layer: int) -> str:
    """W⁽²⁾, a⁽¹⁾: a quantity of one layer."""
    return letter + superscript(f"({layer})")


def shorten(text: str, length: int = 120) -> str:
    """`text` on one line, cut with an ellipsis where it is longer than `length`."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def with_article(noun: str) -> str:
    """The noun behind "a" or "an", by its first letters: an array, a UnitsExplorer, a UFunc."""
    word = noun.lower()
    return f"{'an' if word[:1] in 'aeiou' and not word.startswith(('uni', 'uf')) else 'a'} {noun}"
