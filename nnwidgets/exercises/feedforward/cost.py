"""Exercise: the cost of the lecture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


def cost(outputs: Array, targets: Array) -> float:
    """(1/N) Σ ½ ‖yᵢ − F(xᵢ)‖², with a row for each of the N samples."""
    squared_norms = np.sum((targets - outputs) ** 2, axis=1)
    return float(np.mean(squared_norms / 2))


def squares(outputs: Array, targets: Array) -> Array:
    """(y − F)², entry by entry."""
    return np.square(targets - outputs)


def norms(outputs: Array, targets: Array) -> Array:
    """‖y − F‖ for each sample."""
    length: Array = np.linalg.norm(targets - outputs, axis=1)
    return length


def some_inputs(rng: np.random.Generator, n_samples: int, n_out: int) -> tuple[Array, Array]:
    """Outputs as a sigmoid gives them, targets of 0 and 1."""
    shape = n_samples, n_out
    return rng.uniform(0.05, 0.95, shape), rng.integers(0, 2, shape).astype(np.float64)


def cost_cases(rng: np.random.Generator) -> list[Case]:
    """The lecture's ten samples of two outputs, where some mistakes hide, and others."""
    lecture, others = "ten samples of two outputs", "other numbers of samples and outputs"
    return [
        Case(lecture, some_inputs(rng, 10, 2)),
        Case(lecture, some_inputs(rng, 10, 2)),
        Case(others, some_inputs(rng, 7, 3)),
        Case(others, some_inputs(rng, 1, 4)),
        Case(others, some_inputs(rng, 12, 1)),
    ]


COST = Exercise(
    name="cost",
    title="The cost",
    points=2,
    reference=cost,
    cases=cost_cases,
    advice="Do one sample by hand: for F = (½, ½) and y = (1, 0), what is ½ ‖y − F‖²?",
    in_package="nw.quadratic_cost(outputs, targets)",
    answered_by=("quadratic_cost",),
    mistakes=(
        Mistake(
            "no half",
            lambda F, y: squares(F, y).sum(axis=1).mean(),
            "The factor ½ in front of the squared norm is missing.",
        ),
        Mistake(
            "no mean",
            lambda F, y: squares(F, y).sum() / 2,
            "The samples are added up; the cost is their mean, hence the 1/N.",
        ),
        Mistake(
            "netbp's scaling",
            lambda F, y: squares(F, y).sum(),
            "This is the sum of squares of the program netbp.m, 20 times the cost of ten samples: "
            "both ½ and 1/N are missing.",
        ),
        Mistake(
            "half squared",
            lambda F, y: squares(F, y).sum(axis=1).mean() / 4,
            "The ½ is squared too: it stands in front of the squared norm, outside the square.",
        ),
        Mistake(
            "mean of all entries",
            lambda F, y: squares(F, y).mean(),
            "This is the mean over all entries, which equals the cost for two outputs only, where "
            "1/2 stands in for ½: the mean is over samples, and a norm adds up its entries.",
        ),
        Mistake(
            "half the mean of all entries",
            lambda F, y: squares(F, y).mean() / 2,
            "The mean is taken over all entries; it is over samples, and a norm adds up its "
            "entries.",
        ),
        Mistake(
            "ten written out",
            lambda F, y: squares(F, y).sum() / 20,
            "The number of samples is fixed at ten: divide by as many rows as there are.",
        ),
        Mistake(
            "norm not squared",
            lambda F, y: norms(F, y).mean() / 2,
            "The norm is not squared: `np.linalg.norm` takes a square root, the cost has none.",
        ),
        Mistake(
            "root at the end",
            lambda F, y: np.sqrt(squares(F, y).sum(axis=1).mean() / 2),
            "A square root is taken at the end; the cost has none.",
        ),
        Mistake(
            "absolute differences",
            lambda F, y: np.abs(y - F).sum(axis=1).mean() / 2,
            "These are absolute differences; the norm squares each one.",
        ),
        Mistake(
            "square of the sum",
            lambda F, y: np.square((y - F).sum(axis=1)).mean() / 2,
            "The differences are added up before squaring, so that they can cancel: square first.",
        ),
        Mistake(
            "one cost a sample",
            lambda F, y: squares(F, y).sum(axis=1) / 2,
            "This is one number for each sample; the mean over them is still to be taken.",
        ),
        Mistake(
            "one cost an output",
            lambda F, y: squares(F, y).mean(axis=0) / 2,
            "The sum runs down the columns, over samples, and leaves one number for each output: "
            "`axis=1` runs along a row.",
        ),
    ),
)
