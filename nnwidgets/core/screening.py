"""Forty made-up patients: two classes that overlap, for which a missed case costs most."""

from __future__ import annotations

import numpy as np

from nnwidgets.core.datasets import Dataset

WELL = (
    *((0.4, 0.3), (-0.9, 1.1), (-1.3, 0.5), (-0.7, 0.7), (-1.1, 0.9)),
    *((-0.7, 1.1), (-1.8, 0.2), (-0.2, 0.1), (-2.1, 0.8), (-1.0, -0.3)),
    *((-0.6, 2.5), (-2.3, -0.2), (-0.6, 1.5), (-0.7, 1.8), (-1.4, -0.6)),
    *((-1.6, 0.6), (-0.9, 0.2), (-1.5, 1.2), (-0.4, 1.3), (-2.2, 0.4)),
)
ILL = (
    *((-0.5, -0.9), (-1.2, -0.9), (-0.2, -0.8), (1.3, 0.4), (0.5, -0.4)),
    *((1.6, -1.1), (0.9, -0.5), (0.0, -0.4), (-0.6, -0.6), (0.6, -0.1)),
    *((-0.1, -1.8), (0.0, -0.9), (-0.8, -1.1), (1.1, -0.4), (1.2, 1.3)),
    *((-0.5, -1.9), (0.2, -0.6), (0.5, 0.9), (0.3, -0.4), (-0.6, -0.8)),
)


def screening() -> Dataset:
    """Two measurements of forty patients, and who of them is ill.

    Made up: two normal distributions around (−1.1, 0.7) and (0.2, −0.45), drawn once, rounded to
    one decimal and written down here, so that every machine has the same ones. No straight line
    parts them: the best one that misses no ill patient alarms two that are well.

    Returns:
        inputs (40, 2), targets (40,): 0 for the first twenty, who are well, 1 for the ill.
    """
    return Dataset(np.array(WELL + ILL), np.repeat([0.0, 1.0], 20))
