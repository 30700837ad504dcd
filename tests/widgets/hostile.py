"""Things that are no values of an explorer, from clumsy to hostile."""

from __future__ import annotations

from decimal import Decimal
from typing import NoReturn

import numpy as np
from hypothesis import strategies as st


class Unspeakable:
    """Raises at every look."""

    def __repr__(self) -> NoReturn:
        raise RuntimeError

    def __float__(self) -> NoReturn:
        raise RuntimeError

    def __array__(self, dtype: object = None, copy: object = None) -> NoReturn:
        raise RuntimeError

    def __eq__(self, other: object) -> NoReturn:
        raise RuntimeError

    def __len__(self) -> NoReturn:
        raise RuntimeError

    def __bool__(self) -> NoReturn:
        raise RuntimeError

    __hash__ = None  # type: ignore[assignment]


class Faker:
    """Claims to be an array."""

    __class__ = np.ndarray  # type: ignore[assignment]
    dtype = np.dtype(float)
    shape = (2,)


OBJECTS: list[object] = [
    *(None, ..., True, False, "", "abc", "0.5", b"0.5", 1j, np.complex64(1), np.array(2j)),
    *(10**400, -(10**5000), Decimal("1e400"), float("nan"), float("inf"), -0.0, 5e-324),
    *({}, {1}, (), [], [[]], [None], [1, [2]], ["1", "2"], [True, False], range(3), iter([1])),
    *(np.zeros(0), np.zeros((0, 2)), np.zeros((2, 2), dtype="M8[s]"), np.array([None, 1])),
    *(
        np.array(["1", "2"]),
        np.ones((2, 2), dtype=bool),
        np.array([1j, 2]),
        np.longdouble("1e4000"),
    ),
    *(np.zeros(2, dtype=[("w", float)]), np.full((2, 2), np.nan), np.full(2, -np.inf)),
    *(object(), object, len, lambda: 1, Unspeakable(), [Unspeakable()], Unspeakable, Faker()),
]

JUNK = st.sampled_from(OBJECTS) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
