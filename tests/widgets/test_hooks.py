"""What a subclass of an explorer may touch of its base: public names, and of these the hooks."""

import ast
import inspect
import textwrap
from typing import Any

import pytest

from nnwidgets.widgets import Explorer
from tests.widgets.explorers import explorer_bases, explorer_classes

SUBCLASSES = [cls for cls in [*explorer_bases(), *explorer_classes()] if cls is not Explorer]


def own_names(cls: type) -> set[str]:
    """The names with one underscore that a class defines or sets on `self`."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    stored = {name for name, context in names_on_self(tree) if isinstance(context, ast.Store)}
    return {name for name in defined | stored if is_private(name)}


def names_on_self(tree: ast.AST) -> set[tuple[str, ast.expr_context]]:
    return {
        (node.attr, node.ctx)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def ancestors(cls: type) -> list[type]:
    """The bases of a class that are explorers too."""
    return [base for base in cls.__mro__[1:] if issubclass(base, Explorer)]


def touched(cls: type) -> set[str]:
    """The private names of its bases that a class uses or defines again."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    used = {name for name, _ in names_on_self(tree)} | own_names(cls)
    return used & set().union(*(own_names(base) for base in ancestors(cls)))


def overridden_finals(cls: type) -> set[str]:
    """What a class defines again although a base calls it final."""
    return {
        name
        for base in ancestors(cls)
        for name in vars(cls).keys() & vars(base).keys()
        if is_final(vars(base)[name])
    }


def is_final(member: object) -> bool:
    return getattr(getattr(member, "fget", member), "__final__", False)


@pytest.mark.parametrize("cls", SUBCLASSES, ids=lambda cls: cls.__name__)
def test_no_private_name_of_a_base_is_touched(cls: type) -> None:
    assert touched(cls) == set()


@pytest.mark.parametrize("cls", SUBCLASSES, ids=lambda cls: cls.__name__)
def test_only_hooks_are_overridden(cls: type) -> None:
    assert overridden_finals(cls) == set()


def test_every_hook_says_what_it_is_for() -> None:
    hooks = {
        name: member
        for name, member in vars(Explorer).items()
        if inspect.isfunction(member) and not name.startswith("_") and not is_final(member)
    }
    assert {"compute", "pictures", "describe", "controls", "implied"} <= hooks.keys()
    assert [name for name, member in hooks.items() if not inspect.getdoc(member)] == []


def test_planted_faults_are_found() -> None:
    class Planted(Explorer[Any]):
        def _sync(self, name: str, control: object) -> None:
            """Override what belongs to the base."""

        def set(self, /, **_values: object) -> "Planted":  # type: ignore[misc]
            self._notice = "read and written"
            return self

    assert touched(Planted) == {"_sync", "_notice"}
    assert overridden_finals(Planted) == {"set"}
