"""Lists for screens, and the roles in force of one person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, or_, select

from app import clock
from app.accounts.models import Invitation
from app.db import db
from app.people.actor import Actor, Grant
from app.people.models import Person, tone
from app.schemes.models import STAFF, TEAM, Membership, Scheme, SchemeInvitation

PAGE = 60

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


@dataclass(frozen=True)
class Member:
    """Somebody with a role in a scheme."""

    id: UUID
    called: str
    role: str
    since: datetime

    @property
    def tone(self) -> int:
        """The colour number of their avatar."""
        return tone(self.id)


def in_force() -> ColumnElement[bool]:
    """Roles that hold now."""
    now = clock.now()
    return (Membership.since <= now) & (Membership.until.is_(None) | (Membership.until > now))


def members(
    scheme: Scheme, search: str = "", role: str = "", after: tuple[str, UUID] | None = None
) -> list[Member]:
    """Who takes part in a scheme, by name, a page at a time after the key of the page before; one query."""
    query = (
        select(Person.id, Person.called, Membership.role, Membership.since)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.scheme_id == scheme.id, in_force())
        .order_by(Person.called, Membership.id)
        .limit(PAGE)
    )
    if search:
        query = query.where(Person.called.icontains(search, autoescape=True))
    if role:
        query = query.where(Membership.role == role)
    if after:
        query = query.where(
            or_(Person.called > after[0], (Person.called == after[0]) & (Person.id > after[1]))
        )
    return [Member(*row) for row in db.session.execute(query)]


def schemes_of(actor: Actor, *roles: str) -> list[Scheme]:
    """The schemes in which somebody holds one of `roles`, by name."""
    ids = actor.schemes_as(*roles)
    return list(db.session.scalars(select(Scheme).where(Scheme.id.in_(ids)).order_by(Scheme.name)))


@dataclass(frozen=True)
class Open:
    """An invitation that can still be used."""

    id: UUID
    meant_for: str
    role: str
    by: str
    ends_at: datetime


def open_invitations(scheme: Scheme) -> list[Open]:
    """The invitations of a scheme that can still be used; one query."""
    rows = db.session.execute(
        select(
            Invitation.id,
            SchemeInvitation.meant_for,
            SchemeInvitation.role,
            Person.called,
            Invitation.ends_at,
        )
        .join(SchemeInvitation, SchemeInvitation.invitation_id == Invitation.id)
        .join(Person, Person.id == Invitation.made_by)
        .where(
            SchemeInvitation.scheme_id == scheme.id,
            Invitation.used_at.is_(None),
            Invitation.withdrawn_at.is_(None),
            Invitation.ends_at > clock.now(),
        )
        .order_by(Invitation.made_at.desc())
        .limit(PAGE)
    )
    return [Open(*row) for row in rows]


def find_invitation(invitation_id: UUID) -> Invitation | None:
    """The invitation with this id."""
    return db.session.get(Invitation, invitation_id)


def scheme_of(invitation: Invitation) -> Scheme | None:
    """The scheme an invitation leads into."""
    meant = db.session.get(SchemeInvitation, invitation.id)
    return db.session.get(Scheme, meant.scheme_id) if meant else None


def described(invitation: Invitation) -> dict[str, str] | None:
    """What who is invited sees of it before they say yes: who invites, into which scheme, as what."""
    row = db.session.execute(
        select(Person.called, Scheme.name, SchemeInvitation.role)
        .select_from(SchemeInvitation)
        .join(Scheme, Scheme.id == SchemeInvitation.scheme_id)
        .join(Invitation, Invitation.id == SchemeInvitation.invitation_id)
        .outerjoin(Person, Person.id == Invitation.made_by)
        .where(SchemeInvitation.invitation_id == invitation.id)
    ).first()
    return {"by": row.called or "Naast", "scheme": row.name, "role": row.role} if row else None


def is_strict(person_id: UUID) -> bool:
    """True for staff, whose sign-ins end sooner."""
    return _holds(person_id, lambda: Membership.role.in_(STAFF))


def _holds(person_id: UUID, which: Callable[[], ColumnElement[bool]]) -> bool:
    found = select(Membership.id).where(Membership.person_id == person_id, in_force(), which()).limit(1)
    return db.session.scalar(found) is not None


def cares_for(actor: Actor, person_id: UUID) -> bool:
    """True for the team and the lead of a scheme in which the person takes part."""
    schemes = actor.schemes_as("lead", *TEAM)
    return (
        actor.id != person_id
        and bool(schemes)
        and _holds(person_id, lambda: Membership.scheme_id.in_(schemes))
    )


def people_cared_for(actor: Actor):
    """Query twin of `cares_for`: the ids of the people whose accounts this person may care for."""
    schemes = actor.schemes_as("lead", *TEAM)
    return select(Membership.person_id).where(
        Membership.scheme_id.in_(schemes), Membership.person_id != actor.id, in_force()
    )
