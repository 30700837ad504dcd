"""Grade one submission: from a task to its outcome. Nothing that a student does is raised.

In the first run all answers of the package are emptied and explorers draw nothing, which is enough
for nearly everybody. An exercise may be wrong there because it depends on something that is emptied
for another exercise, or on an explorer's values. It is run again with only its own answers emptied,
and the better result counts.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from nnwidgets.exercises import CheckReport, all_exercises
from nnwidgets.grading.judging.answers import one_line
from nnwidgets.grading.judging.private import private_exercises
from nnwidgets.grading.judging.reach import depends
from nnwidgets.grading.judging.run import EXPLORER, Run
from nnwidgets.grading.judging.task import Outcome, Task
from nnwidgets.grading.sandbox.bubblewrap import demand_sandbox
from nnwidgets.grading.sandbox.conversation import STOPPED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from nnwidgets.exercises import Exercise


def grade_submission(task: Task) -> Outcome:
    """The outcome of one submission.

    Args:
        task: the submission and the rules.

    Raises:
        SandboxError: there is no sandbox, and the task is not `unsafe`.
    """
    if not task.unsafe:
        demand_sandbox()
    known = {**all_exercises(), **private_exercises(task.private)}
    wanted = {name: known[name] for name in task.checks if name in known}
    own = {name: frozenset(one.answered_by) for name, one in wanted.items()}
    deadline = time.monotonic() + task.limits.total_seconds
    first = Run(task, wanted, frozenset().union(*own.values()), False, deadline)  # noqa: FBT003
    first.play()
    again = worth_another_run(first, own)
    explorers = any(EXPLORER in found for found in first.touched.values())
    for emptied in dict.fromkeys(own[name] for name in again):
        some = {name: wanted[name] for name in again if own[name] == emptied}
        run = Run(task, some, emptied, explorers, deadline, whole=False)
        run.skipped = dict(first.skipped)
        run.play()
        adopt(first, run, some)
    return outcome_of(first, task.checks)


def worth_another_run(run: Run, own: Mapping[str, frozenset[str]]) -> list[str]:
    """The exercises that might be right in a run in which more works."""
    return [
        name
        for name, answer in run.answers.items()
        if answer.report.status != "correct"
        and (answer.report.status == "not yet" or not answer.defined)
        and was_refused(run, name, own[name])
    ]


def was_refused(run: Run, name: str, own: frozenset[str]) -> bool:
    """Did something not work that the answer may depend on, and that is not an answer itself?"""
    places = [place for place, found in run.touched.items() if found - own]
    cells = [cell.source for cell in run.task.cells]
    return name in places or depends(cells, [p for p in places if isinstance(p, int)], name)


def adopt(first: Run, run: Run, names: Mapping[str, Exercise]) -> None:
    """Take over the answers of a second run, unless they are worse."""
    for name in names.keys() & run.answers.keys():
        if run.answers[name].report.score >= first.answers[name].report.score:
            first.answers[name] = run.answers[name]
    for place, outputs in run.outputs.items():
        if any(output["kind"] == "error" for output in first.outputs.get(place, [])):
            first.outputs[place] = outputs


def with_stops(report: CheckReport, skipped: Mapping[int, str]) -> CheckReport:
    """Add the cells that were stopped to a report on a missing answer: they may be the reason."""
    if report.status != "not attempted" or not skipped:
        return report
    stops = [f"Cell {place + 1} of the code was stopped: {why}." for place, why in skipped.items()]
    return replace(report, messages=(*report.messages, *stops))


def outcome_of(run: Run, checks: Collection[str]) -> Outcome:
    """The outcome of a run: reports, outputs in order, and notes on what was stopped."""
    reports = {}
    for name in checks:
        if name in run.answers:
            reports[name] = with_stops(run.answers[name].report, run.skipped)
        elif name in run.exercises:
            words = (
                f"There is no answer to judge: {run.lost.get(name, STOPPED)} while it was asked."
            )
            reports[name] = run.exercises[name].report("not yet", 0.0, [words])
        else:
            reports[name] = CheckReport(name, "not yet", 0.0, 0.0, ("There is no such exercise.",))
    notes = [f"cell {place + 1} was stopped: {why}" for place, why in run.skipped.items()]
    notes += [f"{name}: {why} while it was asked" for name, why in run.lost.items()]
    outputs = [run.outputs.get(place, []) for place in range(len(run.task.cells))]
    return Outcome(reports, outputs, [one_line(note) for note in notes])
