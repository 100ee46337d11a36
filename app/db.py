"""The database: one session, UTC times, UUID keys, and the one connection of a request."""

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import g
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import JSON, Connection, Date, DateTime, LargeBinary, MetaData, String, Uuid
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

from app.connections import held_to_reading


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC; ValueError without a time zone, because nobody knows which moment that is."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be stored")
    return moment.astimezone(UTC)


class UTCDateTime(TypeDecorator):
    """A moment in UTC; refuses naive times, so that SQLite and PostgreSQL give back the same one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect) -> datetime | None:
        return None if value is None else in_utc(value)

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


def connected() -> Connection:
    """The connection of this request, in its transaction; remembered, because asking the session is not free.

    Most pages only read, and need no session: to open and close one costs more than all their statements.
    """
    kept: Connection | None = g.get("connected")
    if kept is None or kept.closed or not kept.in_transaction():
        if held_to_reading() and "reading" not in g and not db.session.registry.has():
            kept = g.reading = db.engine.connect()
            kept.begin()
        else:
            kept = db.session.connection()
        g.connected = kept
    return kept


def undo() -> None:
    """Roll back, and give back what was read over; a connection that broke has nothing to undo, and is given up."""
    kept: Connection | None = g.pop("reading", None)
    if db.session.registry.has():
        try:
            db.session.rollback()
        except DBAPIError:
            db.session().invalidate()
    if kept is not None:
        try:
            kept.close()
        except DBAPIError:
            if not kept.closed:
                kept.invalidate()


def over() -> None:
    """The request is over. What was only read is committed: at a rollback PostgreSQL's driver forgets what it prepared."""
    kept: Connection | None = g.get("reading")
    if kept is not None:
        with suppress(SQLAlchemyError):  # what is broken has nothing to keep
            if db.session.registry.has():
                db.session.close()
            kept.commit()
    undo()


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
    # Of several connections the last that came back: what it has read and planned is at hand, the others may rest.
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_pre_ping": False, "pool_use_lifo": True}
    db.init_app(app)
