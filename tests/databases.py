"""Databases for tests: one is filled once, then every test gets a fresh copy of it, on SQLite and on PostgreSQL.

`make_template("postgresql", fill)` calls `fill` with the address of an empty database and remembers the result;
`fresh(template)` gives the address of a copy; `drop(address)` throws it away. A copy costs 0.1 ms on
SQLite; on PostgreSQL it costs 50 ms with its first page, so there `again(template, copy)` sets a copy back.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from uuid import uuid4

from psycopg.errors import InsufficientPrivilege

from tests import postgres
from tests.again import Again, Rows, rows_at

ROOM = 1_000_000_000
_number = count(1)


@dataclass(frozen=True)
class Template:
    """A filled database that nobody is connected to; `name` is a file, or a database of the server."""

    kind: str
    name: str


def make_template(kind: str, fill: Callable[[str], None]) -> Template:
    """Let `fill` make the tables and rows, once; it must close its connections."""
    address = _empty(kind)
    fill(address)
    if kind == "sqlite":
        file = address.removeprefix("sqlite:///")
        with sqlite3.connect(file) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return Template(kind, file)
    return Template(kind, postgres.name_in(address))


def fresh(template: Template) -> str:
    """The address of a new copy."""
    if template.kind == "sqlite":
        file = _folder() / f"copy-{next(_number)}.db"
        shutil.copyfile(template.name, file)
        return f"sqlite:///{file}"
    return postgres.create(_new_name(), _folder(), template.name)


def again(template: Template, address: str) -> Again | None:
    """What sets this copy of a template back, where that is cheaper than a new copy."""
    if template.kind == "sqlite":
        return None
    try:
        return Again(of_a_superuser(address), _rows(template))
    except InsufficientPrivilege:  # the server of `TEST_PG`, by somebody who may make databases and no more
        return None


@cache
def _rows(template: Template) -> Rows:
    return rows_at(of_a_superuser(f"postgresql:///{template.name}"))


def of_a_superuser(address: str) -> str:
    """The address of the same database on PostgreSQL, for who may everything there."""
    return postgres.of_a_superuser(address, _folder())


def drop(address: str) -> None:
    """Throw a copy away, whoever is still connected to it."""
    if address.startswith("sqlite:///"):
        file = Path(address.removeprefix("sqlite:///"))
        for end in ("", "-wal", "-shm"):
            file.with_name(file.name + end).unlink(missing_ok=True)
        return
    postgres.drop(address, _folder())


def _empty(kind: str) -> str:
    if kind == "sqlite":
        return f"sqlite:///{_folder() / f'template-{next(_number)}.db'}"
    return postgres.create(_new_name(), _folder())


def _new_name() -> str:
    return f"naast_test_{uuid4().hex[:12]}_{next(_number)}"


@cache
def _folder() -> Path:
    """A folder of this process; in memory where there is room, because syncing to a disk is most of the time."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    folder = Path(tempfile.mkdtemp(prefix="naast-test-", dir=memory if roomy else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
