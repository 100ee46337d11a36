"""A week at the desk of one of the staff, on one page: what happened in their matches, what they did, what comes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func, select

from app.checkins.models import CheckIn
from app.db import db
from app.matches.models import Match
from app.matches.policy import overseen_by
from app.people.actor import Actor
from app.review.models import Answer, FollowUp, Seen
from app.review.queue import Line, cared_for_by, lines, titles
from app.review.statement import STATES
from app.review.to_come import ToCome, to_come
from app.schemes.models import Membership
from app.sessions.models import Session
from app.web.language import local, today, zone

QUIET = ("rhythm_red", "rhythm_amber", "silent")


@dataclass(frozen=True)
class Week:
    """Seven days of one desk."""

    first: date
    last: date
    matches: int
    held: int
    missed: int
    seen: int
    answered: int
    calls: int
    closed: int
    quiet: list[Line]
    celebrate: list[Line]
    ahead: list[tuple[str, ToCome]]
    ending: list[tuple[UUID, str, date]]
    waiting: int
    earliest: date

    @property
    def is_first(self) -> bool:
        """True for the first week anything can be in."""
        return self.first <= self.earliest

    @property
    def is_now(self) -> bool:
        """True for the week it is."""
        return self.first <= today() <= self.last


def monday_of(day: date) -> date:
    """The first day of a week."""
    return day - timedelta(days=day.weekday())


def week(actor: Actor, asked: date) -> Week:
    """What the week of a day was for one member of the staff, never before the first that anything can be in, nor after
    the one it is; a fixed number of statements."""
    ids = list(
        db.session.scalars(
            select(Match.id).where(
                Match.coordinator_id.in_(cared_for_by(actor)), Match.state.in_(STATES), overseen_by(actor)
            )
        )
    )
    earliest = monday_of(_beginning(actor, ids))
    first = max(earliest, monday_of(min(asked, today())))
    last = first + timedelta(days=6)
    sessions = {
        row[0]: row[1]
        for row in db.session.execute(
            select(Session.state, func.count())
            .where(Session.match_id.in_(ids), Session.on.between(first, last))
            .group_by(Session.state)
        )
    }
    found = lines(actor)
    begin, end = (datetime.combine(day, time(0), zone()) for day in (first, last + timedelta(days=1)))

    def number(column, by, at) -> int:
        query = select(func.count()).select_from(column).where(by == actor.id, at >= begin, at < end)
        return db.session.scalar(query) or 0

    return Week(
        first,
        last,
        len(ids),
        sessions.get("held", 0),
        sessions.get("missed", 0),
        number(Seen, Seen.by_id, Seen.at),
        number(Answer, Answer.by_id, Answer.at),
        number(CheckIn, CheckIn.by_id, CheckIn.made_at),
        number(FollowUp, FollowUp.closed_by, FollowUp.closed_at),
        [line for line in found if line.kind.name in QUIET],
        [line for line in found if line.kind.name == "celebrate"],
        _ahead(ids, last),
        _ending(ids),
        len(found),
        earliest,
    )


def _beginning(actor: Actor, ids: list[UUID]) -> date:
    """The first day of which there can be something: of a session in these matches, or since somebody works here."""
    met = select(func.min(Session.on)).where(Session.match_id.in_(ids)).scalar_subquery()
    since = select(func.min(Membership.since)).where(Membership.person_id == actor.id).scalar_subquery()
    day, moment = db.session.execute(select(met, since)).one()
    days = [day, local(moment).date() if moment else None, today()]
    return min(one for one in days if one)


def _ahead(ids: list[UUID], last: date) -> list[tuple[str, ToCome]]:
    """What is to be followed up until the week after, each with what its match is called."""
    found = to_come(ids, last + timedelta(days=7))
    called = titles(one.match_id for one in found)
    return [(one.name or called.get(one.match_id, ""), one) for one in found]


def _ending(ids: list[UUID]) -> list[tuple[UUID, str, date]]:
    """The matches that end within eight weeks."""
    rows = db.session.execute(
        select(Match.id, Match.name, Match.ends_on)
        .where(Match.id.in_(ids), Match.ends_on <= today() + timedelta(weeks=8))
        .order_by(Match.ends_on)
        .limit(50)
    ).all()
    called = titles(row.id for row in rows)
    return [(row.id, row.name or called.get(row.id, ""), row.ends_on) for row in rows]
