"""Check-ins for screens: those of a match, with what was said."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select

from app.checkins.content import PURPOSE, open_content
from app.checkins.models import CheckIn
from app.db import db
from app.people.models import Person
from app.sealing.vault import DataKey, opened

PAGE = 24


@dataclass(frozen=True)
class Contact:
    """One check-in; `person` is None for a parent or guardian."""

    id: UUID
    on: date
    made_at: datetime
    way: str
    person: str | None
    by: str
    signs: dict[str, str]
    said: str


_check_in, _key = CheckIn.__table__, DataKey.__table__
_caller, _called = Person.__table__.alias("caller"), Person.__table__.alias("called")
_OF_MATCH = (
    select(
        *_check_in.c,
        _caller.c.called.label("by"),
        _called.c.called.label("person"),
        _key.c.ring_key,
        _key.c.wrapped,
    )
    .join(_caller, _caller.c.id == _check_in.c.by_id)
    .join(_key, and_(_key.c.owner_id == _check_in.c.by_id, _key.c.purpose == PURPOSE))
    .outerjoin(_called, _called.c.id == _check_in.c.person_id)
    .where(_check_in.c.match_id == bindparam("match"))
    .order_by(_check_in.c.on.desc(), _check_in.c.id.desc())
    .limit(PAGE)
)


def of_match(match_id: UUID) -> list[Contact]:
    """The latest check-ins of a match, the last one first; the caller settled who may read them."""
    found = []
    for row in db.session.execute(_OF_MATCH, {"match": match_id}):
        fields = open_content(opened(row.by_id, PURPOSE, row.ring_key, row.wrapped), row)
        found.append(
            Contact(
                row.id,
                row.on,
                row.made_at,
                row.way,
                row.person,
                row.by,
                fields["signs"],
                fields["said"] or "",
            )
        )
    return found


def last_of(match_ids: list[UUID]) -> dict[UUID, date]:
    """For each match the day of the last check-in; one statement."""
    rows = db.session.execute(
        select(CheckIn.match_id, func.max(CheckIn.on))
        .where(CheckIn.match_id.in_(match_ids), CheckIn.way != "no-answer")
        .group_by(CheckIn.match_id)
    )
    return {row[0]: row[1] for row in rows}
