"""Extract an exercise's `collect` from its module, as source for the sandbox.

The module also holds the reference and the mistakes, which must stay outside. Starting from
`collect`, every name it uses is followed: what the sandbox has is imported there, and the source of
everything else is included. Nothing comes back out of the sandbox this way.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import inspect
import textwrap
from dataclasses import dataclass, field
from types import FunctionType, ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.grading.judging.source import (
    CarryError,
    attributes_of,
    definition,
    enclosed,
    outer_names,
)
from nnwidgets.grading.sandbox.edition import EMPTIED

if TYPE_CHECKING:
    from nnwidgets.exercises import Exercise

MATHEMATICS = tuple(f"nnwidgets.{layer}." for layer in EMPTIED)
PLAIN = (bool, int, float, str, bytes, type(None), type(...))


@dataclass
class Luggage:
    """The source while it is being put together.

    Attributes:
        lines: statements, each after those that it needs.
        names: the variable of each object, by the object's identity.
        answers: functions and classes of core and course that must not be packed.
        kept: the objects, so that no identity is used twice.
    """

    lines: list[str] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    answers: frozenset[str] = frozenset()
    kept: list[object] = field(default_factory=list)

    def name(self, thing: object, wanted: str) -> str:
        """A new variable for an object, whose name begins with `wanted`."""
        self.kept.append(thing)
        self.names[id(thing)] = f"{wanted}_{len(self.names)}"
        return self.names[id(thing)]


def carried_source(exercise: Exercise) -> str:
    """Source that defines an exercise's `collect` and `Case`, and neither reference nor mistakes.

    Raises:
        CarryError: `collect` uses something that has no source, or that answers the exercise.
    """
    answers = frozenset(exercise.answered_by)
    luggage = Luggage(["from __future__ import annotations"], answers=answers)
    expression = pack(exercise.collect, luggage)
    imports = "from nnwidgets.exercises.checking.exercise import Case"
    return "\n".join([*luggage.lines, imports, f"collect = {expression}"]) + "\n"


def pack(thing: object, luggage: Luggage) -> str:
    """An expression for an object; the statements that it needs are added to the luggage."""
    if id(thing) in luggage.names:
        return luggage.names[id(thing)]
    if isinstance(thing, ModuleType):
        name = luggage.name(thing, thing.__name__.replace(".", "_"))
        luggage.lines.append(f"import {thing.__name__} as {name}")
        return name
    if isinstance(thing, functools.partial):
        return pack_partial(thing, luggage)
    if isinstance(thing, (FunctionType, type)) or inspect.isbuiltin(thing):
        return pack_definition(thing, luggage)
    return pack_data(thing, luggage)


def pack_partial(thing: functools.partial[Any], luggage: Luggage) -> str:
    """An expression that builds a `functools.partial` again."""
    parts = [pack(part, luggage) for part in (functools.partial, thing.func, *thing.args)]
    parts += [f"{key}={pack(value, luggage)}" for key, value in thing.keywords.items()]
    return f"{parts[0]}({', '.join(parts[1:])})"


def pack_data(thing: object, luggage: Luggage) -> str:
    """A literal for plain data, or an import."""
    if type(thing) in PLAIN:
        return repr(thing) if not isinstance(thing, float) else f"float({str(thing)!r})"
    if type(thing) in {list, tuple, set, frozenset}:
        parts = ", ".join(pack(part, luggage) for part in thing)  # type: ignore[attr-defined]
        return f"{type(thing).__name__}([{parts}])"
    if type(thing) is dict:
        pairs = ", ".join(f"{pack(k, luggage)}: {pack(v, luggage)}" for k, v in thing.items())
        return f"{{{pairs}}}"
    if type(thing) is np.ndarray and thing.dtype.kind in "biuf":
        return f"{pack(np, luggage)}.array({thing.tolist()!r}, dtype={thing.dtype.str!r})"
    module, name = getattr(thing, "__module__", None), getattr(thing, "__name__", None)
    if isinstance(module, str) and isinstance(name, str) and in_the_sandbox(module):
        return pack_import(thing, module, name, luggage)
    raise CarryError(
        f"a {type(thing).__name__} cannot be carried into the sandbox: "
        "let `collect` use functions, classes and plain data only"
    )


def pack_definition(thing: Any, luggage: Luggage) -> str:  # noqa: ANN401  # a function or class
    """A variable for a function or class: imported if the sandbox has it, else from its source."""
    module, name = thing.__module__, thing.__qualname__
    if str(module).startswith(MATHEMATICS) and name.partition(".")[0] in luggage.answers:
        raise CarryError(
            f"`collect` uses `{name}`, which answers the exercise: let it gather what the answer "
            "returns, and leave the rest to `judge`"
        )
    if "<" not in name and in_the_sandbox(module):
        return pack_import(thing, module, name, luggage)
    alias = luggage.name(thing, "carried")
    node = definition(thing)
    known = {**outer_names(thing), **enclosed(thing)}
    used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    # A function around the definition has these names as parameters, so it needs no change.
    found = {word: known[word] for word in sorted(used & known.keys()) if known[word] is not thing}
    values = [
        pack_parts(value, attributes_of(word, node), luggage)
        if isinstance(value, ModuleType) and not in_the_sandbox(value.__name__)
        else pack(value, luggage)
        for word, value in found.items()
    ]
    body = ast.unparse(node)
    luggage.lines.append(f"def make_{alias}({', '.join(found)}):")
    if isinstance(node, ast.Lambda):
        luggage.lines.append(f"    return {body}")
    else:
        luggage.lines.append(textwrap.indent(body, "    ") + f"\n    return {node.name}")
    luggage.lines.append(f"{alias} = make_{alias}({', '.join(values)})")
    return alias


def pack_parts(module: ModuleType, attributes: set[str], luggage: Luggage) -> str:
    """A namespace with the used names of a module that the sandbox does not have."""
    parts = [f"{name}={pack(getattr(module, name), luggage)}" for name in sorted(attributes)]
    return f"{pack(SimpleNamespace, luggage)}({', '.join(parts)})"


def pack_import(thing: object, module: str, name: str, luggage: Luggage) -> str:
    """A variable for something imported from a module."""
    alias = luggage.name(thing, name.replace(".", "_"))
    first, *rest = name.split(".")
    luggage.lines.append(f"from {module} import {first} as {alias}")
    if rest:
        luggage.lines.append(f"{alias} = {'.'.join([alias, *rest])}")
    return alias


def in_the_sandbox(module: str | None) -> bool:
    """Does the sandbox have a module? Python's own and numpy's, and ours without the exercises."""
    if module is None:
        return False
    parts = module.split(".")
    if parts[0] != "nnwidgets":
        return not is_private(module) and importlib.util.find_spec(parts[0]) is not None
    return module.startswith((*MATHEMATICS, "nnwidgets.text", "nnwidgets.exercises.checking."))


def is_private(module: str) -> bool:
    """Does a module hold an instructor's own exercises?"""
    return module.startswith("private_exercises")
