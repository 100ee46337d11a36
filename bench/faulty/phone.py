"""A phone in somebody's hand: a Chromium with a disk of its own, which writes, loses its network, and can be killed."""

import contextlib
import os
import random
import signal
from pathlib import Path
from uuid import UUID

from playwright.sync_api import BrowserContext, Error, Page, Playwright, TimeoutError

from bench.world import COOKIE, carried
from tests.browser.chromium import FLAGS, find
from tests.browser.outboxes import DUMP

BETWEEN = "\n\n"  # two drafts of one form come back as one entry
MOMENT = 1.0  # what has stood on the screen for this many seconds is promised to outlive the phone
TEXT, SAVE = "textarea[name=did]", ".actions button"
UPDATE = ".notice[role=status] button"
REFUSED = ".summary-of-problems, main:not(:has(form[data-offline])) .card.waiting .problem"
WRONG_CLOCK = "days => { const right = Date.now.bind(Date); Date.now = () => right() + days * 864e5; }"


class Phone:
    """The browser; `disk` stays when it is killed."""

    def __init__(self, play: Playwright, disk: Path, origin: str) -> None:
        self.play, self.disk, self.origin = play, disk, origin
        self.token: str | None = None
        self.kills = 0
        self.start()

    def start(self) -> None:
        """Take it in hand."""
        self.context: BrowserContext = self.play.chromium.launch_persistent_context(
            str(self.disk),
            executable_path=find(),
            args=FLAGS,
            base_url=self.origin,
            viewport={"width": 390, "height": 844},
            locale="nl-NL",
        )
        self.context.set_default_timeout(60_000)  # a server that died needs a while on a busy machine
        self.page: Page = self.context.pages[0] if self.context.pages else self.context.new_page()
        if self.token:
            self.sign_in(self.token)

    def kill(self) -> None:
        """SIGKILL for the browser and all that belongs to it, then start it again with the same disk."""
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if b"--user-data-dir=" + str(self.disk).encode() in command:
                try:
                    os.kill(int(entry.name), signal.SIGKILL)
                except ProcessLookupError:
                    continue
        with contextlib.suppress(Error):
            self.context.close()
        (self.disk / "SingletonLock").unlink(missing_ok=True)
        self.kills += 1
        self.start()

    def sign_in(self, token: str | None) -> None:
        """Somebody is signed in on it, or nobody."""
        self.token = token
        self.context.clear_cookies(name=COOKIE)
        if token:
            self.context.add_cookies([carried(self.origin, token)])

    def open(self, path: str = "/diary/new") -> None:
        """A page; without network what the phone shows in its place."""
        self.page.goto(path, wait_until="load")

    def write(self, words: str, on: str | None = None, days_off: int = 0) -> str:
        """Write about the day and save: 'sent', 'waiting' or 'refused', as the screen says."""
        self.open()
        if days_off:
            self.page.evaluate(WRONG_CLOCK, days_off)
        return self.save(words, on)

    def save(self, words: str, on: str | None = None) -> str:
        """Add to what stands in the form, which may be a draft that came back, and save."""
        begun = self.page.input_value(TEXT)
        self.page.fill(TEXT, begun + BETWEEN + words if begun else words)
        if on:
            self.page.fill("input[name=on]", on)
        self.page.click(SAVE)
        return self.ended()

    def ended(self) -> str:
        """What the screen says of what was just saved."""
        for _ in range(80):
            if "/entries/" in self.page.url:
                return "sent"
            for said, place in (("waiting", "[data-alone]"), ("refused", REFUSED)):
                with contextlib.suppress(TimeoutError):
                    self.page.locator(place).first.wait_for(timeout=120)
                    return said
        raise AssertionError(f"the screen says nothing: {self.page.url}")

    def type_and_die(self, words: str, rng: random.Random, save: bool) -> bool:
        """Type, perhaps press save, and be killed some milliseconds later. True when the words had stood a MOMENT."""
        self.open()
        self.page.fill(TEXT, words)
        stood = rng.choice((rng.random() * 100, MOMENT * 1000))
        self.page.wait_for_timeout(stood)
        if save:
            self.page.evaluate(f"document.querySelector('{SAVE}').click()")
            self.page.wait_for_timeout(rng.random() * 60)
        self.kill()
        return stood >= MOMENT * 1000

    def finish_draft(self) -> str | None:
        """What was begun comes back; save it. None when nothing was left."""
        self.open()
        if not self._begun():
            return None
        for _ in range(100):
            if self.page.input_value(TEXT):
                break
            self.page.wait_for_timeout(100)
        else:
            raise AssertionError("what was begun does not come back")
        self.page.click(SAVE)
        return self.ended()

    def _begun(self) -> bool:
        """True when the form that is open has a draft on the disk, which nothing in the outbox stands for."""
        stores = self.stores()
        verb, user = self.page.evaluate(
            "[document.querySelector('form[data-offline]').dataset.offline, document.body.dataset.person]"
        )
        sent = {name for item in stores["outbox"] for name in item["drafts"]}
        return any(
            row["user"] == user and row["form"].startswith(f"{verb} ") and row["name"] not in sent
            for row in stores["drafts"]
        )

    def take_update(self) -> None:
        """A newer app is offered on the screen, not of the page that stands in for another; take it."""
        self.open("/")
        while self.page.locator("[data-shell]").count():  # the server was late
            self.page.wait_for_timeout(300)
            self.open("/")
        with self.page.expect_navigation(url=self.page.url):
            self.page.locator(UPDATE).click()

    def nudge(self) -> None:
        """Whatever makes this phone try again; ours does so by itself."""

    def stores(self) -> dict:
        """What is on the disk."""
        return self.page.evaluate(DUMP)

    def waiting(self, user: UUID | None = None) -> list[dict]:
        """What waits, of one person or of all."""
        return [item for item in self.stores()["outbox"] if user is None or item["user"] == str(user)]
