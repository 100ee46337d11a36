"""Copies of an SQLite database: made while it is written to, looked at before they are trusted, put back whole."""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from app.commands.console import Stop
from app.config import Settings

BEGINS = b"SQLite format 3"  # every file of SQLite
SIDES = ("-wal", "-shm")


@dataclass(frozen=True)
class Copy:
    """What a copy holds, as far as can be said without a key: its version and how many rows, which keys it needs."""

    version: str | None
    rows: int
    ring_keys: frozenset[str]
    size: int
    sha256: str


def file_of(settings: Settings) -> Path:
    """The database's file; Stop where it is no SQLite."""
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise Stop("This is for SQLite; docs/backups.md says how PostgreSQL is backed up and put back.")
    return Path(url.database)


def take(source: Path, target: Path) -> Copy:
    """Copy a database that may be written to meanwhile; the target appears only when it is whole and sound.

    All that was committed before this begins is in it. Stop where it cannot be done; then nothing is left behind.
    """
    if not source.exists():
        raise Stop(f"There is no database at {source}.")
    if target.exists():
        raise Stop(f"There is something at {target} already; it is left as it is.")
    half = target.with_name(target.name + ".part")
    half.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(source, timeout=30)) as live, closing(sqlite3.connect(half)) as made:
            # In one read: who writes meanwhile waits for nothing, and a copy in steps would begin anew at each write.
            live.backup(made, pages=-1)
            made.execute("PRAGMA journal_mode=DELETE")
        half.chmod(0o600)
        found = look(half)
        _put(half, target)
    except sqlite3.Error as why:
        raise Stop(f"The copy could not be made: {why}.") from why
    finally:
        half.unlink(missing_ok=True)
    return found


def look(copy: Path) -> Copy:
    """Read a copy through from end to end; Stop with the reason where it is not sound."""
    if not copy.exists():
        raise Stop(f"There is no file at {copy}.")
    try:
        with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as there:
            wrong = there.execute("PRAGMA integrity_check").fetchone()[0]
            if wrong != "ok":
                raise Stop(f"The copy at {copy} is damaged: {wrong}.")
            if there.execute("PRAGMA foreign_key_check").fetchone():
                raise Stop(f"The copy at {copy} is not whole: rows in it point at rows that are gone.")
            names = [
                name
                for (name,) in there.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
                )
            ]
            if "alembic_version" not in names or "data_key" not in names:
                raise Stop(f"What lies at {copy} is no database of Naast.")
            version = there.execute("SELECT version_num FROM alembic_version").fetchone()
            rows = sum(there.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names)  # noqa: S608
            keys = frozenset(key for (key,) in there.execute("SELECT DISTINCT ring_key FROM data_key"))
    except sqlite3.DatabaseError as why:
        raise Stop(f"What lies at {copy} cannot be read as a database: {why}.") from why
    with copy.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return Copy(version[0] if version else None, rows, keys, copy.stat().st_size, digest)


def put_back(copy: Path, place: Path, aside: Path) -> None:
    """Put a copy where the database was; what stood there goes aside, with what was still in its log."""
    if place.exists():
        _fold_in(place)
    half = place.with_name(place.name + ".part")
    shutil.copyfile(copy, half)
    half.chmod(0o600)
    for side in ("", *SIDES):  # a log is left only beside a file so damaged that it could not be folded in
        there = place.with_name(place.name + side)
        if there.exists():
            there.replace(aside.with_name(aside.name + side))
    _put(half, place)


def _fold_in(place: Path) -> None:
    """Bring the log into the file, so that the file alone is all of it; Stop while somebody has it open."""
    with place.open("rb") as content:
        if content.read(len(BEGINS)) != BEGINS:
            return  # SQLite would throw the log away beside a file that it does not know
    try:
        with closing(sqlite3.connect(place, timeout=2, isolation_level=None)) as there:
            busy = there.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            there.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as why:
        raise Stop("The database is in use. Stop Naast first, then put the copy back.") from why
    except sqlite3.DatabaseError:
        return  # so damaged that it cannot be read: it goes aside as it is
    if busy:
        raise Stop("The database is in use. Stop Naast first, then put the copy back.")


def _put(half: Path, place: Path) -> None:
    """Rename, once every byte is on the disk."""
    with half.open("rb+") as content:
        os.fsync(content.fileno())
    half.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
