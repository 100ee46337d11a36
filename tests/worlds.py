"""Worlds to test in: an app on its own database with the cast in it, set back to the beginning at little cost."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine, QueuePool, event, inspect, select, text, update

from app import create_app
from app.accounts.cookies import SIGNED_IN
from app.accounts.signins import sign_in
from app.config import Settings
from app.db import db
from app.demo.cast import Cast, build
from app.matches.models import Match
from app.sealing.keyring import Keyring
from app.web.routes import NEEDED
from tests import databases, postgres
from tests.again import Again
from tests.visitors import ORIGIN, Visitor


class Compiled(BytecodeCache):
    """The templates of one version in one language, compiled once a process and not once an app."""

    def __init__(self) -> None:
        self.code: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled before, if anything was."""
        bucket.code = self.code.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self.code[bucket.key] = bucket.code


_compiled: defaultdict[tuple[str, str], Compiled] = defaultdict(Compiled)
KEYS = Keyring.fresh().dump()


def settings(address: str, **given: str) -> Settings:
    """Settings of an app under test."""
    return Settings.from_environment(
        {
            "NAAST_ORIGIN": ORIGIN,
            "NAAST_DATABASE": address,
            "NAAST_KEYS": KEYS,
            "NAAST_ERASED_FILE": "",
            **given,
        }
    )


def beginning(kind: str, play: Callable[[], Cast] = build) -> tuple[Any, bytes]:
    """A template database with the tables and the cast in it, and the cast itself, packed.

    `play` puts the cast in the database; it may add to it, or let it write other words.
    """
    packed = []

    def fill(address: str) -> None:
        app = create_app(settings(address))
        with app.app_context():
            db.create_all()
            command = "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)"
            db.session.execute(text(command))
            db.session.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": NEEDED})
            cast = play()
            # What is asked by the clock must not depend on the hour at which tests run.
            db.session.execute(update(Match).values(quiet_from=None, quiet_until=None))
            db.session.commit()
            packed.append(pickle.dumps(cast))
            db.session.remove()
            db.engine.dispose()

    return databases.make_template(kind, fill), packed[0]


class World:
    """An app with a database of its own; `begin_again` puts a fresh copy of the beginning under it."""

    def __init__(self, kind: str, template: Any, cast: bytes, **given: str) -> None:
        self.kind, self._template, self._packed = kind, template, cast
        self._again: Again | None = None
        self.address = databases.fresh(template)
        self.app = create_app(settings(self.address, **given))
        self.cast: Cast = pickle.loads(cast)
        with self.app.app_context():
            event.listen(db.engine, "do_connect", self._lead)
        for language, environment in self.app.extensions["naast_pages"].items():
            environment.bytecode_cache = _compiled[language, self.app.extensions["naast_version"]]

    def _lead(self, _dialect, _record, places: list[Any], names: dict[str, Any]) -> None:
        """Lead every new connection of the app's engine to the copy of now: the engine keeps what it compiled."""
        if self.kind == "sqlite":
            places[0] = self.address.removeprefix("sqlite:///")
        else:
            names["dbname"] = postgres.name_in(self.address)

    def begin_again(self) -> None:
        """As it began, or a fresh copy of that; the app, its compiled templates and its statements stay."""
        self.cast = pickle.loads(self._packed)
        if not self._set_back():
            before, self.address = (
                self.address,
                databases.fresh(self._template),
            )  # whoever connects now comes here
            self._let_go()
            databases.drop(before)
            self._again = databases.again(self._template, self.address)

    def _set_back(self) -> bool:
        """Undo what was done, where the database can do so without a new copy."""
        if self._again is None:
            return False
        with self.app.app_context():
            db.session.remove()
            pool = db.engine.pool
            assert isinstance(pool, QueuePool)
            return pool.checkedout() == 0 and self._again.set_back(pool.checkedin())

    def end(self) -> None:
        """Close the connections and throw the database away."""
        self._let_go()
        databases.drop(self.address)

    def _let_go(self) -> None:
        if self._again is not None:
            self._again.end()
            self._again = None
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def person(self, name: str, strong: bool = False) -> Visitor:
        """Somebody of the cast with a browser in which they are signed in; `strong`: with their passkey, just now."""
        with self.app.app_context():
            token = sign_in(self.cast[name], "passkey", device="a test", strong=strong)
            db.session.commit()
            db.session.remove()
        cookie = self.app.extensions["naast_cookies"] + SIGNED_IN
        return Visitor(self.app, name, self.cast[name], token, cookie)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Look at the database, or act in it, without HTTP; what was changed is committed."""
        with self.app.app_context():
            try:
                yield
                db.session.commit()
            finally:
                db.session.remove()

    def everything(self, besides: Mapping[str, Iterable[str]] | None = None) -> dict[str, list[tuple]]:
        """All rows of all tables; of the tables in `besides` not these columns ("*": not at all)."""
        besides = besides or {}
        found = {}
        with self.inside():
            for name in inspect(db.engine).get_table_names():
                left_out = set(besides.get(name, ()))
                if "*" not in left_out:
                    table = db.metadata.tables.get(name)
                    if table is not None:
                        columns = [column for column in table.c if column.name not in left_out]
                        rows = db.session.execute(select(*columns)).all()
                        found[name] = sorted((tuple(row) for row in rows), key=repr)
        return found

    def stranger(self) -> Visitor:
        """Somebody who is not signed in."""
        return Visitor(self.app, "stranger")


class Statements(list):
    """The SQL statements that were sent while looking."""

    def __str__(self) -> str:
        return "\n".join(f"{number:3} {' '.join(text.split())}" for number, text in enumerate(self, 1))


@contextmanager
def watched() -> Iterator[Statements]:
    """Note every SQL statement sent to any database."""
    seen = Statements()

    def note(_connection, _cursor, statement, _parameters, _context, _many) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)
