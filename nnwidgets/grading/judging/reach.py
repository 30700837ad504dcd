"""Find the answers that can depend on a cell in which something did not work.

The course's own cells use emptied functions and explorers' values all the time, and a second run
costs as much as the first. It can change an answer only if a chain of cells that share variables
leads from such a cell to the answer. Variables that cannot be read off the source count as shared.
"""

from __future__ import annotations

import ast
import builtins
import re
import symtable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from nnwidgets.grading.sandbox.inside.cells import without_magics

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

INDIRECT = re.compile(
    r"\b(globals|locals|vars|eval|exec|compile|setattr|delattr|modules|get_ipython|importlib|inspect"
    r"|gc|import_module|_getframe|currentframe|builtins|__(main|dict|globals|builtins|import)__)\b"
)
"""Words in cells that may use variables without naming them."""
OUTSIDE = {
    "the files": re.compile(r"\b(open|save\w*|load\w*|Path|os|environ|pickle|shutil|tempfile)\b"),
    "the chance": re.compile(
        r"\brandom\.(?!default_rng|Generator|SeedSequence)\w|\bimport random\b"
    ),
}
"""What cells can share besides variables, with the words that use it."""


MAX_SOURCE = 50_000
"""Characters of a cell that is analysed; the course's cells have a few hundred."""


@dataclass(frozen=True, slots=True)
class Names:
    """The notebook's variables in one cell.

    Attributes:
        all: that it uses or sets.
        imported: that it imports.
        changed: that it sets in another way, or whose attributes it sets.
    """

    all: frozenset[str] = frozenset()
    imported: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()


def depends(cells: Sequence[str], refused: Collection[int], name: str) -> bool:
    """Can an answer's variable depend on cells in which something did not work?

    Args:
        cells: the sources of the notebook's code cells.
        refused: the indices of those cells.
        name: of the variable.
    """
    found = [names_in(source) for source in cells]
    if not refused or None in found:
        return bool(refused)
    known = [names for names in found if names is not None]
    changed = {name for names in known for name in names.changed}
    imported = {name for names in known for name in names.imported}
    unshared = (imported | set(dir(builtins))) - changed
    return bool(cells_around([names.all - unshared for names in known], name) & {*refused})


def cells_around(variables: Sequence[Collection[str]], name: str) -> set[int]:
    """The indices of all cells that chains of shared variables connect to a variable."""
    cells_with: dict[str, list[int]] = {}
    for place, names in enumerate(variables):
        for word in names:
            cells_with.setdefault(word, []).append(place)
    reached, waiting, places = {name}, [name], set[int]()
    while waiting:
        for place in cells_with.get(waiting.pop(), []):
            if place not in places:
                places.add(place)
                waiting += set(variables[place]) - reached
                reached.update(variables[place])
    return places


@lru_cache(maxsize=4096)
def names_in(source: str) -> Names | None:
    r"""The variables in the source of a cell; None if they cannot be read off.

    >>> sorted(names_in("y = [x for x in points]\ndef f(z): return z + y").all)
    ['f', 'points', 'y']
    """
    if len(source) > MAX_SOURCE or INDIRECT.search(source):
        return None
    try:
        text = without_magics(source)
        table, tree = symtable.symtable(text, "<cell>", "exec"), ast.parse(text)
        named = global_names(table)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None  # `await` outside of a function is a SyntaxError too
    outer = table.get_symbols()
    outside = {kind for kind, pattern in OUTSIDE.items() if pattern.search(text)}
    return Names(
        frozenset(named | outside),
        frozenset(symbol.get_name() for symbol in outer if symbol.is_imported()),
        frozenset(
            {
                symbol.get_name()
                for symbol in outer
                if symbol.is_assigned() and not symbol.is_imported()
            }
            | owners_of_set_attributes(tree)
        ),
    )


def global_names(table: symtable.SymbolTable) -> set[str]:
    """The notebook's variables that a scope and its inner scopes use."""
    top = table.get_type() == "module"
    own = {symbol.get_name() for symbol in table.get_symbols() if top or symbol.is_global()}
    return own.union(*(global_names(inner) for inner in table.get_children()))


def owners_of_set_attributes(tree: ast.AST) -> set[str]:
    """The variables whose attributes a cell sets, as np in `np.something = …`."""
    owners = set[str]()
    waiting = [(tree, False)]
    while waiting:
        node, owns = waiting.pop()
        if owns and isinstance(node, ast.Name):
            owners.add(node.id)
        owns = owns or (isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load))
        waiting += [(part, owns) for part in ast.iter_child_nodes(node)]
    return owners
