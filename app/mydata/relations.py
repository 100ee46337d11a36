"""What others are to somebody: their mentor, in their group, youth worker, parent. Said, never asked as a rule."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import or_, select

from app import clock
from app.db import db
from app.matches.models import Match, Participation
from app.matches.privacy import matches_of
from app.mydata.words import EARLIER, GUARDIAN, IN_GROUP, OF_ANOTHER, SIDES, STANDS_IN
from app.schemes.models import STAFF, Guardianship, Membership
from app.schemes.words import ROLES
from app.web.language import _

IN_MATCH, FAMILY, STAFFED, BEFORE, FAR = range(5)  # the nearest first


def relations_of(person_id: UUID, others: Collection[UUID]) -> dict[UUID, list[tuple[int, str]]]:
    """For each of `others` what they are to the person, said in the reader's language; three statements."""
    found: dict[UUID, list[tuple[int, str]]] = defaultdict(list)

    def add(other: UUID, place: int, said: str) -> None:
        if (place, _(said)) not in found[other]:
            found[other].append((place, _(said)))

    for part in _parts(person_id, others):
        over = part.state != "in" or (part.until is not None and part.until <= clock.now())
        if over or part.closed_at is not None:
            add(part.person_id, BEFORE, EARLIER)
        elif part.stands_in:
            add(part.person_id, IN_MATCH, STANDS_IN)
        else:
            grouped = part.kind == "group" and part.side == "mentee"
            add(part.person_id, IN_MATCH, IN_GROUP if grouped else SIDES[part.side])
    for guardian in _guardians(person_id, others):
        add(guardian.guardian_id, FAMILY, GUARDIAN if guardian.mentee_id == person_id else OF_ANOTHER)
    for held in _staff(person_id, others):
        add(held.person_id, STAFFED, ROLES[held.role])
    for roles in found.values():
        roles.sort()
    return found


def _parts(person_id: UUID, others: Collection[UUID]):
    return db.session.execute(
        select(
            Participation.person_id,
            Participation.side,
            Participation.state,
            Participation.stands_in,
            Participation.until,
            Match.kind,
            Match.closed_at,
        )
        .join(Match, Match.id == Participation.match_id)
        .where(
            Participation.match_id.in_(matches_of(person_id)),
            Participation.person_id.in_(others),
            Participation.since <= clock.now(),
            Match.state != "withdrawn",
        )
    )


def _guardians(person_id: UUID, others: Collection[UUID]):
    now = clock.now()
    return db.session.execute(
        select(Guardianship.guardian_id, Guardianship.mentee_id).where(
            Guardianship.guardian_id.in_(others), or_(Guardianship.until.is_(None), Guardianship.until > now)
        )
    )


def _staff(person_id: UUID, others: Collection[UUID]):
    here, now = select(Membership.scheme_id).where(Membership.person_id == person_id), clock.now()
    return db.session.execute(
        select(Membership.person_id, Membership.role).where(
            Membership.person_id.in_(others),
            Membership.scheme_id.in_(here),
            Membership.role.in_(STAFF),
            Membership.since <= now,
            or_(Membership.until.is_(None), Membership.until > now),
        )
    )
