"""A scheme as large as is asked, poured straight into the tables: years of matches, of which each of the team runs ninety."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import psycopg

from app import wall
from app.db import db

RUNNING, PER_MATCH = 90, 100  # matches of one youth worker, and entries of one match
POURED = ("person", "match", "participation", "check_in", "session", "entry", "flag", "seen")
SHARED, BATCH = 5, 10_000  # one in so many entries is shared with the team


class Crowd:
    """Rows for one scheme, made without asking anybody; ids are in their order, like those of the app."""

    def __init__(self, entries: int, scheme_id: UUID, team: list[UUID], today: date) -> None:
        self.scheme_id, self.team, self.today = scheme_id, team, today
        self.matches = entries // PER_MATCH
        self.dice = random.Random(entries)
        self.number = 0
        self.now = datetime.now(UTC)

    def new_id(self) -> UUID:
        """The next id."""
        self.number += 1
        return UUID(int=0x0190 << 112 | 7 << 76 | self.number << 64 | 0b10 << 62 | self.dice.getrandbits(61))

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every row with the name of its table, those that others point at first."""
        for number in range(self.matches):
            running = number < RUNNING * len(self.team)
            yield from self._match(running, self.team[number % len(self.team)])

    def _match(self, running: bool, coordinator: UUID) -> Iterator[tuple[str, dict[str, Any]]]:
        match_id, people = self.new_id(), [self.new_id(), self.new_id()]
        ended = 0 if running else self.dice.randint(60, 2000)
        weeks = PER_MATCH // 2
        began = self.today - timedelta(days=ended + weeks * 7)
        at = self._at(began)
        for person, called in zip(people, ("Mentee", "Mentor"), strict=True):
            yield "person", {"id": person, "called": called, "language": "nl", "made_at": at}
        yield (
            "match",
            {
                "id": match_id,
                "scheme_id": self.scheme_id,
                "kind": "one-to-one",
                "state": "active" if running else "closed",
                "coordinator_id": coordinator,
                "rhythm_days": 7,
                "session_minutes": 75,
                "planned_sessions": weeks,
                "started_on": began,
                "closed_at": None if running else self._at(self.today - timedelta(days=ended)),
                "rev": 1,
                "made_at": at,
            },
        )
        for person, side in zip(people, ("mentee", "mentor"), strict=True):
            yield (
                "participation",
                {
                    "id": self.new_id(),
                    "match_id": match_id,
                    "person_id": person,
                    "side": side,
                    "state": "in",
                    "stands_in": False,
                    "since": at,
                },
            )
            yield (
                "check_in",
                {
                    "id": self.new_id(),
                    "match_id": match_id,
                    "person_id": person,
                    "by_id": coordinator,
                    "on": self.today - timedelta(days=ended + self.dice.randint(1, 40)),
                    "way": "call",
                    "sealed": b"\x01",
                    "made_at": self.now,
                },
            )
        quiet = running and self.dice.random() < 0.1
        for week in range(weeks - (3 if quiet else 0)):
            yield from self._session(match_id, people, coordinator, began + timedelta(days=7 * week), running)

    def _session(self, match_id, people, coordinator, on: date, running: bool):
        session_id, at = self.new_id(), self._at(on)
        yield (
            "session",
            {
                "id": session_id,
                "match_id": match_id,
                "state": "held",
                "on": on,
                "minutes": 75,
                "way": "call",
                "rev": 2,
                "made_at": at,
            },
        )
        for author in people:
            entry_id, shared = self.new_id(), self.dice.randrange(SHARED) == 0
            yield (
                "entry",
                {
                    "id": entry_id,
                    "author_id": author,
                    "scheme_id": self.scheme_id,
                    "match_id": match_id,
                    "session_id": session_id,
                    "on": on,
                    "audience": "team" if shared else "pair",
                    "please_read": False,
                    "sealed": b"\x01" + bytes(200),
                    "rev": 1,
                    "written_at": at,
                    "opens_at": at,
                    "changed_at": at,
                },
            )
            if shared:
                waits = running and on > self.today - timedelta(days=10)
                yield "flag", self._flag(match_id, author, entry_id, at, waits, coordinator)
                if not waits:
                    yield "seen", {"id": self.new_id(), "entry_id": entry_id, "by_id": coordinator, "at": at}

    def _flag(self, match_id, author, entry_id, at, waits: bool, by) -> dict[str, Any]:
        return {
            "id": self.new_id(),
            "kind": "shared",
            "scheme_id": self.scheme_id,
            "match_id": match_id,
            "person_id": author,
            "about_id": entry_id,
            "raised_at": at,
            "lowered_at": None if waits else at + timedelta(days=1),
            "lowered_by": None if waits else by,
        }

    def _at(self, day: date) -> datetime:
        return datetime.combine(day, time(18), UTC)


def pour(rows: Iterable[tuple[str, dict[str, Any]]]) -> int:
    """Put rows in the database at hand as fast as it takes them; gives how many entries there were."""
    raw = db.engine.raw_connection()
    try:
        driver = raw.driver_connection
        on_sqlite = isinstance(driver, sqlite3.Connection)
        if on_sqlite:
            driver.execute("PRAGMA synchronous=OFF")
            driver.execute("PRAGMA foreign_keys=OFF")
            driver.execute("BEGIN")
        else:
            _wall(driver, "NO FORCE")  # COPY into a table with row security is not possible
        waiting: dict[str, list[dict[str, Any]]] = {}
        entries = 0
        for name, values in rows:
            waiting.setdefault(name, []).append(values)
            entries += name == "entry"
            if sum(map(len, waiting.values())) >= BATCH:
                _put(driver, waiting, on_sqlite)
        _put(driver, waiting, on_sqlite)
        if on_sqlite:
            driver.execute("COMMIT")
        else:
            _wall(driver, "FORCE")
            driver.commit()
    finally:
        raw.close()
    return entries


def _wall(driver: psycopg.Connection, force: str) -> None:
    for name in POURED:
        if wall.condition(db.metadata.tables[name]):
            driver.execute(f'ALTER TABLE "{name}" {force} ROW LEVEL SECURITY')  # type: ignore[call-overload]


def _put(driver: Any, waiting: dict[str, list[dict[str, Any]]], on_sqlite: bool) -> None:
    for name in POURED:
        rows = waiting.pop(name, [])
        if not rows:
            continue
        usual = {
            column.name: column.default.arg
            for column in db.metadata.tables[name].c
            if column.default is not None and column.default.is_scalar
        }
        rows = [{**usual, **row} for row in rows]
        columns = list(rows[0])
        listed = ", ".join(f'"{column}"' for column in columns)
        if on_sqlite:
            marks = ", ".join("?" * len(columns))
            values = [[_sqlite(row[column]) for column in columns] for row in rows]
            driver.executemany(f'INSERT INTO "{name}" ({listed}) VALUES ({marks})', values)
        else:
            copying: psycopg.Cursor = driver.cursor()
            with copying.copy(f'COPY "{name}" ({listed}) FROM STDIN') as out:
                for row in rows:
                    out.write_row([row[column] for column in columns])


def _sqlite(value: Any) -> Any:
    """A value as SQLAlchemy writes it in SQLite."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value
