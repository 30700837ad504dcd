"""The exercises of notebook 02, against Python's own mathematics one number at a time."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from nnwidgets.course import datasets
from nnwidgets.exercises.classification import EXERCISES
from nnwidgets.exercises.classification.binary_cross_entropy import binary_cross_entropy
from nnwidgets.exercises.classification.no_missed_case import (
    ALARMS,
    EVERYBODY,
    MISSED,
    NOBODY,
    ROOM,
    SWAPPED,
)
from nnwidgets.exercises.classification.plus_minus import plus_minus
from nnwidgets.exercises.classification.predict_class import predict_class
from nnwidgets.exercises.classification.sigmoid import OVERFLOWS, SILENCED, sigmoid
from nnwidgets.exercises.classification.z_at_80 import z_at

CATALOGUE = {exercise.name: exercise for exercise in EXERCISES}
Z = np.array([-37.5, -3.0, -1.25, 0.0, 0.5, 2.75, 36.0])


def g(z: float) -> float:
    return 1 / (1 + math.exp(-z)) if z >= 0 else 1 - 1 / (1 + math.exp(z))


def test_the_references_are_the_formulas_one_number_at_a_time() -> None:
    np.testing.assert_allclose(sigmoid(Z), [g(z) for z in Z], rtol=1e-13, atol=1e-16)
    np.testing.assert_allclose(plus_minus(Z), [math.tanh(z) for z in Z], rtol=1e-13, atol=1e-16)
    for t in (0.25, 0.5, 0.9):
        assert predict_class(Z, t).tolist() == [int(g(z) >= t) for z in Z]
    y = [0, 1, 0, 1, 1, 0, 1]
    costs = [math.log1p(math.exp(-z if label else z)) for z, label in zip(Z, y, strict=True)]
    assert binary_cross_entropy(Z, np.array(y)) == pytest.approx(sum(costs) / 7, rel=1e-13)


def test_the_references_hold_where_floats_end() -> None:
    far = np.array([-1000.0, 1000.0])
    with np.errstate(all="raise", under="ignore"):
        assert sigmoid(far).tolist() == [0.0, 1.0]
        assert plus_minus(far).tolist() == [-1.0, 1.0]
        assert binary_cross_entropy(far, np.array([1.0, 1.0])) == 500.0


@pytest.mark.parametrize(("t", "z"), [(0.5, 0.0), (0.8, 1.39), (0.2, -1.39), (0.95, 2.94)])
def test_the_reference_threshold_is_where_the_sigmoid_crosses(t: float, z: float) -> None:
    assert z_at(t) == z
    assert g(z - 0.006) < t < g(z + 0.006)


def by_halves(z: Any) -> Any:  # noqa: ANN401
    """The sigmoid by cases, with a mask."""
    result = np.empty(z.shape)
    low = z < 0
    result[~low] = 1 / (1 + np.exp(-z[~low]))
    result[low] = np.exp(z[low]) / (1 + np.exp(z[low]))
    return result


RIGHT: list[tuple[str, object]] = [
    ("sigmoid", by_halves),
    ("sigmoid", lambda z: (np.tanh(z / 2) + 1) / 2),
    ("sigmoid", lambda z: 1 / (1 + np.exp(-np.clip(z, -500, 500)))),
    ("sigmoid", lambda z: np.array([g(float(v)) for v in z.ravel()]).reshape(z.shape)),
    ("plus_minus", lambda z: by_halves(2 * z) - by_halves(-2 * z)),
    ("plus_minus", np.vectorize(math.tanh)),
    ("z_at_80", 1.386),
    ("z_at_80", np.log(4)),
    ("z_at_80", 1.39),
    ("predict_class", lambda z, t: by_halves(z) >= t),
    ("predict_class", lambda z, t: np.where(z >= math.log(t / (1 - t)), 1.0, 0.0)),
    ("binary_cross_entropy", lambda z, y: np.logaddexp(0, np.where(y == 1, -z, z)).mean()),
    ("binary_cross_entropy", lambda z, y: np.mean(np.logaddexp(0, z) - y * z)),
]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("name", "answer"), RIGHT)
def test_right_answers_of_other_forms_get_all_points(name: str, answer: object, seed: int) -> None:
    own = (lambda *inputs: answer(*inputs)) if callable(answer) else answer  # noqa: PLW0108  # numpy's would be refused
    report = CATALOGUE[name].check(own, seed)
    assert (report.status, report.score) == ("correct", CATALOGUE[name].points), report


def branches(z: Any) -> Any:  # noqa: ANN401
    """Right values; but `np.where` computes both branches everywhere."""
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


@pytest.mark.parametrize("answer", [branches, lambda z: 1 / (1 + np.exp(-z))])
def test_an_overflow_on_the_way_to_right_values_costs_one_point(
    answer: Callable[..., object],
) -> None:
    report = CATALOGUE["sigmoid"].check(answer)
    assert (report.status, report.score) == ("not yet", 3.0)
    assert report.messages == (
        "ordinary z: right.",
        "whole numbers: right.",
        "z = ±1000: right.",
        f"nothing overflows: {OVERFLOWS}",
    )


def quietly(z: Any) -> Any:  # noqa: ANN401
    """The overflow of the plain formula, without its warning."""
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


def branches_quietly(z: Any) -> Any:  # noqa: ANN401
    with np.errstate(all="ignore"):
        return branches(z)


def set_quiet(z: Any) -> Any:  # noqa: ANN401
    np.seterr(all="ignore")
    return 1 / (1 + np.exp(-z))


@pytest.mark.parametrize("answer", [quietly, branches_quietly, set_quiet])
def test_an_overflow_that_is_silenced_is_still_there(answer: Callable[..., object]) -> None:
    before = np.geterr()
    for seed in range(3):
        report = CATALOGUE["sigmoid"].check(answer, seed)
        assert (report.status, report.score) == ("not yet", 3.0)
        assert report.messages[-1] == f"nothing overflows: {SILENCED}"
    assert np.geterr() == before


def stable_and_quiet(z: Any) -> Any:  # noqa: ANN401
    with np.errstate(all="ignore"):
        return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def tries_first(z: Any) -> Any:  # noqa: ANN401
    """An overflow that is made to raise, and dealt with."""
    try:
        with np.errstate(over="raise"):
            return 1 / (1 + np.exp(-z))
    except FloatingPointError:
        return by_halves(z)


def looked_at(z: Any) -> Any:  # noqa: ANN401
    """numpy silences an overflow of its own where it prints."""
    result = by_halves(z)
    str(np.array([5e-324, 1e300]))
    return result


@pytest.mark.parametrize("answer", [stable_and_quiet, tries_first, looked_at])
def test_what_does_not_overflow_may_be_silent(answer: Callable[..., object]) -> None:
    for seed in range(3):
        assert CATALOGUE["sigmoid"].check(answer, seed).status == "correct"


def test_e_to_the_z_alone_is_no_quotient() -> None:
    (message,) = CATALOGUE["sigmoid"].check(lambda z: np.exp(z)).messages  # noqa: PLW0108  # numpy's own would be refused
    assert message.startswith("This is e^z alone")
    said = "\n".join(CATALOGUE["sigmoid"].check(lambda z: 3 * np.exp(z)).messages)
    assert "∞" not in said
    assert "returned an infinite number when `z` has shape (5,)" in said


def nothing_returned(z: Any) -> None:  # noqa: ANN401
    by_halves(z)


CLUMSY: list[tuple[Callable[..., object], str]] = [
    (lambda z: [g(float(v)) for v in z.ravel()], "`sigmoid` returned a list: return an array"),
    (lambda z: by_halves(z).mean(), "returned a single number, expected an array of shape (6,)"),
    (lambda z: by_halves(z)[:1], "returned an array of shape (1,), expected (6,)"),
    (lambda z: by_halves(z.ravel()), "returned an array of shape (6,), expected (3, 2)"),
    (lambda z: 1 / (1 + math.exp(-z)), "a function of `math` takes one number"),
    (g, "cannot ask a whole array"),
    (nothing_returned, "returned None: is a `return` missing?"),
    (lambda z: np.round(by_halves(z)).astype(int), "These are 0 or 1, whole numbers"),
]


@pytest.mark.parametrize(("answer", "words"), CLUMSY)
def test_a_clumsy_sigmoid_is_met_with_the_hint_that_names_it(
    answer: Callable[..., object], words: str
) -> None:
    report = CATALOGUE["sigmoid"].check(answer)
    assert report.status == "not yet"
    assert words in "\n".join(report.messages)


@pytest.mark.parametrize(
    ("name", "answer", "score"),
    [
        ("sigmoid", lambda z: np.full(z.shape, 0.3), 0),
        ("sigmoid", lambda z: by_halves(z) if np.abs(z).max() < 100 else by_halves(z / 1e3), 2),
        ("plus_minus", lambda z: np.sin(z) + 0.0, 0),
        ("plus_minus", lambda z: np.tanh(z) if np.abs(z).max() < 100 else z, 1),
        ("predict_class", lambda z, _t: np.zeros(z.shape), 0),
        ("z_at_80", 1.3, 0),
        ("binary_cross_entropy", lambda _z, _y: 0.0, 0),
    ],
)
def test_other_wrong_answers_get_what_they_earn(name: str, answer: object, score: float) -> None:
    report = CATALOGUE[name].check(answer)
    assert (report.status, report.score) == ("not yet", score), report
    said = "\n".join(report.messages)
    assert not any(mistake.hint in said for mistake in CATALOGUE[name].mistakes)


def state(w: tuple[float, float], b: float, k: float, t: float) -> str:
    """The text of the explorer's state, put together here."""
    return f'ClassifierExplorer:1:{{"w":[{w[0]},{w[1]}],"b":{b},"scale":{k},"threshold":{t}}}'


def tally(w: tuple[float, float], b: float, k: float, t: float) -> tuple[int, int]:
    """Missed and alarmed patients, counted one by one."""
    missed = alarms = 0
    for (x1, x2), y in zip(*datasets.screening(), strict=True):
        answer = g(k * (w[0] * x1 + w[1] * x2 + b)) >= t
        missed += bool(y == 1 and not answer)
        alarms += bool(y == 0 and answer)
    return missed, alarms


@pytest.mark.parametrize(
    ("numbers", "counted", "score", "hint"),
    [
        (((1.0, -0.5), 0.0, 1.0, 0.3), (0, 2), 2.0, ""),
        (((0.5, -0.5), 0.4, 4.0, 0.5), (0, 4), 1.0, ROOM),
        (((1.0, -1.0), 0.0, 1.0, 0.2), (0, 5), 0.0, ROOM),
        (((1.0, 0.0), 0.0, 1.0, 0.2), (0, 13), 0.0, ALARMS),
        (((1.0, -1.0), 0.0, 1.0, 0.5), (3, 1), 0.0, MISSED),
        (((1.0, -1.0), 4.0, 1.0, 0.1), (0, 20), 0.0, EVERYBODY),
        (((0.0, 0.0), -2.0, 1.0, 0.5), (20, 0), 0.0, NOBODY),
        (((-1.0, 1.0), 0.0, 1.0, 0.5), (16, 19), 0.0, SWAPPED),
    ],
)
def test_patients_are_counted_one_by_one(
    numbers: tuple[tuple[float, float], float, float, float],
    counted: tuple[int, int],
    score: float,
    hint: str,
) -> None:
    assert tally(*numbers) == counted
    report = CATALOGUE["no_missed_case"].check(state(*numbers))
    assert report.score == score
    assert report.messages[0] == f"{counted[0]} of 20 ill missed, {counted[1]} of 20 well alarmed."
    assert report.messages[1:] == ((hint,) if hint else ())


def test_a_line_with_room_only_has_to_be_moved_and_the_other_has_to_be_turned() -> None:
    """What the two hints say, over all thresholds of the slider."""
    thresholds = [0.05 + 0.01 * i for i in range(91)]
    with_room = [tally((1.0, -1.0), 0.0, 1.0, t) for t in thresholds]
    to_be_turned = [tally((1.0, 0.0), 0.0, 1.0, t) for t in thresholds]
    assert min(alarms for missed, alarms in with_room if missed == 0) == 2
    assert min(alarms for missed, alarms in to_be_turned if missed == 0) > 4


@pytest.mark.parametrize("small", [1e-8, 1e-9, 1e-10, 1e-12, 1e-15])
@pytest.mark.parametrize("kept", ["added", "clipped"])
def test_a_logarithm_kept_from_infinity_is_named(small: float, kept: str) -> None:
    def logarithm(p: Any) -> Any:  # noqa: ANN401
        return np.log(p + small if kept == "added" else np.clip(p, small, 1 - small))

    def cost(z: Any, y: Any) -> Any:  # noqa: ANN401
        p = by_halves(z)
        return -np.mean(y * logarithm(p) + (1 - y) * logarithm(1 - p))

    report = CATALOGUE["binary_cross_entropy"].check(cost)
    assert report.score <= 1
    assert "a mistake at z = 1000 costs 1000" in report.messages[-1]


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        (lambda z, y: np.log(1 + np.exp(z)) - y * z, "the costs of the samples one by one"),
        (lambda z, y: sum(np.log(1 + np.exp(z)) - y * z), "The costs of the samples are added up"),
    ],
)
def test_who_has_left_g_is_not_told_to_leave_it(cost: Callable[..., object], words: str) -> None:
    said = "\n".join(CATALOGUE["binary_cross_entropy"].check(cost).messages)
    assert words in said
    assert "g(40)" not in said


def of_both_signs(z: Any, y: Any) -> Any:  # noqa: ANN401
    return -np.mean(y * np.log(by_halves(z)) + (1 - y) * np.log(by_halves(-z)))


def of_the_right_class(z: Any, y: Any) -> Any:  # noqa: ANN401
    return -np.mean(np.log(by_halves(np.where(y == 1, z, -z))))


@pytest.mark.parametrize("cost", [of_both_signs, of_the_right_class])
def test_logarithms_of_g_of_minus_z_are_named(cost: Callable[..., object]) -> None:
    report = CATALOGUE["binary_cross_entropy"].check(cost)
    assert report.score == 2
    assert "g(−1000) rounds to 0" in report.messages[-1]
    assert "g(40) rounds to 1" not in report.messages[-1]
    assert "is the right formula" not in report.messages[-1]


def test_who_is_in_z_is_not_told_to_leave_g() -> None:
    said = CATALOGUE["binary_cross_entropy"].check(
        lambda z, y: np.mean(np.log2(1 + np.exp(z)) - y * z)
    )
    assert said.score == 0
    assert not any(m.hint in str(said) for m in CATALOGUE["binary_cross_entropy"].mistakes)
    assert "returned an infinite number" in str(said)


def test_a_nan_everywhere_names_no_mistake() -> None:
    said = str(CATALOGUE["binary_cross_entropy"].check(lambda z, _y: np.sqrt(-1.0) * z.mean()))
    assert "returned nan" in said
    assert not any(m.hint in said for m in CATALOGUE["binary_cross_entropy"].mistakes)


@pytest.mark.parametrize(
    "answer",
    [
        lambda z, _t: (z > 0).astype(int),
        lambda z, _t: (by_halves(z) > 0.5) * 1,
        lambda z, _t: np.round(by_halves(z)),
    ],
)
def test_a_threshold_that_is_not_used_is_told(answer: Callable[..., object]) -> None:
    for seed in range(3):
        (message,) = CATALOGUE["predict_class"].check(answer, seed).messages
        assert message.startswith("The threshold is not used, and at g(z) = ½ exactly")


@pytest.mark.parametrize(
    "answer",
    [
        lambda z, t: z >= t,
        lambda z, t: by_halves(z) >= g(t),
    ],
)
def test_a_threshold_that_is_taken_for_a_z_is_told(answer: Callable[..., object]) -> None:
    for seed in range(3):
        said = "\n".join(CATALOGUE["predict_class"].check(answer, seed).messages)
        assert "z and the threshold are compared as if both were of one kind" in said
        assert "missing" not in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('ClassifierExplorer:1:{"w":[1],"b":0,"scale":1,"threshold":0.5}', "holds no `w`"),
        ('ClassifierExplorer:1:{"w":[1,2],"scale":1,"threshold":0.5}', "holds no `b`"),
        ('ClassifierExplorer:1:{"w":["a","b"],"b":0,"scale":1,"threshold":0.5}', "holds no `w`"),
        (
            'ClassifierExplorer:1:{"w":[1,2],"b":0,"scale":[1],"threshold":0.5}',
            "holds no `scale`: copy the state again",
        ),
    ],
)
def test_a_state_without_its_numbers_is_told(text: str, words: str) -> None:
    report = CATALOGUE["no_missed_case"].check(text)
    assert (report.status, report.score) == ("not yet", 0.0)
    assert words in report.messages[0]


def test_enormous_weights_raise_nothing() -> None:
    report = CATALOGUE["no_missed_case"].check(state((1e308, -1e308), 1e308, 10.0, 0.5))
    assert report.status == "not yet"


@pytest.mark.parametrize("name", CATALOGUE)
def test_an_untouched_answer_is_not_attempted(name: str) -> None:
    def stub(*_: object) -> object:
        raise NotImplementedError

    answers: list[object] = [...]
    if name not in {"z_at_80", "no_missed_case"}:
        answers.append(stub)
    for answer in answers:
        assert CATALOGUE[name].check(answer).status == "not attempted"
