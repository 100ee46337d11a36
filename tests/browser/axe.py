"""Accessibility: what axe-core finds on a page, as a list that a person can act on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """
async ([kind, values]) => {
  // What lies under a bar at this moment scrolls out from under it: bars are no part of the question.
  const bars = [...document.querySelectorAll(".actions, .tabs")];
  for (const bar of bars) bar.style.position = "static";
  const found = await axe.run(document, { runOnly: { type: kind, values }, resultTypes: ["violations"] });
  for (const bar of bars) bar.style.removeProperty("position");
  return found.violations.map((rule) => ({
    rule: rule.id,
    says: rule.help,
    at: rule.nodes.map((node) => node.target.join(" ") + (node.failureSummary || "").replace(/\\s+/g, " ").replace(/^Fix \\w+ of the following:/, ":")),
  }));
}
"""


@cache
def _axe() -> str:
    return (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


def audit(page: Page, only: str | None = None) -> None:
    """Fail with what is wrong on the page as it stands; `only` one rule, where the rest was asked before."""
    if not only:
        page.evaluate(_axe())
    found = page.evaluate(RUN, ["rule", [only]] if only else ["tag", list(RULES)])
    lines = [f"{problem['rule']} ({problem['says']})\n  " + "\n  ".join(problem["at"]) for problem in found]
    assert not found, f"{page.url}, {len(found)} rules broken:\n" + "\n".join(lines)
