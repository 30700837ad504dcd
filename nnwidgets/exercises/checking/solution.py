"""The solution of an exercise, as the text of a notebook cell."""

from __future__ import annotations

import ast
import html
import inspect
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nnwidgets.exercises.checking.report import as_html

if TYPE_CHECKING:
    from collections.abc import Callable


def solution_of(reference: Callable[..., object]) -> str:
    """The source of a function without annotations and docstring, as a student would write it."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(reference)))
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            if ast.get_docstring(node) is not None:
                del node.body[0]
    return ast.unparse(tree)


@dataclass(frozen=True, slots=True)
class Solution:
    """A solution, or why it is not shown yet, for display in a notebook.

    Attributes:
        code: the solution, or "".
        message: the sentence above it, or the reason.
    """

    code: str
    message: str

    def __repr__(self) -> str:
        return "\n".join(filter(None, [self.message, self.code]))

    def _repr_html_(self) -> str:
        code = f"<pre><code>{html.escape(self.code)}</code></pre>" if self.code else ""
        return f'<div class="nnw-solution"><p>{as_html(self.message)}</p>{code}</div>'
