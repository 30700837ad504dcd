"""Rows: a field that holds any number of rows of numbers, such as points that were added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.course.state.fields import Array
from nnwidgets.text import short

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Rows(Array):
    """An array of shape (n, columns) with any n up to `max_rows`; it has no sliders.

    `default` gives the number of columns; `low` and `high` hold for all of them.
    """

    max_rows: int = 200

    def clean(self, value: object) -> tuple[NDArray[np.float64], str]:
        """The rows as float64, clipped, and a sentence if something was left out.

        Raises:
            ValueError: not rows of so many numbers, or nan.
        """
        columns = self.default.shape[1]
        wanted = f"{self.name} was not changed: expected rows of {columns} numbers"
        try:
            array = np.array(value, dtype=np.float64)
        except Exception:  # noqa: BLE001  # an object may raise anything when it is looked at
            raise ValueError(f"{wanted}.") from None
        array = array.reshape(0, columns) if array.size == 0 else array
        if array.ndim != 2 or array.shape[1] != columns:
            raise ValueError(f"{wanted}, got shape {array.shape}.")
        if np.isnan(array).any():
            raise ValueError(f"{self.name} was not changed: it holds nan (not a number).")
        clipped = np.clip(array[: self.max_rows], self.low, self.high) + 0.0
        if len(array) > self.max_rows:
            limit = f"{self.max_rows} rows at most"
            return clipped, f"{self.name} holds {limit}; the rest was left out."
        if (clipped != array).any():
            return clipped, f"{self.name} was clipped to {short(self.low)} … {short(self.high)}."
        return clipped, ""

    def addresses(self) -> list[str]:
        """No element has a name of its own."""
        return []
