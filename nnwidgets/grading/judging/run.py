"""Run the cells of one submission and ask for its answers, starting again where it ends Python."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nnwidgets.exercises import all_exercises
from nnwidgets.grading.judging.answers import Answer, ask, touched_in
from nnwidgets.grading.judging.private import personal_names, private_exercises
from nnwidgets.grading.judging.task import Task, seed_for
from nnwidgets.grading.judging.variants import variant
from nnwidgets.grading.sandbox.conversation import TOO_LONG, Conversation, Ended
from nnwidgets.grading.sandbox.edition import edition

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nnwidgets.exercises import Exercise

MAX_RESTARTS = 6
EXPLORER = "an explorer"
MAX_OUTPUTS = 2_000_000
"""Characters in all outputs of a submission; the process may lie about how much it kept."""
KINDS = ("stdout", "stderr", "result", "error")


@dataclass
class Run:
    """One run of the cells, started again after each cell that ends the process.

    Attributes:
        task: the submission.
        exercises: whose answers are asked for, by name.
        emptied: functions and classes of the package that do not work.
        explorers: whether explorers compute.
        deadline: of the whole run, by the monotonic clock.
        whole: whether to run to the last cell, and not only until all answers are known.
        answers: so far, by exercise.
        lost: why there is no answer, by exercise.
        skipped: why a cell is not run again, by its index.
        outputs: of the cells, by their index.
        touched: what did not work, by a cell's index or an exercise's name.
        restarts: so far.
        room: characters of output that are still kept.
    """

    task: Task
    exercises: Mapping[str, Exercise]
    emptied: frozenset[str]
    explorers: bool
    deadline: float
    whole: bool = True
    answers: dict[str, Answer] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)
    skipped: dict[int, str] = field(default_factory=dict)
    outputs: dict[int, list[dict[str, str]]] = field(default_factory=dict)
    touched: dict[int | str, set[str]] = field(default_factory=dict)
    restarts: int = 0
    room: int = MAX_OUTPUTS

    def play(self) -> None:
        """Run all cells and ask for all answers, restarting as often as is allowed."""
        while self.restarts <= MAX_RESTARTS and time.monotonic() < self.deadline:
            try:
                folder = edition(self.emptied, explorers=self.explorers)
                task = self.task
                with Conversation(
                    folder, task.limits, unsafe=task.unsafe, questions=questions_of(task)
                ) as talk:
                    if self.go_through(talk):
                        return
            except Ended:
                pass
            self.restarts += 1
        for name in self.exercises.keys() - self.answers.keys():
            self.lost.setdefault(name, "the notebook as a whole took too long or kept failing")

    def go_through(self, talk: Conversation) -> bool:
        """Run the cells in one process; False if it ended early."""
        for place, cell in enumerate(self.task.cells):
            if time.monotonic() > self.deadline:
                raise Ended(TOO_LONG)
            if cell.check and not self.question(talk, cell.check):
                return False
            if not cell.check and place not in self.skipped and not self.cell(talk, place):
                return False
            if not self.whole and self.exercises.keys() <= self.answers.keys() | self.lost.keys():
                return True
        # An answer below its check counts too.
        return all(self.question(talk, name) for name in self.exercises)

    def cell(self, talk: Conversation, place: int) -> bool:
        """Run one cell; False if it ended the process: it is skipped from then on."""
        command = {"do": "run", "source": self.task.cells[place].source, "number": place + 1}
        try:
            said = talk.ask(command, self.seconds_left())
        except Ended as end:
            self.skipped[place] = str(end)
            self.outputs[place] = [{"kind": "error", "text": f"This cell was stopped: {end}."}]
            return False
        self.outputs[place] = read_outputs(said.get("outputs"), self.room)
        self.room -= sum(len(output["text"]) for output in self.outputs[place])
        self.note(place, touched_in(said))
        return True

    def question(self, talk: Conversation, name: str) -> bool:
        """Ask for one answer, if it is still wanted; False if that ended the process."""
        if name not in self.exercises or name in self.lost or self.is_settled(name):
            return True
        if time.monotonic() > self.deadline:
            raise Ended(TOO_LONG)
        try:
            seed = seed_of(self.task, name)
            private = name not in all_exercises()
            answer, touched = ask(
                talk, self.exercises[name], seed, self.seconds_left, private=private
            )
        except Ended as end:
            self.lost[name] = str(end)
            return False
        self.note(name, touched)
        self.answers[name] = better(self.answers.get(name), answer)
        return True

    def is_settled(self, name: str) -> bool:
        """Is an answer final: right, or a wrong value? A second value would allow guessing."""
        answer = self.answers.get(name)
        if answer is None:
            return False
        wrong_value = answer.plain and answer.report.status == "not yet"
        return wrong_value or answer.report.status == "correct"

    def note(self, place: int | str, touched: Iterable[str]) -> None:
        """Record what did not work for a cell or an answer; a process may claim anything."""
        refused = (self.emptied | {EXPLORER}).intersection(touched)
        self.touched.setdefault(place, set()).update(refused)

    def seconds_left(self) -> float:
        """The time-out of the next cell or question, in seconds."""
        return max(0.1, min(self.task.limits.cell_seconds, self.deadline - time.monotonic()))


def seed_of(task: Task, name: str) -> int:
    """The seed of an exercise's cases; for a personal question it is the one of the question."""
    if name in personal_names(task.private):
        return variant(task.student, name)
    return seed_for(task, name)


def questions_of(task: Task) -> dict[str, tuple[object, ...]]:
    """The values of the student's personal questions, by exercise."""
    known = {**all_exercises(), **private_exercises(task.private)}
    return {
        name: known[name].draw(variant(task.student, name))[0].inputs
        for name in personal_names(task.private)
        if name in known
    }


def better(one: Answer | None, other: Answer) -> Answer:
    """The answer with more points; of equals the one that is defined, or else the first."""
    if one is None or (other.report.score, other.defined) > (one.report.score, one.defined):
        return other
    return one


def read_outputs(entries: object, room: int) -> list[dict[str, str]]:
    """The outputs in a reply, as text only, cut to `room` characters."""
    found: list[dict[str, str]] = []
    for entry in entries[:100] if type(entries) is list else []:
        if type(entry) is dict and entry.get("kind") in KINDS and type(entry.get("text")) is str:
            text = entry["text"][: min(50_000, room)]
            text = text.encode("utf-8", "replace").decode()  # half a surrogate cannot be stored
            room -= len(text)
            found += [{"kind": entry["kind"], "text": text}] if text else []
    return found
