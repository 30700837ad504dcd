"""Read the definition of a function or class: its syntax tree, and the names it uses."""

from __future__ import annotations

import ast
import importlib
import inspect
from types import FunctionType
from typing import Any


class CarryError(ValueError):
    """`collect` cannot be carried into the sandbox; the message says what to change."""


def definition(thing: Any) -> Any:  # noqa: ANN401
    """The syntax tree of a function, lambda or class, without annotations."""
    try:
        lines, start = inspect.findsource(inspect.unwrap(thing))
    except (OSError, TypeError) as error:
        raise CarryError(f"`{thing.__qualname__}` has no source to carry") from error
    tree = ast.parse("".join(lines))
    code = getattr(inspect.unwrap(thing), "__code__", None)
    wanted = getattr(code, "co_firstlineno", start + 1)
    for node in ast.walk(tree):
        if isinstance(node, ast.Lambda) and thing.__name__ == "<lambda>" and node.lineno == wanted:
            return node
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == thing.__name__:
            first = min([node.lineno, *(part.lineno for part in node.decorator_list)])
            if first <= wanted <= node.lineno or isinstance(thing, type):
                return without_annotations(node)
    raise CarryError(f"the source of `{thing.__qualname__}` is not found")


def without_annotations(node: Any) -> Any:  # noqa: ANN401  # a tree in, the same tree out
    """Remove the annotations of all functions in a tree."""
    for part in ast.walk(node):
        if isinstance(part, ast.arg):
            part.annotation = None
        if isinstance(part, ast.FunctionDef):
            part.returns = None
    return node


def outer_names(thing: Any) -> dict[str, Any]:  # noqa: ANN401
    """The global variables of a function or class."""
    inner = inspect.unwrap(thing)  # a decorator may come from another module
    if isinstance(inner, FunctionType):
        return inner.__globals__
    return vars(importlib.import_module(thing.__module__))


def enclosed(thing: object) -> dict[str, Any]:
    """The variables of a closure."""
    inner = inspect.unwrap(thing) if callable(thing) else thing
    if not isinstance(inner, FunctionType) or inner.__closure__ is None:
        return {}
    return {
        name: cell.cell_contents
        for name, cell in zip(inner.__code__.co_freevars, inner.__closure__, strict=True)
    }


def attributes_of(word: str, node: ast.AST) -> set[str]:
    """The attributes of a module that a definition uses, as CIRCLE in `diagnosis.CIRCLE`."""
    return {
        part.attr
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute)
        and isinstance(part.value, ast.Name)
        and part.value.id == word
    }
