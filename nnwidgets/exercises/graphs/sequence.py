"""Exercise: the lecture's function as a sequence of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake

if TYPE_CHECKING:
    from collections.abc import Callable

    from nnwidgets.core.checks import Array


def sequence(x: float) -> Array:
    """(a, …, f): a = x², b = exp(a), c = a + b, d = √c, e = cos(c), f = d + e.

    Source: M. P. Deisenroth, A. A. Faisal, C. S. Ong, Mathematics for Machine Learning (2020),
    Example 5.14.
    """
    a = x**2
    b = np.exp(a)
    c = a + b
    d = np.sqrt(c)
    e = np.cos(c)
    f = d + e
    return np.array([a, b, c, d, e, f])


def step_by_step(x: float, **other: Callable[..., float]) -> Array:
    """The sequence with some steps replaced; each gets x and the steps so far."""
    steps: dict[str, Callable[..., float]] = {
        "a": lambda x, **_: x**2,
        "b": lambda a, **_: np.exp(a),
        "c": lambda a, b, **_: a + b,
        "d": lambda c, **_: np.sqrt(c),
        "e": lambda c, **_: np.cos(c),
        "f": lambda d, e, **_: d + e,
    }
    values = {"x": x}
    for name, step in (steps | other).items():
        values[name] = step(**values)
    return np.array([values[name] for name in "abcdef"])


def sequence_cases(rng: np.random.Generator) -> list[Case]:
    """Numbers of both signs, none at which two steps agree by chance.

    Those below 0 are small: 2x + e^(2x) has a root there too, so that 2x instead of x² shows
    as numbers, and not as a nan or an error of the root.
    """
    sizes = rng.uniform([0.3, 0.1, 1.1, 0.2], [0.5, 0.15, 1.6, 0.25])
    return [Case(inputs=(float(x),)) for x in sizes * [1, -1, 1, -1]]


SEQUENCE = Exercise(
    name="sequence",
    title="The steps a to f",
    points=2,
    reference=sequence,
    cases=sequence_cases,
    advice=(
        "Show your numbers in the explorer, `nw.FormulaExplorer(sequence=sequence)`: it marks the "
        "first step that does not follow from those before it."
    ),
    in_package='nw.FormulaExplorer().set(x=1.5), or nw.parse_formula("…")(x=1.5) for f alone',
    mistakes=(
        Mistake(
            "twice x",
            lambda x: step_by_step(x, a=lambda x, **_: 2 * x),
            "a is twice x; a = x² is x times x, `x ** 2`.",
        ),
        Mistake(
            "exp of x",
            lambda x: step_by_step(x, b=lambda x, **_: np.exp(x)),
            "b is computed from x; b = exp(a) takes the step before it.",
        ),
        Mistake(
            "x instead of a",
            lambda x: step_by_step(x, c=lambda x, b, **_: x + b),
            "c is x + b; it needs a, the square.",
        ),
        Mistake(
            "product in c",
            lambda x: step_by_step(x, c=lambda a, b, **_: a * b),
            "c is the product of a and b; it is their sum.",
        ),
        Mistake(
            "no root",
            lambda x: step_by_step(x, d=lambda c, **_: c),
            "d is c itself; the square root is missing.",
        ),
        Mistake(
            "c to the power 1, halved",
            lambda x: step_by_step(x, d=lambda c, **_: c / 2),
            "d is c / 2: `c ** 1 / 2` takes the power first. `c ** 0.5` or `np.sqrt(c)` is the "
            "root.",
        ),
        Mistake(
            "root of the wrong step",
            lambda x: step_by_step(x, d=lambda b, **_: np.sqrt(b)),
            "d is the root of b; it needs c.",
        ),
        Mistake(
            "sine",
            lambda x: step_by_step(x, e=lambda c, **_: np.sin(c)),
            "e is a sine; the lecture's function has a cosine.",
        ),
        Mistake(
            "degrees",
            lambda x: step_by_step(x, e=lambda c, **_: np.cos(np.radians(c))),
            "The cosine is taken of degrees; `np.cos` takes c as it is, in radians.",
        ),
        Mistake(
            "cosine of d",
            lambda x: step_by_step(x, e=lambda d, **_: np.cos(d)),
            "e is the cosine of d; d and e are both computed from c.",
        ),
        Mistake(
            "product in f",
            lambda x: step_by_step(x, f=lambda d, e, **_: d * e),
            "f is the product of d and e; it is their sum.",
        ),
        Mistake(
            "f alone",
            lambda x: sequence(x)[-1],
            "This is f alone; all six steps are asked for, in one array.",
        ),
        Mistake(
            "x as well",
            lambda x: np.array([x, *sequence(x)]),
            "x is in the array as well; it is given, and the steps begin with a.",
        ),
        Mistake(
            "backwards",
            lambda x: sequence(x)[::-1],
            "The steps are in the array from f to a; a comes first.",
        ),
    ),
)
