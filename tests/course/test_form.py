"""Forms: what the state of an explorer may hold, and how it is read."""

import numpy as np
import pytest

from nnwidgets.course.forms import FORMS, form_named
from nnwidgets.course.state.fields import Array, Choice, Field, Number, Text
from nnwidgets.course.state.form import Form

PAIR = Form(
    "PairExplorer",
    (
        Number("a", "a", 1.0, 0.0, 9.0, 0.1),
        Array("w", "w", np.zeros(2), -1.0, 1.0, 0.1),
        Choice("kind", "kind", "x", {"an x": "x", "a y": "y"}, hidden=True),
    ),
)


def letters(text: str) -> tuple[Field, ...]:
    return tuple(Number(letter, letter, 5.0, 0.0, 9.0, 1.0) for letter in text)


WORD = Form(
    "WordExplorer",
    (Text("word", "word", "ab", str), Number("z", "z", 1.0, 0.0, 9.0, 1.0)),
    version=3,
    more=letters,
)


def test_the_fields_stand_in_their_order_with_those_that_a_value_brings() -> None:
    assert list(PAIR.fields_for({"a": 1.0})) == ["a", "w", "kind"]
    assert list(WORD.fields_for({"word": "ba"})) == ["word", "b", "a", "z"]


def test_a_text_holds_first_values_where_none_are_given() -> None:
    assert (
        PAIR.text(w=np.array([0.5, -1.0])) == 'PairExplorer:1:{"a":1.0,"w":[0.5,-1.0],"kind":"x"}'
    )
    assert WORD.text() == 'WordExplorer:3:{"word":"ab","a":5.0,"b":5.0,"z":1.0}'


def test_what_is_written_is_read_back() -> None:
    assert PAIR.read(PAIR.text(a=2.0)) == {"a": 2.0, "w": [0.0, 0.0], "kind": "x"}


def test_fields_that_a_state_lacks_have_their_first_values() -> None:
    """A state that was stored before a field was added can still be read."""
    found = PAIR.completed(PAIR.read('PairExplorer:1:{"a":2.0}'))
    assert (found["a"], found["kind"]) == (2.0, "x")
    assert found["w"].tolist() == [0.0, 0.0]
    assert WORD.completed({"word": "c"}) == {"word": "c", "c": 5.0, "z": 1.0}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('PairExplorer:1:{"a":1,"q":2}', "The state holds q, which PairExplorer does not have: "),
        ('PairExplorer:2:{"a":1}', "The state has version 2 of the form, and this package reads"),
        ('WordExplorer:1:{"a":1}', "This is the state of a WordExplorer, expected that of a Pair"),
        ("", "This is not the state of an explorer"),
    ],
)
def test_a_state_of_another_form_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{sentence}"):
        PAIR.read(text)


def test_another_start_leaves_the_form_as_it_was() -> None:
    other = PAIR.starting(a=3.0, w=[1.0, 0.0])
    assert other.start()["a"] == 3.0
    assert PAIR.start()["a"] == 1.0
    with pytest.raises(KeyError):
        PAIR.starting(b=1.0)
    with pytest.raises(ValueError, match="kind was not changed"):
        PAIR.starting(kind="z")


def test_values_are_fitted_to_the_fields_that_there_are() -> None:
    assert WORD.fitted({"word": "b", "a": 1.0, "b": 2.0, "z": 3.0}) == {
        "word": "b",
        "b": 2.0,
        "z": 3.0,
    }


@pytest.mark.parametrize("name", FORMS)
def test_every_form_writes_and_reads_its_own_start(name: str) -> None:
    form = form_named(name)
    assert form.name == name
    assert form.read(form.text()).keys() == form.start().keys()
    assert len({field.name for field in form.fields}) == len(form.fields)
