"""An exercise, and the three steps from an answer to its report.

Draw cases from a generator; put them to the answer, which gives one `StudentResult` per case; judge
cases and results, which gives a `CheckReport`. Only plain data passes between the steps, so the
second one can run in another process.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from nnwidgets.exercises.checking.answers import read_answer
from nnwidgets.exercises.checking.report import CheckReport, Status
from nnwidgets.exercises.checking.solution import solution_of
from nnwidgets.exercises.checking.student import StudentResult, call_student, quiet
from nnwidgets.exercises.checking.trial import Trial, try_by_reference
from nnwidgets.exercises.checking.verdict import judge_by_reference
from nnwidgets.exercises.checking.words import called, sentence

if TYPE_CHECKING:
    from nnwidgets.core.checks import Array


@dataclass(frozen=True, slots=True)
class Case:
    """One question to an answer.

    Attributes:
        group: cases of one group earn their points together.
        inputs: plain data: the arguments of a call, or the numbers in a question.
    """

    group: str = ""
    inputs: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Mistake:
    """A typical wrong answer.

    Attributes:
        name: what went wrong, in a few words.
        wrong: what someone who makes it hands in: a function of a case's inputs, or a value.
        hint: the sentence for it, which names the mistake and never the expected value.
    """

    name: str
    wrong: object
    hint: str


Draw: TypeAlias = Callable[[np.random.Generator], Sequence[Case]]
Collect: TypeAlias = Callable[[object, Sequence[Case], str], list[StudentResult]]
Judge: TypeAlias = Callable[["Exercise", Sequence[Case], Sequence[StudentResult]], CheckReport]
TryCase: TypeAlias = Callable[..., Trial]
"""From the exercise, a function and a case's inputs to a `Trial`."""


def call_on_cases(answer: object, cases: Sequence[Case], name: str) -> list[StudentResult]:
    """What a function answers to each case; one that is not written yet is called only once."""
    if from_a_library(answer):
        words = "comes from a library: write a function of your own"
        problem = sentence(called(None, name), words)
        return [StudentResult(None, problem, failure="unusable")] * len(cases)
    first = call_student(answer, *cases[0].inputs, name=name)
    if not first.attempted:
        return [first] * len(cases)
    return [first, *(call_student(answer, *case.inputs, name=name) for case in cases[1:])]


def read_value(parse: Callable[[object], Array]) -> Collect:
    """Collect an answer that is a value: the same for every case."""

    def collect(answer: object, cases: Sequence[Case], _name: str) -> list[StudentResult]:
        return [read_answer(answer, parse)] * len(cases)

    return collect


def read_in_turn(parse: Callable[[object], Array]) -> Collect:
    """Collect an answer that has one number for each case."""

    def collect(answer: object, cases: Sequence[Case], _name: str) -> list[StudentResult]:
        result = read_answer(answer, parse)
        if result.value is None:
            return [result] * len(cases)
        return [StudentResult(np.array(number)) for number in result.value]

    return collect


def from_a_library(answer: object) -> bool:
    """Is a function, method or callable object defined in this package or in numpy?

    >>> from_a_library(np.exp), from_a_library(len)
    (True, False)
    """
    if not callable(answer):
        return False
    # where partial, methods, wraps and vectorize keep the function inside
    for wrapping in ("func", "__func__", "__wrapped__", "pyfunc"):
        inner = getattr(answer, wrapping, None)
        if callable(inner) and inner is not answer:
            return from_a_library(inner)
    modules = getattr(answer, "__module__", None), type(answer).__module__
    return any(str(module).split(".")[0] in {"nnwidgets", "numpy"} for module in modules)


@dataclass(frozen=True, kw_only=True, slots=True)
class Exercise:
    """One exercise of a notebook: the source of its check, score, hints and solution.

    Attributes:
        name: of the exercise, and of the student's function or variable.
        title: the heading of its report.
        points: for a right answer.
        reference: the right answer as a function of a case's inputs.
        cases: draws the cases from a generator.
        mistakes: typical wrong answers; no two may give the same results in all cases.
        advice: a sentence for wrong answers that no mistake explains.
        collect: puts the cases to an answer, and returns one result per case.
        judge: turns cases and results into a report.
        solution_text: a cell that solves it, unless the reference's source does.
        in_package: how the package itself does the same, as "nw.quadratic_cost(outputs, targets)":
            a line below the solution.
        answered_by: the functions and classes of core and course that do what the exercise asks
            for. The sandbox empties them while the exercise is graded.
        trial: how an explorer puts one case to a function.
    """

    name: str
    title: str
    points: float
    reference: Callable[..., object]
    cases: Draw
    mistakes: Sequence[Mistake] = ()
    advice: str = ""
    collect: Collect = call_on_cases
    judge: Judge = judge_by_reference
    solution_text: str = ""
    in_package: str = ""
    answered_by: tuple[str, ...] = ()
    trial: TryCase = try_by_reference

    @quiet()
    def draw(self, seed: int = 0) -> Sequence[Case]:
        """The hidden cases of a seed."""
        return self.cases(np.random.default_rng(seed))

    def check(self, answer: object, seed: int = 0) -> CheckReport:
        """The report on an answer. Only KeyboardInterrupt is ever raised.

        Args:
            answer: the student's function, value or text, or anything else.
            seed: of the hidden cases.
        """
        return self.examine(answer, seed)[0]

    def examine(self, answer: object, seed: int = 0) -> tuple[CheckReport, list[StudentResult]]:
        """The report on an answer, and the results it is based on."""
        try:
            cases = self.draw(seed)
            results = self.put(answer, cases)
            return self.report_on(cases, results), results
        except Exception as error:  # noqa: BLE001  # a fault of the exercise is not the student's
            problem = f"The check itself failed with {type(error).__name__}: tell your teacher."
            return self.report("not yet", 0.0, [problem]), []

    @quiet()
    def put(self, answer: object, cases: Sequence[Case]) -> list[StudentResult]:
        """The results of an answer, one for each case. Only KeyboardInterrupt is raised."""
        try:
            return self.collect(answer, cases, self.name)
        except KeyboardInterrupt:  # the stop button
            raise
        except BaseException:  # noqa: BLE001  # an object may raise anything when it is looked at
            problem = "The answer cannot be read: it fails when it is looked at."
            return [StudentResult(None, problem, failure="unusable")] * len(cases)

    @quiet()
    def report_on(self, cases: Sequence[Case], results: Sequence[StudentResult]) -> CheckReport:
        """The report on the results of an answer, one for each case."""
        return self.judge(self, cases, results)

    @quiet()
    def try_case(self, function: object, *inputs: object) -> Trial:
        """What a function answers to one case, and what is wrong with it, for an explorer."""
        return self.trial(self, function, *inputs)

    def mistake(self, name: str) -> Mistake:
        """The typical mistake of that name.

        Raises:
            KeyError: there is none.
        """
        return {mistake.name: mistake for mistake in self.mistakes}[name]

    def report(self, status: Status, score: float, messages: Sequence[str] = ()) -> CheckReport:
        """A report with this exercise's title and points."""
        return CheckReport(self.title, status, score, self.points, tuple(messages))

    @property
    def solution(self) -> str:
        """A cell that earns all points, as text."""
        text = self.solution_text or solution_of(self.reference)
        return f"{text}\n# in the package: {self.in_package}" if self.in_package else text
