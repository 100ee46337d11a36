"""Who can see what of somebody, by the rules that guard each page; and who of the team looked, lately."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, literal, or_, select, union, union_all

from app.db import db
from app.matches.models import Match, Participation
from app.mydata.relations import FAR, STAFFED, relations_of
from app.people.actor import Actor
from app.people.asker import ASKER
from app.people.models import Person, tone
from app.prepared import Prepared
from app.privacy.shown import Shown, shown
from app.schemes.anybody import ANYBODY, READER
from app.schemes.models import STAFF, Guardianship, Membership
from app.schemes.queries import in_force
from app.web.language import _

LATELY = 20
ME: Any = ASKER.id


@dataclass(frozen=True)
class Reader:
    """Somebody who can read something of the person now, and what they are to them."""

    id: UUID
    called: str
    roles: tuple[str, ...]

    @property
    def tone(self) -> int:
        """The colour number of their avatar."""
        return tone(self.id)


@dataclass
class Readers:
    """Those who can read the same of somebody for the same reasons: for each reason what."""

    reads: dict[str, list[str]]
    people: list[Reader] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many they are."""
        return len(self.people)


@dataclass(frozen=True)
class Look:
    """That somebody opened a thing on a day, with the first moment of it."""

    called: str
    one: str
    opens: str
    thing_id: UUID
    at: datetime


def readers_of(actor: Actor) -> list[Readers]:
    """Everybody who can read something of this person now, who is nearest to them first; two statements and three.

    One statement asks the query twins of all rooms, about everybody at once.
    """
    kinds = _kinds()
    order = list(kinds)
    found = _reads().rows(me=actor.id, now=actor.now)
    reads: dict[UUID, dict[str, list[str]]] = {}
    for row in sorted(found, key=lambda row: (order.index(row.kind), row.ground)):
        kind = kinds[row.kind]
        why = _(kind.grounds[row.ground].why)
        reads.setdefault(row.reader, {}).setdefault(why, []).append(kind.said(row.number))
    return _together(actor, reads)


def _kinds() -> dict[str, Shown]:
    return dict(zip(shown.names(), shown, strict=True))


@cache
def _reads() -> Prepared:
    """The query twins of all rooms, asked about everybody at once."""
    return Prepared(select(union_all(*(_asked(name, kind) for name, kind in _kinds().items())).subquery()))


def _together(actor: Actor, reads: dict[UUID, dict[str, list[str]]]) -> list[Readers]:
    """The readers in the order of how near they are; those of the staff who read the same stand together."""
    called = _called(reads)
    related = relations_of(actor.id, called)

    def nearness(person_id: UUID) -> tuple[int, str, UUID]:
        return related[person_id][0][0] if related[person_id] else FAR, called[person_id], person_id

    found: list[Readers] = []
    for person_id in sorted(reads, key=nearness):
        reader = Reader(person_id, called[person_id], tuple(role for _place, role in related[person_id]))
        same = next((one for one in found if one.reads == reads[person_id]), None)
        if same is None or nearness(person_id)[0] < STAFFED:
            found.append(same := Readers(reads[person_id]))
        same.people.append(reader)
    return found


def _asked(name: str, kind: Shown) -> Any:
    """Of one kind: for each reader and ground the number of the person's things that are read so."""
    ground = case(*((one.twin(ANYBODY), place) for place, one in enumerate(kind.grounds)))
    each = (
        select(READER.id.label("reader"), ground.label("ground"))
        .select_from(READER)
        .join(kind.table, kind.mine(ME))
        .where(READER.id.in_(_perhaps(kind)), READER.id != ME, READER.left_at.is_(None))
        .subquery()
    )
    return (
        select(literal(name).label("kind"), each.c.reader, each.c.ground, func.count().label("number"))
        .where(each.c.ground.is_not(None))
        .group_by(each.c.reader, each.c.ground)
    )


def _perhaps(kind: Shown) -> Any:
    """Who could be a reader at all: staff of the schemes, people of the matches, and the families, that it is about.

    Only to spare the database the rest; who can read what, the rooms' own rules say.
    """
    columns, theirs = kind.table.__table__.c, kind.mine(ME)
    here = [select(Membership.scheme_id).where(Membership.person_id == ME)]
    together = [select(Participation.match_id).where(Participation.person_id == ME)]
    if "scheme_id" in columns:
        here.append(select(columns.scheme_id).where(theirs))
    if "match_id" in columns:
        together.append(select(columns.match_id).where(theirs))
        here.append(select(Match.scheme_id).join(kind.table, columns.match_id == Match.id).where(theirs))
    in_matches = select(Participation.person_id).where(Participation.match_id.in_(union(*together)))
    families = select(Guardianship.guardian_id).where(Guardianship.mentee_id.in_(in_matches))
    staff = select(Membership.person_id).where(
        Membership.scheme_id.in_(union(*here)), Membership.role.in_(STAFF)
    )
    return union(in_matches, families, staff, *(kind.readers(ME) if kind.readers else ()))


def _called(ids: Collection[UUID]) -> dict[UUID, str]:
    rows = db.session.execute(select(Person.id, Person.called).where(Person.id.in_(ids)))
    return {row.id: row.called for row in rows}


def only_mine(actor: Actor) -> list[str]:
    """What this person wrote that nobody else can read now: so many of each kind; one statement."""
    rows = {row.kind: row.number for row in _unread().rows(me=actor.id, now=actor.now)}
    return [kind.said(rows[name]) for name, kind in _kinds().items() if kind.opens and rows[name]]


@cache
def _unread() -> Prepared:
    """Of each kind how many are read by nobody else."""
    asked = []
    for name, kind in _kinds().items():
        somebody = (
            select(literal(1))
            .select_from(READER)
            .where(
                READER.id.in_(_perhaps(kind)),
                READER.id != ME,
                READER.left_at.is_(None),
                or_(*(one.twin(ANYBODY) for one in kind.grounds)),
            )
        )
        number = select(func.count()).select_from(kind.table).where(kind.mine(ME), ~somebody.exists())
        asked.append(select(literal(name).label("kind"), number.scalar_subquery().label("number")))
    return Prepared(select(union_all(*asked).subquery()))


def looks_at(actor: Actor) -> list[Look]:
    """Who of the team opened something of this person, the latest first; one statement."""
    kinds = [kind for kind in shown if kind.trail is not None]
    asked = []
    for place, kind in enumerate(kinds):
        trail: Any = kind.trail
        table = trail.class_
        asked.append(
            select(literal(place).label("place"), trail.label("thing"), table.reader_id, table.at)
            .join(kind.table, kind.table.id == trail)
            .where(kind.mine(actor.id), table.reader_id != actor.id)
        )
    looks = union_all(*asked).subquery()
    rows = db.session.execute(
        select(Person.called, looks.c.place, looks.c.thing, looks.c.at)
        .join(Person, Person.id == looks.c.reader_id)
        .order_by(looks.c.at.desc(), looks.c.thing)
        .limit(LATELY)
    )
    return [
        Look(row.called, _(kinds[row.place].one), kinds[row.place].opens, row.thing, row.at) for row in rows
    ]


def contact_persons(actor: Actor) -> list[str]:
    """Whom to ask about the records of worries: what the contact persons of their schemes are called."""
    here = select(Membership.scheme_id).where(Membership.person_id == actor.id)
    return list(
        db.session.scalars(
            select(Person.called)
            .join(Membership, Membership.person_id == Person.id)
            .where(
                Membership.scheme_id.in_(here),
                Membership.role == "contact_person",
                Membership.person_id != actor.id,
                in_force(),
            )
            .distinct()
            .order_by(Person.called)
        )
    )
