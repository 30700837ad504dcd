"""Points and sentences for a topological sort, by what holds for every legal order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnwidgets.exercises.graphs import order_diagnosis as diagnosis
from nnwidgets.exercises.graphs.sort_cases import CIRCLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnwidgets.exercises.checking.exercise import Case, Exercise
    from nnwidgets.exercises.checking.report import CheckReport
    from nnwidgets.exercises.checking.student import StudentResult

    Needs = dict[str, list[str]]


def judge_orders(
    exercise: Exercise, cases: Sequence[Case], results: Sequence[StudentResult]
) -> CheckReport:
    """Points for every group of graphs whose orders are all legal, or all refused."""
    if not any(result.attempted for result in results):
        return exercise.report("not attempted", 0.0, [results[0].problem])
    hints: dict[str, str] = {}
    for case, result in zip(cases, results, strict=True):
        hint = hint_for(case, result)
        if hint and case.group not in hints:
            hints[case.group] = hint
    groups = list(dict.fromkeys(case.group for case in cases))
    if not hints:
        return exercise.report("correct", exercise.points)
    score = exercise.points * (len(groups) - len(hints)) / len(groups)
    texts = list(dict.fromkeys(hints.values()))
    if len(texts) == 1 and len(hints) == len(groups):
        return exercise.report("not yet", score, texts)
    said = [f"{group}: {hints.get(group, 'right.')}" for group in groups]
    return exercise.report("not yet", score, said)


def hint_for(case: Case, result: StudentResult) -> str:
    """What is wrong with one result, or ""."""
    if result.value is None:
        return result.problem
    needs: Needs = case.inputs[0]  # type: ignore[assignment]  # as drawn below
    return diagnosis.diagnose(result.value.tolist(), needs, circle=case.group == CIRCLE)
