"""The data sets of the maps, against the generators they come from."""

import numpy as np
import pytest

from nnwidgets.course import datasets, plane_sets
from nnwidgets.course.datasets import Dataset

ALL = list(plane_sets.PLANE_SETS)


@pytest.mark.parametrize("name", ALL)
def test_a_set_is_moved_and_scaled_as_the_table_says(name: str) -> None:
    x, y = getattr(datasets, name)(40, rng=np.random.default_rng(3))
    found = plane_sets.placed(name, 40, seed=3)
    _, middle, size, _ = plane_sets.PLANE_SETS[name]
    np.testing.assert_allclose(found.inputs / size + middle, x, atol=0.006 / size)
    assert np.array_equal(found.targets, y)


@pytest.mark.parametrize("name", ALL)
def test_a_set_lies_around_the_middle_of_the_map(name: str) -> None:
    inputs = plane_sets.placed(name, 400, seed=0).inputs
    ends = np.array([inputs.min(axis=0), inputs.max(axis=0)])
    assert np.abs(ends.mean(axis=0)).max() < 0.5
    assert np.abs(ends).max() < 1.25 * plane_sets.EXTENT[1]
    assert (ends[1] - ends[0]).max() > 3.0


def corner(data: Dataset) -> np.ndarray:
    """xor by itself: class 1 where the signs of both coordinates differ."""
    return np.asarray((data.inputs[:, 0] > 0) != (data.inputs[:, 1] > 0))


def test_xor_has_a_class_in_opposite_corners() -> None:
    train, test = plane_sets.plane_samples("xor")
    for data in (train, test, plane_sets.folded_set("xor"), plane_sets.two_class_set("xor")):
        assert np.mean(corner(data) == (data.targets == 1)) > 0.95


def test_the_patients_are_those_of_the_screening() -> None:
    found, wanted = plane_sets.two_class_set("patients"), datasets.screening()
    assert np.array_equal(found.inputs, wanted.inputs)
    assert plane_sets.menu("patients", "xor") == {"40 patients": "patients", "xor": "xor"}
