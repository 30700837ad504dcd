"""Add an exercise's own sentence to an exception that says too little by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nnwidgets.exercises.checking.exercise import Case, Collect, call_on_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nnwidgets.exercises.checking.student import StudentResult


def with_afterwords(afterwords: Mapping[str, Callable[[str, Case], str]]) -> Collect:
    """Call a function on all cases, and add a sentence to some exceptions.

    Args:
        afterwords: words to look for in a problem, such as "a KeyError", each with a function of
            the problem and its case that returns the sentence to append, or "".
    """

    def collect(answer: object, cases: Sequence[Case], name: str) -> list[StudentResult]:
        results = call_on_cases(answer, cases, name)
        return [extended(*pair) for pair in zip(results, cases, strict=True)]

    def extended(result: StudentResult, case: Case) -> StudentResult:
        if result.failure != "raised":
            return result
        fitting = (say for words, say in afterwords.items() if words in result.problem)
        said = (say(result.problem, case) for say in fitting)
        return replace(result, problem=" ".join([result.problem, *filter(None, said)]))

    return collect
