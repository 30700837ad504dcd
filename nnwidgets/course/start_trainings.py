"""Twenty trainings side by side from random starts, and a network that was built."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnwidgets.core.starts import Starts, descend_starts, random_starts
from nnwidgets.course.constructions import UNIT, constructed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nnwidgets.core.approximation import Units

Floats = NDArray[np.float64]

N_STARTS = 20
N_STEPS = 10_000
CHUNK = 100
"""Steps between two pictures."""
SAMPLES: Floats = np.linspace(*UNIT, 100)
GRID: Floats = np.linspace(*UNIT, 501)
STEEPNESS = 8.0
"""Times N: so steep are the sigmoids of the constructed staircase."""


class Target(NamedTuple):
    """A function on [0, 1] with values from 0 to 1, about."""

    menu: str
    function: Callable[[Floats], Floats]


TARGETS = {
    "wave": Target("½ + 0.4 sin 4πx", lambda x: 0.5 + 0.4 * np.sin(4.0 * np.pi * x)),
    "nielsen": Target(
        "Nielsen's, with ripples",
        lambda x: 0.2 + 0.4 * x**2 + 0.3 * x * np.sin(15.0 * x) + 0.05 * np.cos(50.0 * x),
    ),
    "corner": Target("|2x − 1|", lambda x: np.abs(2.0 * x - 1.0)),
}


def constructed_units(target: str, units: str, n: int) -> Units:
    """N units that nobody trained: a broken line of relus, or a staircase of steep sigmoids."""
    return constructed(TARGETS[target].function, units, n, STEEPNESS * n)


class Record(NamedTuple):
    """All starts after some steps, and their largest errors, shape (S,)."""

    starts: Starts
    errors: Floats


class Training:
    """The training of all starts, computed as far as it has been looked at.

    Args:
        target: a key of TARGETS.
        units: "relu" or "sigmoid".
        n_units: N.
        learning_rate: η.
        seed: of the starts.
    """

    def __init__(
        self, target: str, units: str, n_units: int, learning_rate: float, seed: int
    ) -> None:
        f = TARGETS[target].function
        self.units, self.target = units, f(GRID)
        starts = random_starts(N_STARTS, n_units, units, rng=np.random.default_rng(seed))
        self._more: Iterator[Starts] = descend_starts(
            starts,
            SAMPLES,
            f(SAMPLES),
            activation=units,
            learning_rate=learning_rate,
            record_every=CHUNK,
        )
        self.records: list[Record] = []

    def at(self, step: int) -> list[Record]:
        """The records up to a step."""
        while len(self.records) <= step // CHUNK:
            starts = next(self._more)
            off = np.abs(starts.outputs(GRID, self.units) - self.target).max(axis=1)
            self.records.append(Record(starts, np.where(np.isfinite(off), off, np.inf)))
        return self.records[: step // CHUNK + 1]


@lru_cache(maxsize=6)
def training(target: str, units: str, n_units: int, learning_rate: float, seed: int) -> Training:
    """The training from a seed; kept, so that looking at another start costs nothing."""
    return Training(target, units, n_units, learning_rate, seed)


def idle(units: Units) -> int:
    """How many relus are 0 on all of [0, 1]: no sample gives them a gradient any more."""
    return int(((units.biases <= 0.0) & (units.weights + units.biases <= 0.0)).sum())
