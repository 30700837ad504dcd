"""Ask a process for its answer to an exercise, and check everything that comes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from nnwidgets.exercises import CheckReport, StudentResult
from nnwidgets.exercises.checking.returned import Failure
from nnwidgets.exercises.checking.state_answer import is_from_state
from nnwidgets.grading.judging.carry import carried_source
from nnwidgets.grading.sandbox import wire
from nnwidgets.grading.sandbox.conversation import NONSENSE, Conversation, Ended

if TYPE_CHECKING:
    from collections.abc import Callable

    from nnwidgets.exercises import Exercise

FAILURES = frozenset(get_args(Failure))
MAX_PROBLEM = 400
"""Characters of a problem: it comes from the student's process, so it could have any length."""
MAX_MESSAGE = 2000
"""Characters of a message in a report, which may quote an answer; a hint has about 200."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, by its report.

    Attributes:
        report: status, points, sentences.
        defined: whether the notebook has a variable of that name.
        plain: whether it is plain data, and not a function or another object.
    """

    report: CheckReport
    defined: bool
    plain: bool = False


def ask(
    talk: Conversation,
    exercise: Exercise,
    seed: int,
    seconds: Callable[[], float],
    *,
    private: bool = False,
) -> tuple[Answer, list[str]]:
    """The answer of a process to an exercise, judged here, and the names it touched.

    Args:
        talk: with the process.
        exercise: whose variable is read or called.
        seed: of its cases.
        seconds: left for one question.
        private: whether it is an instructor's own, whose `collect` may run any code.

    Raises:
        Ended: the process ended, or sent something that is not a reply.
    """
    looked = talk.ask({"do": "look", "name": exercise.name}, seconds())
    touched, plain = touched_in(looked), looked.get("opaque") is not True
    try:
        if plain and not private:
            cases = exercise.draw(seed)
            report = exercise.report_on(cases, exercise.put(read_plain(looked), cases))
        else:
            report = report_from(talk, exercise, seed, seconds, touched)
    except Ended:
        raise
    except Exception as error:  # noqa: BLE001  # one faulty exercise must not stop a whole class
        words = f"The check itself failed with {type(error).__name__}: tell your teacher."
        report = exercise.report("not yet", 0.0, [words])
    return Answer(brief(report), looked.get("defined") is True, plain), touched


def report_from(
    talk: Conversation,
    exercise: Exercise,
    seed: int,
    seconds: Callable[[], float],
    touched: list[str],
) -> CheckReport:
    """The report on what a process answers to an exercise's cases.

    Args:
        talk: with the process.
        exercise: whose cases are put to it.
        seed: of the cases.
        seconds: left for one question.
        touched: a list, to which the names that the process touched are added.
    """
    cases = exercise.draw(seed)
    if is_from_state(exercise.collect):
        # A state is text. Numbers instead of it were never checked against the sliders' ranges.
        return exercise.report_on(cases, exercise.put(object(), cases))
    command = {
        "do": "put",
        "name": exercise.name,
        "source": carried_source(exercise),
        "cases": wire.packed([(case.group, list(case.inputs)) for case in cases]),
    }
    said = talk.ask(command, seconds())
    touched += touched_in(said)
    return exercise.report_on(cases, read_results(said, len(cases)))


def brief(report: CheckReport) -> CheckReport:
    """A report with its messages cut to a limit."""
    cut = [m if len(m) <= MAX_MESSAGE else f"{m[:MAX_MESSAGE]}…" for m in report.messages]
    return replace(report, messages=tuple(cut))


def read_plain(message: dict[str, Any]) -> object:
    """The value in a reply."""
    try:
        return wire.unpacked(message.get("plain"))
    except wire.WireError as error:
        raise Ended(NONSENSE) from error


def read_results(message: dict[str, Any], n_cases: int) -> list[StudentResult]:
    """The results in a reply, one for each case.

    Raises:
        Ended: it holds something else.
    """
    if "failed" in message:
        problem = "The answer cannot be read: it fails when it is looked at."
        return [StudentResult(None, problem, failure="unusable")] * n_cases
    entries = message.get("results")
    if type(entries) is not list or len(entries) != n_cases:
        raise Ended(NONSENSE)
    return [read_result(entry) for entry in entries]


def read_result(entry: object) -> StudentResult:
    """One result, checked field by field."""
    match entry:
        case {
            "value": value,
            "problem": str(problem),
            "attempted": bool(tried),
            "failure": failure,
        }:
            if failure not in FAILURES:
                raise Ended(NONSENSE)
            array = None if value is None else read_numbers(value)
            words = one_line(problem) or "There is no answer."
            return StudentResult(array, "" if array is not None else words, tried, failure)
    raise Ended(NONSENSE)


def read_numbers(value: object) -> np.ndarray:
    """An array of finite floats."""
    try:
        array = wire.unpacked(value)
    except wire.WireError as error:
        raise Ended(NONSENSE) from error
    if type(array) is not np.ndarray:
        raise Ended(NONSENSE)
    numbers = array.astype(np.float64)
    if not np.isfinite(numbers).all():
        raise Ended(NONSENSE)  # an honest process has turned nan and infinity into a sentence
    return numbers


def one_line(text: str) -> str:
    """Text from a process as one printable line, cut to a limit."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return words if len(words) <= MAX_PROBLEM else words[:MAX_PROBLEM] + "…"


def touched_in(message: dict[str, Any]) -> list[str]:
    """The names that a process says it touched; a lie earns a second run and nothing else."""
    entries = message.get("touched")
    return [name for name in entries if type(name) is str] if type(entries) is list else []
