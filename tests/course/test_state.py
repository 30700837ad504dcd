"""The text of an explorer's state: what is written is read back, and damage is named."""

import contextlib
import json
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.course.state.text import MAX_LENGTH, format_state, parse_state

NUMBERS = st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.dictionaries(
    st.text(max_size=8),
    st.recursive(NUMBERS | st.text(max_size=8) | st.booleans(), st.lists, max_leaves=20),
    max_size=6,
)
GOOD = 'NetworkExplorer:1:{"W1":[[0.5,-1.0]],"map":"class"}'


@given(VALUES, st.integers(0, 999_999))
def test_what_is_written_is_read_back(values: dict[str, Any], version: int) -> None:
    text = format_state("NetworkExplorer", version, values)
    state = parse_state(text, "NetworkExplorer")
    assert (state.explorer, state.version) == ("NetworkExplorer", version)
    assert json.dumps(state.values) == json.dumps(values)  # tells -0.0 from 0.0 and 1 from True


def test_the_text_is_compact_and_in_order() -> None:
    values = {"W1": np.array([[0.5, -1.0]]), "step": np.int64(2), "map": "class", "on": True}
    assert format_state("NetworkExplorer", 1, values) == (
        'NetworkExplorer:1:{"W1":[[0.5,-1.0]],"step":2,"map":"class","on":true}'
    )


@pytest.mark.parametrize("text", [GOOD, f" {GOOD}\n", f"'{GOOD}'", f'"{GOOD}"'])
def test_outer_spaces_and_quotes_do_not_matter(text: str) -> None:
    assert parse_state(text).values == {"W1": [[0.5, -1.0]], "map": "class"}


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{GOOD}\u200b",
        f"\u201c{GOOD}\u201d",
        f"\u00ab{GOOD}\u00bb",
        f"`{GOOD}`",
        "\u2018" + GOOD.replace('"', "\u201d") + "\u2019",
        GOOD.replace(",", ",\u200b"),
    ],
)
def test_what_chats_and_editors_add_does_not_matter(text: str) -> None:
    """As pasted from a page, a chat or a word processor."""
    assert parse_state(text).values == {"W1": [[0.5, -1.0]], "map": "class"}


def test_an_invisible_mark_inside_a_word_is_kept_out_of_it() -> None:
    assert parse_state('NeuronExplorer:1:{"a\u200bctivation":"relu"}').values == {
        "activation": "relu"
    }


@pytest.mark.parametrize("bad", [np.nan, np.inf, [1.0, -np.inf], np.array([np.nan])])
def test_a_number_that_is_none_is_not_written(bad: object) -> None:
    with pytest.raises(ValueError, match="finite numbers only"):
        format_state("NetworkExplorer", 1, {"w": bad})


def test_what_has_no_form_is_not_written() -> None:
    with pytest.raises(TypeError, match="numbers, text and lists, got set"):
        format_state("NetworkExplorer", 1, {"w": {1}})


CUT = "The state is cut off: its last character is `}`, copy all of it."
NO_STATE = "This is not the state of an explorer: a state begins like `NetworkExplorer:1:{`."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "A state is text, this is of type NoneType: copy the line that `state()` prints,"),
        ({"w": 1}, "A state is text, this is of type dict: "),
        ("", NO_STATE),
        ("w = 2.5", NO_STATE),
        ('{"w":2.5}', NO_STATE),
        ("NetworkExplorer:1", NO_STATE),
        ("NetworkExplorer:one:{}", NO_STATE),
        ("NetworkExplorer:1:", CUT),
        (GOOD[:-1], CUT),
        (GOOD[:-9] + "}", "The state is damaged at character "),
        ('NetworkExplorer:1:{"w":2.5 "b":1}', "The state is damaged at character 10 of its"),
        ("NetworkExplorer:1:[1,2,{}]{}", "The state is damaged at character "),
        ('NetworkExplorer:1:{"w":NaN}', "The state holds NaN, which is not a finite number."),
        ('NetworkExplorer:1:{"w":-Infinity}', "The state holds -Infinity, which is not a finite"),
        ('NetworkExplorer:1:{"w":1e999}', "The state holds 1e999, which is not a finite number."),
        (f'NetworkExplorer:1:{{"w":{"9" * 101}}}', "The state holds a whole number that is far"),
        (
            'NetworkExplorer:1:{"w":' + "[" * 20_000 + "]" * 20_000 + "}",
            "The state is damaged: its brackets go too deep.",
        ),
        ("x" * (MAX_LENGTH + 1), "This text has 100001 characters, too many for a state."),
        (
            'NeuronExplorer:1:{"w":2.5}',
            "This is the state of a NeuronExplorer, expected that of a NetworkExplorer.",
        ),
    ],
    ids=range(19),
)
def test_damage_is_named_in_one_sentence(text: object, sentence: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(sentence)):
        parse_state(text, "NetworkExplorer")


@given(
    st.text() | st.builds(lambda n, c: GOOD[:n] + c + GOOD[n + 1 :], st.integers(0, 50), st.text())
)
def test_any_text_is_a_state_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        parse_state(text)
