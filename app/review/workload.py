"""How the work of a scheme is spread over its team: numbers without names of young people; and who stands in for whom."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.db import db
from app.flags.models import Flag
from app.matches.models import Match
from app.people.actor import Actor
from app.people.models import tone
from app.people.named import BY, WHOM
from app.review.models import Cover, FollowUp
from app.review.policy import handed_over_by
from app.review.queue import titles
from app.review.staff import colleagues
from app.review.statement import STATES
from app.schemes.models import Scheme
from app.web.language import today


@dataclass(frozen=True)
class Load:
    """What one of the team has: running matches, flags that are up in them, follow-ups whose day is over."""

    id: UUID
    called: str
    matches: int
    waiting: int
    overdue: int

    @property
    def tone(self) -> int:
        """The colour number of their avatar."""
        return tone(self.id)


def loads(scheme_id: UUID) -> list[Load]:
    """The work of each of the team of a scheme, the most first."""
    running = (Match.scheme_id == scheme_id, Match.state.in_(STATES))
    matches = _counted(
        select(Match.coordinator_id, func.count()).where(*running).group_by(Match.coordinator_id)
    )
    waiting = _counted(
        select(Match.coordinator_id, func.count())
        .join(Flag, Flag.match_id == Match.id)
        .where(*running, Flag.lowered_at.is_(None))
        .group_by(Match.coordinator_id)
    )
    overdue = _counted(
        select(Match.coordinator_id, func.count())
        .join(FollowUp, FollowUp.match_id == Match.id)
        .where(*running, FollowUp.closed_at.is_(None), FollowUp.due_on < today())
        .group_by(Match.coordinator_id)
    )
    found = [
        Load(one, called, matches.get(one, 0), waiting.get(one, 0), overdue.get(one, 0))
        for one, called in colleagues(scheme_id).items()
    ]
    return sorted(found, key=lambda load: -load.matches)


def _counted(query) -> dict[UUID, int]:
    return {row[0]: row[1] for row in db.session.execute(query)}


@dataclass(frozen=True)
class Standing:
    """That somebody stands in for a colleague."""

    id: UUID
    whose_id: UUID
    whose: str
    by_id: UUID
    by: str
    from_on: date
    until_on: date


def covers(scheme_id: UUID) -> list[Standing]:
    """Who stands in for whom, now and later."""
    rows = db.session.execute(
        select(Cover.id, WHOM.id, WHOM.called, BY.id, BY.called, Cover.from_on, Cover.until_on)
        .join(WHOM, WHOM.id == Cover.for_id)
        .join(BY, BY.id == Cover.by_id)
        .where(Cover.scheme_id == scheme_id, Cover.until_on >= today(), Cover.ended_at.is_(None))
        .order_by(Cover.from_on, Cover.id)
        .limit(100)
    )
    return [Standing(*row) for row in rows]


def find_cover(cover_id: UUID) -> Cover | None:
    """The cover with this id."""
    return db.session.get(Cover, cover_id)


def matches_of(actor: Actor, scheme: Scheme, whose: UUID) -> dict[str, str]:
    """The running matches that one of the team looks after and that the actor may hand over: ids and titles."""
    rows = db.session.execute(
        select(Match.id, Match.name)
        .where(
            Match.scheme_id == scheme.id,
            Match.coordinator_id == whose,
            Match.state.in_(STATES),
            handed_over_by(actor),
        )
        .order_by(Match.made_at, Match.id)
        .limit(200)
    ).all()
    called = titles(row.id for row in rows)
    return {str(row.id): row.name or called.get(row.id, "") for row in rows}
