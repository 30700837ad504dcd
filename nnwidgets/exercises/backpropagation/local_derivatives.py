"""Exercise: the local derivatives of the lecture's function."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


def local_derivatives(x: float) -> Array:
    """da/dx, db/da, dc/da, dc/db, dd/dc, de/dc, df/dd, df/de of f = √c + cos c, c = a + eᵃ."""
    a = x**2
    c = a + np.exp(a)
    return np.array([2 * x, np.exp(a), 1, 1, 1 / (2 * np.sqrt(c)), -np.sin(c), 1, 1])


def changed(x: float, **edges: float) -> Array:
    """The right derivatives with those of the named edges exchanged."""
    names = ["ax", "ba", "ca", "cb", "dc", "ec", "fd", "fe"]
    values = dict(zip(names, local_derivatives(x), strict=True)) | edges
    return np.array([values[name] for name in names])


def with_respect_to_x(x: float) -> Array:
    """The mistake of going back to x on every edge but those of the last sum."""
    b, c = np.exp(x**2), sum_at(x)
    dc = 2 * x + 2 * x * b
    parts = [2 * x, 2 * x * b, 2 * x, 2 * x * b, dc / (2 * np.sqrt(c)), -np.sin(c) * dc, 1, 1]
    return np.array(parts)


def sum_at(x: float) -> float:
    """C = x² + exp(x²)."""
    return float(x**2 + np.exp(x**2))


def local_cases(rng: np.random.Generator) -> list[Case]:
    """Away from 0, where 2x and x agree, and on both sides of it."""
    places = rng.uniform(0.4, 1.4, 4) * [1, -1, 1, -1]
    return [Case(inputs=(float(x),)) for x in places]


LOCAL_DERIVATIVES = Exercise(
    name="local_derivatives",
    title="Local derivatives",
    points=2,
    reference=local_derivatives,
    cases=local_cases,
    advice=(
        "Take one edge alone, and call its input t: b = eᵗ, d = √t, e = cos t. What is the "
        "derivative with respect to t?"
    ),
    mistakes=(
        Mistake(
            "x for 2x",
            lambda x: changed(x, ax=x),
            "The edge from x to a: the factor 2 of the derivative 2x is missing.",
        ),
        Mistake(
            "the power rule on exp",
            lambda x: changed(x, ba=x**2 * np.exp(x**2 - 1)),
            "The edge from a to b: the power rule is for aⁿ; eᵃ is its own derivative.",
        ),
        Mistake(
            "inner derivative in exp",
            lambda x: changed(x, ba=2 * x * np.exp(x**2)),
            "The edge from a to b: this is db/dx. A local derivative knows its own input only, "
            "and b has the input a.",
        ),
        Mistake(
            "no half at the root",
            lambda x: changed(x, dc=1 / np.sqrt(sum_at(x))),
            "The edge from c to d: the factor ½ of the root's derivative is missing.",
        ),
        Mistake(
            "root not inverted",
            lambda x: changed(x, dc=np.sqrt(sum_at(x)) / 2),
            "The edge from c to d: the exponent of c falls from ½ to −½, so √c stands in the "
            "denominator: `1/(2*np.sqrt(c))`, and `1/2*np.sqrt(c)` is half the root.",
        ),
        Mistake(
            "sign of the cosine",
            lambda x: changed(x, ec=np.sin(sum_at(x))),
            "The edge from c to e: where the cosine falls its derivative is negative; the minus "
            "is missing.",
        ),
        Mistake(
            "cosine not differentiated",
            lambda x: changed(x, ec=np.cos(sum_at(x))),
            "The edge from c to e: this is cos c itself, not its derivative.",
        ),
        Mistake(
            "sine of x",
            lambda x: changed(x, ec=-np.sin(x)),
            "The edge from c to e: the sine is taken at x; the input of e is c.",
        ),
        Mistake(
            "values for derivatives",
            lambda x: changed(x, ca=x**2, cb=np.exp(x**2)),
            "The edges into c: these are the values a and b. In a sum each term has the "
            "derivative 1.",
        ),
        Mistake(
            "inner derivative in the sum",
            lambda x: changed(x, ca=1 + np.exp(x**2)),
            "The edge from a to c: only the a in c = a + b moves; that b came from a is another "
            "edge's business.",
        ),
        Mistake(
            "everything with respect to x",
            with_respect_to_x,
            "These are derivatives with respect to x; each edge needs only its own input.",
        ),
    ),
)
