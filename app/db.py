"""The database: one session, UTC times, UUID keys, and how a transaction begins on SQLite and PostgreSQL."""

import sqlite3
from contextvars import ContextVar
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import g
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import JSON, Connection, Date, DateTime, Engine, LargeBinary, MetaData, String, Uuid, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator


class UTCDateTime(TypeDecorator):
    """A moment in UTC; refuses naive times, so that SQLite and PostgreSQL give back the same one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Which column type a Python type becomes, and how constraints are named."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    registry = registry(
        metadata=metadata,
        type_annotation_map={
            UUID: Uuid(),
            datetime: UTCDateTime(),
            date: Date(),
            str: String(),
            bytes: LargeBinary(),
            dict[str, Any]: JSON(),
            list[str]: JSON(),
        },
    )


class OneConnection(Session):
    """A session that joins the connection over which this request reads already, so that both see one moment."""

    def get_bind(self, mapper=None, clause=None, bind=None, **more):
        """The reading connection where there is one, else the engine."""
        return g.get("reading") or super().get_bind(mapper=mapper, clause=clause, bind=bind, **more)


db = SQLAlchemy(model_class=Base, session_options={"class_": OneConnection, "expire_on_commit": False})

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model  # the base of every table

_reading: ContextVar[bool] = ContextVar("reading_only", default=False)


def hold_to_reading(held: bool) -> None:
    """From now on, in this thread, transactions begin held to reading (the database refuses a write) or not."""
    _reading.set(held)


def connected() -> Connection:
    """The connection of this request, in its transaction; remembered, because asking the session is not free.

    Most pages only read, and need no session: to open and close one costs more than all their statements.
    """
    kept: Connection | None = g.get("connected")
    if kept is None or kept.closed or not kept.in_transaction():
        if _reading.get() and "reading" not in g and not db.session.registry.has():
            kept = g.reading = db.engine.connect()
            kept.begin()
        else:
            kept = db.session.connection()
        g.connected = kept
    return kept


def stop_reading(_error: BaseException | None = None) -> None:
    """Give the reading connection back; a session that joined it is over too."""
    kept = g.pop("reading", None)
    if kept is not None:
        db.session.remove()
        kept.close()


@event.listens_for(Engine, "connect")
def _prepare_connection(connection, _record) -> None:
    """SQLite: WAL, synced at every commit (a power cut loses rows otherwise), erased rows overwritten."""
    if type(connection).__module__.startswith("sqlite3"):
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=5000",
            "secure_delete=ON",
            "cache_size=-8192",  # 8 MB: what a desk of ninety matches touches, in a scheme of any size
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


@event.listens_for(Engine, "begin")
def _begin(connection) -> None:
    """Writers take the lock at once (a late upgrade fails under load); readers are held to reading."""
    reading = _reading.get()
    if connection.dialect.name == "sqlite":
        raw = connection.connection.driver_connection
        if connection.info.get("query_only") is not reading:
            raw.execute(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
            connection.info["query_only"] = reading
        begin = "BEGIN" if reading else "BEGIN IMMEDIATE"
        try:
            raw.execute(begin)
        except sqlite3.OperationalError as why:  # as SQLAlchemy tells it of every other statement
            raise OperationalError(begin, None, why) from why
    else:
        connection.connection.driver_connection.read_only = reading or None


def located(address: str) -> str:
    """The address as SQLAlchemy wants it; makes the folder of an SQLite file."""
    if address.startswith("sqlite:///"):
        file = Path(address.removeprefix("sqlite:///")).resolve()
        file.parent.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{file}"
    return address.replace("postgresql://", "postgresql+psycopg://", 1)


def configure(app, address: str) -> None:
    """Bind the database at `address` to a Flask app."""
    app.config["SQLALCHEMY_DATABASE_URI"] = located(address)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_pre_ping": False}
    db.init_app(app)
    app.teardown_appcontext(stop_reading)
