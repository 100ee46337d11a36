"""Storage: how many bytes a session takes, with all that hangs on it, on both databases.

One session is what happens of it in a week of a match, through the app: it is held, both write about it (five lines
each, for the team too), and a youth worker opens both. Counted is how much the database grows by it: sealed words, the
receipts that make a thing happen once, the lines of the audit log, the trail of who read, and every index.
"""

import sqlite3
import tempfile
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg
from flask import Flask
from sqlalchemy import select
from werkzeug.test import EnvironBuilder

from app import clock, create_app, ids
from app.accounts.signins import sign_in
from app.config import Settings
from app.db import db
from app.journal.models import Entry
from app.matches.models import Match, Participation
from bench.kills import database_for, prepared
from bench.pages import answer, environ
from bench.report import arguments, tell
from bench.world import COOKIE
from bench.writes import ORIGIN, WORDS

WEEKS, KEPT = 48, 3  # sessions of a match in a year, and for how many years what was written stands there
LONG_AGO = 200  # days; nobody of the cast met then
TABLES = ("entry", "session", "receipt", "audit_line")
SIZES = "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"


class Pair:
    """Samira and Joris, and Noor who reads; each a cookie."""

    def __init__(self, app: Flask, given: dict[str, str]) -> None:
        self.app = app
        people = {name: UUID(number) for number, name in _pairs(given)}
        with app.app_context():
            tokens = {name: sign_in(people[name], "passkey") for name in ("samira", "joris")}
            found = db.session.scalars(
                select(Match).join(Participation).where(Participation.person_id == people["samira"])
            ).first()
            assert found is not None
            self.match_id, reader = found.id, found.coordinator_id
            assert reader is not None
            self.reader = {"Cookie": f"{COOKIE}={sign_in(reader, 'passkey')}"}
            db.session.commit()
        self.writers = [
            {"Cookie": f"{COOKIE}={token}", "Sec-Fetch-Site": "same-origin", "Origin": ORIGIN}
            for token in tokens.values()
        ]

    def meet(self, number: int) -> None:
        """One session, from both writing to the youth worker who reads."""
        session = str(ids.new_id())
        facts = {
            "session": session,
            "on": (clock.now().date() - timedelta(days=LONG_AGO + number)).isoformat(),
            "minutes": "60",
            "way": "in-person",
            "audience": "team",
            "feeling": "good",
            "did": WORDS,
        }
        for headers in self.writers:
            form = {**facts, "op": str(ids.new_id())}
            path = f"/matches/{self.match_id}/entries"
            given = EnvironBuilder(path, base_url=ORIGIN, method="POST", data=form, headers=headers)
            status, body = answer(self.app.wsgi_app, given.get_environ())
            assert status.startswith("303"), f"{status}: {body.decode()[:3000]}"
        with self.app.app_context():
            written = db.session.scalars(select(Entry.id).where(Entry.session_id == UUID(session))).all()
        for entry_id in written:
            status, _body = answer(self.app.wsgi_app, environ(f"/entries/{entry_id}", self.reader, ORIGIN))
            assert status == "200 OK", status


def _pairs(given: dict[str, str]) -> list[list[str]]:
    return [pair.split("=") for pair in given["BENCH_PEOPLE"].split(",")]


def sizes(address: str) -> dict[str, int]:
    """How many bytes each table takes with its indexes, on PostgreSQL; the file as a whole on SQLite."""
    if address.startswith("sqlite:///"):
        file = Path(address.removeprefix("sqlite:///"))
        with sqlite3.connect(file) as link:
            link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return {"all": file.stat().st_size}
    with psycopg.connect(address) as link:
        found = dict(link.execute(SIZES).fetchall())
    return {**found, "all": sum(found.values())}


def measure(kind: str, number: int) -> dict:
    """The row of one database."""
    with tempfile.TemporaryDirectory() as name, database_for(kind, Path(name)) as address:
        given, _tokens = prepared(address, Path(name))
        settings = {key: value for key, value in given.items() if key.startswith("NAAST_")}
        pair = Pair(create_app(Settings.from_environment(settings)), given)
        for first in range(number, number + number // 4):  # pages that were half empty are filled
            pair.meet(first)
        before = sizes(address)
        for one in range(number):
            pair.meet(one)
        after = sizes(address)
        with pair.app.app_context():
            db.engine.dispose()
    grown = {table: round((after[table] - before[table]) / number) for table in after}
    year = grown["all"] * WEEKS
    return {
        "database": kind,
        "bytes a session": grown["all"],
        **{f"of these {table}": grown.get(table, "") for table in TABLES},
        "KB a match and year": round(year / 1000),
        f"MB of 100 matches, {KEPT} years": round(year * 100 * KEPT / 1e6),
    }


def main() -> None:
    """Measure both databases."""
    given = arguments(__doc__ or "", n={"type": int, "default": 400})
    rows = [measure(kind, given.n) for kind in ("sqlite", "postgresql")]
    figure = "storage: " + ", ".join(
        f"{row['bytes a session']} bytes a session on {row['database']}" for row in rows
    )
    tell("storage", rows, figure, given.json)


if __name__ == "__main__":
    main()
