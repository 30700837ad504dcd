"""Numbers and symbols as pictures print them, against Python's decimal arithmetic."""

import re
import unicodedata
from decimal import ROUND_HALF_EVEN, Context, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nnwidgets.text import layer_symbol, short, subscript, superscript

FINITE = st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False)
HANDY = st.floats(-200, 200) | st.floats(-1, 1) | FINITE


def read(text: str) -> Decimal:
    return Decimal(text.replace("−", "-"))


def rounded(value: float, digits: int) -> Decimal:
    """The value to so many significant digits, from its exact binary expansion."""
    return Context(prec=digits, rounding=ROUND_HALF_EVEN).create_decimal(Decimal(value))


@given(HANDY)
@example(0.00149)
@example(0.0123456)
@example(0.0009996)
@example(99999.6)
def test_a_reader_gets_the_value_back_within_half_a_percent(value: float) -> None:
    error = read(short(value)) - Decimal(value)
    assert abs(error) <= abs(Decimal(value)) * Decimal("0.005")


@given(HANDY, st.integers(2, 5))
@example(0.00149, 3)
@example(9.995, 3)
def test_the_digits_are_those_of_decimal_arithmetic(value: float, digits: int) -> None:
    whole_part = len(str(int(abs(value)))) if 1 <= abs(value) < 1e5 else 0
    wanted = rounded(value, max(digits, whole_part))
    assert read(short(value, digits)) == wanted


@given(HANDY)
@example(-0.0)
@example(-1e-12)
def test_the_sign_is_a_true_minus_and_zero_has_none(value: float) -> None:
    text = short(value)
    assert "-" not in text
    assert text.startswith("−") == (value < 0)
    assert text not in {"−0", "", "−"}


@given(HANDY)
def test_there_are_no_idle_zeros_and_no_long_words(value: float) -> None:
    text = short(value)
    mantissa = text.partition("e")[0]
    assert not re.search(r"\.\d*0$|\.$", mantissa)
    assert len(text) <= 10


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1000, "1000"),
        (-12.0, "−12"),
        (12345.4, "12345"),
        (99999.4, "99999"),
        (1e5, "1e5"),
        (123456, "1.23e5"),
        (0.5, "0.5"),
        (0.00123456, "0.00123"),
        (0.99951, "1"),
        (0.001, "0.001"),
        (-0.0004, "−4e−4"),
        (float("nan"), "nan"),
        (float("inf"), "∞"),
        (float("-inf"), "−∞"),
    ],
)
def test_values_on_the_edges(value: float, text: str) -> None:
    assert short(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.25, "0.25"), (0.012345678, "0.01235"), (1.23456, "1.235")]
)
def test_more_digits_where_asked(value: float, text: str) -> None:
    assert short(value, 4) == text


@given(st.integers(0, 10**6))
def test_digits_below_and_above_the_line_read_as_the_number(number: int) -> None:
    for lifted in (subscript(number), superscript(number)):
        assert unicodedata.normalize("NFKC", lifted) == str(number)
        assert not any(c in "0123456789" for c in lifted)


@pytest.mark.parametrize(
    ("letter", "layer", "symbol"), [("W", 2, "W⁽²⁾"), ("a", 0, "a⁽⁰⁾"), ("b", 13, "b⁽¹³⁾")]
)
def test_the_symbol_of_a_layer(letter: str, layer: int, symbol: str) -> None:
    assert layer_symbol(letter, layer) == symbol


def test_every_power_of_ten_is_the_right_one() -> None:
    for exponent in range(-307, 308):
        assert read(short(1.5 * 10.0**exponent)) == Decimal(15).scaleb(exponent - 1)
