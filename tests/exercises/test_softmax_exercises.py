"""The exercises of notebook 03, against Python's own mathematics one number at a time."""

import json
import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from nnwidgets.core import Network
from nnwidgets.course import datasets
from nnwidgets.course.digits.recipe import DigitRecipe, held_out_accuracy
from nnwidgets.exercises.checking.exercise import Exercise
from nnwidgets.exercises.checking.student import call_student
from nnwidgets.exercises.softmax import EXERCISES, PREDICTIONS
from nnwidgets.exercises.softmax.cross_entropy import cross_entropy
from nnwidgets.exercises.softmax.cross_entropy_gradient import cross_entropy_gradient
from nnwidgets.exercises.softmax.digit_network import TOO_LARGE
from nnwidgets.exercises.softmax.reach_probabilities import EQUAL
from nnwidgets.exercises.softmax.softmax import softmax
from nnwidgets.exercises.softmax.softmax_diagnosis import diagnose_softmax

CATALOGUE = {exercise.name: exercise for exercise in EXERCISES}
RNG = np.random.default_rng(4)


def by_hand(z: Sequence[float]) -> list[float]:
    """Softmax of one row of moderate logits."""
    powers = [math.exp(v) for v in z]
    return [power / math.fsum(powers) for power in powers]


def test_the_reference_softmax_is_the_formula() -> None:
    # the numbers computed elsewhere: numbers.json, softmax
    found = softmax(np.array([2.5, -1.0, 3.2, 0.5]))
    wanted = [0.31453609296517854, 0.009498166999427514, 0.6333979088058139, 0.04256783122957999]
    np.testing.assert_allclose(found, wanted, rtol=1e-14)
    batch = RNG.uniform(-3, 3, (4, 5))
    for z, row in zip(batch, softmax(batch), strict=True):
        np.testing.assert_allclose(row, by_hand(z.tolist()), rtol=1e-13)


@pytest.mark.parametrize("shift", [-1000.0, 0.0, 1000.0])
def test_the_reference_softmax_is_the_same_for_shifted_logits(shift: float) -> None:
    # the number computed elsewhere: numbers.json, softmax, z1000_1001_1002
    wanted = [0.09003057317038046, 0.24472847105479764, 0.6652409557748218]
    with np.errstate(all="raise", under="ignore"):
        found = softmax(np.array([0.0, 1.0, 2.0]) + shift)
    np.testing.assert_allclose(found, wanted, rtol=1e-14)


def test_the_reference_cross_entropy_is_minus_the_logarithm() -> None:
    # the number computed elsewhere: numbers.json, softmax, CE_true_index3
    one = cross_entropy(np.array([[1.0, 2.0, 3.0, 4.0]]), np.eye(4)[[3]])
    assert one == pytest.approx(0.4401896985611953, rel=1e-14)
    logits, classes = RNG.uniform(-3, 3, (5, 3)), [0, 2, 1, 1, 0]
    costs = [-math.log(by_hand(z)[t]) for z, t in zip(logits.tolist(), classes, strict=True)]
    found = cross_entropy(logits, np.eye(3)[classes])
    assert found == pytest.approx(math.fsum(costs) / 5, rel=1e-13)


def test_the_reference_gradient_is_that_of_central_differences() -> None:
    logits, targets, h = RNG.uniform(-3, 3, (3, 4)), np.eye(4)[[1, 0, 3]], 1e-5
    found = cross_entropy_gradient(logits, targets)
    for place in np.ndindex(logits.shape):
        step = np.zeros_like(logits)
        step[place] = h
        rise = cross_entropy(logits + step, targets) - cross_entropy(logits - step, targets)
        assert found[place] == pytest.approx(rise / (2 * h), abs=1e-9)


def loop(z: Any) -> Any:  # noqa: ANN401
    """Softmax row by row, with another number subtracted."""
    if z.ndim == 2:
        return np.array([loop(row) for row in z])
    powers = np.exp(z - z.max() - 1.0)
    return powers / powers.sum()


def through_logarithms(z: Any) -> Any:  # noqa: ANN401
    """exp(z − log Σ exp z), the sum by numpy's own logaddexp."""
    return np.exp(z - np.logaddexp.reduce(z, axis=-1, keepdims=True))


def by_class_numbers(logits: Any, targets: Any) -> Any:  # noqa: ANN401
    right = logits[np.arange(len(logits)), targets.argmax(axis=1)]
    return np.mean(np.logaddexp.reduce(logits, axis=1) - right)


RIGHT: list[tuple[str, object]] = [
    ("softmax", loop),
    ("softmax", through_logarithms),
    ("softmax", lambda z: loop(z.astype(np.float64)).astype(np.float32)),
    ("shifted_logits", [1.5, 0.5, 0]),
    ("shifted_logits", (1.5, 0.5, 0.0)),
    ("cross_entropy", by_class_numbers),
    ("cross_entropy_gradient", lambda z, y: (through_logarithms(z) - y) / z.shape[0]),
]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("name", "answer"), RIGHT)
def test_right_answers_of_other_forms_get_all_points(name: str, answer: object, seed: int) -> None:
    report = CATALOGUE[name].check(answer, seed)
    assert (report.status, report.score) == ("correct", CATALOGUE[name].points), report


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda z: loop(z).tolist(), "returned a list"),
        (lambda _z: 1.0, "returned a single number"),
        (lambda z: loop(z)[..., :2], "shape"),
        (lambda z: loop(z)[None], "an axis of length 1 is too many"),
        (lambda z: loop(z).astype(int), "cut to whole numbers"),
        (lambda z: np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True), "∞/∞"),
        (lambda z: print(loop(z)), "is a `return` missing?"),  # noqa: T201
    ],
)
def test_what_is_no_array_of_probabilities_is_named(
    answer: Callable[..., object], words: str
) -> None:
    report = CATALOGUE["softmax"].check(answer)
    assert report.status == "not yet"
    assert words in "\n".join(report.messages)


@pytest.mark.parametrize("seed", range(3))
def test_exponentials_alone_have_nothing_subtracted(seed: int) -> None:
    (message,) = CATALOGUE["softmax"].check(lambda z: np.exp(z), seed).messages  # noqa: PLW0108  # numpy's own would be refused
    assert message.startswith("This is e^z alone")
    said = str(CATALOGUE["softmax"].check(lambda z: np.exp(z) / z.shape[-1], seed))
    assert "subtracted" not in said
    assert "returned an infinite number" in said


def test_the_lectures_lines_earn_the_points_of_one_sample_only() -> None:
    report = CATALOGUE["softmax"].check(lambda z: np.exp(z) / np.sum(np.exp(z)))
    assert report.score == 1.0


@pytest.mark.parametrize("small", [1e-8, 1e-9, 1e-10, 1e-12, 1e-15])
def test_a_logarithm_kept_from_infinity_is_named(small: float) -> None:
    def cost(z: Any, y: Any) -> Any:  # noqa: ANN401
        return -np.sum(y * np.log(loop(z) + small)) / len(z)

    report = CATALOGUE["cross_entropy"].check(cost)
    assert report.score <= 1
    assert "hides the logarithm of 0" in report.messages[-1]


@pytest.mark.parametrize("answer", [[1.5, 0.5], [[1.5, 0.5, 0.0]], 0.5])
def test_other_than_three_logits_are_told_as_an_answer(answer: object) -> None:
    (message,) = CATALOGUE["shifted_logits"].check(answer).messages
    assert message == "The answer does not hold three numbers: write `np.array([…, …, …])`."


def test_no_hint_tells_the_logits() -> None:
    for mistake in CATALOGUE["shifted_logits"].mistakes:
        assert "1.5" not in mistake.hint


# the diagnosis that the explorer shows


def say(answer: Callable[..., object], z: Sequence[float]) -> str:
    logits = np.array(z, dtype=np.float64)
    return diagnose_softmax(
        CATALOGUE["softmax"],
        logits,
        call_student(answer, logits, shape=logits.shape, name="softmax"),
    )


MODERATE, LARGE = (2.0, 1.0, 0.5), (1000.0, 1001.0, 1002.0)
DIAGNOSES = [
    (loop, MODERATE, ""),
    (loop, LARGE, ""),
    (lambda z: np.exp(z) / np.exp(z).sum(), MODERATE, ""),
    (lambda z: np.exp(z) / np.exp(z).sum(), LARGE, "exp overflows"),
    (lambda z: np.exp(z), MODERATE, "This is e^z alone"),  # noqa: PLW0108
    (lambda z: np.exp(z), LARGE, "At these logits e^z is beyond the largest float"),  # noqa: PLW0108
    (lambda z: z / 0, MODERATE, "returned an infinite number"),
    (lambda z: 1 / (1 + np.exp(-z)), MODERATE, "a sigmoid by itself"),
    (lambda z: z / z.sum(), MODERATE, "There is no exp"),
    (lambda z: loop(z).round(), MODERATE, "1 at the largest logit and 0 elsewhere"),
    (lambda z: loop(z).astype(int), MODERATE, "cut to whole numbers"),
    (lambda z: loop(z) * 2, MODERATE, "The outputs add up to 2, and not to 1."),
    (lambda z: -loop(z), MODERATE, "Some outputs are negative"),
    (lambda z: loop(z)[::-1], MODERATE, "add up to 1 but are not the softmax"),
    (lambda z: loop(z).tolist(), MODERATE, "returned a list"),
    (lambda _z: 0.5, MODERATE, "a single number"),
    (lambda z: z + undefined, MODERATE, "there is no `undefined`"),  # type: ignore[name-defined]  # noqa: F821
]


@pytest.mark.parametrize(("answer", "z", "words"), DIAGNOSES)
def test_a_softmax_is_diagnosed_on_one_row(
    answer: Callable[..., object], z: Sequence[float], words: str
) -> None:
    said = say(answer, z)
    assert words in said
    assert bool(said) == bool(words)


def test_no_mistake_is_named_by_an_overflow_alone() -> None:
    """What is subtracted, and where, shows in numbers only."""
    for answer in (lambda z: np.exp(z), lambda z: np.exp(z) / z.sum()):  # noqa: PLW0108
        assert "subtracted" not in say(answer, LARGE)
    assert "float" not in say(lambda z: z / 0, MODERATE)


# the two goals of explorers


def reach_state(z: Sequence[float], **changes: object) -> str:
    values = {"z": [*z, 0.0, 0.0], "k": 3} | changes
    return f"SoftmaxExplorer:1:{json.dumps(values)}"


def logits_of(p: Sequence[float], shift: float) -> list[float]:
    return [math.log(v) + shift for v in p]


@pytest.mark.parametrize(
    ("p", "score"),
    [
        ((0.7, 0.2, 0.1), 2),
        ((0.709, 0.195, 0.096), 2),
        ((0.712, 0.192, 0.096), 1),
        ((0.66, 0.24, 0.1), 1),
        ((0.64, 0.26, 0.1), 0),
    ],
)
@pytest.mark.parametrize("shift", [-1.0, 2.5])
def test_logits_are_judged_by_their_probabilities(
    p: tuple[float, ...], score: float, shift: float
) -> None:
    report = CATALOGUE["reach_probabilities"].check(reach_state(logits_of(p, shift)))
    assert report.score == score


def test_temperature_and_shift_count_as_they_do_in_the_explorer() -> None:
    z = [2 * v for v in logits_of((0.7, 0.2, 0.1), 0.5)]
    assert CATALOGUE["reach_probabilities"].check(reach_state(z, T=2.0, c=-300.0)).score == 2
    assert CATALOGUE["reach_probabilities"].check(reach_state(z)).score == 0


def test_the_farthest_probability_is_named_first() -> None:
    (message,) = CATALOGUE["reach_probabilities"].check(reach_state([2.0, 1.0, 0.5])).messages
    shown = ", ".join(f"{v:.3f}" for v in by_hand([2.0, 1.0, 0.5]))
    assert message == f"The probabilities are ({shown}): raise p₁ first."
    assert CATALOGUE["reach_probabilities"].check(reach_state([3.0] * 3)).messages == (EQUAL,)


@pytest.mark.parametrize(
    "values",
    [{}, {"z": 3, "k": 3}, {"z": [], "k": 3}, {"z": [1, 2, 3], "k": 9}, {"z": ["a"], "k": 1}]
    + [{"z": [1, 2, 3], "k": 3, "T": t} for t in (0, -1, "cold")],
)
def test_a_state_without_logits_is_told_so(values: dict[str, object]) -> None:
    report = CATALOGUE["reach_probabilities"].check(f"SoftmaxExplorer:1:{json.dumps(values)}")
    assert report.messages == ("The answer holds no logits `z`: copy the state again.",)


SETTINGS: dict[str, object] = {"n_units": 32, "activation": "relu", "learning_rate": 0.3}
SETTINGS |= {"n_steps": 1000, "seed": 0}


def digit_state(**changes: object) -> str:
    return f"DigitExplorer:1:{json.dumps(SETTINGS | changes)}"


@pytest.mark.parametrize("seed", range(5))
def test_the_recipe_of_the_solution_reads_95_per_cent_from_five_seeds(seed: int) -> None:
    assert held_out_accuracy(DigitRecipe(32, "relu", 0.3, 1000, seed)) >= 0.95


def test_the_start_of_the_explorer_does_not() -> None:
    assert held_out_accuracy(DigitRecipe()) < 0.9


def test_the_accuracy_is_counted_image_by_image() -> None:
    recipe = DigitRecipe(8, "tanh", 0.1, 200, 3)
    *_, last = recipe.reports(200)
    test = datasets.digits().test
    hidden, out = last.network.layers
    assert isinstance(last.network, Network)
    n_right = 0
    for x, digit in zip(test.inputs, test.targets, strict=True):
        z = out.weights @ np.tanh(hidden.weights @ x + hidden.biases) + out.biases
        n_right += int(np.argmax(z)) == digit
    assert held_out_accuracy(recipe) == float(Fraction(n_right, 360))


@pytest.mark.parametrize(
    ("changes", "score"),
    [({}, 2), ({"n_units": 8, "learning_rate": 0.1, "n_steps": 500}, 1), ({"n_units": 1}, 0)],
)
def test_a_network_is_judged_by_its_accuracy(changes: dict[str, object], score: float) -> None:
    report = CATALOGUE["digit_network"].check(digit_state(**changes))
    assert report.score == score
    assert report.messages[0][:2] == "0."


@pytest.mark.parametrize(
    ("changes", "diverges"),
    [
        ({"learning_rate": 2.0}, True),
        ({"learning_rate": 2.0, "n_steps": 3000, "n_units": 64}, True),
        ({"learning_rate": 1.0, "n_steps": 100, "n_units": 16, "activation": "sigmoid"}, False),
        ({"learning_rate": 0.05, "n_steps": 100}, False),
    ],
)
def test_too_large_steps_are_told_from_too_few(changes: dict[str, Any], diverges: bool) -> None:  # noqa: FBT001
    """A run that fails costs more than the constant answer, log 10, or is far from any good."""
    settings: dict[str, Any] = SETTINGS | changes
    recipe = DigitRecipe(**settings)
    *_, last = recipe.reports(recipe.n_steps)
    assert (last.cost > math.log(10)) is diverges
    said = "\n".join(CATALOGUE["digit_network"].check(digit_state(**changes)).messages)
    assert (TOO_LARGE in said) is diverges


@pytest.mark.parametrize(
    "changes",
    [
        *({"n_units": 65}, {"n_units": 0}, {"activation": "step"}, {"learning_rate": 0.0}),
        *({"learning_rate": 6.0}, {"n_steps": 10**9}, {"seed": -1}, {"n_units": "many"}),
    ],
)
def test_settings_beyond_the_sliders_are_not_trained(changes: dict[str, object]) -> None:
    report = CATALOGUE["digit_network"].check(digit_state(**changes))
    assert (report.status, report.score) == ("not yet", 0.0)
    assert "copy the state again" in report.messages[0]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_an_untouched_answer_is_not_attempted(exercise: Exercise) -> None:
    assert exercise.check(...).status == "not attempted"


# what the predictions claim


def test_raising_one_logit_lowers_every_other_output_by_one_factor() -> None:
    prediction = next(p for p in PREDICTIONS if p.name == "raise_one_logit")
    assert prediction.options[prediction.answer] == "p₁ rises, and all others fall."
    for z in RNG.uniform(-3, 3, (20, 4)).tolist():
        before, after = by_hand(z), by_hand([z[0] + 1, *z[1:]])
        assert after[0] > before[0]
        factors = [b / a for a, b in zip(before[1:], after[1:], strict=True)]
        assert factors == pytest.approx([factors[0]] * 3)
        assert factors[0] < 1


def test_two_outputs_come_as_near_to_a_half_as_one_likes_and_not_above() -> None:
    prediction = next(p for p in PREDICTIONS if p.name == "two_above_half")
    assert prediction.options[prediction.answer] == "No, whatever the logits are."
    largest = [sorted(by_hand([t, t, 0.0]))[1] for t in (1.0, 5.0, 20.0)]
    assert largest == sorted(largest)
    assert 0.499 < largest[-1] < 0.5
