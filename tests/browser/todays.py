"""Today on a phone that shows it at once as it last was: how to get there, and how it came about."""

from __future__ import annotations

import threading
from contextlib import contextmanager

from playwright.sync_api import Page
from sqlalchemy import update

from app.db import db
from app.people.models import Person
from tests.browser.outboxes import join_with_passkey, kept, on_phone, settled

# What a browser says to itself while Today is kept from it on purpose.
EXPECTED = ("ERR_INTERNET_DISCONNECTED", "Failed to fetch", "ERR_FAILED", "status of 4", "status of 50")
FIRST = (
    "document.body.dataset.first ?? 'never'"  # a time where it stood first, "" where it came from the network
)


def again(page, looks: int = 40) -> str:
    """Open Today once more, until it is as new as the server has it, or for so many looks; gives how it stood there."""
    before = (kept(page)["pages"] or [{"at": 0}])[0]["at"] if page.url.startswith("http") else 0
    page.goto("/")
    how = page.evaluate(FIRST)
    for _ in range(looks):
        if any(row["path"] == "/" and row["at"] > before for row in kept(page)["pages"]):
            break
        page.wait_for_timeout(50)
    page.wait_for_timeout(100)
    return how


def stood(how: str) -> bool:
    """True where it stood there before the server was asked."""
    return how not in ("", "never")


def stands_first(page: Page, live_server) -> Page:
    """Samira's phone with her passkey; Today stands first there the next time she opens it."""
    join_with_passkey(page, live_server, "samira")
    settled(page)
    on_phone(page, "/")
    again(page)
    assert stood(again(page))
    return page


@contextmanager
def held(live_server, path: str = "/"):
    """What is asked at this path waits on the line; gives how to let it go, and what was asked."""
    line, asked = threading.Event(), []

    def meddle(environ, _start):
        if environ["PATH_INFO"] == path and environ["REQUEST_METHOD"] == "GET":
            asked.append(environ.get("HTTP_SERVICE_WORKER_NAVIGATION_PRELOAD", "plain"))
            line.wait(20)

    live_server.meddle = meddle
    try:
        yield line.set, asked
    finally:
        line.set()
        live_server.meddle = None


def rename(live_server, called: str) -> None:
    """She is called something else, so Today says something else."""
    with live_server.world.inside():
        person = live_server.world.cast["samira"]
        db.session.execute(update(Person).where(Person.id == person).values(called=called))
