"""A whole Naast in one folder: the database, its keys, the server's process and what it says, and people at it."""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests import postgres
from tests.afar import Afar, furnished
from tests.house.canaries import Canaries
from tests.house.telling import Teller
from tests.offline.test_sync import Outbox
from tests.visitors import Visitor


@dataclass
class Naast:
    """A server's process with its own database; `root` is the database's address for who may everything there."""

    kind: str
    folder: Path
    root: str
    server: Afar
    teller: Teller
    tokens: dict[str, str]
    people: dict[str, Visitor] = field(default_factory=dict)
    phone: Outbox | None = None  # on which words wait that are sent later

    def person(self, name: str) -> Visitor:
        """Somebody of the cast, in one browser all the time."""
        if name not in self.people:
            self.people[name] = self.server.person(name, self.tokens[name])
        return self.people[name]

    def again(self, name: str) -> Visitor:
        """The same person with one more browser, for what they do at the same moment."""
        return self.server.person(name, self.tokens[name])

    def do(self, *statements: str) -> None:
        """Do something to the database behind the server's back."""
        if self.kind == "sqlite":
            with closing(sqlite3.connect(self.file, timeout=20, isolation_level=None)) as there:
                for statement in statements:
                    there.execute(statement)
            return
        with psycopg.connect(self.root, autocommit=True) as there:
            for statement in statements:
                there.execute(statement.encode())

    @property
    def file(self) -> str:
        """Where SQLite keeps the database."""
        return self.root.removeprefix("sqlite:///")


def _folder() -> Path:
    """A folder of its own, not one of pytest's, in which PostgreSQL would lose its files; gone with this process."""
    folder = Path(tempfile.mkdtemp(prefix="naast-whole-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def started(kind: str) -> Naast:
    """Everybody in a new database, the server's process, and nothing typed yet."""
    folder = _folder()
    address = root = f"sqlite:///{folder / 'naast.db'}"
    if kind == "postgresql":
        server = postgres.started(folder / "postgres")
        with psycopg.connect(server, autocommit=True) as connection:
            postgres.employ(connection)
            address = postgres.owned(connection, server, "naast")
        root = urlunsplit(urlsplit(server)._replace(path="/naast"))
    given, cast, tokens = furnished(address, folder)
    naast = Naast(
        kind,
        folder,
        root,
        Afar(given, folder),
        Teller(cast, lambda name: naast.person(name), Canaries()),
        tokens,
    )
    return naast
