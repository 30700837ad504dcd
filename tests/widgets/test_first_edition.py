"""States that students kept of the first edition show what they showed then.

The files hold what `state()` and `summary()` returned there, one file for each notebook.
"""

import json
from pathlib import Path

import pytest

import nnwidgets as nw

FOLDER = Path(__file__).parent / "first_edition"
KEPT = [
    (kept["state"], kept["summary"])
    for file in sorted(FOLDER.glob("*.json"))
    for kept in json.loads(file.read_text(encoding="utf-8"))
]


def test_there_are_states_to_load() -> None:
    assert len(KEPT) > 20


@pytest.mark.parametrize(("state", "summary"), KEPT, ids=lambda text: text[:40])
def test_a_kept_state_shows_what_it_showed(state: str, summary: str) -> None:
    explorer = getattr(nw, state.split(":", maxsplit=1)[0])()
    assert explorer.load(state).summary() == summary
    assert explorer.load(explorer.state()).summary() == summary
