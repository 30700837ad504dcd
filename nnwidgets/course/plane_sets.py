"""The two-class data sets of the maps, moved and scaled to lie around their middle.

`datasets` makes each set around a place and in a size of its own. `PLANE_SETS` says once how it is
brought onto the map, and what the menus call it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from nnwidgets.course import datasets
from nnwidgets.course.datasets import Dataset, Split

EXTENT = (-3.0, 3.0, -3.0, 3.0)
"""The map: x₁ from, x₁ to, x₂ from, x₂ to."""


class PlaneSet(NamedTuple):
    """A made-up set and its place on the map: a sample x goes to size · (x − middle)."""

    label: str
    middle: tuple[float, float]
    size: float
    noise: dict[str, float]
    """Keyword of the generator for training samples, which are noisier; {} for its default."""


PLANE_SETS = {
    "blobs": PlaneSet("two clouds", (0.0, 0.0), 1.2, {}),
    "moons": PlaneSet("two moons", (0.5, 0.25), 1.5, {"noise": 0.2}),
    "circles": PlaneSet("two circles", (0.0, 0.0), 2.3, {"noise": 0.1}),
    "spirals": PlaneSet("two spirals", (0.0, 0.0), 2.6, {}),
    "xor": PlaneSet("xor", (0.5, 0.5), 2.6, {"noise": 0.15}),
}
PATIENTS = "patients"
"""`datasets.screening`, which fits the map as it is."""

N_POINTS = 40
N_SAMPLES = 100


def menu(*names: str) -> dict[str, str]:
    """The options of a menu of these sets, from label to name."""
    labels = {PATIENTS: "40 patients"} | {name: found.label for name, found in PLANE_SETS.items()}
    return {labels[name]: name for name in names}


def placed(name: str, n_samples: int, seed: int, **noise: float) -> Dataset:
    """A set of the table as it lies on the map, its coordinates rounded to two decimals."""
    _, middle, size, _ = PLANE_SETS[name]
    rng = np.random.default_rng(seed)
    x, y = getattr(datasets, name)(n_samples, rng=rng, **noise)
    return Dataset(np.round(size * (x - np.array(middle)), 2), y)


@cache
def two_class_set(name: str) -> Dataset:
    """Forty points, for one straight line to separate as well as it can."""
    return datasets.screening() if name == PATIENTS else placed(name, N_POINTS, seed=1)


@cache
def folded_set(name: str) -> Dataset:
    """Forty points that no straight line separates."""
    return placed(name, N_POINTS, seed=2)


@cache
def plane_samples(name: str) -> Split:
    """A hundred samples to learn from and a hundred held out."""
    noise = PLANE_SETS[name].noise
    return Split(*(placed(name, N_SAMPLES, seed, **noise) for seed in (0, 1)))
