"""Records of concerns for screens: lists without words, one record opened, and whom it may be about."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, or_, select

from app.db import db
from app.ids import read_id
from app.matches.models import Match, Participation
from app.matches.queries import Other, matches_of, people_in
from app.people.actor import Actor
from app.people.models import Person, tone
from app.people.named import WHOM
from app.people.trails import trail_of
from app.safeguarding.models import Concern, ConcernNote, ConcernReader, ConcernReading
from app.safeguarding.policy import seen_by
from app.safeguarding.record import first_fault, opened
from app.schemes.models import STAFF, Membership, Scheme
from app.schemes.queries import in_force

PAGE = 60


@dataclass(frozen=True)
class Line:
    """One record in a list: by whom and about whom, never what."""

    id: UUID
    scheme_id: UUID
    raised_by_id: UUID
    raised_by: str
    about: str | None
    raised_at: datetime
    closed_at: datetime | None
    look_again_on: date | None

    @property
    def tone(self) -> int:
        """The colour number of its avatar."""
        return tone(self.id)


def listed(actor: Actor) -> list[Line]:
    """The records somebody may know of, open ones first."""
    rows = db.session.execute(
        select(
            Concern.id,
            Concern.scheme_id,
            Concern.raised_by,
            Person.called,
            WHOM.called.label("about"),
            Concern.raised_at,
            Concern.closed_at,
            Concern.look_again_on,
        )
        .join(Person, Person.id == Concern.raised_by)
        .outerjoin(WHOM, WHOM.id == Concern.about_id)
        .where(seen_by(actor))
        .order_by(Concern.closed_at.is_not(None), Concern.raised_at.desc(), Concern.id)
        .limit(PAGE)
    )
    return [Line(*row) for row in rows]


@dataclass(frozen=True)
class Note:
    """One note of a record as its reader sees it; `fields` is None when it no longer opens."""

    number: int
    kind: str
    step: int | None
    corrects: int | None
    by_id: UUID
    by: str
    at: datetime
    fields: dict[str, Any] | None
    set_right_by: tuple[int, ...] = ()
    person: str = ""


@dataclass(frozen=True)
class Record:
    """A whole record: its notes in their order, and the number of the first that does not fit, if any."""

    notes: list[Note]
    fault: int | None

    @property
    def danger(self) -> bool:
        """True when whoever raised it said that somebody is in danger now."""
        return any(note.fields and note.fields.get("danger") for note in self.notes)

    @property
    def who(self) -> str:
        """The name that was written down for whom it is about."""
        return str((self.notes[0].fields or {}).get("who") or "") if self.notes else ""

    @property
    def steps(self) -> set[int]:
        """The steps of the code of which something is written down."""
        return {note.step for note in self.notes if note.step}


def record_of(concern: Concern) -> Record:
    """Everything in a record; the caller settled who may read it."""
    rows = db.session.execute(
        select(ConcernNote, Person.called)
        .join(Person, Person.id == ConcernNote.by_id)
        .where(ConcernNote.concern_id == concern.id)
        .order_by(ConcernNote.number)
    ).all()
    notes = [row.ConcernNote for row in rows]
    said = opened(concern, notes)
    people = {read_id(fields.get("person")) for fields in said if fields and fields.get("person")}
    called = {
        str(person.id): person.called
        for person in db.session.scalars(select(Person).where(Person.id.in_(people)))
    }
    found = [
        Note(
            note.number,
            note.kind,
            note.step,
            note.corrects,
            note.by_id,
            row.called,
            note.at,
            fields,
            tuple(other.number for other in notes if other.corrects == note.number),
            called.get((fields or {}).get("person", ""), ""),
        )
        for note, row, fields in zip(notes, rows, said, strict=True)
    ]
    return Record(found, first_fault(concern, notes))


def readers_of(concern: Concern) -> list[str]:
    """The names of everybody who can read a record."""
    role = "lead" if concern.past_contact else "contact_person"
    ex_officio = select(Membership.person_id).where(
        Membership.scheme_id == concern.scheme_id, Membership.role == role, in_force()
    )
    let_in = select(ConcernReader.person_id).where(ConcernReader.concern_id == concern.id)
    names = select(Person.called).where(Person.id.in_(ex_officio) | Person.id.in_(let_in))
    return list(db.session.scalars(names.order_by(Person.called)))


def contacts_of(scheme_id: UUID) -> list[str]:
    """What the contact persons of a scheme are called."""
    return list(
        db.session.scalars(
            select(Person.called)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.scheme_id == scheme_id, Membership.role == "contact_person", in_force())
            .distinct()
            .order_by(Person.called)
        )
    )


def staff_of(scheme_id: UUID) -> dict[str, str]:
    """Whom one could let in: the staff of the scheme."""
    rows = db.session.execute(
        select(Person.id, Person.called)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.scheme_id == scheme_id, Membership.role.in_(STAFF), in_force())
        .distinct()
        .order_by(Person.called)
    )
    return {str(row.id): row.called for row in rows}


def trail(concern: Concern) -> list[tuple[str, datetime]]:
    """Who opened a record, and when: once a day."""
    return trail_of(ConcernReading.concern_id, concern.id)


def whom(actor: Actor, match: Match | None) -> list[Other]:
    """Whom a worry may be about: the others in a match, or in all matches of whoever writes."""
    if match is not None:
        return [person for person in people_in(match.id) if person.id != actor.id]
    found: dict[UUID, Other] = {}
    for mine in matches_of(actor):
        for other in mine.others:
            found.setdefault(other.id, other)
    return list(found.values())


def schemes_of(actor: Actor) -> list[Scheme]:
    """The schemes in which somebody holds any role, by name."""
    ids = {grant.scheme_id for grant in actor.grants}
    return list(db.session.scalars(select(Scheme).where(Scheme.id.in_(ids)).order_by(Scheme.name, Scheme.id)))


def about_whom(concern: Concern) -> str:
    """The name of the person it is about, when it is somebody here."""
    called = select(Person.called).where(Person.id == concern.about_id)
    return (db.session.scalar(called) or "") if concern.about_id else ""


def waiting(actor: Actor) -> int:
    """How many open records somebody can read."""
    query = select(func.count()).select_from(Concern).where(seen_by(actor), Concern.closed_at.is_(None))
    return db.session.scalar(query) or 0


def find_concern(concern_id: UUID) -> Concern | None:
    """The record with this id."""
    return db.session.get(Concern, concern_id)


def is_open_about(person_id: UUID) -> bool:
    """True while a record is open that is about somebody, by them, or about a match they take or took part in."""
    theirs = select(Participation.match_id).where(Participation.person_id == person_id)
    touched = or_(Concern.about_id == person_id, Concern.raised_by == person_id, Concern.match_id.in_(theirs))
    return bool(db.session.scalar(select(exists().where(touched, Concern.closed_at.is_(None)))))
