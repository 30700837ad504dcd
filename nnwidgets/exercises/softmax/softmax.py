"""Exercise: a softmax that neither overflows nor mixes up the rows of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.core import sigmoid
from nnwidgets.exercises.checking.afterword import with_afterwords
from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake
from nnwidgets.exercises.softmax.softmax_diagnosis import try_softmax

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


def softmax(z: Array) -> Array:
    """pᵢ = e^(zᵢ − max z) / Σₗ e^(zₗ − max z), for each row of z."""
    exponentials = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return exponentials / np.sum(exponentials, axis=-1, keepdims=True)  # type: ignore[no-any-return]


def shares(weights: Array) -> Array:
    """Each row divided by its sum."""
    return weights / weights.sum(axis=-1, keepdims=True)  # type: ignore[no-any-return]


def by_column(z: Array) -> Array:
    """The mistake of adding up along the first axis."""
    exponentials = np.exp(z - z.max(axis=0))
    return exponentials / exponentials.sum(axis=0)  # type: ignore[no-any-return]


def without_keepdims(z: Array) -> Array:
    """The mistake of dropping the axis that is summed over."""
    exponentials = np.exp(z - z.max(axis=-1))
    return exponentials / exponentials.sum(axis=-1)  # type: ignore[no-any-return]


def winner(z: Array) -> Array:
    """1 at the largest logit of each row, 0 elsewhere."""
    return np.eye(z.shape[-1])[z.argmax(axis=-1)]  # type: ignore[no-any-return]


def filled(z: Array) -> Array:
    """The mistake of filling an array of the input's kind, which may be whole numbers."""
    result = np.zeros_like(z)
    result[...] = softmax(z)
    return result


def softmax_cases(rng: np.random.Generator) -> list[Case]:
    """Square batches and rows far apart are among them: there every mix-up of axes shows."""
    one, large, batch = "one sample", "large logits", "a batch"
    apart = rng.uniform(-2, 2, (2, 4)) + np.array([[0.0], [2000.0]])
    return [
        Case(one, (rng.uniform(-2, 2, 3),)),
        Case(one, (rng.uniform(-1, 1, 5),)),
        Case(one, (rng.integers(-2, 3, 4),)),
        Case(large, (np.array([1000.0, 1001.0, 1002.0]),)),
        Case(large, (rng.uniform(-1, 1, 4) - 1000.0,)),
        Case(large, (np.array([0.0, 1000.0]) + rng.uniform(-1, 1, 2),)),
        Case(large, (np.array([0.0, 0.0, 3000.0]) + rng.uniform(-1, 1, 3),)),
        Case(batch, (rng.uniform(-2, 2, (4, 3)),)),
        Case(batch, (rng.uniform(-2, 2, (3, 3)),)),
        Case(batch, (apart,)),
    ]


SOFTMAX = Exercise(
    name="softmax",
    title="A stable softmax",
    points=3,
    reference=softmax,
    cases=softmax_cases,
    collect=with_afterwords(
        {
            "an AxisError": lambda _problem, _case: (
                "A single sample has no `axis=1`; `axis=-1` is the last axis, however many there "
                "are."
            )
        }
    ),
    advice="Do one by hand: what are exp(z) and their sum for z = [0, 0], and what is softmax?",
    in_package="nw.softmax(z)",
    answered_by=("softmax",),
    trial=try_softmax,
    mistakes=(
        Mistake(
            "naive",
            lambda z: shares(np.exp(z)),
            "exp overflows, or all of it rounds to 0, and what is left is ∞/∞ or 0/0: "
            "subtract the same number from every logit first, such as the largest.",
        ),
        Mistake(
            "the lecture's lines",
            lambda z: np.exp(z) / np.sum(np.exp(z)),
            "These are the lecture's lines, which serve one sample with small logits: exp "
            "overflows at 710, and in a batch one sum is taken over all rows.",
        ),
        Mistake(
            "one sum",
            lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(),
            "One sum is taken over the whole batch; every row is a sample and has its own: "
            "`axis=-1, keepdims=True`.",
        ),
        Mistake(
            "one maximum",
            lambda z: shares(np.exp(z - z.max())),
            "The largest logit of the whole batch is subtracted from every row; a row far below it "
            "becomes 0/0. Each row has a maximum of its own.",
        ),
        Mistake(
            "by column",
            by_column,
            "The sums run down the columns: `axis=0` adds up samples, `axis=-1` adds up classes.",
        ),
        Mistake(
            "keepdims missing",
            without_keepdims,
            "The sum of each row has lost its axis, so numpy lays the sums along the columns: "
            "`keepdims=True` keeps it.",
        ),
        Mistake(
            "minimum subtracted",
            lambda z: shares(np.exp(z - z.min(axis=-1, keepdims=True))),
            "The smallest logit is subtracted, and the largest exponent can still overflow.",
        ),
        Mistake(
            "mean subtracted",
            lambda z: shares(np.exp(z - z.mean(axis=-1, keepdims=True))),
            "The mean is subtracted, and a logit far above it can still overflow.",
        ),
        Mistake(
            "above the line only",
            lambda z: (
                np.exp(z - z.max(axis=-1, keepdims=True)) / np.exp(z).sum(axis=-1, keepdims=True)
            ),
            "The largest logit is subtracted above the line and not below it: only when both "
            "exponents change alike does the quotient stay.",
        ),
        Mistake(
            "below the line only",
            lambda z: np.exp(z) / np.exp(z - z.max(axis=-1, keepdims=True)).sum(-1, keepdims=True),
            "The largest logit is subtracted below the line and not above it: only when both "
            "exponents change alike does the quotient stay.",
        ),
        Mistake(
            "clipped",
            lambda z: shares(np.exp(np.clip(z, -500, 500))),
            "The logits are clipped: nothing overflows, but 1000, 1001 and 1002 become equal.",
        ),
        Mistake(
            "divided by the maximum",
            lambda z: shares(np.exp(z / np.abs(z).max(axis=-1, keepdims=True))),
            "The logits are divided by the largest one, which changes the result: softmax is "
            "indifferent to what is subtracted from all logits, not to what divides them.",
        ),
        Mistake(
            "no exp",
            shares,
            "There is no exp: the logits themselves are divided by their sum.",
        ),
        Mistake(
            "not normalised",
            lambda z: np.exp(z - z.max(axis=-1, keepdims=True)),
            "These are the exponentials; they are still to be divided by their sum.",
        ),
        Mistake(
            "exp alone",
            lambda z: np.exp(z),  # noqa: PLW0108  # a function of numpy's would be refused
            "This is e^z alone: it is still to be divided by its sum over the row. And for large "
            "logits e^z is beyond the largest float.",
        ),
        Mistake(
            "divided by the largest",
            lambda z: np.exp(z) / np.exp(z).max(axis=-1, keepdims=True),
            "The exponentials are divided by the largest of them, and not by their sum.",
        ),
        Mistake(
            "logarithms",
            lambda z: np.log(softmax(z - 0.0) + 1e-300),
            "These are logarithms of the probabilities.",
        ),
        Mistake(
            "sigmoids",
            sigmoid,
            "Each logit goes through a sigmoid by itself; in softmax they share one sum.",
        ),
        Mistake(
            "winner takes all",
            winner,
            "This is 1 at the largest logit and 0 elsewhere; softmax leaves something for all.",
        ),
        Mistake(
            "cut to whole numbers",
            lambda z: softmax(z).astype(int),
            "The probabilities are cut to whole numbers: is there an `int` or a `//` in it?",
        ),
        Mistake(
            "rounded",
            lambda z: np.round(softmax(z)),
            "The probabilities are rounded to whole numbers: leave them as they are.",
        ),
        Mistake(
            "filled an array of integers",
            filled,
            "For whole logits the result is whole too: `np.zeros_like(z)` of integers cuts off "
            "what is put into it.",
        ),
        Mistake(
            "powers of 2",
            lambda z: shares(2.0 ** (z - z.max(axis=-1, keepdims=True))),
            "These are powers of 2; softmax takes powers of e.",
        ),
        Mistake(
            "sign in the exponent",
            lambda z: softmax(-z),
            "The largest logit gets the smallest probability: look at the sign in the exponent.",
        ),
    ),
)
