"""Stop a function that goes round for ever: a kernel in a browser has no second thread to do it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class EndlessError(BaseException):
    """More lines than any sensible answer runs; no Exception, so that `except` lets it through."""


@contextmanager
def at_most(n_lines: int) -> Iterator[None]:
    """Let the functions that are called inside run so many lines of Python, then raise.

    Raises:
        EndlessError: the lines are used up.
    """
    left = n_lines

    def count(_frame: FrameType, event: str, _argument: object) -> Any:  # noqa: ANN401  # itself
        nonlocal left
        left -= event == "line"
        if left < 0:
            raise EndlessError
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        yield
    finally:
        sys.settrace(before)
