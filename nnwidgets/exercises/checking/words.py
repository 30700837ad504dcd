"""Build sentences for a student: names, arguments and values in words."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence

import numpy as np

from nnwidgets.text import with_article


def called(function: object, name: str | None = None) -> str:
    """A function's name in backticks, as "`layer`", or "your function"."""
    name = name or getattr(function, "__name__", None)
    return f"`{name}`" if isinstance(name, str) and name.isidentifier() else "your function"


def sentence(*parts: str) -> str:
    """The parts as one sentence: on one line, with a capital and a full stop.

    >>> sentence("your function", "returned None")
    'Your function returned None.'
    """
    text = " ".join(" ".join(parts).split())
    end = "" if text.endswith((".", "?")) else "."
    return text[:1].upper() + text[1:] + end


def parameter_names(function: object, n_arguments: int) -> list[str]:
    """The names of a function's first parameters; "argument 1", … where they are unknown.

    >>> parameter_names(lambda W, a: 0, 2)
    ['W', 'a']
    """
    try:
        names = list(inspect.signature(function).parameters)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        names = []
    numbered = [f"argument {number + 1}" for number in range(n_arguments)]
    return names[:n_arguments] + numbered[len(names) :]


def describe_arguments(function: object, arguments: Sequence[object]) -> str:
    """The arguments of a call in words, briefly.

    >>> describe_arguments(lambda z: 0, [np.array([1000.0, 1001.0])])
    '`z` is [1000, 1001]'
    """
    names = parameter_names(function, len(arguments))
    described = [
        f"`{name}` {describe_value(value)}" for name, value in zip(names, arguments, strict=True)
    ]
    return ", ".join(described)


def describe_value(value: object) -> str:
    """A value in words: numbers of a small vector, shape and range of a larger array."""
    if isinstance(value, np.ndarray) and value.size > 0 and value.dtype.kind in "iuf":
        if value.ndim <= 1 and value.size <= 4:
            numbers = ", ".join(f"{number:.4g}" for number in value.ravel())
            return f"is [{numbers}]" if value.ndim else f"is {numbers}"
        return f"has shape {value.shape} and goes from {value.min():.4g} to {value.max():.4g}"
    if isinstance(value, np.ndarray):
        return f"has shape {value.shape}"
    if isinstance(value, (int, float)):
        return f"is {value:.4g}"
    if isinstance(value, (Sequence, Mapping)) and not isinstance(value, str):
        return f"has {len(value)} entries"
    return f"is {with_article(type(value).__name__)}"
