"""What the pages of openings show: the list with what each needs, one opened, and whom it can be about."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, true

from app.db import db
from app.journal.content import Content, content_of
from app.journal.models import Entry
from app.openings import policy
from app.openings.actions import words_of
from app.openings.models import Opening, OpeningLook
from app.people.actor import Actor
from app.people.models import Person
from app.people.named import ALSO, BY, WHOM
from app.schemes.models import Membership, Scheme
from app.web.language import today

SHOWN = 40
MOST = 200


@dataclass(frozen=True)
class Line:
    """One opening as the list shows it, with what the reader may do."""

    opening: Opening
    called: str
    asked_by: str
    agreed_by: str | None
    looks: int
    may_agree: bool
    may_stop: bool
    may_read: bool
    may_tell: bool
    of_concern: bool

    @property
    def words(self) -> dict[str, Any]:
        """Why, and why it is not told yet."""
        return words_of(self.opening)

    @property
    def look_again(self) -> bool:
        """True when it is time to decide once more whether it can be told."""
        again = self.opening.look_again_on
        return self.may_tell and again is not None and again <= today()


@dataclass(frozen=True)
class Opened:
    """One thing that the person wrote for themselves."""

    on: date
    written_at: datetime
    content: Content


def find_opening(opening_id: UUID) -> Opening | None:
    """The opening with this id."""
    return db.session.get(Opening, opening_id)


def openings(actor: Actor, concern_id: UUID | None = None) -> list[Line]:
    """The latest first, or those that belong to a concern; one query."""
    looks = select(func.count()).where(OpeningLook.opening_id == Opening.id).scalar_subquery()
    belongs = Opening.concern_id == concern_id if concern_id else true()
    rows = db.session.execute(
        select(
            Opening,
            WHOM.called,
            BY.called,
            ALSO.called,
            looks,
            policy.agreed_by(actor),
            policy.stopped_by(actor),
            policy.read_by(actor),
            policy.told_by(actor),
            policy.of_concern_read_by(actor),
        )
        .join(WHOM, WHOM.id == Opening.person_id)
        .join(BY, BY.id == Opening.asked_by)
        .outerjoin(ALSO, ALSO.id == Opening.agreed_by)
        .where(policy.seen_by(actor), belongs)
        .order_by(Opening.id.desc())
        .limit(SHOWN)
    )
    return [Line(*tuple(row)) for row in rows]


def waiting_for(actor: Actor) -> int:
    """How many wait for this person to agree or to decide again; one query."""
    again = policy.told_by(actor) & (Opening.look_again_on <= today())
    count = select(func.count()).select_from(Opening).where(policy.agreed_by(actor) | again)
    return db.session.scalar(count) or 0


def opened(opening: Opening) -> list[Opened]:
    """What it opens, the latest first."""
    found = select(Entry).where(policy.opened_entries(opening)).order_by(Entry.on.desc(), Entry.id.desc())
    rows = db.session.scalars(found.limit(MOST))
    return [Opened(row.on, row.written_at, content_of(row)) for row in rows]


def schemes_of(actor: Actor) -> list[Scheme]:
    """The schemes in which the actor could be one of the two."""
    which = Scheme.id.in_(actor.schemes_as(*policy.GUARDS))
    return list(db.session.scalars(select(Scheme).where(which).order_by(Scheme.name)))


def young_people(actor: Actor, scheme_id: UUID) -> dict[str, str]:
    """Whom it can be about: the young people of a scheme, by what they are called."""
    rows = db.session.execute(
        select(Person.id, Person.called)
        .join(Membership, Membership.person_id == Person.id)
        .where(policy.young_people_of(scheme_id), Person.id != actor.id)
        .order_by(Person.called)
    )
    return {str(row.id): row.called for row in rows}
