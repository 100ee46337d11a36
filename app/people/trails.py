"""Reading trails: that somebody of the team opened a thing on a day, and who wrote it sees that."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from app import audit, clock
from app.db import db
from app.people.models import Person
from app.web.language import today


def leave_on_trail(thing: InstrumentedAttribute[UUID], reader_id: UUID, ids: Collection[UUID]) -> None:
    """Note that a reader opened these today, once a day; `thing` is the column that says what was read.

    The table of `thing` has beside it `reader_id`, `on` (the day) and `at`.
    """
    if not ids:
        return
    table: Any = thing.class_
    known = select(thing).where(thing.in_(ids), table.reader_id == reader_id, table.on == today())
    fresh = set(ids) - set(db.session.scalars(known))
    for new in fresh:
        db.session.add(table(**{thing.key: new}, reader_id=reader_id, on=today(), at=clock.now()))
    if fresh:
        whose = _whose(thing, fresh)
        audit.record(reader_id, f"{table.__tablename__}.read", [(new, whose.get(new)) for new in fresh])
    db.session.flush()


def _whose(thing: InstrumentedAttribute[UUID], ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The authors of what was read, as far as it has any."""
    (points_at,) = thing.property.columns[0].foreign_keys
    things = points_at.column.table.c
    if "author_id" not in things:
        return {}
    rows = db.session.execute(select(things.id, things.author_id).where(things.id.in_(ids)))
    return {row.id: row.author_id for row in rows}


def trail_of(thing: InstrumentedAttribute[UUID], *ids: UUID) -> list[tuple[str, datetime]]:
    """Who read these, by name, with the first moment of each day; the earliest first."""
    table: Any = thing.class_
    first = func.min(table.at)
    rows = db.session.execute(
        select(Person.called, first.label("at"))
        .join(Person, Person.id == table.reader_id)
        .where(thing.in_(ids))
        .group_by(table.reader_id, table.on, Person.called)
        .order_by(first)
    )
    return [(row.called, row.at) for row in rows]
