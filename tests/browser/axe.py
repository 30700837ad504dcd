"""axe-core (Deque Systems, MPL 2.0, beside this file) asked about the explorers of a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.notebook import NotebookPage

AXE = Path(__file__).parent / "axe.min.js"

RUN = """async () => {
  const { violations } = await axe.run({ include: [[".nnw-explorer"]] });
  return violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map((node) => `${id} (${impact}): ${help}: ${node.target.join(" ")}`));
}"""


def violations(notebook: NotebookPage) -> list[str]:
    """Every violation inside an explorer of the page: the rule, and the element that breaks it."""
    if not notebook.page.evaluate("Boolean(globalThis.axe)"):
        notebook.page.evaluate(AXE.read_text(encoding="utf-8"))
    return list(notebook.page.evaluate(RUN))
