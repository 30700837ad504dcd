"""axe-core (Deque Systems, MPL 2.0, beside this file) asked about explorers on a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Locator

AXE = Path(__file__).parent / "axe.min.js"

COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that a theme can break; the others see no difference between two."""

RUN = """async (roots, rules) => {
  const options = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  const found = [];
  for (const root of roots) {
    const { violations } = await axe.run(root, options);
    for (const { id, impact, help, nodes } of violations) {
      found.push(...nodes.map((node) => `${id} (${impact}): ${help}: ${node.target.join(" ")}`));
    }
  }
  return found;
}"""


def violations(explorers: Locator, rules: Sequence[str] | None = None) -> list[str]:
    """Every violation inside of these elements: the rule, and the element that breaks it.

    Args:
        explorers: where to look.
        rules: only these; all of axe's if left out.
    """
    if not explorers.page.evaluate("Boolean(globalThis.axe)"):
        explorers.page.evaluate(AXE.read_text(encoding="utf-8"))
    return list(explorers.evaluate_all(RUN, None if rules is None else list(rules)))
