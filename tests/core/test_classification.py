"""Two classes, against Python's own mathematics one number at a time, and by trying every line."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.core.classification import confusion, logit, sample_cross_entropies
from nnwidgets.course import datasets


@given(st.floats(-30, 30))
def test_the_logit_undoes_the_sigmoid(z: float) -> None:
    p = 1 / (1 + math.exp(-z))
    # next to 1 a step of the float p is a step of 1 / (p (1 − p)) steps in z
    assert float(logit(p)) == pytest.approx(z, abs=1e-15 / (p * (1 - p)) + 1e-12)


@pytest.mark.parametrize(("p", "z"), [(0.5, 0.0), (0.8, math.log(4)), (0.05, -math.log(19))])
def test_logits_of_round_probabilities(p: float, z: float) -> None:
    assert float(logit(p)) == pytest.approx(z, abs=1e-15)


@pytest.mark.parametrize("bad", [0.0, 1.0, -0.1, 1.1, [0.5, 1.0]])
def test_the_logits_of_0_and_1_are_refused(bad: object) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        logit(bad)  # type: ignore[arg-type]


@given(st.floats(-30, 30), st.sampled_from([0.0, 1.0]))
def test_a_sample_costs_the_logarithm_of_what_its_class_was_given(z: float, y: float) -> None:
    of_its_class = 1 / (1 + math.exp(-z if y else z))
    (cost,) = sample_cross_entropies([z], [y])
    assert cost == pytest.approx(-math.log(of_its_class), rel=1e-9, abs=1e-13)


def test_far_out_a_sample_costs_nothing_or_the_size_of_its_logit() -> None:
    z, y = [1000.0, -1000.0, 1000.0, -1000.0, 1e308], [1.0, 0.0, 0.0, 1.0, 0.0]
    assert sample_cross_entropies(z, y).tolist() == [0.0, 0.0, 1000.0, 1000.0, 1e308]


def test_shapes_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match=r"the logits' shape \(2,\), got \(3,\)"):
        sample_cross_entropies([0.0, 1.0], [0.0, 1.0, 1.0])
    with pytest.raises(ValueError, match=r"the targets' shape \(1,\), got \(2,\)"):
        confusion([1.0], [1.0, 0.0])


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=30))
def test_the_four_counts_are_those_of_a_tally(pairs: list[tuple[bool, bool]]) -> None:
    counts = confusion([float(y) for y, _ in pairs], [answer for _, answer in pairs])
    assert list(counts) == [
        pairs.count(pair) for pair in ((True, True), (True, False), (False, True), (False, False))
    ]
    assert counts.right == sum(y == answer for y, answer in pairs)


def errors_along(direction: float) -> list[tuple[int, int]]:
    """For every threshold across one direction: how many are missed, how many alarmed."""
    x, y = datasets.screening()
    height = x @ [math.cos(direction), math.sin(direction)]
    return [
        (int(((height < t) & (y == 1)).sum()), int(((height >= t) & (y == 0)).sum()))
        for t in height
    ]


def test_the_forty_patients_are_what_their_docstring_says() -> None:
    x, y = datasets.screening()
    assert x.shape == (40, 2)
    assert y.tolist() == [0] * 20 + [1] * 20
    assert len(np.unique(x, axis=0)) == 40
    found = [pair for degrees in range(360) for pair in errors_along(math.radians(degrees))]
    assert min(alarms for missed, alarms in found if missed == 0) == 2
    assert (0, 0) not in found


def test_every_corner_of_the_counts_is_reached() -> None:
    for y, answer in product((0.0, 1.0), repeat=2):
        assert sum(confusion([y], [answer])) == 1


def test_what_is_no_decision_is_refused() -> None:
    with pytest.raises(ValueError, match="expected targets from 0 to 1"):
        sample_cross_entropies([0.5], [-1.0])
    for targets, answers in (([1, 0], [0.9, 0.1]), ([2, 0], [1, 0]), ([-1, 1], [0, 1])):
        with pytest.raises(ValueError, match="expected targets and answers 0 and 1"):
            confusion(targets, answers)
    assert confusion([True, False], np.array([True, True])).false_positive == 1
