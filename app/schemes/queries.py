"""Roles in force of one person, and the people of a scheme for screens, each in a fixed number of statements."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.accounts.models import Invitation
from app.db import db
from app.people.actor import Actor, Grant
from app.people.models import Person, tone
from app.people.named import ALSO, BY
from app.prepared import Lookup, Prepared
from app.schemes.models import (
    STAFF,
    TAKING_PART,
    TEAM,
    Guardianship,
    Membership,
    Scheme,
    SchemeInvitation,
    SchemeRevision,
)

PAGE = 40
ROLES_OF = {
    "everybody": (*TAKING_PART, *STAFF),
    "mentees": ("mentee",),
    "mentors": ("mentor",),
    "guardians": ("guardian",),
    "staff": STAFF,
}
_GRANTS = Prepared(
    select(Membership.scheme_id, Membership.role)
    .join(Person, Person.id == Membership.person_id)
    .where(
        Membership.person_id == bindparam("person"),
        Membership.since <= bindparam("now"),
        or_(Membership.until.is_(None), Membership.until > bindparam("now")),
        Person.left_at.is_(None),
    )
)


def grants_of(person_id: UUID) -> list[Grant]:
    """The roles a person holds now."""
    return [Grant(*row) for row in _GRANTS.rows(person=person_id, now=clock.now())]


def ask_grants(actor: Actor) -> Lookup[list[Grant]]:
    """The same, asked beside what else a page asks; the actor knows them from then on."""
    if not actor.known:
        rows = yield from _GRANTS.read(person=actor.id, now=clock.now())
        actor.grants = [Grant(*row) for row in rows]
    return actor.grants


def in_force() -> ColumnElement[bool]:
    """Of memberships: those that hold now."""
    now = clock.now()
    return and_(Membership.since <= now, or_(Membership.until.is_(None), Membership.until > now))


def guardians_of(scheme_id: UUID, mentee_id: UUID) -> list[tuple[UUID, str]]:
    """The parents and guardians of a young person in a scheme; one query."""
    rows = db.session.execute(
        select(Person.id, Person.called)
        .join(Guardianship, Guardianship.guardian_id == Person.id)
        .where(
            Guardianship.scheme_id == scheme_id,
            Guardianship.mentee_id == mentee_id,
            or_(Guardianship.until.is_(None), Guardianship.until > clock.now()),
        )
        .order_by(Person.called)
    )
    return [(row.id, row.called) for row in rows]


def holds_role(scheme_id: UUID, person_id: UUID, *roles: str) -> bool:
    """True for who holds one of these roles in the scheme now."""
    return any(grant.scheme_id == scheme_id and grant.role in roles for grant in grants_of(person_id))


def actor_of(person: Person) -> Actor:
    """The actor of a person, for jobs, tests and the demo."""
    return Actor(person.id, person.called, person.language)


def find_scheme(scheme_id: UUID) -> Scheme | None:
    """The scheme with this id."""
    return db.session.get(Scheme, scheme_id)


def schemes_of_staff(actor: Actor) -> list[tuple[UUID, str]]:
    """The schemes in which somebody is staff, by name."""
    return _named_schemes(actor.schemes_as(*STAFF))


def schemes_of_team(actor: Actor) -> list[tuple[UUID, str]]:
    """The schemes in whose team somebody is, by name."""
    return _named_schemes(actor.schemes_as(*TEAM))


def _named_schemes(ids: set[UUID]) -> list[tuple[UUID, str]]:
    rows = db.session.execute(
        select(Scheme.id, Scheme.name).where(Scheme.id.in_(ids)).order_by(Scheme.name, Scheme.id)
    )
    return [(row.id, row.name) for row in rows]


@dataclass(frozen=True)
class Held:
    """A role that somebody holds or held, with who gave and who ended it."""

    id: UUID
    role: str
    since: datetime
    until: datetime | None
    given_by: str | None = None
    ended_by: str | None = None

    @property
    def over(self) -> bool:
        """True when this is history."""
        return self.until is not None and self.until <= clock.now()


@dataclass(frozen=True)
class Place:
    """A person in a scheme: who they are, and as what they are here."""

    scheme_id: UUID
    id: UUID
    called: str
    roles: list[Held] = field(default_factory=list)

    @property
    def tone(self) -> int:
        """The colour number of their avatar."""
        return tone(self.id)

    @property
    def now(self) -> list[Held]:
        """The roles they hold now."""
        return [held for held in self.roles if not held.over]

    @property
    def since(self) -> datetime:
        """Since when they are here."""
        return min(held.since for held in self.now or self.roles)

    @property
    def until(self) -> datetime | None:
        """Since when they are gone; None while they are here."""
        return None if self.now else max(held.until for held in self.roles if held.until)


def people(scheme: Scheme, who: str, sought: str, after: UUID | None) -> tuple[list[Place], UUID | None]:
    """One page of the people of a scheme, by name, and the id to go on after. Two statements."""
    found = db.session.execute(_page(scheme, who, sought, after).limit(PAGE + 1)).all()
    places = {row.id: Place(scheme.id, row.id, row.called) for row in found[:PAGE]}
    rows = db.session.execute(
        select(Membership.person_id, Membership.id, Membership.role, Membership.since, Membership.until)
        .where(Membership.scheme_id == scheme.id, Membership.person_id.in_(places))
        .order_by(Membership.since, Membership.id)
    )
    for row in rows:
        places[row.person_id].roles.append(Held(*row[1:]))
    return list(places.values()), found[PAGE - 1].id if len(found) > PAGE else None


def _page(scheme: Scheme, who: str, sought: str, after: UUID | None):
    here = select(Membership.person_id).where(Membership.scheme_id == scheme.id)
    if who == "left":
        wanted = and_(Person.id.in_(here), Person.id.not_in(here.where(in_force())))
    else:
        wanted = Person.id.in_(here.where(in_force(), Membership.role.in_(ROLES_OF[who])))
    name = func.lower(Person.called)
    query = select(Person.id, Person.called).where(wanted).order_by(name, Person.id)
    if sought:
        # SQLite lowers A to Z only; the capitalised form finds names that begin with another letter.
        query = query.where(
            or_(
                Person.called.icontains(sought, autoescape=True),
                Person.called.contains(sought.capitalize(), autoescape=True),
            )
        )
    if after is not None:
        # The id of somebody from elsewhere finds nothing, so that it tells nothing about their name.
        last = aliased(Person)
        key = select(func.lower(last.called)).where(last.id == after, last.id.in_(here)).scalar_subquery()
        query = query.where(or_(name > key, and_(name == key, Person.id > after)))
    return query


def counts(scheme: Scheme) -> dict[str, int]:
    """How many people are here, by group; one statement."""
    each = [
        func.count(case((Membership.role.in_(roles), Membership.person_id)).distinct()).label(who)
        for who, roles in ROLES_OF.items()
    ]
    row = db.session.execute(select(*each).where(Membership.scheme_id == scheme.id, in_force())).one()
    return dict(row._mapping)


def place_of(scheme: Scheme, person_id: UUID) -> Place | None:
    """A person with every role they hold or held in a scheme; None for who never was there. One statement."""
    rows = db.session.execute(
        select(
            Person.called,
            Membership.id,
            Membership.role,
            Membership.since,
            Membership.until,
            BY.called.label("given_by"),
            ALSO.called.label("ended_by"),
        )
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(BY, BY.id == Membership.given_by)
        .outerjoin(ALSO, ALSO.id == Membership.ended_by)
        .where(Person.id == person_id, Membership.scheme_id == scheme.id)
        .order_by(Membership.since.desc(), Membership.id.desc())
    ).all()
    if not rows:
        return None
    return Place(scheme.id, person_id, rows[0].called, [Held(*row[1:]) for row in rows])


@dataclass(frozen=True)
class Open:
    """An invitation that can still be used."""

    id: UUID
    meant_for: str
    role: str
    made_by: str | None
    ends_at: datetime


def open_invitations(scheme: Scheme) -> list[Open]:
    """The invitations of a scheme that can still be used, the youngest first; at most a hundred."""
    rows = db.session.execute(
        select(
            SchemeInvitation.id,
            SchemeInvitation.meant_for,
            SchemeInvitation.role,
            Person.called,
            Invitation.ends_at,
        )
        .join(Invitation, Invitation.id == SchemeInvitation.id)
        .outerjoin(Person, Person.id == Invitation.made_by)
        .where(
            SchemeInvitation.scheme_id == scheme.id,
            Invitation.used_at.is_(None),
            Invitation.withdrawn_at.is_(None),
            Invitation.ends_at > clock.now(),
        )
        .order_by(Invitation.made_at.desc(), Invitation.id.desc())
        .limit(100)
    )
    return [Open(*row) for row in rows]


def find_invitation(invitation_id: UUID) -> SchemeInvitation | None:
    """What an invitation gives."""
    return db.session.get(SchemeInvitation, invitation_id)


def find_membership(membership_id: UUID) -> Membership | None:
    """The role with this id."""
    return db.session.get(Membership, membership_id)


def called_of(invitation: Invitation) -> dict[str, Any] | None:
    """Who invites, into which scheme, as what, and whether one writes in it; None where an invitation is not of a scheme."""
    row = db.session.execute(
        select(SchemeInvitation.role, Scheme.name, Person.called)
        .join(Scheme, Scheme.id == SchemeInvitation.scheme_id)
        .outerjoin(Person, Person.id == bindparam("by"))
        .where(SchemeInvitation.id == invitation.id),
        {"by": invitation.made_by},
    ).first()
    if row is None:
        return None
    writes = row.role in ("mentee", "mentor")
    return {"role": row.role, "writes": writes, "scheme": row.name, "by": row.called or ""}


def last_change(scheme: Scheme) -> tuple[str, datetime] | None:
    """Who changed the settings last, and when; None while they are as they were at the start."""
    row = db.session.execute(
        select(Person.called, SchemeRevision.at)
        .join(Person, Person.id == SchemeRevision.by_id)
        .where(SchemeRevision.scheme_id == scheme.id, SchemeRevision.rev == scheme.rev)
    ).first()
    return (row.called, row.at) if row else None


def is_strict(person_id: UUID) -> bool:
    """True for staff of any scheme: their sign-ins end soon."""
    return any(grant.role in STAFF for grant in grants_of(person_id))


def cares_for(actor: Actor, person_id: UUID) -> bool:
    """The team and the lead of a scheme look after the accounts of its people."""
    schemes = actor.schemes_as("lead", *TEAM)
    return bool(schemes) and any(grant.scheme_id in schemes for grant in grants_of(person_id))


def cared_for(actor: Actor) -> Select:
    """Query twin of `cares_for`."""
    return (
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.scheme_id.in_(actor.schemes_as("lead", *TEAM)), in_force(), Person.left_at.is_(None)
        )
    )
