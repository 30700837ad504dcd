"""A prediction comes first: locked until committed, committed once, then answered."""

import html
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnwidgets import NetworkExplorer
from nnwidgets.exercises import Prediction, all_predictions
from nnwidgets.widgets.framework.gate import Gate
from tests.widgets.conftest import Page
from tests.widgets.hostile import JUNK

GATED = {"double_last_layer": ("scale", 3.0), "shift_last_biases": ("shift", 10.0)}
LOCKED = "{} is locked: commit your prediction first."
CLOSED = "Commit a prediction to open the control."
every_gate = pytest.mark.parametrize("predict", sorted(GATED))

QUESTION = Prediction(
    name="q",
    question="Is 1 < 2?",
    options=("Yes, <always>.", "No.", "It depends."),
    answer=0,
    explanations=("One is less.", "It is not.", "On nothing."),
)


def made() -> tuple[Gate, list[int]]:
    calls: list[int] = []
    return Gate(QUESTION, lambda: calls.append(1)), calls


def parts(gate: Gate) -> tuple[Any, Any, Any, Any]:
    """Question, options, button and reply, as they are laid out."""
    question, options, row, reply = gate.children
    return question, options, row.children[0], reply


def test_the_question_is_laid_out_with_lettered_options_and_none_chosen() -> None:
    question, options, button, reply = parts(made()[0])
    assert "Is 1 &lt; 2?" in question.value
    assert list(options.options) == ["A. Yes, <always>.", "B. No.", "C. It depends."]
    assert options.index is None
    assert (button.description, button.disabled) == ("Commit", True)
    assert reply.value == ""


def test_the_button_works_once_an_option_is_chosen(page: Page) -> None:
    gate, calls = made()
    _, options, button, reply = parts(gate)
    page.drag(options, 1, "index")
    assert not button.disabled
    button.click()
    assert (gate.committed, calls, gate.is_open) == (1, [1], True)
    assert (options.disabled, button.disabled, button.description) == (True, True, "Committed")
    assert "You said: No. It is: Yes, &lt;always&gt;. It is not." in reply.value


@pytest.mark.parametrize(("choice", "index"), [("A", 0), ("b", 1), (" C ", 2), (0, 0), (2, 2)])
def test_an_answer_is_a_letter_or_a_place(choice: int | str, index: int) -> None:
    gate, calls = made()
    assert gate.commit(choice) == ""
    assert (gate.committed, parts(gate)[1].index, calls) == (index, index, [1])
    assert html.escape(QUESTION.explanations[index]) in parts(gate)[3].value


@pytest.mark.parametrize("choice", ["D", "", "AB", "Ä", "ß", None, -1, 3, True, 1.0, b"A"])
def test_what_is_no_answer_commits_nothing(choice: Any) -> None:  # noqa: ANN401
    gate, calls = made()
    words = gate.commit(choice)
    assert words.startswith("The prediction was not committed: expected one of A, B, C, got ")
    assert (gate.committed, calls, gate.is_open) == (None, [], False)


def test_the_first_answer_stands() -> None:
    gate, calls = made()
    gate.commit("B")
    assert gate.commit("A") == "Your prediction is committed already; the first one stands."
    assert (gate.committed, calls) == (1, [1])


@given(JUNK)
def test_no_junk_raises(junk: Any) -> None:  # noqa: ANN401
    gate, calls = made()
    words = gate.commit(junk)
    assert (words == "") == (gate.committed is not None) == bool(calls)
    assert len(words) < 200


@every_gate
def test_the_control_is_locked_until_the_commit(predict: str) -> None:
    name, value = GATED[predict]
    explorer = NetworkExplorer(predict=predict)
    control, before = explorer.control(name), explorer.state()
    assert control.disabled
    assert explorer.summary().endswith(CLOSED)
    words = explorer.set(**{name: value, "W1_11": 0}).summary()
    assert LOCKED.format(name) in words
    assert explorer.state() == before
    assert explorer.set(W1_11=0).value("W1_11") == 0  # the rest is free
    words = explorer.commit("C").summary()
    assert not control.disabled
    assert "locked" not in words
    assert CLOSED not in words
    assert explorer.set(**{name: value}).value(name) == value


@every_gate
def test_a_refusal_is_forgotten_when_the_button_opens_the_control(page: Page, predict: str) -> None:
    name, value = GATED[predict]
    explorer = NetworkExplorer(predict=predict).set(**{name: value})
    assert LOCKED.format(name) in explorer.summary()
    assert explorer.gate is not None
    page.drag(parts(explorer.gate)[1], 0, "index")
    parts(explorer.gate)[2].click()
    assert "locked" not in explorer.summary()
    assert explorer.stage.summary == explorer.reading()


@every_gate
def test_reset_and_load_do_not_open_or_close_a_gate(predict: str) -> None:
    name, value = GATED[predict]
    moved = NetworkExplorer().set(**{name: value}).state()
    explorer = NetworkExplorer(predict=predict)
    assert LOCKED.format(name) in explorer.load(moved).summary()
    assert explorer.reset().control(name).disabled
    explorer.commit("A")
    assert not explorer.reset().control(name).disabled
    assert explorer.load(moved).value(name) == value
    assert "the first one stands" in explorer.commit("B").summary()


@every_gate
@pytest.mark.parametrize("word", ["off", "OFF", " off "])
def test_teachers_open_every_gate(monkeypatch: pytest.MonkeyPatch, predict: str, word: str) -> None:
    name, value = GATED[predict]
    monkeypatch.setenv("NNWIDGETS_GATES", word)
    explorer = NetworkExplorer(predict=predict)
    assert not explorer.control(name).disabled
    assert CLOSED not in explorer.summary()
    assert explorer.set(**{name: value}).value(name) == value
    assert explorer.gate is not None
    assert explorer.gate.committed is None  # a prediction can still be made
    assert explorer.commit("A").gate.committed == 0  # type: ignore[union-attr]


@pytest.mark.parametrize("word", ["", "on", "0", "no"])
def test_other_words_open_nothing(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("NNWIDGETS_GATES", word)
    assert NetworkExplorer(predict="double_last_layer").control("scale").disabled


def test_an_unknown_prediction_is_refused_with_the_known_ones() -> None:
    for name in ("double", "shift", ""):
        with pytest.raises(ValueError, match=r"expected one of 'double_last_layer', 'shift_last_b"):
            NetworkExplorer(predict=name)


@every_gate
def test_the_gate_shows_the_prediction_of_its_name(predict: str) -> None:
    explorer = NetworkExplorer(predict=predict)
    assert explorer.gate is not None
    assert explorer.children[0] is explorer.gate
    question, options, *_ = parts(explorer.gate)
    prediction = all_predictions()[predict]
    assert html.escape(prediction.question) in question.value
    assert [option[3:] for option in options.options] == list(prediction.options)


@given(st.sampled_from(sorted(GATED)), JUNK)
@settings(max_examples=40)
def test_no_junk_in_commit_raises(predict: str, junk: Any) -> None:  # noqa: ANN401
    explorer = NetworkExplorer(predict=predict)
    before = explorer.state()
    assert explorer.commit(junk).state() == before
    assert explorer.gate is not None
    assert ("The prediction was not committed" in explorer.summary()) != explorer.gate.is_open


def test_what_the_first_prediction_says_is_what_the_explorer_shows() -> None:
    explorer = NetworkExplorer(predict="double_last_layer").commit("C")
    before = explorer.result.boundary.tolist()
    assert explorer.set(scale=2).result.boundary.tolist() != before  # the biases differ: it moves


def test_what_the_second_prediction_says_is_what_the_explorer_shows() -> None:
    explorer = NetworkExplorer(predict="shift_last_biases").commit("C")
    before, right = explorer.result.boundary, explorer.result.right.tolist()
    explorer.set(shift=10)
    assert explorer.result.right.tolist() == right
    assert abs(explorer.result.boundary - before).max() < 1e-2  # it stays
    assert explorer.result.cost == pytest.approx(0.5, abs=0.01)  # about ½
