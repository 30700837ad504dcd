"""Read and judge an answer that is the text of an explorer's state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nnwidgets.course.forms import form_named
from nnwidgets.exercises.checking.answers import read_answer
from nnwidgets.exercises.checking.student import StudentResult

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nnwidgets.core.checks import Array
    from nnwidgets.course.state.form import Form
    from nnwidgets.exercises.checking.exercise import Case, Collect, Exercise, Judge
    from nnwidgets.exercises.checking.report import CheckReport, Status


def from_state(form: Form, parse: Callable[[Any], Array]) -> Collect:
    """Collect the numbers in a state: the same for every case.

    Args:
        form: of the explorer whose state is asked for.
        parse: turns the state's values into an array, or raises a `Complaint`.
    """
    explorer = form.name

    def collect(answer: object, cases: Sequence[Case], _name: str) -> list[StudentResult]:
        try:
            values = answer if answer is ... else form_named(explorer).read(answer)
        except ValueError as error:
            return [StudentResult(None, str(error), failure="unusable")] * len(cases)
        return [read_answer(values, parse)] * len(cases)

    return collect


def is_from_state(collect: object) -> bool:
    """Did `from_state` make this `collect`?"""
    return getattr(collect, "__qualname__", "").startswith(f"{from_state.__name__}.")


def judges_state(judge: Callable[[Exercise, Array], CheckReport]) -> Judge:
    """A `judge` for `from_state`: it judges the numbers, or reports why there are none."""

    def report(
        exercise: Exercise, _cases: Sequence[Case], results: Sequence[StudentResult]
    ) -> CheckReport:
        result = results[0]
        if result.value is None:
            status: Status = "not yet" if result.attempted else "not attempted"
            return exercise.report(status, 0.0, [result.problem])
        return judge(exercise, result.value)

    return report
