"""The database: one session, UTC times, UUID keys, and how a transaction begins on SQLite and PostgreSQL."""

import select
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import psycopg
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Date, DateTime, Engine, LargeBinary, MetaData, String, Uuid, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.pool import Pool
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


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model  # the base of every table

_reading: ContextVar[bool] = ContextVar("reading_only", default=False)


def hold_to_reading(held: bool) -> None:
    """From now on, in this thread, transactions begin held to reading (the database refuses a write) or not."""
    _reading.set(held)


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


@event.listens_for(Pool, "checkout")
def _look(connection, _record, _fairy) -> None:
    """Nobody asked anything on a connection at rest; where there is something to read, the other end has closed it.

    So a database that was started again, or is another machine now, costs nobody an answer. It asks nothing itself.
    """
    if isinstance(connection, psycopg.Connection) and (connection.closed or _speaks(connection.fileno())):
        raise DisconnectionError("closed while it rested")


def _speaks(number: int) -> bool:
    """True where there is something to read, were it only the end."""
    ear = select.poll()
    ear.register(number, select.POLLIN)
    return bool(ear.poll(0))


@event.listens_for(Engine, "handle_error")
def _moved(trouble: ExceptionContext) -> OperationalError | None:
    """Who wanted to write met a database that only lets read: it is no longer the primary, another machine is.

    That is no fault of ours but a "send it again", over a new connection. Who was held to reading and writes is a fault.
    """
    why = trouble.original_exception
    if not isinstance(why, psycopg.errors.ReadOnlySqlTransaction) or _reading.get():
        return None
    trouble.is_disconnect = True
    return OperationalError(trouble.statement, None, why, connection_invalidated=True)


@contextmanager
def telling(statement: str) -> Iterator[None]:
    """Trouble of the driver itself, told as SQLAlchemy tells it of every other statement."""
    try:
        yield
    except (sqlite3.OperationalError, psycopg.OperationalError) as why:
        raise OperationalError(statement, None, why) from why


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
        with telling(begin):
            raw.execute(begin)
    else:
        connection.connection.driver_connection.read_only = reading or None


def undo() -> None:
    """Roll back; where the connection broke there is nothing to undo any more, and it is given up."""
    try:
        db.session.rollback()
    except DBAPIError:
        db.session().invalidate()


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
