"""Connections: how each begins on SQLite and PostgreSQL, is held to reading, and is given up when it broke."""

import select
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import psycopg
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.pool import Pool

_reading: ContextVar[bool] = ContextVar("reading_only", default=False)


def hold_to_reading(held: bool) -> None:
    """From now on, in this thread, transactions begin held to reading (the database refuses a write) or not."""
    _reading.set(held)


def held_to_reading() -> bool:
    """True while transactions begin held to reading."""
    return _reading.get()


@event.listens_for(Engine, "connect")
def _prepare_connection(connection, _record) -> None:
    """SQLite: WAL, synced at every commit (a power cut loses rows otherwise), erased rows overwritten.

    PostgreSQL: plans for memory and flash, where a page anywhere costs hardly more than the next one. It reckons with
    a disk that turns otherwise, and reads through all the people of a scheme to name two hundred of them.
    """
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
    else:
        connection.execute("SET random_page_cost = 1.1")
        connection.commit()


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


@contextmanager
def kept_plans(connection: Connection) -> Iterator[None]:
    """Within this PostgreSQL asks by the plans it made before, whatever the values.

    For a statement that takes longer to plan than to ask: it would plan it anew each time, since planning counts for
    little in its own reckoning. Not for others: a plan for any value cannot use an index that has some values only.
    """
    if connection.dialect.name != "postgresql":
        yield
        return
    _plans(connection, "force_generic_plan")
    yield
    _plans(connection, "DEFAULT")  # after a fault the transaction is over, and what was set for it


def _plans(connection: Connection, mode: str) -> None:
    statement = f"SET LOCAL plan_cache_mode = {mode}"
    with telling(statement):
        connection.connection.driver_connection.execute(statement)  # type: ignore[union-attr]


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
