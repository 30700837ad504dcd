"""The state of an explorer as one line of text, to paste into an answer or to share.

`NetworkExplorer:1:{"W1":[[0.5,1]],"b1":[0]}`: the explorer's class, the version of its form, and
the values of its controls as JSON.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from nnwidgets.text import with_article

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_LENGTH = 100_000
"""Characters. The largest explorer needs a few thousand."""

WRAPPING = (
    " \t\r\n'\"`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u200b\u200c\u200d\u2060\ufeff"
)
"""Spaces, quotes of any kind and invisible marks, which chats and editors put around a text."""

TYPOGRAPHIC = str.maketrans("\u201c\u201d\u201e\u00ab\u00bb", '"' * 5)
"""Quotes that an editor makes of the plain ones inside a state."""

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))

FORM = re.compile(r"([A-Za-z]\w*):(\d{1,6}):(.*)", re.DOTALL | re.ASCII)


@dataclass(frozen=True, slots=True)
class ExplorerState:
    """The parts of a state.

    Attributes:
        explorer: the name of the explorer's class.
        version: of the form of its values.
        values: the value of each control: numbers, text, true or false, or lists of these.
    """

    explorer: str
    version: int
    values: dict[str, Any]


def format_state(explorer: str, version: int, values: Mapping[str, object]) -> str:
    """The text of a state; `parse_state` reads every number back as it was.

    Args:
        explorer: the name of the explorer's class.
        version: raised when the meaning of the values changes.
        values: numbers, text, booleans, arrays, or lists of these, in the order to write.

    Raises:
        ValueError: a nan or an infinity.
        TypeError: anything that JSON has no form for.

    >>> format_state("NetworkExplorer", 1, {"W1": np.array([[0.5, 1.0]]), "map": "class"})
    'NetworkExplorer:1:{"W1":[[0.5,1.0]],"map":"class"}'
    """
    try:
        text = json.dumps(dict(values), default=plain, allow_nan=False, separators=(",", ":"))
    except ValueError:
        raise ValueError("a state holds finite numbers only, and one of these is not") from None
    return f"{explorer}:{version}:{text}"


def parse_state(text: object, explorer: str | None = None) -> ExplorerState:
    """The parts of a state's text.

    Whether the values fit the explorer is for the caller to say.

    Args:
        text: what `explorer.state()` printed; outer spaces and quotes do not matter.
        explorer: the class whose state it has to be; None for any.

    Raises:
        ValueError: anything that is not such a state, in one sentence for the student.

    >>> parse_state('NeuronExplorer:1:{"w":2.5}').values
    {'w': 2.5}
    """
    if not isinstance(text, str):
        raise ValueError(  # noqa: TRY004  # one exception for callers to show
            f"A state is text, this is of type {type(text).__name__}: "
            "copy the line that `state()` prints, with its quotes."
        )
    if len(text) > MAX_LENGTH:
        raise ValueError(f"This text has {len(text)} characters, too many for a state.")
    match = FORM.fullmatch(text.strip(WRAPPING))
    if match is None:
        raise ValueError(
            "This is not the state of an explorer: a state begins like `NetworkExplorer:1:{`."
        )
    found, version, values = match.groups()
    if explorer is not None and found != explorer:
        other, wanted = with_article(found), with_article(explorer)
        raise ValueError(f"This is the state of {other}, expected that of {wanted}.")
    return ExplorerState(found, int(version), read_values(values))


def read_values(text: str) -> dict[str, Any]:
    """The JSON part of a state."""
    if not text.rstrip().endswith("}"):
        raise ValueError("The state is cut off: its last character is `}`, copy all of it.")
    try:
        values = json.loads(
            plain_quotes(text), parse_constant=refuse, parse_float=finite, parse_int=whole
        )
    except json.JSONDecodeError as error:
        raise ValueError(
            f"The state is damaged at character {error.pos + 1} of its values: "
            "copy it again, all of it."
        ) from None
    except RecursionError:
        raise ValueError("The state is damaged: its brackets go too deep.") from None
    if not isinstance(values, dict):
        raise ValueError(  # noqa: TRY004  # one exception for callers to show
            "The state is damaged: its values stand in `{` and `}`."
        )
    return values


def plain_quotes(text: str) -> str:
    """The text without invisible marks, with plain quotes where none are left."""
    visible = text.translate(INVISIBLE)
    return visible if '"' in visible else visible.translate(TYPOGRAPHIC)


def plain(value: object) -> object:
    """What JSON has a form for, of an array or a numpy number."""
    if isinstance(value, (np.ndarray, np.generic)):
        return value.tolist()
    raise TypeError(f"a state holds numbers, text and lists, got {type(value).__name__}")


def refuse(constant: str) -> NoReturn:
    """NaN and Infinity, which Python's JSON would let pass."""
    raise ValueError(f"The state holds {constant}, which is not a finite number.")


def finite(digits: str) -> float:
    """A float that did not overflow on reading."""
    value = float(digits)
    if not math.isfinite(value):
        refuse(digits)
    return value


def whole(digits: str) -> int:
    """An int that is not an attempt to keep Python busy."""
    if len(digits) > 100:
        raise ValueError("The state holds a whole number that is far too long.")
    return int(digits)
