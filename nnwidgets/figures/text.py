"""Numbers and symbols as pictures print them: Unicode, for places where no MathJax runs."""

from __future__ import annotations

import math

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SUPERSCRIPTS = str.maketrans("0123456789()+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻")


def short(value: float, digits: int = 3) -> str:
    """A number with three significant digits and a true minus sign.

    >>> short(0.123456), short(-12.0), short(1e-9), short(float("nan"))
    ('0.123', '−12', '1e−9', 'nan')
    """
    if not math.isfinite(value):
        return str(value).replace("-", "−").replace("inf", "∞")
    if value != 0 and not 1e-3 <= abs(value) < 1e5:
        mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
        if "." in mantissa:
            mantissa = mantissa.rstrip("0").rstrip(".")
        return f"{mantissa}e{int(exponent)}".replace("-", "−")
    whole_digits = max(1, len(str(int(abs(value)))))
    text = (
        f"{value:.{max(0, digits - whole_digits)}f}" if abs(value) >= 1 else f"{value:.{digits}f}"
    )
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text in {"-0", ""} else text).replace("-", "−")


def subscript(number: int | str) -> str:
    """Digits below the line: 12 becomes ₁₂."""
    return str(number).translate(SUBSCRIPTS)


def superscript(text: int | str) -> str:
    """Digits, brackets and signs above the line: (1) becomes ⁽¹⁾."""
    return str(text).translate(SUPERSCRIPTS)


def layer_symbol(letter: str, layer: int) -> str:
    """W⁽²⁾, a⁽¹⁾: a quantity of one layer."""
    return letter + superscript(f"({layer})")
