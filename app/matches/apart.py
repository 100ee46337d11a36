"""Written apart: each in a match writes their own, and all of it lies open once everybody who takes part is ready."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, exists, or_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from app import clock, ids
from app.db import db
from app.matches.models import Participation


class Apart:
    """The columns of such a table; a match and a person have one row of it at most."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    sealed: Mapped[bytes]
    ready_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


A = TypeVar("A", bound=Apart)


def own(table: type[A], person_id: UUID, match_id: UUID) -> A | None:
    """What somebody wrote in a match, when they began."""
    return db.session.scalars(
        select(table).where(table.person_id == person_id, table.match_id == match_id)
    ).first()


def begun(table: type[A], person_id: UUID, match_id: UUID) -> A:
    """What somebody wrote in a match, or the beginning of it: a row that is not in the database yet."""
    row = own(table, person_id, match_id)
    if row is None:
        row = table()
        row.id, row.match_id, row.person_id, row.rev = ids.new_id(), match_id, person_id, 0
    return row


def put(row: A, sealed: bytes, ready: bool) -> A:
    """Write it down; who was ready stays so since the same moment."""
    row.sealed = sealed
    row.ready_at = (row.ready_at or clock.now()) if ready else None
    row.rev += 1
    row.changed_at = clock.now()
    db.session.add(row)
    db.session.flush()
    return row


_part = aliased(Participation)


def waits_for_somebody(table: type[Apart], match_id: Any, now: Any) -> ColumnElement[bool]:
    """That somebody takes part in the match, not standing in for another, whose row is not ready."""
    theirs = aliased(table)
    ready = exists().where(
        theirs.match_id == _part.match_id, theirs.person_id == _part.person_id, theirs.ready_at.is_not(None)
    )
    return exists().where(
        _part.match_id == match_id,
        _part.state == "in",
        _part.stands_in.is_(False),
        or_(_part.until.is_(None), _part.until > now),
        ~ready,
    )
