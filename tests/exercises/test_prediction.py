"""Predictions: their form, and the truth of what those of notebook 01 claim."""

import numpy as np
import pytest

from nnwidgets.core import Network, quadratic_cost
from nnwidgets.course import datasets
from nnwidgets.course.examples import trained_network
from nnwidgets.exercises import Prediction, all_predictions

GRID = np.stack(np.meshgrid(np.linspace(0, 1, 101), np.linspace(0, 1, 101)), axis=-1).reshape(-1, 2)
TRAINED = trained_network()
LAST = TRAINED.layers[2]
POINTS, TARGETS = datasets.ten_points()


def side(network: Network) -> np.ndarray:
    """On which side of the boundary F₁ = F₂ each point of the grid lies."""
    outputs = network(GRID)
    return outputs[:, 0] > outputs[:, 1]


def cost(network: Network) -> float:
    return float(quadratic_cost(network(POINTS), TARGETS))


def example() -> Prediction:
    return Prediction("p", "Which?", ("One.", "Two."), 1, ("One is odd.", "Two is even."))


def test_why_says_what_was_said_what_it_is_and_why() -> None:
    assert example().why(0) == "You said: One. It is: Two. One is odd."
    assert example().why(1) == "You said: Two. So it is. Two is even."


@pytest.mark.parametrize("choice", [-1, 2])
def test_a_choice_that_is_none_is_refused(choice: int) -> None:
    with pytest.raises(ValueError, match=f"expected a choice from 0 to 1, got {choice}"):
        example().why(choice)


def test_a_prediction_that_is_incomplete_is_refused() -> None:
    with pytest.raises(ValueError, match="expected 2 explanations, one for each option, got 1"):
        Prediction("p", "Which?", ("One.", "Two."), 1, ("One is odd.",))
    with pytest.raises(ValueError, match="expected an answer from 0 to 1, got 2"):
        Prediction("p", "Which?", ("One.", "Two."), 2, ("One is odd.", "Two is even."))


def test_every_prediction_is_complete() -> None:
    assert list(all_predictions())[:2] == ["double_last_layer", "shift_last_biases"]
    for name, prediction in all_predictions().items():
        assert name == prediction.name
        assert prediction.question.endswith("?")
        assert len(set(prediction.options)) == len(prediction.options) >= 2
        assert len(set(prediction.explanations)) == len(prediction.options)
        for text in (*prediction.options, *prediction.explanations):
            assert text.endswith(".")


def test_doubling_the_last_weights_moves_the_boundary() -> None:
    assert LAST.biases[0] != LAST.biases[1]
    doubled = TRAINED.with_layer(3, weights=2 * LAST.weights)
    assert np.any(side(doubled) != side(TRAINED))


def test_unless_the_biases_are_equal_or_doubled_too() -> None:
    equal = TRAINED.with_layer(3, biases=[0.7, 0.7])
    np.testing.assert_array_equal(side(equal.with_layer(3, weights=2 * LAST.weights)), side(equal))
    both = TRAINED.with_layer(3, weights=2 * LAST.weights, biases=2 * LAST.biases)
    np.testing.assert_array_equal(side(both), side(TRAINED))


def test_the_cost_falls_for_the_trained_network_and_can_rise_for_others() -> None:
    assert cost(TRAINED.with_layer(3, weights=2 * LAST.weights)) < cost(TRAINED)
    swapped = TRAINED.with_layer(3, weights=-LAST.weights, biases=-LAST.biases)
    doubled = swapped.with_layer(3, weights=-2 * LAST.weights)
    assert cost(doubled) > cost(swapped)


def test_shifting_both_biases_keeps_the_boundary_and_costs_about_a_half() -> None:
    shifted = TRAINED.with_layer(3, biases=LAST.biases + 10)
    np.testing.assert_array_equal(side(shifted), side(TRAINED))
    assert shifted(POINTS).min() > 0.9
    assert cost(shifted) == pytest.approx(0.5, abs=0.05)
