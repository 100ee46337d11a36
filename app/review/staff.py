"""The colleagues of a team: to whom a line can be handed, and for whom somebody can stand in."""

from uuid import UUID

from sqlalchemy import select

from app.db import db
from app.people.models import Person
from app.schemes.models import TEAM, Membership
from app.schemes.queries import in_force


def colleagues(scheme_id: UUID) -> dict[UUID, str]:
    """The team of a scheme: what its people are called, by their id."""
    rows = db.session.execute(
        select(Person.id, Person.called)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.scheme_id == scheme_id,
            Membership.role.in_(TEAM),
            in_force(),
            Person.left_at.is_(None),
        )
        .distinct()
        .order_by(Person.called, Person.id)
    )
    return {row.id: row.called for row in rows}
