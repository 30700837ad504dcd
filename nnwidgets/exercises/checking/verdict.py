"""Turn the results of an answer into points and hints, by the reference and the planted mistakes.

Results are plain data: none of the student's code runs here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nnwidgets.exercises.checking.returned import shape_complaint, without_brackets
from nnwidgets.exercises.checking.student import StudentResult, call_student
from nnwidgets.exercises.checking.words import called, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.core.checks import Array
    from nnwidgets.exercises.checking.exercise import Case, Exercise, Mistake
    from nnwidgets.exercises.checking.report import CheckReport

RELATIVE, ABSOLUTE = 1e-6, 1e-9
"""Tolerances of a right value: coarse enough for float32, fine enough to tell mistakes apart."""

RIGHT, WRONG = "right.", "That is not right."
NO_NUMBERS = frozenset({"nan", "infinite", "overflowed"})
"""Failures with many causes, which alone do not tell one mistake from another."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One result, and the value that the reference gives.

    Attributes:
        group: of the case.
        result: the student's.
        expected: the reference's value.
    """

    group: str
    result: StudentResult
    expected: Array

    @property
    def right(self) -> bool:
        """Is the result the expected value?"""
        return self.result.value is not None and close(self.result.value, self.expected)


@dataclass(frozen=True, slots=True)
class Planted:
    """The results of a planted mistake, case by case with the student's.

    Attributes:
        hint: the mistake's.
        pairs: for each case the student's verdict and the mistake's result.
    """

    hint: str
    pairs: Sequence[tuple[Verdict, StudentResult]]

    @property
    def agreements(self) -> int:
        """The number of cases in which the mistake gives the student's result."""
        return sum(alike(verdict.result, result) for verdict, result in self.pairs)

    def fits(self, group: str | None = None) -> bool:
        """Does the mistake give the student's results in all cases of a group, and a wrong one?

        If both overflow or give nan, the numbers of another group have to agree as well.

        Args:
            group: of cases; None for all of them.
        """
        pairs = self.pairs_of(group)
        if not all(alike(v.result, result) for v, result in pairs):
            return False
        if not any(telling(v, result) for v, result in pairs):
            return False
        vague = any(result.failure in NO_NUMBERS for _, result in pairs)
        return not vague or self.has_numbers_outside(group)

    def has_numbers_outside(self, group: str | None) -> bool:
        """Does the mistake give the student's results in another group, numbers among them?"""
        groups = {verdict.group for verdict, _ in self.pairs}
        others = groups - {group} or groups
        return any(
            all(alike(v.result, result) for v, result in self.pairs_of(other))
            and any(result.value is not None for _, result in self.pairs_of(other))
            for other in others
        )

    def pairs_of(self, group: str | None) -> list[tuple[Verdict, StudentResult]]:
        """The pairs of one group, or all of them."""
        return [(v, result) for v, result in self.pairs if group in {None, v.group}]


def judge_by_reference(
    exercise: Exercise, cases: Sequence[Case], results: Sequence[StudentResult]
) -> CheckReport:
    """Points for every group in which all cases are right, a hint for every other.

    Args:
        exercise: with its reference and mistakes.
        cases: that were put to the answer.
        results: one for each case.
    """
    if not any(result.attempted for result in results):
        return exercise.report("not attempted", 0.0, [results[0].problem])
    verdicts = [
        Verdict(case.group, result, np.asarray(exercise.reference(*case.inputs), dtype=np.float64))
        for case, result in zip(cases, results, strict=True)
    ]
    groups = list(dict.fromkeys(case.group for case in cases))
    wrong = {verdict.group for verdict in verdicts if not verdict.right}
    if not wrong:
        return exercise.report("correct", exercise.points)
    score = exercise.points * (len(groups) - len(wrong)) / len(groups)
    return exercise.report("not yet", score, sentences(exercise, cases, verdicts))


def sentences(exercise: Exercise, cases: Sequence[Case], verdicts: Sequence[Verdict]) -> list[str]:
    """One sentence for each group; a single one if it is the same for all."""
    planted = [
        Planted(
            mistake.hint,
            list(zip(verdicts, planted_results(exercise, mistake, cases), strict=True)),
        )
        for mistake in exercise.mistakes
    ]
    found = {
        group: about_group(exercise, group, verdicts, planted)
        for group in dict.fromkeys(verdict.group for verdict in verdicts)
    }
    texts = list(dict.fromkeys(found.values()))
    lines = texts if len(texts) == 1 else [f"{group}: {text}" for group, text in found.items()]
    return [*lines, exercise.advice] if WRONG in texts and exercise.advice else lines


def about_group(
    exercise: Exercise, group: str, verdicts: Sequence[Verdict], planted: Sequence[Planted]
) -> str:
    """The sentence on one group: right, a mistake's hint, a problem, or just wrong."""
    wrong = [verdict for verdict in verdicts if verdict.group == group and not verdict.right]
    if not wrong:
        return RIGHT
    fitting = [one for one in planted if one.fits() or one.fits(group)]
    if fitting:
        return max(fitting, key=lambda one: one.agreements).hint
    return next(filter(None, (trouble(exercise, verdict) for verdict in wrong)), WRONG)


def planted_results(
    exercise: Exercise, mistake: Mistake, cases: Sequence[Case]
) -> list[StudentResult]:
    """The results of a mistake, one for each case."""
    if callable(mistake.wrong):
        return [call_student(mistake.wrong, *case.inputs) for case in cases]
    return exercise.collect(mistake.wrong, cases, exercise.name)


def trouble(exercise: Exercise, verdict: Verdict) -> str:
    """The problem of one result or of its shape; "" if only the values are wrong."""
    if verdict.result.failure == "in brackets" and verdict.expected.shape == ():
        return sentence(without_brackets(verdict.result.problem))
    if verdict.result.value is None:
        return verdict.result.problem
    complaint = shape_complaint(verdict.result.value.shape, verdict.expected.shape)
    return sentence(called(None, exercise.name), complaint) if complaint else ""


def close(one: Array, other: Array) -> bool:
    """Do two arrays have the same shape, and the same numbers up to rounding?"""
    return one.shape == other.shape and np.allclose(one, other, rtol=RELATIVE, atol=ABSOLUTE)


def alike(one: StudentResult, other: StudentResult) -> bool:
    """Do two results have the same value, or the same kind of failure?"""
    if one.value is not None and other.value is not None:
        return close(one.value, other.value)
    return one.failure == other.failure


def telling(verdict: Verdict, planted: StudentResult) -> bool:
    """Does a mistake give a result here that points to it: a wrong value, nan, a changed input?"""
    if planted.value is not None:
        return not close(planted.value, verdict.expected)
    return planted.failure in {*NO_NUMBERS, "changed its input"}
