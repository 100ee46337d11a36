"""Honest ways to make a Naast fail: harm is done to its database, its disk or its keys, and mended again."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

from tests.house.whole import Naast


@contextmanager
def busy(naast: Naast) -> Iterator[None]:
    """Somebody else holds the table for longer than anybody waits."""
    if naast.kind == "sqlite":
        with closing(sqlite3.connect(naast.file, isolation_level=None)) as there:
            there.execute("BEGIN EXCLUSIVE")
            yield
        return
    naast.do(
        "ALTER ROLE naast_test SET lock_timeout = '1s'",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'naast_test'",
    )
    with psycopg.connect(naast.root) as there:
        there.execute("LOCK TABLE entry")
        yield


@contextmanager
def full(naast: Naast) -> Iterator[None]:
    """No file of the server can grow any more, as on a full disk.

    Not every machine lets us limit PostgreSQL's processes; there its own error of a full disk comes at every entry.
    """
    if naast.kind == "postgresql":
        naast.do(*FULL)
        yield
        naast.do("DROP FUNCTION no_room CASCADE")
        return
    process, endless = naast.server.process.pid, resource.RLIM_INFINITY
    resource.prlimit(process, resource.RLIMIT_FSIZE, (1, endless))
    yield
    resource.prlimit(process, resource.RLIMIT_FSIZE, (endless, endless))


FULL = (
    "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION "
    "'could not extend file: %', NEW USING ERRCODE = 'disk_full'; END $$",
    "CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION no_room()",
)


@contextmanager
def without_the_table(naast: Naast) -> Iterator[None]:
    """The table of entries is gone."""
    naast.do("ALTER TABLE entry RENAME TO entry_elsewhere")
    yield
    naast.do("ALTER TABLE entry_elsewhere RENAME TO entry")


@contextmanager
def refusing(naast: Naast) -> Iterator[None]:
    """The database refuses every new or changed entry."""
    naast.do(*REFUSING[naast.kind])
    yield
    naast.do(*AGAIN[naast.kind])


REFUSING = {
    "sqlite": [
        f"CREATE TRIGGER no_{what} BEFORE {what} ON entry BEGIN SELECT RAISE(ABORT, 'no'); END"
        for what in ("INSERT", "UPDATE")
    ],
    "postgresql": ["ALTER TABLE entry ADD CONSTRAINT no CHECK (sealed IS NULL) NOT VALID"],
}
AGAIN = {
    "sqlite": ["DROP TRIGGER no_INSERT", "DROP TRIGGER no_UPDATE"],
    "postgresql": ["ALTER TABLE entry DROP CONSTRAINT no"],
}


@contextmanager
def damaged(naast: Naast) -> Iterator[None]:
    """The seal of every entry is broken."""
    naast.do(*DAMAGING[naast.kind])
    yield
    naast.do(*MENDING[naast.kind])


DAMAGING = {
    "sqlite": ["UPDATE entry SET sealed = CAST(sealed || x'00' AS BLOB)"],
    "postgresql": [r"UPDATE entry SET sealed = sealed || '\x00'::bytea"],
}
MENDING = {kind: ["UPDATE entry SET sealed = substr(sealed, 1, length(sealed) - 1)"] for kind in DAMAGING}


@contextmanager
def without_the_key(naast: Naast) -> Iterator[None]:
    """Everybody's key was wrapped with one that the keys file does not have."""
    naast.do("UPDATE data_key SET ring_key = 'x' || ring_key")
    yield
    naast.do("UPDATE data_key SET ring_key = substr(ring_key, 2)")


@contextmanager
def gone(naast: Naast) -> Iterator[None]:
    """The database is gone for good; the last harm."""
    if naast.kind == "sqlite":
        for end in ("", "-wal"):  # the third is memory of the server itself, which would die of it
            Path(naast.file + end).write_bytes(b"")
    else:
        first = (naast.folder / "postgres" / "postmaster.pid").read_text().split()[0]
        os.kill(int(first), signal.SIGQUIT)
    yield


HARMS: tuple[Callable[[Naast], object], ...] = (
    busy,
    full,
    without_the_table,
    refusing,
    damaged,
    without_the_key,
)
