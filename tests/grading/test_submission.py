"""One submission, run and judged: how often it is asked, for how long, and where."""

from __future__ import annotations

import time
from typing import NoReturn

import pytest

from nnwidgets.exercises import CheckReport, Exercise, all_exercises
from nnwidgets.grading.judging import run
from nnwidgets.grading.judging.answers import Answer, report_from
from nnwidgets.grading.judging.submission import grade_submission
from nnwidgets.grading.judging.task import Cell, Task
from nnwidgets.grading.limits import Limits

EXERCISES = all_exercises()
PRIVATE = '''
import os
import numpy as np
from nnwidgets.exercises.checking.exercise import Case, Exercise, read_value
from nnwidgets.exercises.checking.answers import choice
from nnwidgets.exercises.checking.student import StudentResult

GRADER = float(os.getpid())


def where(answer, cases, name):
    """Collect the process in which this runs."""
    import os
    return [StudentResult(np.array(float(os.getpid())))]


EXERCISES = [
    Exercise(name="pick", title="A choice", points=4, reference=lambda: 1.0,
             cases=lambda rng: [Case()], collect=read_value(choice(["rises", "falls"]))),
    Exercise(name="place", title="A process", points=1, reference=lambda: GRADER,
             cases=lambda rng: [Case()], collect=where),
]
'''


def reports_on(*sources: str, limits: Limits | None = None) -> dict[str, CheckReport]:
    """The reports on cells; "check: name" stands for a check."""
    cells = [
        Cell("", source.removeprefix("check: ")) if source.startswith("check: ") else Cell(source)
        for source in sources
    ]
    task = Task("ada", tuple(cells), "5eed", PRIVATE, limits or Limits())
    return dict(grade_submission(task).reports)


def test_of_two_values_the_first_counts() -> None:
    report = reports_on("pick = 'rises'", "check: pick", "pick = 'falls'")["pick"]
    assert (report.status, report.score) == ("not yet", 0.0)


def test_a_value_below_its_check_counts_where_there_was_none() -> None:
    assert reports_on("check: pick", "pick = 'falls'")["pick"].score == 4
    assert reports_on("pick = ...", "check: pick", "pick = 'falls'")["pick"].score == 4


def test_a_process_that_begins_again_guesses_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it says may differ from go to go."""
    asked = []

    def wrong(_talk: object, exercise: Exercise, *_: object, **__: object) -> object:
        asked.append(exercise.name)
        return Answer(exercise.report("not yet", 0.0, ["No."]), defined=True, plain=True), []

    monkeypatch.setattr(run, "ask", wrong)
    reports = reports_on("pick = 'rises'", "check: pick", "import os\nos._exit(0)")
    assert reports["pick"].messages == ("No.",)
    assert asked == ["pick"]


def test_what_an_instructor_collects_is_collected_in_the_sandbox() -> None:
    report = reports_on("place = 1", "check: place")["place"]
    assert (report.status, report.score) == ("not yet", 0.0)


def test_the_time_of_a_submission_holds_for_questions_too() -> None:
    names = ["layer", "cost", "sigmoid", "softmax", "feedforward", "cross_entropy", "plus_minus"]
    slow = "import time\ndef slow(*given):\n    time.sleep(1.4)\n    raise ValueError\n"
    begun = time.monotonic()
    reports = reports_on(
        slow + " = ".join([*names, "slow"]),
        *(f"check: {name}" for name in names),
        limits=Limits(cell_seconds=3, total_seconds=5),
    )
    assert time.monotonic() - begun < 15  # three seconds for each question would make 21
    assert {report.score for report in reports.values()} == {0.0}


def test_an_answer_may_rest_on_an_explorers_values() -> None:
    """The first run has explorers that draw nothing, the second has real ones."""
    cell = """
import nnwidgets as nw
state = nw.NeuronExplorer().set(w=2.5).state()
pick = "falls" if state.startswith("NeuronExplorer:1:{") and "2.5" in state else "rises"
"""
    assert reports_on(cell, "check: pick")["pick"].score == 4


class Silent:
    """A process that must not be asked."""

    def ask(self, message: object, _seconds: float) -> NoReturn:
        """Fail."""
        pytest.fail(f"asked for {message}")


@pytest.mark.parametrize("name", ["digit_network", "indicator", "trained", "twenty_units"])
def test_numbers_are_not_taken_for_a_state(name: str) -> None:
    """A process may send any; training from them could take for ever."""
    report = report_from(Silent(), EXERCISES[name], 0, lambda: 1.0, [])  # type: ignore[arg-type]
    assert report.score == 0.0
    assert report.messages[0].startswith("A state is text")
