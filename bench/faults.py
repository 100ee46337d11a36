"""Faults: things written on a real phone while everything goes wrong, and what became of each.

`bin/bench faults --items N --seed S`: a real server that is killed, a network that lies, a Chromium that dies.
"""

import json
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright, sync_playwright
from sqlalchemy import select

from app import create_app
from app.accounts.signins import sign_in
from app.commands.migrate import migrate
from app.config import Settings
from app.db import db
from app.demo.cast import build
from app.journal.content import content_of
from app.journal.models import Entry
from app.offline.keys import open_letter
from app.sealing import keyring
from bench.faulty import workbox
from bench.faulty.network import Network
from bench.faulty.phone import BETWEEN, Phone
from bench.faulty.plan import Person, Run
from bench.faulty.workbox import WorkboxPhone
from bench.report import Figure, arguments, tell
from tests.browser.chromium import find

REGISTER = "navigator.serviceWorker.register('/sw.js'); export const arrive = async () => {};"


@dataclass
class Verdict:
    """What became of what was written; `last_moment` counts apart what was typed just before a phone died, and is gone."""

    items: int
    sent: int
    on_phone: int
    lost: int
    twice: int
    wrong_name: int
    stuck: int
    last_moment: int
    met: dict[str, int]
    seconds: float

    @property
    def clean(self) -> bool:
        """True when every promise was kept."""
        return not (self.lost or self.twice or self.wrong_name or self.stuck)


def run(
    items: int, seed: int, folder: Path, play: Playwright, loud: bool = False, against: str | None = None
) -> Verdict:
    """One run in a folder of its own."""
    started = time.monotonic()

    def environment(origin: str) -> dict[str, str]:
        return {
            "NAAST_ORIGIN": origin,
            "NAAST_DATABASE": f"sqlite:///{folder / 'naast.db'}",
            "NAAST_KEYS_FILE": str(folder / "keys.json"),
            "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
        }

    def prepared(origin: str) -> dict[str, str]:
        given = environment(origin)
        keyring.save(keyring.Keyring.fresh(), given["NAAST_KEYS_FILE"])
        settings = Settings.from_environment(given)
        migrate(settings)
        nonlocal app, people
        app = create_app(settings)
        with app.app_context():
            cast = build()
            people = {
                name: Person(cast[name], sign_in(cast[name], "passkey")) for name in ("samira", "joris")
            }
            db.session.commit()
            db.session.remove()
        return given

    app: Any = None
    people: dict[str, Person] = {}
    network = Network(prepared)
    try:
        phone = (against_workbox(network) if against else Phone)(play, folder / "phone", network.origin)
        try:
            there = Run(network, phone, people, random.Random(seed), loud=loud)
            there.go(items)
            there.come_to_rest()
            stores = {"outbox": [], "drafts": []} if against else phone.stores()
        finally:
            phone.context.close()
    finally:
        network.stop()
    if against:  # of what Workbox's screen called saved, and of nothing else
        there.typed = {}
        there.said = {words: told for words, told in there.said.items() if told[1] != "refused"}
    return judge(app, there, stores, time.monotonic() - started)


def against_workbox(network: Network) -> type[Phone]:
    """Workbox's worker and an ordinary handler in place of ours."""
    network.instead = {"/sw.js": workbox.worker(), "/js/offline.js": REGISTER}
    network.path = "/diary"
    WorkboxPhone.network = network
    return WorkboxPhone


def on_disk(there: Run, stores: dict[str, list[dict]]) -> set[str]:
    """The words that are still on the phone, waiting or begun, as the server's key opens them."""
    users = {str(person.id): name for name, person in there.people.items()}
    found: set[str] = set()
    for row in (*stores["outbox"], *stores["drafts"]):
        about = f"{row['id']}|{row['verb']}|{row['thing'] or ''}" if "id" in row else row["name"]
        kind = "outbox" if "id" in row else "draft"
        letter = open_letter(
            row["sealed"]["kid"], row["sealed"]["msg"], f"naast/{kind}/v1|{row['user']}|{about}"
        )
        assert row["user"] in users
        found.update(json.loads(letter)["did"][0].split(BETWEEN))
    return found


def judge(app, there: Run, stores: dict[str, list[dict]], seconds: float) -> Verdict:
    """Compare what people wrote with what the server has, by author, and with what is still on the phone."""
    found: dict[str, Counter] = {}
    with app.app_context():
        names = {person.id: name for name, person in there.people.items()}
        for entry in db.session.scalars(select(Entry)):
            for words in (content_of(entry).get("did") or "").split(BETWEEN):
                found.setdefault(words, Counter())[names.get(entry.author_id, "somebody else")] += 1
        kept = on_disk(there, stores)
        db.session.remove()
        db.engine.dispose()
    written = {words: who for words, (who, _) in there.said.items()} | there.typed
    arrived = [words for words in written if words in found]
    gone = [words for words in written if words not in found and words not in kept]
    lost = [words for words in gone if words not in there.last_moment]
    for words in lost:
        print("lost:", words, there.said.get(words, "nothing was said"), file=sys.stderr)
    twice = [words for words in arrived if sum(found[words].values()) > 1]
    for words in twice:
        print("twice:", words, there.said.get(words, "nothing was said"), file=sys.stderr)
    return Verdict(
        items=len(written) - len(gone) + len(lost),
        sent=len(arrived),
        on_phone=sum(words in kept and words not in found for words in written),
        lost=len(lost),
        twice=len(twice),
        wrong_name=sum(set(found[words]) != {written[words]} for words in arrived),
        stuck=sum(item["state"] == "queued" for item in stores["outbox"]),
        last_moment=len(gone) - len(lost),
        met={**there.met, **{f"request: {name}": count for name, count in there.network.done.items()}},
        seconds=round(seconds, 1),
    )


def figures(items: int = 25) -> list[Figure]:
    """What was written while everything went wrong, and is lost, there twice, of another or stuck."""
    find()  # before Playwright starts
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        verdict = run(items, 1, Path(folder), play)
    wrong = verdict.lost + verdict.twice + verdict.wrong_name + verdict.stuck
    beside = f"{verdict.items} written, {sum(verdict.met.values())} faults met"
    return [Figure("lost, twice, of another or stuck after faults", wrong, "", beside, most=0)]


def main() -> None:
    """Run it, tell it, and fail where a promise was broken."""
    given = arguments(
        __doc__ or "",
        items={"type": int, "default": 200},
        seed={"type": int, "default": 1},
        loud={"action": "store_true"},
        against={"choices": ["workbox"]},
    )
    find()  # before Playwright starts
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        verdict = run(given.items, given.seed, Path(folder), play, given.loud, given.against)
    row = {name: value for name, value in vars(verdict).items() if name != "met"}
    if not given.json:
        print("met:", ", ".join(f"{name} {count}" for name, count in sorted(verdict.met.items())))
    figure = (
        f"faults{f' against {given.against}' if given.against else ''}: {verdict.items} written, {verdict.sent} sent, {verdict.on_phone} on the phone, "
        f"{verdict.lost} lost, {verdict.twice} twice, {verdict.wrong_name} under a wrong name, {verdict.stuck} stuck; {verdict.last_moment} typed in a phone's last second never came to its disk"
    )
    tell("faults", [{"seed": given.seed, **row}], figure, given.json)
    sys.exit(0 if verdict.clean or given.against else 1)


if __name__ == "__main__":
    main()
