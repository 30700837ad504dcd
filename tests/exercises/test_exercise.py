"""The way of an answer through an exercise, on one made up here: the mean of a vector."""

import json
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, NoReturn

import numpy as np
import pytest

from nnwidgets.core import Layer, Network
from nnwidgets.exercises import Case, Exercise, Mistake, StudentResult
from nnwidgets.exercises.checking.answers import choice
from nnwidgets.exercises.checking.exercise import read_value


def mean(x: np.ndarray) -> float:
    """A docstring that no solution shows."""
    total = np.sum(x)
    return float(total / len(x))


def draws(rng: np.random.Generator) -> list[Case]:
    return [
        Case("small", (rng.uniform(1, 2, 3),)),
        Case("small", (rng.uniform(1, 2, 5),)),
        Case("large", (rng.uniform(1e200, 2e200, 4),)),
    ]


def overwrites(x: np.ndarray) -> float:
    x /= len(x)
    return float(x.sum())


def overflows(x: np.ndarray) -> float:
    return float(np.sqrt((x**2).sum() * np.mean(x) ** 2 / (x**2).sum()))


MEAN = Exercise(
    name="average",
    title="The mean",
    points=3,
    reference=mean,
    cases=draws,
    advice="What is the mean of 1 and 2?",
    in_package="nw.mean",
    mistakes=(
        Mistake("sum", lambda x: x.sum(), "This is the sum."),
        Mistake("median", lambda x: np.sort(x)[len(x) // 2], "This is the median."),
        Mistake("three", lambda x: x.sum() / 3, "Three is written out."),
        Mistake("overwrites", overwrites, "It divides in place."),
        Mistake("overflows", overflows, "It overflows for large numbers."),
        Mistake("first three", lambda x: x[[0, 1, 3]].mean(), "One entry is left out."),
    ),
)


def messages(answer: object) -> tuple[str, ...]:
    return MEAN.check(answer).messages


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("answer", [lambda x: x.mean(), lambda x: np.float32(x.mean() / 1)])
def test_a_right_answer_gets_all_points(answer: Callable[..., object], seed: int) -> None:
    report = MEAN.check(lambda x: answer(x) if x[0] < 3 else x.mean(), seed)
    assert (report.status, report.score, report.points, report.messages) == ("correct", 3, 3, ())


def test_a_mistake_everywhere_gets_its_hint_once() -> None:
    report = MEAN.check(lambda x: x.sum())
    assert (report.status, report.score) == ("not yet", 0.0)
    assert report.messages == ("This is the sum.",)


def test_each_group_earns_its_part_of_the_points() -> None:
    report = MEAN.check(lambda x: x.mean() if x[0] < 3 else x.sum())
    assert (report.status, report.score) == ("not yet", 1.5)
    assert report.messages == ("small: right.", "large: This is the sum.")


def test_a_group_with_one_wrong_case_earns_nothing() -> None:
    report = MEAN.check(lambda x: x.mean() if len(x) == 4 else x.sum() / 3)
    assert report.score == 1.5
    assert report.messages == ("small: Three is written out.", "large: right.")


def test_a_mistake_that_also_fails_is_found_where_it_has_a_value() -> None:
    # x[[0, 1, 3]] fails on three numbers, as does whatever the student wrote instead
    assert messages(lambda x: (x[0] + x[1] + x[3]) / 3) == ("One entry is left out.",)


def test_a_failure_alone_is_no_mistake_of_the_table() -> None:
    (small, large) = messages(lambda x: x.mean() if len(x) > 4 else x[9])
    assert small.startswith("small: Your line ")
    assert large.startswith("large: Your line ")
    assert "IndexError" in large


def test_a_mistake_that_shows_as_nan_is_found() -> None:
    assert messages(overflows) == ("small: right.", "large: It overflows for large numbers.")


def infinite(x: np.ndarray) -> float:
    return float((x**2).sum() / len(x))


def not_a_number(x: np.ndarray) -> float:
    return float((x**2).sum() / (x**2).sum() * x.max())


def test_an_overflow_alone_is_no_mistake_of_the_table() -> None:
    """The mistake that overflows is right for small numbers, these are not."""
    for answer, returned in ((infinite, "an infinite number"), (not_a_number, "nan")):
        small, large, _advice = messages(answer)
        assert small == "small: That is not right."
        assert large.startswith(f"large: `average` returned {returned}")


def test_infinity_and_nan_are_not_the_same_failure() -> None:
    right_when_small = "small: right."
    first, large = messages(lambda x: x.mean() if x[0] < 3 else np.inf)
    assert (first, "It overflows" in large) == (right_when_small, False)
    first, large = messages(lambda x: x.mean() if x[0] < 3 else np.nan)
    assert (first, "It overflows" in large) == (right_when_small, True)


def test_a_mistake_that_overflows_in_an_only_group_is_found_beside_its_numbers() -> None:
    exercise = Exercise(
        name="average",
        title="The mean",
        points=1,
        reference=mean,
        cases=lambda rng: [Case(inputs=case.inputs) for case in draws(rng)],
        mistakes=(Mistake("squares", infinite, "The entries are squared."),),
    )
    assert exercise.check(lambda x: np.mean(x**2)).messages == ("The entries are squared.",)
    said = exercise.check(lambda x: np.full((), np.inf) + x[0]).messages
    assert said[0].startswith("`average` returned an infinite number")


def test_one_number_in_brackets_is_told_where_a_number_is_asked_for() -> None:
    end = "return the number itself, without brackets or a comma after it."
    assert messages(lambda x: [x.mean()]) == (f"`average` returned a list: {end}",)
    assert messages(lambda x: (x.mean(),)) == (f"`average` returned a tuple: {end}",)
    (message,) = messages(lambda x: [x.mean(), x.mean()])
    assert "without brackets" not in message


def test_a_mistake_that_changes_its_input_is_found() -> None:
    assert messages(overwrites) == ("It divides in place.",)


def test_what_no_mistake_explains_gets_the_advice() -> None:
    assert messages(lambda x: x.mean() + 1) == (
        "small: That is not right.",
        "large: right.",
        "What is the mean of 1 and 2?",
    )
    assert messages(lambda x: -x.mean()) == (
        "That is not right.",
        "What is the mean of 1 and 2?",
    )


def test_a_wrong_shape_is_told() -> None:
    assert messages(lambda x: x) == (
        "small: `average` returned an array of shape (3,), expected a single number.",
        "large: `average` returned an array of shape (4,), expected a single number.",
    )


def test_a_stub_is_not_attempted_and_called_once() -> None:
    calls = []

    def stub(x: np.ndarray) -> NoReturn:
        calls.append(x)
        raise NotImplementedError

    report = MEAN.check(stub)
    assert (report.status, report.score) == ("not attempted", 0.0)
    assert len(calls) == 1
    assert MEAN.check(...).status == "not attempted"


def test_a_function_that_is_half_written_is_an_attempt() -> None:
    def half(x: np.ndarray) -> float:
        if x[0] > 3:
            raise NotImplementedError
        return float(x.mean())

    report = MEAN.check(half)
    assert (report.status, report.score) == ("not yet", 1.5)
    assert "not written yet" in report.messages[1]


class Callable_:  # noqa: N801
    def __call__(self, x: np.ndarray) -> float:
        return float(x.mean())


@pytest.mark.parametrize(
    "answer",
    [
        *(np.mean, np.add, np.vectorize(np.exp), partial(np.mean, axis=0), lru_cache(np.mean)),
        *(Layer, Layer([[1.0]], [0.0]), Layer([[1.0]], [0.0]).replace, Network.random, MEAN.check),
    ],
)
def test_a_function_of_a_library_gets_a_sentence_and_no_points(answer: object) -> None:
    report = MEAN.check(answer)
    assert (report.status, report.score) == ("not yet", 0.0)
    assert report.messages == ("`average` comes from a library: write a function of your own.",)


@pytest.mark.parametrize("answer", [Callable_(), Callable_().__call__, partial(lambda x: x.mean())])
def test_a_callable_of_the_students_is_welcome(answer: object) -> None:
    assert MEAN.check(answer).status == "correct"


def test_a_vectorised_function_of_the_students_is_called() -> None:
    assert "comes from a library" not in str(MEAN.check(np.vectorize(lambda x: 2 * x)))


class Hostile:
    def __getattribute__(self, name: str) -> NoReturn:
        raise SystemExit(name)


class Circular:
    def __init__(self) -> None:
        self.func = self
        self.__wrapped__ = lambda: self

    def __call__(self, _x: object) -> object:
        return self


@pytest.mark.parametrize("make", [Hostile, Circular, lambda: Hostile])
def test_nothing_that_is_handed_in_raises(make: Callable[[], object]) -> None:
    report = MEAN.check(make())
    assert (report.status, report.score) == ("not yet", 0.0)
    assert report.messages


def test_the_stop_button_comes_through() -> None:
    def stopped(_x: object) -> NoReturn:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        MEAN.check(stopped)


def test_a_broken_exercise_says_that_the_student_is_not_to_blame() -> None:
    def broken(_rng: np.random.Generator) -> NoReturn:
        raise ZeroDivisionError

    exercise = Exercise(name="a", title="A", points=1, reference=mean, cases=broken)
    assert exercise.check(mean).messages == (
        "The check itself failed with ZeroDivisionError: tell your teacher.",
    )
    assert MEAN.check(lambda x: x.mean(), seed=-1).messages[0].startswith("The check itself failed")


def test_the_cases_follow_from_the_seed() -> None:
    first, again, other = (str(MEAN.draw(seed)[0].inputs) for seed in (1, 1, 2))
    assert first == again != other


def test_the_three_steps_pass_plain_data() -> None:
    """As grading does it: inputs and results as JSON through another process."""
    cases = MEAN.draw(5)
    sent = json.dumps([case.inputs[0].tolist() for case in cases])  # type: ignore[attr-defined]
    answers: list[Any] = [sum(x) / len(x) for x in json.loads(sent)]
    back = [StudentResult(np.array(answer)) for answer in json.loads(json.dumps(answers))]
    assert MEAN.judge(MEAN, cases, back).status == "correct"
    back[2] = StudentResult(None, "Too slow.", failure="raised")
    report = MEAN.judge(MEAN, cases, back)
    assert (report.score, report.messages) == (1.5, ("small: right.", "large: Too slow."))


def test_the_solution_is_the_source_as_a_student_would_write_it() -> None:
    assert MEAN.solution == (
        "def mean(x):\n"
        "    total = np.sum(x)\n"
        "    return float(total / len(x))\n"
        "# in the package: nw.mean"
    )


def test_a_choice_is_judged_like_a_number() -> None:
    options = ["rises", "falls", "neither"]
    exercise = Exercise(
        name="trend",
        title="The trend",
        points=1,
        reference=lambda: 1,
        cases=lambda _rng: [Case()],
        collect=read_value(choice(options)),
        mistakes=(Mistake("sign", "rises", "Look at the sign."),),
        advice="Draw it.",
        solution_text='trend = "falls"',
    )
    assert exercise.check("falls").status == "correct"
    assert exercise.check("rises").messages == ("Look at the sign.",)
    assert exercise.check("neither").messages == ("That is not right.", "Draw it.")
    assert exercise.check(...).status == "not attempted"
    assert exercise.check("both").messages[0].startswith("The answer is not one of the choices")
