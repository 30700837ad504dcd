"""The contract of kernel and page: the page's types are current, and every scene keeps to them."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, get_args, get_type_hints

import pytest
from typeguard import TypeCheckError

from nnwidgets.figures import schema
from nnwidgets.figures.schema.events import Event
from nnwidgets.widgets.framework.explorer import Explorer
from tests.figures.contract import FORMS, check, check_scene
from tests.figures.moves import EXPLORERS, changes, pressable, scenes
from tools import scene_types


def test_the_types_of_the_page_are_current() -> None:
    assert scene_types.main(["--check"]) == 0


def test_a_change_in_the_schema_makes_the_file_old(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scene_types, "page_types", lambda: "another text")
    assert scene_types.main(["--check"]) == 1
    assert "python -m tools.scene_types" in capsys.readouterr().out


def test_types_are_translated_one_by_one() -> None:
    source = '''
Kind: TypeAlias = Literal["a", "b-c"]
"""How it looks."""
_Odd = TypedDict("_Odd", {"text-anchor": str})

class Item(_Odd, Base):
    """An item."""

    at: NotRequired[tuple[float, int] | None]  #: where
    points: bytes
    all: list[list[Kind]]
'''
    assert scene_types.translated(source) == (
        '\n/** How it looks. */\nexport type Kind = "a" | "b-c";\n'
        "\n/** An item. */\nexport interface Item extends Base {\n"
        '  readonly "text-anchor": string;\n'
        "  /** where */\n  readonly at?: readonly [number, number] | null;\n"
        "  readonly points: DataView;\n"
        "  readonly all: readonly (readonly Kind[])[];\n}\n"
    )


def test_a_type_that_the_page_cannot_have_is_refused() -> None:
    with pytest.raises(TypeError, match=r"does not know: dict\[str, int\]"):
        scene_types.translated("Odd: TypeAlias = dict[str, int]")


def test_every_field_is_described() -> None:
    text = scene_types.page_types().splitlines()
    bare = [
        line
        for before, line in pairwise(text)
        if line.startswith("  readonly") and not before.startswith("  /**")
    ]
    assert [line for line in bare if "readonly event:" not in line] == []


def test_the_kinds_are_those_of_the_table() -> None:
    assert set(get_args(schema.Kind)) == FORMS.keys() == schema.needs().keys()


def test_a_page_needs_what_every_form_of_a_kind_has() -> None:
    assert schema.needs()["diagram"] == ["edges", "label", "nodes"]
    assert schema.needs()["chart"] == ["frames", "height", "label", "width"]


TABLE: dict[str, Any] = {
    "caption": "counts",
    "head": ["", "n"],
    "rows": [{"name": "A", "cells": [{"text": "1", "kind": "right"}]}],
}


def test_a_good_scene_passes() -> None:
    check_scene("table", TABLE)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({**TABLE, "rows": [{"name": "A", "cells": [{"text": "1", "kind": "odd"}]}]}, "kind"),
        ({**TABLE, "rows": [{"name": "A", "cells": [{"text": "1"}]}]}, "kind"),
        ({**TABLE, "rows": [{"name": "A", "cells": [], "lit": 1}]}, "lit"),
        ({**TABLE, "title": "counts"}, "title"),
        ({"caption": "counts", "rows": []}, "head"),
        ({**TABLE, "head": "n"}, "head"),
    ],
)
def test_a_broken_scene_is_named_by_its_field(broken: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeCheckError, match=said):
        check_scene("table", broken)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError, match="plot"):
        check_scene("plot", TABLE)


def test_every_event_has_a_name_of_its_own() -> None:
    names = [get_args(get_type_hints(form)["event"]) for form in get_args(Event)]
    assert len(names) == len(set(names)) == 9


@pytest.mark.parametrize("made", EXPLORERS, ids=lambda made: str(made.__name__))
def test_every_scene_of_every_explorer_keeps_to_the_schema(
    made: Callable[[], Explorer[Any]],
) -> None:
    explorer = made()
    for panel in explorer.stage.panels:
        check(panel, schema.Panel)
    for change in [{}, *changes(explorer)]:
        explorer.set(**change)
        for kind, scene in scenes(explorer):
            check_scene(kind, scene)
    for address in pressable(explorer)[:8]:
        for event in ("select", "press"):
            explorer._on_message({"event": event, "id": address})
            for kind, scene in scenes(explorer):
                check_scene(kind, scene)
    explorer.close()
