"""Ask a process for its answer to an exercise, and believe nothing but the answer."""

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
"""Characters. What went wrong is told in the student's process, so it may be of any length."""
MAX_MESSAGE = 2000
"""Characters of a sentence on an answer; hints are a tenth of that."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A judged answer.

    Attributes:
        report: status, points, sentences.
        defined: was there something of that name at all?
        plain: was it a value, and not a function or another object?
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
    """The answer that a process gives to an exercise, judged here, and what it reached for.

    Args:
        talk: with the process.
        exercise: that is asked for.
        seed: of its cases.
        seconds: that are left for a question.
        private: is it an instructor's own, whose `collect` may do more than read?

    Raises:
        Ended: the process did not survive, or said something else.
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
    except Exception as error:  # noqa: BLE001  # a fault of one exercise must not stop a class
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
    """Judge what a process makes of an exercise's cases.

    Args:
        talk: with the process.
        exercise: that is asked for.
        seed: of the cases.
        seconds: that are left for a question.
        touched: to which is added what the process reaches for.
    """
    cases = exercise.draw(seed)
    if is_from_state(exercise.collect):
        # A state is a text. Numbers that come instead were never held against a slider's ends.
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
    """A report whose messages quote no megabytes of an answer."""
    cut = [m if len(m) <= MAX_MESSAGE else f"{m[:MAX_MESSAGE]}…" for m in report.messages]
    return replace(report, messages=tuple(cut))


def read_plain(message: dict[str, Any]) -> object:
    """A value that came as plain data."""
    try:
        return wire.unpacked(message.get("plain"))
    except wire.WireError as error:
        raise Ended(NONSENSE) from error


def read_results(message: dict[str, Any], n_cases: int) -> list[StudentResult]:
    """One result for each case, from what a process says.

    Raises:
        Ended: it says anything else.
    """
    if "failed" in message:
        problem = "The answer cannot be read: it fails when it is looked at."
        return [StudentResult(None, problem, failure="unusable")] * n_cases
    entries = message.get("results")
    if type(entries) is not list or len(entries) != n_cases:
        raise Ended(NONSENSE)
    return [read_result(entry) for entry in entries]


def read_result(entry: object) -> StudentResult:
    """One result, field by field."""
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
    """An array of floats."""
    try:
        array = wire.unpacked(value)
    except wire.WireError as error:
        raise Ended(NONSENSE) from error
    if type(array) is not np.ndarray:
        raise Ended(NONSENSE)
    numbers = array.astype(np.float64)
    if not np.isfinite(numbers).all():
        raise Ended(NONSENSE)  # inside, nan and infinity have become a sentence
    return numbers


def one_line(text: str) -> str:
    """Text from a process as one line that can be printed, cut where it is long."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return words if len(words) <= MAX_PROBLEM else words[:MAX_PROBLEM] + "…"


def touched_in(message: dict[str, Any]) -> list[str]:
    """What a process says it reached for; a lie wins it a second run, and no more."""
    entries = message.get("touched")
    return [name for name in entries if type(name) is str] if type(entries) is list else []
