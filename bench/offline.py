"""Offline: how soon Today stands without network, what our JavaScript weighs, how long sealing takes, how fast a full outbox empties.

A real server and a real Chromium. The phone is slowed four times; the line for the outbox is 400 kbit/s.
"""

import statistics
import threading
import time
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright
from sqlalchemy import select
from waitress import create_server

from app.accounts.invitations import invite
from app.db import db
from app.ids import new_id
from app.people.models import Person
from app.web.assets import gather
from bench.report import Figure, arguments, tell
from bench.world import World, world
from tests.browser.chromium import FLAGS, find
from tests.browser.outboxes import kept, on_phone, settled
from tests.browser.passkeys import Authenticator

SLOWER = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
GOALS = {"start": 300, "bytes": 12_000, "sealing": 5, "outbox": 60}
FULL = 1000  # how much waits in a full outbox
# What a phone of somebody who is signed in runs; the ceremonies of the door come on top, at the door.
OURS = ("js/app.js", "js/outbox.js", "js/offline.js", "js/worker/worker.js")
SHOWN = """() => new Promise((resolve) => {
  const look = () => document.querySelector("main .card") && document.querySelector("#saving[data-told]")
    ? resolve(performance.now()) : setTimeout(look, 2);
  look();
})"""
SOURCE = (Path(__file__).resolve().parents[1] / "static/js/offline/20-seal.js").read_text()
SEAL = """const words = text.encode("a".repeat(2048)), took = [];
for (let time = 0; time < given.times; time++) {
  const began = performance.now();
  await sealFor(fromBase64(given.key), words, "naast/outbox/v1|bench");
  took.push(performance.now() - began);
}
return took;"""
# A full outbox, put where the phone keeps it, in the shape in which it keeps it.
FILL = """const base = await new Promise((done) => { indexedDB.open("naast").onsuccess = ({ target }) => done(target.result); });
const { user, kid, key, seq } = given.person;
const items = [];
for (let at = 1; at <= given.number; at++) {
  const id = given.ids[at - 1];
  const fields = { did: [`Van de bank, nummer ${at}, met genoeg woorden om op een stukje te lijken.`], on: ["2026-03-02"] };
  const message = await sealFor(fromBase64(key), text.encode(JSON.stringify(fields)), `naast/outbox/v1|${user}|${id}|journal.write_diary|`);
  items.push({ id, user, verb: "journal.write_diary", thing: null, seq: seq + at, form: "", page: "/diary/new", drafts: [],
    at: Date.now(), state: "queued", own: null, sealed: { kid, msg: toBase64(message) } });
}
const transaction = base.transaction("outbox", "readwrite");
for (const item of items) transaction.objectStore("outbox").put(item);
await new Promise((done) => { transaction.oncomplete = done; });
base.close();"""

LEFT = """() => new Promise((done) => { indexedDB.open("naast").onsuccess = ({ target: { result } }) => {
  result.transaction("outbox").objectStore("outbox").count().onsuccess = (event) => { result.close(); done(event.target.result); };
}; })"""


def weight() -> dict[str, int]:
    """Our JavaScript as it goes over the wire, by file."""
    assets = gather()
    return {name: len(assets[name].packed.get("br", assets[name].plain)) for name in OURS}


def beside(page: Page, script: str, **given):
    """Run a piece of script beside our sealing, as the page would."""
    return page.evaluate(f"async (given) => {{ {SOURCE}\n{script} }}", given)


def signed_in(page: Page, here: World, origin: str) -> None:
    """Samira makes a passkey on this phone; what the phone keeps is there."""
    with here.app.app_context():
        samira = db.session.scalars(select(Person).where(Person.called == "Samira")).one()
        _, code = invite("device", samira.id, timedelta(hours=1), person_id=samira.id)
        db.session.commit()
    page.goto(f"{origin}/invitation#{code}")
    page.wait_for_url("**/join")
    page.click("[data-go]")
    page.wait_for_url(f"{origin}/")
    settled(page, f"{origin}/")
    on_phone(page, "/", "/journal", "/diary/new")


def starts(context: BrowserContext, page: Page, origin: str, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds until Today stands, without network and with it, in turns, on a slowed phone."""
    protocol = context.new_cdp_session(page)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    without, online = [], []
    for _ in range(rounds):
        for there, took in ((False, without), (True, online)):
            context.set_offline(not there)
            page.goto(origin, wait_until="commit")
            took.append(page.evaluate(SHOWN))
            page.wait_for_timeout(150)
    context.set_offline(False)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    protocol.detach()
    return without, online


def empties(context: BrowserContext, page: Page, origin: str, number: int) -> float:
    """Seconds in which a full outbox is sent over a thin line."""
    page.goto(f"{origin}/help")
    person = kept(page)["people"][0]
    beside(page, FILL, person=person, number=number, ids=[str(new_id()) for _ in range(number)])
    page.goto(f"{origin}/help")
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", LINE)
    began = time.monotonic()
    page.evaluate("void dispatchEvent(new Event('online'))")
    while page.evaluate(LEFT):
        page.wait_for_timeout(250)
    return time.monotonic() - began


def measure(port: int, rounds: int, items: int) -> dict[str, float]:
    """Milliseconds until Today stands without network and with it, and of sealing; seconds of a full outbox."""
    chromium, origin = find(), f"http://localhost:{port}"
    with world(origin=origin) as here, sync_playwright() as play:
        server = create_server(here.app, host="127.0.0.1", port=port, threads=4)
        threading.Thread(target=server.run, daemon=True).start()
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="nl-NL")
        page = context.new_page()
        Authenticator(page)
        signed_in(page, here, origin)
        key = kept(page)["people"][0]["key"]
        sealing = statistics.median(beside(page, SEAL, times=200, key=key))
        without, online = (statistics.median(took) for took in starts(context, page, origin, rounds))
        seconds = empties(context, page, origin, items)
        browser.close()
        server.close()
    return {"start": without, "online": online, "sealing": sealing, "outbox": seconds}


def figures(port: int = 8978, rounds: int = 5, items: int = 200) -> list[Figure]:
    """How soon Today stands, what our JavaScript weighs, what sealing takes, how fast what waited is sent."""
    found = measure(port, rounds, items)
    return [
        Figure(
            "Today without network",
            round(found["start"]),
            "ms",
            f"{found['online']:.0f} ms online",
            most=GOALS["start"],
        ),
        Figure("our JavaScript", sum(weight().values()), "bytes", most=GOALS["bytes"]),
        Figure("sealing 2 KB", round(found["sealing"], 2), "ms", most=GOALS["sealing"]),
        Figure(
            f"{items} waiting sent at 400 kbit/s",
            round(found["outbox"], 1),
            "s",
            most=round(GOALS["outbox"] * items / FULL, 1),
        ),
    ]


def main() -> None:
    """Measure and tell."""
    given = arguments(
        __doc__ or "",
        port={"type": int, "default": 8978},
        rounds={"type": int, "default": 10},
        items={"type": int, "default": FULL},
    )
    found = figures(given.port, given.rounds, given.items)
    rows = [figure.row() for figure in found]
    rows += [{"figure": f"  {name}", "measured": f"{size:,} bytes"} for name, size in weight().items()]
    figure = "offline: " + ", ".join(f"{one.name} {one.measured:g} {one.unit}" for one in found)
    tell("offline", rows, figure, given.json)


if __name__ == "__main__":
    main()
