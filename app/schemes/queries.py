"""Lists for screens, and the roles in force of one person."""

from uuid import UUID

from sqlalchemy import bindparam, or_, select

from app import clock
from app.db import db
from app.people.actor import Actor, Grant
from app.people.models import Person
from app.schemes.models import Membership, Scheme

_GRANTS = select(Membership.scheme_id, Membership.role).where(
    Membership.person_id == bindparam("person"),
    Membership.since <= bindparam("now"),
    or_(Membership.until.is_(None), Membership.until > bindparam("now")),
)


def grants_of(person_id: UUID) -> list[Grant]:
    """The roles a person holds now."""
    rows = db.session.execute(_GRANTS, {"person": person_id, "now": clock.now()})
    return [Grant(scheme_id, role) for scheme_id, role in rows]


def actor_of(person: Person) -> Actor:
    """The actor of a person, for jobs, tests and the demo."""
    return Actor(person.id, person.called, person.language)


def find_scheme(scheme_id: UUID) -> Scheme | None:
    """The scheme with this id."""
    return db.session.get(Scheme, scheme_id)
