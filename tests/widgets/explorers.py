"""The explorers of the package, and the bases that they share."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from typing import Any

import ipywidgets

from nnwidgets import widgets
from nnwidgets.widgets import Explorer


def explorers_and_bases() -> list[type[Explorer[Any]]]:
    """Every class of explorers in the package, by the modules that they are written in."""
    found = set()
    for entry in pkgutil.walk_packages(widgets.__path__, f"{widgets.__name__}."):
        module = importlib.import_module(entry.name)
        found |= {value for value in vars(module).values() if is_explorer(value, module.__name__)}
    return sorted(found, key=lambda cls: cls.__name__)


def is_explorer(value: object, module: str) -> bool:
    """Is it an explorer's class that is written in this module?"""
    return isinstance(value, type) and issubclass(value, Explorer) and value.__module__ == module


def explorer_classes() -> list[type[Explorer[Any]]]:
    """The explorers that a notebook can make as they stand."""
    return [cls for cls in explorers_and_bases() if not arguments_needed(cls)]


def explorer_bases() -> list[type[Explorer[Any]]]:
    """The bases for others, which need arguments."""
    return [cls for cls in explorers_and_bases() if arguments_needed(cls)]


def arguments_needed(cls: type[Explorer[Any]]) -> list[str]:
    return [
        name
        for name, parameter in inspect.signature(cls).parameters.items()
        if parameter.default is parameter.empty and parameter.kind is not parameter.VAR_KEYWORD
    ]


def made(cls: type[Explorer[Any]]) -> Explorer[Any]:
    """An explorer as `nw.NeuronExplorer()` makes it: every argument has a default."""
    return cls()  # type: ignore[call-arg]


def ids_in(scene: object) -> set[str]:
    """The ids of everything in a scene that a person can press."""
    return {str(part["id"]) for part in parts_in(scene) if part.get("id")}


def parts_in(scene: object) -> Iterator[Mapping[str, Any]]:
    """All mappings in a scene."""
    if isinstance(scene, Mapping):
        yield scene
        for part in scene.values():
            yield from parts_in(part)
    elif isinstance(scene, list | tuple):
        for part in scene:
            yield from parts_in(part)


def parts_of(widget: ipywidgets.Widget) -> Iterator[ipywidgets.Widget]:
    """A widget and all below it, as they are laid out."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts_of(child)


def button(explorer: Explorer[Any], name: str) -> ipywidgets.Button:
    """The button of an explorer with this name on it."""
    (found,) = (
        part
        for part in parts_of(explorer)
        if isinstance(part, ipywidgets.Button) and part.description == name
    )
    return found
