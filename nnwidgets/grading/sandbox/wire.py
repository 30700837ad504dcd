"""Encode plain data as JSON, and decode it: all that passes between a student's process and ours.

Plain data is numbers, text, True, False, None, `...`, lists, tuples, dicts with text keys, and
arrays of numbers (as base64, so that no digit is lost). Nothing else, and never pickle: what comes
back is data, and none of it is ever run. The sandbox uses this file too, so it imports only numpy.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import struct
from typing import Any, NoReturn

import numpy as np

MAX_BYTES = 16_000_000
"""Of a message: room for an array of two million numbers."""
MAX_DEPTH = 40
"""Of nested lists, tuples and dicts."""
HEADER = struct.Struct(">I")


class WireError(ValueError):
    """A message, or a value in one, is not plain data."""


def refuse(words: str) -> NoReturn:
    """Raise a WireError."""
    raise WireError(words)


def packed(value: object, depth: int = 0) -> Any:  # noqa: ANN401  # JSON's own types
    """A plain value as JSON can write it.

    Types must match exactly: a subclass may fake its values.

    Raises:
        WireError: it is not plain data, or nested too deeply.

    >>> packed((1, 2.5))
    {'tuple': [1, {'float': '2.5'}]}
    """
    if depth > MAX_DEPTH:
        refuse(f"expected at most {MAX_DEPTH} levels of nesting")
    kind = type(value)
    if value is None or kind in {bool, str, int}:
        return value
    if kind is float:
        return {"float": repr(value)}
    if value is ...:
        return {"ellipsis": True}
    if kind is np.ndarray or isinstance(value, np.generic):
        return packed_array(value)
    return packed_container(value, depth)


def packed_container(value: object, depth: int) -> Any:  # noqa: ANN401
    """A list, tuple or dict in its JSON form."""
    if type(value) is list:
        return [packed(entry, depth + 1) for entry in value]
    if type(value) is tuple:
        return {"tuple": [packed(entry, depth + 1) for entry in value]}
    if type(value) is dict and all(type(key) is str for key in value):
        return {"dict": [[key, packed(entry, depth + 1)] for key, entry in value.items()]}
    return refuse(f"a value of type {type(value).__name__} is not plain data")


def packed_array(value: Any) -> dict[str, Any]:  # noqa: ANN401
    """An array of booleans, integers or floats in its JSON form, with its kind."""
    array = np.asarray(value)
    kind = {"b": "b", "i": "i", "u": "i", "f": "f"}.get(array.dtype.kind)
    if kind is None or array.nbytes > MAX_BYTES:
        refuse(f"an array of {array.dtype} and {array.nbytes} bytes is not plain data")
    exact = array.astype({"b": "<u1", "i": "<i8", "f": "<f8"}[kind])
    text = base64.b64encode(exact.tobytes()).decode("ascii")
    return {"array": text, "shape": list(array.shape), "kind": kind}


def unpacked(value: object, depth: int = 0) -> Any:  # noqa: ANN401
    """The value that `packed` encoded: its inverse.

    Raises:
        WireError: `packed` does not write this form.

    >>> unpacked({"tuple": [1, {"float": "2.5"}]})
    (1, 2.5)
    """
    if depth > MAX_DEPTH:
        refuse(f"expected at most {MAX_DEPTH} levels of nesting")
    if value is None or type(value) in {bool, str, int}:
        return value
    if type(value) is list:
        return [unpacked(entry, depth + 1) for entry in value]
    if type(value) is not dict:
        refuse(f"a bare {type(value).__name__} cannot be part of a message")
    return unpacked_form(value, depth)


def unpacked_form(form: dict[str, Any], depth: int) -> Any:  # noqa: ANN401  # a row each
    """The value of a form that stands for a type JSON does not have."""
    match form:
        case {"float": str(text), **rest} if not rest:
            return read_float(text)
        case {"ellipsis": True, **rest} if not rest:
            return ...
        case {"tuple": list(entries), **rest} if not rest:
            return tuple(unpacked(entry, depth + 1) for entry in entries)
        case {"dict": list(pairs), **rest} if not rest:
            return dict(read_pair(pair, depth) for pair in pairs)
        case {"array": str(text), "shape": list(shape), "kind": str(kind), **rest} if not rest:
            return read_array(text, shape, kind)
    return refuse("an object of an unknown form cannot be part of a message")


def read_float(text: str) -> float:
    """A float from its `repr`."""
    try:
        return float(text)
    except ValueError:
        return refuse("a float is written as digits")


def read_pair(pair: object, depth: int) -> tuple[str, Any]:
    """A key of a dict, and its value."""
    if type(pair) is not list or len(pair) != 2 or type(pair[0]) is not str:
        refuse("a dict is written as pairs of a text and a value")
    return pair[0], unpacked(pair[1], depth + 1)


def read_array(text: str, shape: list[object], kind: str) -> np.ndarray:
    """An array from its bytes in base64, its shape and its kind."""
    sizes = [size for size in shape if type(size) is int and 0 <= size <= MAX_BYTES]
    if len(sizes) != len(shape) or len(sizes) > 32 or kind not in {"b", "i", "f"}:
        refuse("an array has at most 32 axes, each with a length")
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        refuse("an array is written in base64")
    dtype = np.dtype({"b": "<u1", "i": "<i8", "f": "<f8"}[kind])
    if len(content) != math.prod(sizes) * dtype.itemsize:
        refuse("an array has as many numbers as its shape says")
    try:
        array = np.frombuffer(content, dtype).reshape(sizes).copy()
    except ValueError:  # an empty array may still have lengths that are too large
        refuse("an array has a shape that numpy knows")
    return array.astype(bool) if kind == "b" else array


def written(message: dict[str, Any]) -> bytes:
    """A message as bytes, preceded by its length.

    Raises:
        WireError: it is too long.
    """
    try:
        content = json.dumps(message, allow_nan=False).encode("utf-8", "backslashreplace")
    except (ValueError, TypeError, RecursionError):
        refuse("a message is plain data")
    if len(content) > MAX_BYTES:
        refuse(f"expected a message of at most {MAX_BYTES} bytes, got {len(content)}")
    return HEADER.pack(len(content)) + content


def read(content: bytes) -> dict[str, Any]:
    """The message in some bytes, which do not include its length.

    Raises:
        WireError: it is not a JSON object.
    """
    try:
        message = json.loads(content)
    except (ValueError, RecursionError):  # also an integer of too many digits, or bad UTF-8
        refuse("a message is JSON")
    if type(message) is not dict:
        refuse("a message is a JSON object")
    return message
