"""A sentence of the exercise's own behind an exception that says too little by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nnwidgets.exercises.exercise import Case, Collect, call_on_cases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nnwidgets.exercises.student import StudentResult


def with_afterwords(afterwords: Mapping[str, str]) -> Collect:
    """A way to call a function on all cases, with more to say about some exceptions.

    Args:
        afterwords: words of a problem, as "a KeyError", each with the sentence to put behind it.
    """

    def collect(answer: object, cases: Sequence[Case], name: str) -> list[StudentResult]:
        return [extended(result) for result in call_on_cases(answer, cases, name)]

    def extended(result: StudentResult) -> StudentResult:
        if result.failure != "raised":
            return result
        said = (sentence for words, sentence in afterwords.items() if words in result.problem)
        return replace(result, problem=" ".join([result.problem, *said]))

    return collect
