"""The stage: its code is made and sent once, and a message holds only what changed."""

import gc
import gzip
import re
import tracemalloc
import weakref
from typing import Any

import pytest
from ipywidgets.widgets import widget as registry

from nnwidgets import NetworkExplorer, NeuronExplorer
from nnwidgets.widgets.framework.page_code import PageCode, page_code
from nnwidgets.widgets.framework.stage import Stage
from tests.widgets.conftest import Page

BIG = 100_000  # characters or bytes


def stage(*kinds: str) -> Stage:
    panels: Any = [{"name": f"p{k}", "kind": kind, "span": 3} for k, kind in enumerate(kinds)]
    return Stage(panels, lambda _event: None)


def models() -> list[Any]:
    return list(registry._instances.values())


def test_the_code_is_made_once_however_many_explorers_there_are() -> None:
    made = [NeuronExplorer().stage, NetworkExplorer().stage, stage("chart"), NeuronExplorer().stage]
    assert [model.key for model in models() if isinstance(model, PageCode)] == [page_code().key]
    assert {s.page_key for s in made} == {page_code().key}


def test_the_code_is_a_packed_module_with_what_the_stages_wait_for() -> None:
    code = page_code()
    assert "export const renderStage" in gzip.decompress(code.packed).decode()
    assert re.fullmatch(r"nnw-page-[0-9a-f]{12}", code.key)
    assert "slot.arrived" in code._esm
    assert "slot.arrived" in stage("readout")._esm


def test_code_that_was_closed_is_made_anew() -> None:
    """As `Widget.close_all()` closes it: a stage would wait for it for ever."""
    before = page_code()
    before.close()
    made = stage("readout")
    assert page_code() is not before
    assert page_code().comm is not None
    assert made.page_key == page_code().key


def test_another_code_has_another_key() -> None:
    one, same, other = (PageCode(code) for code in ("a", "a", "b"))
    assert one.key == same.key != other.key
    for code in (one, same, other):
        code.close()


def test_the_look_comes_with_the_code_and_not_with_each_stage() -> None:
    assert "_css" not in stage("readout").get_state() or not stage("readout")._css


def test_a_stage_knows_its_panels() -> None:
    made = stage("diagram", "readout")
    assert [panel["kind"] for panel in made.panels] == ["diagram", "readout"]
    assert made.has_trait("scene_p0")
    assert made.has_trait("scene_p1")
    assert "scene_p0" in made.keys  # it is synchronised
    assert not stage("chart").has_trait("scene_p1")  # each stage has its own


def test_a_kind_that_no_view_draws_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no view draws 'plot': expected one of chart, diagram"):
        stage("diagram", "plot")


def test_show_sends_what_changed_in_one_message(page: Page) -> None:
    made = stage("readout", "readout")
    first: Any = {"p0": {"a": 1}, "p1": {"b": b"\0\1"}}
    second: Any = {"p0": {"a": 1}, "p1": {"b": b"\0\2"}}
    made.show(first, "words")
    made.show(second, "words")
    made.show(second, "words")
    made.show(second, "more words")
    updates = [set(update) for update in page.updates(made)]
    assert updates == [{"scene_p0", "scene_p1", "summary"}, {"scene_p1"}, {"summary"}]


def test_a_picture_sends_its_bytes_as_they_are(page: Page) -> None:
    made = stage("region")
    page.sent.clear()
    sent: Any = {"p0": {"grid": bytes(range(256)), "size": 16}}
    made.show(sent, "")
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
    assert all(isinstance(model, PageCode) for model in big)
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
