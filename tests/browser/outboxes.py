"""What a phone keeps for offline, looked at from outside, and ways to take the network away."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

from playwright.sync_api import Page, expect

from app.accounts.invitations import invite
from app.db import db
from app.journal.models import Entry

DUMP = """
async () => {
  const base = await new Promise((resolve, reject) => {
    const asked = indexedDB.open("naast");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const found = {};
  for (const name of base.objectStoreNames) {
    found[name] = await new Promise((resolve) => {
      base.transaction(name).objectStore(name).getAll().onsuccess = (event) => resolve(event.target.result);
    });
  }
  base.close();
  return JSON.parse(JSON.stringify(found, (key, value) =>
    value instanceof CryptoKey ? "key" : value instanceof Uint8Array ? `${value.length} bytes` : value));
}
"""
READY = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
WRITE = "textarea[name=did]"
SAVE = ".actions button"


def kept(page: Page) -> dict[str, list[dict]]:
    """All stores of the phone, as they stand."""
    return page.evaluate(DUMP)


def settled(page: Page, path: str = "/") -> Page:
    """A page on which the worker is in charge and the phone knows whose it is."""
    page.goto(path)
    expect(page.locator("#saving[data-told]")).to_be_visible()
    for _ in range(100):
        if page.evaluate(READY) and kept(page)["people"]:
            return page
        page.wait_for_timeout(50)
    raise AssertionError("the phone did not learn whose it is")


def drafts(page: Page, number: int) -> None:
    """Wait until so many drafts are kept."""
    for _ in range(100):
        if len(kept(page)["drafts"]) == number:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"drafts: {kept(page)['drafts']}")


def brought(page: Page) -> None:
    """Wait until what was begun in this form before is in it, if anything was."""
    expect(page.locator("form[data-brought]")).to_be_visible()


def own_key(page: Page) -> None:
    """Wait until this phone has a key with which its owner reads."""
    for _ in range(100):
        if kept(page)["people"][0]["own"]:
            return
        page.wait_for_timeout(50)
    raise AssertionError("there is no key")


def on_phone(page: Page, *paths: str) -> None:
    """Wait until these pages are kept."""
    for _ in range(100):
        there = {row["path"] for row in kept(page)["pages"]}
        if there.issuperset(paths):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"kept: {there}")


@contextmanager
def in_between(live_server, status: str, body: bytes, kind: str = "text/html", only: str = "/sync"):
    """Something between phone and server answers in its place: a captive portal, a proxy."""

    def meddle(environ, start):
        if not environ["PATH_INFO"].startswith(only):
            return None
        environ["wsgi.input"].read()
        start(status, [("Content-Type", kind), ("Content-Length", str(len(body)))])
        return [body]

    live_server.meddle = meddle
    try:
        yield
    finally:
        live_server.meddle = None


@contextmanager
def no_network(page: Page):
    """No network, for pages and worker; then it is back."""
    page.context.set_offline(True)
    try:
        yield
    finally:
        page.context.set_offline(False)


def diary_form(page: Page) -> None:
    """The form to write about the day, with our script attached."""
    page.goto("/diary/new")
    expect(page.locator("form[data-wired]")).to_be_visible()


def diary(page: Page, words: str) -> None:
    """Write about the day, and send it."""
    page.goto("/diary/new")
    page.fill(WRITE, words)
    page.click(SAVE)


def entries(live_server, name: str) -> int:
    """How many entries somebody has on the server."""
    with live_server.world.inside():
        query = db.select(db.func.count()).where(Entry.author_id == live_server.world.cast[name])
        return db.session.scalar(query)


def words_of(live_server, name: str) -> list[str]:
    """What somebody wrote, as their journal's pages show it, the latest first."""
    visitor = live_server.world.person(name)
    with live_server.world.inside():
        query = (
            db.select(Entry.id)
            .where(Entry.author_id == live_server.world.cast[name])
            .order_by(Entry.id.desc())
        )
        found = list(db.session.scalars(query))
    return [visitor.get(f"/entries/{entry_id}").text for entry_id in found[:8]]


def join_with_passkey(page: Page, live_server, name: str, shared: bool = False) -> None:
    """Somebody of the cast makes a passkey on this phone, and is signed in with it."""
    world = live_server.world
    with world.inside():
        _, code = invite("device", world.cast[name], timedelta(hours=1), person_id=world.cast[name])
    page.goto(f"/invitation#{code}")
    page.wait_for_url("**/join")
    if shared:
        page.check("[data-shared]")
    page.click("[data-go]")
    page.wait_for_url("**/")
