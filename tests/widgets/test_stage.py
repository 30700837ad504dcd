"""The stage and the code behind it: made once, sent once, and one script without clashes."""

import gc
import gzip
import json
import re
import tracemalloc
import weakref
from pathlib import Path
from typing import Any

import pytest
from ipywidgets.widgets import widget as registry

from nnwidgets import NetworkExplorer, NeuronExplorer
from nnwidgets.figures import theme
from nnwidgets.widgets.framework import stage as stage_module
from nnwidgets.widgets.framework.stage import (
    SharedCode,
    Stage,
    views_code,
    views_script,
)
from tests.widgets.conftest import Page

PACKAGE = Path(stage_module.__file__).resolve().parents[1]
VIEWS = {
    name: (PACKAGE / "static" / f"{name}.js").read_text("utf-8") for name in stage_module.VIEW_FILES
}
BIG = 100_000  # characters or bytes


def stage(*kinds: str) -> Stage:
    panels = [{"name": f"p{k}", "kind": kind, "span": 3} for k, kind in enumerate(kinds)]
    return Stage(panels, lambda _event: None)


def models() -> list[Any]:
    return list(registry._instances.values())


def test_the_code_is_made_once_however_many_explorers_there_are() -> None:
    made = [NeuronExplorer().stage, NetworkExplorer().stage, stage("chart"), NeuronExplorer().stage]
    shared = [model for model in models() if isinstance(model, SharedCode)]
    assert [model.key for model in shared] == [views_code().key]
    assert {s.views_key for s in made} == {views_code().key}


def test_the_code_is_a_packed_module_with_what_the_stages_wait_for() -> None:
    code = views_code()
    assert "export { renderStage };" in gzip.decompress(code.packed).decode()
    assert re.fullmatch(r"nnw-views-[0-9a-f]{12}", code.key)
    assert "slot.arrived" in code._esm
    assert "slot.arrived" in stage("readout")._esm


def test_code_that_was_closed_is_made_anew() -> None:
    """As `Widget.close_all()` closes it: a stage would wait for it for ever."""
    before = views_code()
    before.close()
    made = stage("readout")
    assert views_code() is not before
    assert views_code().comm is not None
    assert made.views_key == views_code().key


def test_another_code_has_another_key() -> None:
    one, same, other = (SharedCode("views", code) for code in ("a", "a", "b"))
    assert one.key == same.key != other.key
    for code in (one, same, other):
        code.close()


def test_the_files_of_the_script_do_not_clash() -> None:
    # they become one script: a name that two files give is an error, or the last one wins
    pattern = r"^(?:async )?(?:function\*?|const|let|class) (\w+)"
    given = re.findall(pattern, "\n".join(VIEWS.values()), re.MULTILINE)
    assert len(given) > 30
    assert sorted(given) == sorted(set(given))
    for name, text in VIEWS.items():
        assert not re.search(r"^(?:import|export)\b", text, re.MULTILINE), name
        assert text.startswith("//"), f"{name}.js begins with what it is for"
        assert not re.search(r"https?://(?!www\.w3\.org/)", text), f"{name}.js fetches nothing"


def test_every_kind_of_panel_has_a_view() -> None:
    kinds = {
        kind
        for path in PACKAGE.rglob("*.py")
        for kind in re.findall(r"\"kind\": \"(\w+)\"", path.read_text("utf-8"))
    }
    script = views_script()
    views = set(re.findall(r"^VIEWS\.(\w+) =", script, re.MULTILINE))
    assert {"diagram", "chart", "region"} <= kinds <= views


def test_every_view_is_a_function_that_gives_a_draw() -> None:
    for name, text in VIEWS.items():
        for function in re.findall(r"^VIEWS\.\w+ = (\w+);", text, re.MULTILINE):
            assert f"function {function}(" in text, name
            assert re.search(r"return \{[^}]*\bdraw\b", text), name
    assert "nnwDraws" in VIEWS["stage"]  # what browser tests wait for


def test_the_look_comes_with_the_views_and_not_with_each_stage() -> None:
    assert json.dumps(theme.css())[1:-1] in views_script()
    assert "_css" not in stage("readout").get_state() or not stage("readout")._css


def test_a_stage_knows_its_panels() -> None:
    made = stage("diagram", "readout")
    assert [panel["kind"] for panel in made.panels] == ["diagram", "readout"]
    assert made.has_trait("scene_p0")
    assert made.has_trait("scene_p1")
    assert "scene_p0" in made.keys  # it is synchronised
    assert not stage("chart").has_trait("scene_p1")  # each stage has its own


def test_show_sends_what_changed_in_one_message(page: Page) -> None:
    made = stage("readout", "readout")
    made.show({"p0": {"a": 1}, "p1": {"b": b"\0\1"}}, "words")
    made.show({"p0": {"a": 1}, "p1": {"b": b"\0\2"}}, "words")
    made.show({"p0": {"a": 1}, "p1": {"b": b"\0\2"}}, "words")
    made.show({"p0": {"a": 1}, "p1": {"b": b"\0\2"}}, "more words")
    updates = [set(update) for update in page.updates(made)]
    assert updates == [{"scene_p0", "scene_p1", "summary"}, {"scene_p1"}, {"summary"}]


def test_a_picture_sends_its_bytes_as_they_are(page: Page) -> None:
    made = stage("region")
    page.sent.clear()
    made.show({"p0": {"grid": bytes(range(256)), "size": 16}}, "")
    ((_, data),) = page.sent
    assert data["buffer_paths"] == [["scene_p0", "grid"]]
    assert data["state"]["scene_p0"] == {"size": 16}


def test_what_a_page_sends_reaches_the_explorer(page: Page) -> None:
    heard: list[object] = []
    made = Stage([{"name": "p", "kind": "diagram", "span": 6}], heard.append)
    page.send(made, {"event": "press", "id": "w"})
    assert heard == [{"event": "press", "id": "w"}]


def test_two_hundred_explorers_stay_small() -> None:
    # ipywidgets keeps every model until it is closed: each run of a cell adds one
    kept = [NetworkExplorer().set() for _ in range(180)]
    tracemalloc.start()
    kept += [NetworkExplorer().set() for _ in range(20)]  # the last ones tell: tracing is slow
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert grown / 20 < 500_000
    big = [model for model in models() for part in big_parts(model) if len(part) > BIG]
    assert all(isinstance(model, SharedCode) for model in big)
    for explorer in kept:
        explorer.close()


def big_parts(model: Any) -> list[str | bytes]:  # noqa: ANN401
    values = [getattr(model, name) for name in model.keys if name in {"_esm", "packed", "value"}]
    return [value for value in values if isinstance(value, str | bytes)]


@pytest.mark.parametrize("cls", [NetworkExplorer, NeuronExplorer])
def test_a_closed_explorer_is_forgotten(cls: type[Any]) -> None:
    before = len(models())
    explorer = cls()
    assert len(models()) > before + 10
    gone = weakref.ref(explorer)
    explorer.close()
    assert len(models()) == before
    del explorer
    gc.collect()
    assert gone() is None
