"""Everything a browser says of pages: any line in the console, faults, requests that failed, refusals, and its issues."""

from __future__ import annotations

import time

from playwright.sync_api import BrowserContext, Page, Request

from tests.browser.trouble import REPORT

QUIET = 0.05  # seconds without a request, after which a page has come to rest
LONGEST = 10
LEFT = "net::ERR_ABORTED"  # the page was left before it came: nothing that went wrong
# What Chromium finds wrong and is not: "nickname" is in the HTML standard, and the right word in a form of ours.
OPINIONS = ("FormInputHasWrongButWellIntendedAutocompleteValueError",)


class Noise:
    """What was said in one browser, each time with the page that was open."""

    def __init__(self, context: BrowserContext) -> None:
        self.said: list[str] = []
        self._under_way: set[Request] = set()
        self._last = 0.0
        context.add_init_script(REPORT)  # a refusal by the policy, Trusted Types among them, becomes a line
        context.on(
            "console", lambda line: self._hear(f"{line.type}: {line.text} ({line.location.get('url', '')})")
        )
        context.on("weberror", lambda error: self._hear(f"page error: {error.error}"))
        context.on("request", self._begun)
        context.on("requestfinished", self._ended)
        context.on("requestfailed", self._failed)
        context.on(
            "response",
            lambda answer: answer.ok or answer.status < 400 or self._hear(f"{answer.status}: {answer.url}"),
        )
        self._page: Page | None = None

    def listen(self, page: Page) -> None:
        """Hear also what Chromium itself finds wrong with a page: the issues of its developer tools."""
        self._page = page
        tools = page.context.new_cdp_session(page)
        tools.on("Audits.issueAdded", lambda found: self._find(str(found["issue"])))
        tools.send("Audits.enable")

    def visit(self, page: Page, path: str) -> None:
        """Open a page and wait until nothing is under way any more."""
        page.goto(path)
        self.rest(page)

    def rest(self, page: Page) -> None:
        """Wait until nothing is under way any more."""
        end = time.monotonic() + LONGEST
        while self._under_way or time.monotonic() - self._last < QUIET:
            assert time.monotonic() < end, f"{page.url} does not come to rest: {self._under_way}"
            page.wait_for_timeout(10)

    def _hear(self, what: str) -> None:
        self.said.append(f"{self._page.url if self._page else ''}: {what}")

    def _find(self, issue: str) -> None:
        if not any(opinion in issue for opinion in OPINIONS):
            self._hear(f"issue: {issue}")

    def _begun(self, request: Request) -> None:
        self._under_way.add(request)
        self._last = time.monotonic()

    def _ended(self, request: Request) -> None:
        self._under_way.discard(request)
        self._last = time.monotonic()

    def _failed(self, request: Request) -> None:
        self._ended(request)
        if request.failure == LEFT:
            return
        self._hear(f"failed: {request.method} {request.url} {request.failure}")
