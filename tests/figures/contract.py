"""Whether a scene keeps to its schema: it has all fields that it must have, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_type_hints

from typeguard import CollectionCheckStrategy, check_type

from nnwidgets.figures.scenes.diagram import fixed_part, unfolded
from nnwidgets.figures.schema import Scenes
from nnwidgets.figures.schema.diagram import Diagram, FixedDiagram
from tests.figures.plain import assert_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMS: dict[str, Any] = get_type_hints(Scenes)
PAIR, SEGMENT = 8, 16
"""Bytes of two and of four float32."""


def check(value: object, form: object) -> None:
    """Raise a TypeCheckError that names the field, however deep it lies."""
    check_type(value, form, collection_check_strategy=CollectionCheckStrategy.ALL_ITEMS)


def check_scene(kind: str, scene: Mapping[str, Any]) -> None:
    """Demand that a scene is plain data, of the type of its kind, with whole numbers of pairs.

    Raises:
        KeyError: there is no such kind.
        typeguard.TypeCheckError: a field is missing, unknown, or of another type.
    """
    check(scene, FORMS[kind])
    assert_plain(scene)
    if kind == "diagram" and "fixed" in scene:
        check(fixed_part(scene["fixed"]), FixedDiagram)
        check(unfolded(scene), Diagram)  # type: ignore[arg-type]  # it is one, as just seen
    if kind == "chart":
        lines = [line for frame in scene["frames"] for line in frame.get("lines", [])]
        assert [len(line["points"]) % PAIR for line in lines] == [0] * len(lines)
    if kind == "region":
        assert len(scene["grid"]) == scene["size"] ** 2
        assert [len(scene[name]) % SEGMENT for name in ("boundary", "ghost")] == [0, 0]
    if kind == "surface":
        assert len(scene["points"]) == PAIR * sum(scene["counts"])
        assert len(scene["counts"]) == len(scene["shades"]) == len(scene["lights"])
