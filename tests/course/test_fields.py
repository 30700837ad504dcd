"""What a field makes of what it is handed: a clean value, or one sentence that says what to do."""

import re
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnwidgets.course.state.fields import Array, Choice, Field, Number, Text
from tests.widgets.hostile import JUNK, OBJECTS, Unspeakable

W = Number("w", "weight w", 1.0, -4.0, 4.0, 0.1)
MAP = Choice("map", "map", "class", {"The classes": "class", "a₁": "a1"})
W2 = Array("W2", "W⁽²⁾", np.arange(6.0).reshape(3, 2), -12.0, 12.0, 0.1)
B = Array("b", "b", np.zeros(3), -1.0, 1.0, 0.1)

KINDS: list[Callable[[float], object]] = [
    float,
    np.float64,
    np.array,
    Fraction,
    lambda v: np.float32(v).astype(np.float64),
]


@given(st.floats(-4, 4, width=32), st.sampled_from(KINDS))
def test_a_number_inside_is_taken_as_it_is(value: float, kind: Callable[[float], object]) -> None:
    clean, note = W.clean(kind(value))
    assert (type(clean), clean, note) == (float, value, "")
    assert str(clean) != "-0.0"


@given(st.floats(0, 9))
def test_a_count_is_whole(value: float) -> None:
    clean, note = Number("n", "units", 3, 0, 9, 1).clean(value)
    assert (type(clean), note) == (int, "")
    assert abs(clean - value) <= 0.5


@pytest.mark.parametrize(
    ("value", "end", "shown"),
    [
        (4.5, 4.0, "4.5"),
        (-1e9, -4.0, "−1e9"),
        (np.inf, 4.0, "∞"),
        (-np.inf, -4.0, "−∞"),
        (10**400, 4.0, "∞"),
        (-(10**400), -4.0, "−∞"),
        (np.int64(7), 4.0, "7"),
    ],
)
def test_a_number_beyond_the_slider_is_set_to_its_end(
    value: object, end: float, shown: str
) -> None:
    assert W.clean(value) == (
        end,
        f"w = {shown} lies beyond its slider: set to the end, {f'{end:g}'.replace('-', '−')}.",
    )


@pytest.mark.parametrize(
    ("value", "got"),
    [
        ("2", "'2'"),
        (b"2", "a bytes"),
        (True, "True"),
        (np.True_, "a bool"),
        (None, "None"),
        (..., "an ellipsis"),
        (float("nan"), "nan (not a number)"),
        ([1.0], "a list"),
        (1j, "a complex"),
        (np.complex64(2), "a complex64"),
        (np.array([1.0, 2.0]), "a ndarray"),
        ("a" * 500, "'" + "a" * 38 + "…"),
        (Unspeakable(), "an Unspeakable"),
    ],
)
def test_what_is_no_number_is_refused_in_a_sentence(value: object, got: str) -> None:
    wanted = f"w was not changed: expected a number between −4 and 4, got {got}."
    with pytest.raises(ValueError, match=f"^{re.escape(wanted)}$"):
        W.clean(value)


@pytest.mark.parametrize(
    ("value", "got"), [("The classes", "'The classes'"), (1, "1"), (None, "None"), ([], "a list")]
)
def test_a_choice_takes_its_words_only(value: object, got: str) -> None:
    assert MAP.clean("a1") == ("a1", "")
    wanted = f"map was not changed: expected one of 'class', 'a1', got {got}."
    with pytest.raises(ValueError, match=f"^{re.escape(wanted)}$"):
        MAP.clean(value)


@given(hnp.arrays(np.float64, (3, 2), elements=st.floats(-12, 12)))
def test_an_array_inside_is_taken_as_a_copy(values: np.ndarray) -> None:
    for given_as in (values, values.tolist(), tuple(map(tuple, values))):
        clean, note = W2.clean(given_as)
        assert clean.tolist() == values.tolist()
        assert note == ""
        assert clean is not given_as
        assert not np.shares_memory(clean, values)
        assert not np.signbit(clean[clean == 0]).any()


def test_an_array_beyond_its_sliders_is_clipped() -> None:
    clean, note = W2.clean([[13, -13], [0.5, np.inf], [-np.inf, 12]])
    assert clean.tolist() == [[12, -12], [0.5, 12], [-12, 12]]
    assert note == "W2 was clipped to the range of its sliders, −12 to 12."


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (np.zeros((2, 3)), "expected shape (3, 2), got (2, 3): rows are outputs, so transpose it"),
        ([1, 2], "expected shape (3, 2), got (2,)"),
        (1.0, "expected shape (3, 2), got ()"),
        (np.full((3, 2), np.nan), "it holds nan (not a number)"),
        (None, "expected numbers of shape (3, 2), got None"),
        ("W2", "expected numbers of shape (3, 2), got 'W2'"),
        ([["1", "2"]] * 3, "expected numbers of shape (3, 2), got a list"),
        ([[True, False]] * 3, "expected numbers of shape (3, 2), got a list"),
        ([[1, 2], [3]], "expected numbers of shape (3, 2), got a list"),
        (np.ones((3, 2), dtype=bool), "expected numbers of shape (3, 2), got a ndarray"),
        (np.full((3, 2), 1j), "expected numbers of shape (3, 2), got a ndarray"),
        (Unspeakable(), "expected numbers of shape (3, 2), got an Unspeakable"),
    ],
)
def test_what_is_no_such_array_is_refused_in_a_sentence(value: object, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(f'W2 was not changed: {why}.')}$"):
        W2.clean(value)


def clean_or_why(field: Field, value: object) -> tuple[object, str]:
    try:
        return field.clean(value)[0], ""
    except ValueError as error:
        return None, str(error)


@given(JUNK)
def test_junk_earns_a_sentence_or_is_a_value(junk: object) -> None:
    fields: list[Field] = [W, MAP, W2, B]
    for field in fields:
        value, why = clean_or_why(field, junk)
        if value is None:
            assert why.startswith(f"{field.name} was not changed: ")
            assert "\n" not in why
            assert len(why) < 200
        elif isinstance(value, str):
            assert value in {"class", "a1"}
        else:
            assert np.abs(value).max() <= 12  # type: ignore[call-overload]


@pytest.mark.parametrize("junk", OBJECTS, ids=lambda junk: type(junk).__name__)
def test_every_planted_object_is_refused_or_clipped(junk: object) -> None:
    value, why = clean_or_why(W, junk)
    assert why.endswith(".") if value is None else abs(float(value)) <= 4  # type: ignore[arg-type]


def test_elements_are_named_by_row_and_column() -> None:
    assert W2.addresses() == ["W2_11", "W2_12", "W2_21", "W2_22", "W2_31", "W2_32"]
    assert B.addresses() == ["b_1", "b_2", "b_3"]
    assert [W2.label_of(address) for address in ("W2_12", "W2_31")] == ["W⁽²⁾₁₂", "W⁽²⁾₃₁"]
    for address, value in zip(W2.addresses(), range(6), strict=True):
        element = W2.element(address)
        assert (element.name, element.default) == (address, value)
        assert (element.low, element.high, element.step) == (-12.0, 12.0, 0.1)
        assert W2.default[W2.index_of(address)] == value


def even(text: str) -> int:
    if len(text) % 2:
        raise ValueError(f"{text!r} has an odd number of characters")
    return len(text)


def test_text_is_taken_without_outer_spaces_if_it_can_be_read() -> None:
    field = Text("formula", "f =", "ab", even)
    assert field.clean("  abcd \n") == ("abcd", "")
    with pytest.raises(ValueError, match=r"^formula was not changed: 'abc' has an odd number"):
        field.clean("abc")


@pytest.mark.parametrize("value", [None, 3, b"ab", ["ab"], {"ab": 1}])
def test_text_refuses_what_is_none(value: object) -> None:
    with pytest.raises(ValueError, match=r"^formula was not changed: expected text, got "):
        Text("formula", "f =", "ab", even).clean(value)
