"""ES modules of one folder, joined into one script, so that a page needs no build and no server.

A small, strict part of the language is understood, a statement at the beginning of a line:

    import { one, two } from "./file.js";
    export function name        export async function name        export const name

Each module becomes a function that is called once and returns what the module exports. Its other
names are its own, as they are in a browser that loads the modules one by one. Comments on lines of
their own, with the types that only tools read, are left out.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = r"\s*\w+(?:\s*,\s*\w+)*\s*,?\s*"
IMPORT = re.compile(
    rf'^import\s*\{{(?P<names>{NAMES})\}}\s*from\s*"(?P<path>\.{{1,2}}/[\w./-]+\.js)";$',
    re.MULTILINE,
)
EXPORT = re.compile(r"^export (?P<kind>function|async function|const) (?P<name>\w+)", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*(?:(?!\*/)[\s\S])*\*/)\n", re.MULTILINE)
STATEMENT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class LinkError(ValueError):
    """Modules that cannot be joined; the sentence names the file."""


@dataclass(frozen=True)
class Module:
    """One file: what it imports, as (names, file), what it exports, and its text without both."""

    path: str
    imports: tuple[tuple[tuple[str, ...], str], ...]
    exports: tuple[str, ...]
    body: str

    def script(self) -> str:
        """The module as a statement of the joined script."""
        taken = "".join(
            f"const {{ {', '.join(names)} }} = {scope_of(path)};\n" for names, path in self.imports
        )
        body = f"{taken}{self.body}return {{ {', '.join(self.exports)} }};"
        return f"const {scope_of(self.path)} = (() => {{\n{body}\n}})();\n"


def scope_of(path: str) -> str:
    """The variable that holds what a module exports.

    >>> scope_of("views/chart.js")
    '$views_chart'
    """
    return "$" + re.sub(r"\W", "_", path.removesuffix(".js"))


def without_comments(source: str) -> str:
    """A script without the comments on lines of their own."""
    return COMMENT.sub("", source)


def parsed(path: str, source: str) -> Module:
    """A module from its file's path and text.

    Raises:
        LinkError: an import or export in a form that is not understood.
    """
    folder = posixpath.dirname(path)
    source = without_comments(source)
    imports = tuple(
        (
            tuple(name.strip() for name in found["names"].split(",") if name.strip()),
            posixpath.normpath(posixpath.join(folder, found["path"])),
        )
        for found in IMPORT.finditer(source)
    )
    exports = tuple(found["name"] for found in EXPORT.finditer(source))
    body = EXPORT.sub(r"\g<kind> \g<name>", IMPORT.sub("", source)).lstrip("\n")
    if strange := STATEMENT.search(body):
        raise LinkError(f"{path}: this form is not understood: {strange.group()}")
    return Module(path, imports, exports, body)


def link(entry: str, read: Callable[[str], str]) -> str:
    """The module `entry` and all that it needs as one script; `scope_of(entry)` holds its exports.

    Args:
        entry: path of the module that the others serve.
        read: gives the text of the file at a path; raises FileNotFoundError where there is none.

    Raises:
        LinkError: a file or a name that does not exist, a circle, or a form that is not understood.
    """
    modules: dict[str, Module] = {}
    _visit(entry, (), modules, read)
    return "".join(module.script() for module in modules.values())


def _visit(
    path: str, above: tuple[str, ...], modules: dict[str, Module], read: Callable[[str], str]
) -> None:
    """Put a module into `modules`, after all that it imports."""
    if path in above:
        raise LinkError(f"a circle of imports: {' → '.join([*above[above.index(path) :], path])}")
    if path in modules:
        return
    try:
        module = parsed(path, read(path))
    except FileNotFoundError:
        raise LinkError(f"{above[-1] if above else 'entry'}: there is no file {path}") from None
    for names, needed in module.imports:
        _visit(needed, (*above, path), modules, read)
        if unknown := set(names) - set(modules[needed].exports):
            listed = ", ".join(sorted(unknown))
            raise LinkError(f"{path}: {needed} does not export {listed}")
    if twins := [known for known in modules if scope_of(known) == scope_of(path)]:
        raise LinkError(f"{path} and {twins[0]} would get the same name: rename one of them")
    modules[path] = module
