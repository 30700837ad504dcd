"""A sentence of the exercise's own behind an exception that says too little by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nnwidgets.exercises.checking.exercise import Case, Collect, call_on_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nnwidgets.exercises.checking.student import StudentResult


def with_afterwords(afterwords: Mapping[str, Callable[[str, Case], str]]) -> Collect:
    """A way to call a function on all cases, with more to say about some exceptions.

    Args:
        afterwords: words of a problem, as "a KeyError", each with a function of the problem and
            its case: it returns the sentence to put behind it, or "".
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
