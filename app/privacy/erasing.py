"""Erasing: rows go with all that hangs on them; how long each kind is kept; what holds it up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Table, delete, or_, select, update

from app.db import db
from app.web.sockets import Socket


@dataclass(frozen=True)
class Trace:
    """Rows that name somebody and are told to nobody: they go too; or, given `blank`, only that column of them."""

    table: type[Any]
    by: tuple[str, ...]
    blank: str = ""

    def of(self, person_id: UUID) -> ColumnElement[bool]:
        """The rows that name this person."""
        return or_(*(self.table.__table__.c[name] == person_id for name in self.by))

    def wipe(self, person_id: UUID) -> None:
        """Take them away."""
        table = self.table.__table__
        if self.blank:
            db.session.execute(update(table).where(self.of(person_id)).values({self.blank: None}))
        else:
            erase(table, self.of(person_id))


@dataclass(frozen=True)
class Retained:
    """How long rows of a table are kept: a marked label and a marked sentence; `due(now)` says which have had their time."""

    table: type[Any]
    label: str
    says: str
    due: Callable[[datetime], ColumnElement[bool]]


traces: Socket[tuple[Trace, ...]] = Socket("rows that name somebody and are told to nobody")
retention: Socket[tuple[Retained, ...]] = Socket("how long each kind of thing is kept")
# True while something has to be finished before what is of this person may go.
holds: Socket[Callable[[UUID], bool]] = Socket("what holds up erasing")


def hanging_on(table: Table) -> list[Column[Any]]:
    """The columns of other tables, and of this one, that point at its rows."""
    return [
        column
        for other in db.metadata.tables.values()
        for column in other.c
        if any(key.column.table is table for key in column.foreign_keys)
    ]


def erase(table: Table, which: ColumnElement[bool]) -> int:
    """Delete these rows, and what cannot be without them; what can be forgets them. Gives how many, themselves."""
    for column in hanging_on(table):
        found = column.in_(select(table.c.id).where(which))
        if column.nullable:
            db.session.execute(update(column.table).where(found).values({column.name: None}))
        else:
            erase(column.table, found)
    return db.session.execute(delete(table).where(which)).rowcount  # type: ignore[attr-defined]
