"""Plain data comes back as it was; anything else is refused, on the way out and on the way in."""

import base64
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnwidgets.grading.sandbox import wire

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.just(...),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(plain)
def test_plain_data_comes_back(value: object) -> None:
    message = wire.read(wire.written({"value": wire.packed(value)})[wire.HEADER.size :])
    assert wire.unpacked(message["value"]) == value


@given(arrays(np.float64, st.tuples(st.integers(0, 3), st.integers(0, 3))))
def test_arrays_come_back_bit_by_bit(array: np.ndarray) -> None:
    back = wire.unpacked(json.loads(json.dumps(wire.packed(array))))
    assert back.shape == array.shape
    assert back.tobytes() == array.tobytes()


def test_the_form_of_an_array_is_written_down() -> None:
    """1.0 is 3ff0000000000000 in IEEE 754, here with the low byte first."""
    content = base64.b64encode(bytes.fromhex("000000000000f03f")).decode()
    assert wire.packed(np.array([1.0])) == {"array": content, "shape": [1], "kind": "f"}


class Liar(float):
    """A number that equals everything."""

    __hash__ = float.__hash__

    def __eq__(self, other: object) -> bool:
        return True


@pytest.mark.parametrize(
    "value",
    [Liar(1), object(), len, {1: 2}, {1, 2}, b"bytes", 1j, np.array([None]), np.array(["a"])],
)
def test_what_is_not_plain_is_refused(value: object) -> None:
    with pytest.raises(wire.WireError):
        wire.packed(value)


def test_depth_and_length_have_an_end() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(wire.WireError, match="nesting"):
        wire.packed(endless)
    with pytest.raises(wire.WireError, match="bytes"):
        wire.written({"text": "x" * (wire.MAX_BYTES + 1)})
    with pytest.raises(wire.WireError):
        wire.written({"number": 10**5000})


@pytest.mark.parametrize(
    "form",
    [
        1.5,
        {},
        {"float": "one"},
        {"float": "1", "more": 1},
        {"tuple": 3},
        {"dict": [["a"]]},
        {"dict": [[1, 2]]},
        {"pickle": "gASVAA=="},
        {"array": "AAAA", "shape": [1], "kind": "f"},
        {"array": "!", "shape": [], "kind": "f"},
        {"array": "", "shape": [-1], "kind": "f"},
        {"array": "", "shape": [0] * 40, "kind": "f"},
        {"array": "", "shape": [0, *[wire.MAX_BYTES] * 31], "kind": "f"},
        {"array": "", "shape": [0], "kind": "O"},
        {"array": "", "shape": [True], "kind": "b"},
    ],
)
def test_forms_that_nobody_writes_are_refused(form: object) -> None:
    with pytest.raises(wire.WireError):
        wire.unpacked(form)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"{" * 9, b"[" * 10**5, b"9" * 5000])
def test_what_is_no_message_is_refused(content: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.read(content)
