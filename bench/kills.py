"""Kills: people write without rest while the server is killed again and again; is all that was confirmed there, once?

`bin/bench kills --n N --database sqlite|postgresql`: the server as `naast run` starts it, over HTTP, and SIGKILL at
random moments. On PostgreSQL every other blow hits one of the database's own processes, so that it must recover too.
This says nothing of a power cut: what a killed process wrote, the operating system still has.
"""

import contextlib
import http.client
import os
import random
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from psycopg import sql
from sqlalchemy import select

from app import clock, create_app
from app.accounts.signins import sign_in
from app.commands.migrate import migrate
from app.config import Settings
from app.db import db
from app.demo.cast import build
from app.ids import new_id
from app.journal.content import content_of
from app.journal.models import Entry
from app.sealing import keyring
from bench.faulty.network import Server
from bench.report import Figure, arguments, tell
from bench.world import called
from tests import postgres

WRITERS = ("samira", "joris", "milan", "aysel")
AGAIN = 0.1  # how often a phone sends what was confirmed once more, as one does whose answer came too late
RUN = ("app.cli", "run", "--port")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
BUSY = (502, 503)  # "send it again"; every other answer than a 303 is told


@dataclass
class Load:
    """People who write about their day without rest; what each was told is kept."""

    port: int
    origin: str
    tokens: dict[str, str]
    seed: int = 1
    confirmed: dict[str, str] = field(default_factory=dict)  # words -> who wrote them
    begun: dict[str, str] = field(default_factory=dict)
    answers: Counter = field(default_factory=Counter)
    pause: float = 0.0  # seconds between what one person writes and the next
    patience: float = 20.0  # seconds that one of them waits for an answer

    def __post_init__(self) -> None:
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=(name,)) for name in self.tokens]

    @contextlib.contextmanager
    def going_on(self) -> Iterator["Load"]:
        """They write while this lasts; what is under way is brought to its end."""
        for thread in self._threads:
            thread.start()
        try:
            yield self
        finally:
            self._stop.set()
            for thread in self._threads:
                thread.join(60)

    def _write(self, name: str) -> None:
        chance = random.Random(f"{self.seed} {name}")
        number = 0
        while not self._stop.is_set():
            number += 1
            words = f"{name} wrote number {number}"
            form = {"op": str(new_id()), "did": words, "on": clock.now().date().isoformat()}
            self.begun[words] = name
            while not self._sent(name, form):
                if self._stop.is_set():
                    return
                time.sleep(0.02)
            self.confirmed[words] = name
            if chance.random() < AGAIN:
                self._sent(name, form)
            self._stop.wait(self.pause)

    def _sent(self, name: str, form: dict[str, str]) -> bool:
        """Post it once; True when it was confirmed."""
        link = http.client.HTTPConnection("127.0.0.1", self._where(), timeout=self.patience)
        headers = {
            "Cookie": f"{called(self.origin)}={self.tokens[name]}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin",
            "Origin": self.origin,
        }
        try:
            link.request("POST", "/diary", urlencode(form), headers)
            answer = link.getresponse()
            self._heard(answer.status, answer.read())
        except (OSError, http.client.HTTPException):
            self.answers["no answer"] += 1
            return False
        finally:
            link.close()
        return answer.status == 303 and "/sign-in" not in (answer.getheader("Location") or "")

    def _where(self) -> int:
        """The port that is asked next."""
        return self.port

    def _heard(self, status: int, _said: bytes) -> None:
        """Count an answer."""
        self.answers[str(status)] += 1


@dataclass
class Verdict:
    """What became of it."""

    kills: int
    confirmed: int
    lost: int
    twice: int
    wrong_name: int
    unsound: int
    strange: int  # answers that are neither a confirmation nor "send it again"
    slowest_return: float  # seconds from a kill to the next confirmed write
    answers: dict[str, int]

    @property
    def clean(self) -> bool:
        """True when every promise was kept."""
        return not (self.lost or self.twice or self.wrong_name or self.unsound or self.strange)


@contextlib.contextmanager
def database_for(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database that syncs what it confirms."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'naast.db'}"
        return
    server = postgres.started(folder / "postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        postgres.employ(connection)
        made = postgres.owned(connection, server, "naast")
    yield made


def prepared(address: str, folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The cast in this database: the environment of its server, and a token for everybody who writes."""
    given = {
        "NAAST_ORIGIN": "http://localhost:8000",
        "NAAST_DATABASE": address,
        "NAAST_KEYS_FILE": str(folder / "keys.json"),
        "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
    }
    keyring.save(keyring.Keyring.fresh(), given["NAAST_KEYS_FILE"])
    settings = Settings.from_environment(given)
    migrate(settings)
    app = create_app(settings)
    with app.app_context():
        cast = build()
        tokens = {name: sign_in(cast[name], "passkey") for name in WRITERS}
        given["BENCH_PEOPLE"] = ",".join(f"{cast[name]}={name}" for name in WRITERS)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return given, tokens


def run(kind: str, kills: int, seed: int, folder: Path) -> Verdict:
    """One run in a folder of its own."""
    chance, slowest = random.Random(seed), 0.0
    with database_for(kind, folder) as address:
        given, tokens = prepared(address, folder)
        server = Server(given, RUN)
        load = Load(server.port, given["NAAST_ORIGIN"], tokens, seed)
        try:
            with load.going_on():
                for number in range(kills):
                    time.sleep(chance.uniform(0.05, 0.6))
                    blow = time.monotonic()
                    if kind == "postgresql" and number % 2:
                        hit_database(address)
                    else:
                        server.kill()
                        server.start()
                    before = len(load.confirmed)
                    while len(load.confirmed) == before and time.monotonic() - blow < 60:
                        time.sleep(0.01)
                    slowest = max(slowest, time.monotonic() - blow)
        finally:
            server.process.kill()
            server.process.wait()
        return judge(given, load, kills, unsound(address), slowest)


def hit_database(address: str) -> None:
    """SIGKILL one process of PostgreSQL that serves the app: all of them end, and the log is read again."""
    with contextlib.suppress(psycopg.OperationalError), psycopg.connect(address) as link:
        row = link.execute(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1"
        ).fetchone()
        if row:
            os.kill(row[0], signal.SIGKILL)


def unsound(address: str) -> int:
    """How much of the database is not as it should be, read from end to end."""
    if address.startswith("sqlite:///"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as there:
            said = there.execute("PRAGMA integrity_check").fetchall()
            return (said != [("ok",)]) + len(there.execute("PRAGMA foreign_key_check").fetchall())
    with recovered(address) as there:
        return sum(_wrong_in(there, name) for (name,) in there.execute(TABLES).fetchall())


def recovered(address: str, patience: float = 60.0) -> psycopg.Connection:
    """A connection once the last blow is over: until its log is read again, a database takes nobody."""
    until = time.monotonic() + patience
    while True:
        try:
            return psycopg.connect(address, autocommit=True)
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _wrong_in(there: psycopg.Connection, name: str) -> int:
    """1 where a table cannot be read to its end (pages carry checksums) or its keys cannot be built anew from it."""
    table = sql.Identifier(name)
    try:
        there.execute(sql.SQL("SELECT sum(length(t::text)) FROM {} t").format(table))
        there.execute(sql.SQL("REINDEX TABLE {}").format(table))
    except psycopg.Error as why:
        print(f"{name}: {why}", file=sys.stderr)
        return 1
    return 0


def found_in(given: dict[str, str]) -> dict[str, list[str]]:
    """Who has which words in this database, opened with its keys."""
    names = dict(pair.split("=") for pair in given["BENCH_PEOPLE"].split(","))
    app = create_app(Settings.from_environment({k: v for k, v in given.items() if k.startswith("NAAST_")}))
    found: dict[str, list[str]] = {}
    with app.app_context():
        for entry in db.session.scalars(select(Entry)):
            words = content_of(entry).get("did") or ""
            found.setdefault(words, []).append(names.get(str(entry.author_id), "somebody else"))
        db.session.remove()
        db.engine.dispose()
    return found


def judge(given: dict[str, str], load: Load, kills: int, wrong: int, slowest: float) -> Verdict:
    """Compare what was confirmed with what the database has."""
    found = found_in(given)
    return Verdict(
        kills=kills,
        confirmed=len(load.confirmed),
        lost=sum(words not in found for words in load.confirmed),
        twice=sum(len(found.get(words, ())) > 1 for words in load.begun),
        wrong_name=sum(bool(set(found.get(words, ())) - {name}) for words, name in load.begun.items()),
        unsound=wrong,
        strange=sum(
            count for said, count in load.answers.items() if said not in ("303", "no answer", *map(str, BUSY))
        ),
        slowest_return=round(slowest, 1),
        answers=dict(load.answers),
    )


def figures(kills: int = 4) -> list[Figure]:
    """What was confirmed and is gone, or there twice, after the server was killed; on both databases."""
    found = []
    for kind in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as folder:
            verdict = run(kind, kills, seed=1, folder=Path(folder))
        wrong = verdict.lost + verdict.twice + verdict.wrong_name + verdict.unsound + verdict.strange
        beside = f"{verdict.confirmed} confirmed, {kills} kills"
        found.append(Figure(f"lost, twice or wrong after kills, {kind}", wrong, "", beside, most=0))
    return found


def main() -> None:
    """Run it, tell it, and fail where a promise was broken."""
    given = arguments(
        __doc__ or "",
        n={"type": int, "default": 20},
        seed={"type": int, "default": 1},
        database={"choices": ["sqlite", "postgresql"], "default": "sqlite"},
    )
    with tempfile.TemporaryDirectory() as folder:
        verdict = run(given.database, given.n, given.seed, Path(folder))
    row = {"database": given.database, **vars(verdict)}
    figure = (
        f"kills on {given.database}: {verdict.kills} kills, {verdict.confirmed} confirmed writes, {verdict.lost} lost, "
        f"{verdict.twice} twice, {verdict.wrong_name} under a wrong name, {verdict.unsound} faults in the database; "
        f"writing went on within {verdict.slowest_return} s"
    )
    tell("kills", [row], figure, given.json)
    sys.exit(0 if verdict.clean else 1)


if __name__ == "__main__":
    main()
