"""What goes wrong in a browser while nobody looks: console errors, page errors, refusals by the security policy."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext

REPORT = """
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
  console.error(`Refused by the policy: ${effectiveDirective} ${blockedURI} ${sample}`));
"""


class Trouble:
    """Everything that went wrong in a browser; a test fails on it unless it said beforehand what it expects."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._expected: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        """Note what goes wrong on all pages of this browser, from now on."""
        context.add_init_script(REPORT)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.seen.append(f"page error: {error.error}"))

    def expect(self, *patterns: str) -> None:
        """Take no notice of what matches one of these: `trouble.expect("status of 422")`."""
        self._expected += patterns

    def rest(self) -> list[str]:
        """What nobody expected."""
        return [text for text in self.seen if not any(re.search(pattern, text) for pattern in self._expected)]

    def _console(self, message) -> None:
        if message.type == "error":
            place = message.location.get("url", "") if message.location else ""
            self.seen.append(f"console: {message.text} ({place})")
