"""Matches for screens: my running ones with the people in them, and the history that both sides can read."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.db import db
from app.matches.models import STEP_OF, Match, MatchEvent, Participation
from app.matches.policy import AFTER_CLOSING
from app.people.actor import Actor
from app.people.models import Person, tone


@dataclass(frozen=True)
class Other:
    """Somebody else in a match."""

    id: UUID
    called: str
    side: str

    @property
    def tone(self) -> int:
        """The colour number of their avatar."""
        return tone(self.id)


@dataclass(frozen=True)
class MatchView:
    """A match as one of its people sees it; `title` is the group's name or what the others are called."""

    id: UUID
    scheme_id: UUID
    kind: str
    name: str | None
    state: str
    my_side: str
    coordinator: str
    rhythm_days: int
    session_minutes: int
    planned_sessions: int
    started_on: date | None
    ends_on: date | None
    others: tuple[Other, ...]

    @property
    def step(self) -> str:
        """Which of the five steps the match is in."""
        return STEP_OF[self.state]

    @property
    def title(self) -> str:
        """What this reader calls the match."""
        return self.name or ", ".join(other.called for other in self.others)


_mine = aliased(Participation)
_coordinator = aliased(Person)
_OF_PERSON = (
    select(
        Match.id,
        Match.scheme_id,
        Match.kind,
        Match.name,
        Match.state,
        _mine.side.label("my_side"),
        _coordinator.called.label("coordinator"),
        Match.rhythm_days,
        Match.session_minutes,
        Match.planned_sessions,
        Match.started_on,
        Match.ends_on,
        Person.id.label("other_id"),
        Person.called.label("other_called"),
        Participation.side.label("other_side"),
    )
    .join(_mine, _mine.match_id == Match.id)
    .join(_coordinator, _coordinator.id == Match.coordinator_id)
    .outerjoin(
        Participation,
        (Participation.match_id == Match.id)
        & (Participation.person_id != _mine.person_id)
        & (Participation.until.is_(None) | (Participation.until > bindparam("now"))),
    )
    .outerjoin(Person, Person.id == Participation.person_id)
    .where(
        _mine.person_id == bindparam("person"),
        _mine.since <= bindparam("now"),
        or_(_mine.until.is_(None), _mine.until > bindparam("now")),
        Match.state != "withdrawn",
        or_(Match.closed_at.is_(None), _mine.side != "mentor", Match.closed_at > bindparam("limit")),
    )
    .order_by(Match.closed_at.is_not(None), Match.made_at, Match.id, Person.called)
)


def matches_of(actor: Actor, closed: bool = False) -> list[MatchView]:
    """The matches of a person, running ones first (closed ones only when asked for); one query."""
    now = clock.now()
    rows = db.session.execute(_OF_PERSON, {"person": actor.id, "now": now, "limit": now - AFTER_CLOSING})
    grouped: dict[UUID, list] = {}
    for row in rows:
        if closed or row.state != "closed":
            grouped.setdefault(row.id, []).append(row)
    return [_view(group) for group in grouped.values()]


def _view(rows: list) -> MatchView:
    others = tuple(
        Other(row.other_id, row.other_called, row.other_side) for row in rows if row.other_id is not None
    )
    return MatchView(*rows[0][:12], others)


@dataclass(frozen=True)
class Happened:
    """One line of a match's history."""

    verb: str
    to_state: str
    by: str
    at: object
    reason: str | None


def history(match: Match, for_staff: bool) -> list[Happened]:
    """Everything that happened to a match, the latest first; reasons kept to staff stay with staff."""
    rows = db.session.execute(
        select(
            MatchEvent.verb,
            MatchEvent.to_state,
            Person.called,
            MatchEvent.server_at,
            MatchEvent.reason,
            MatchEvent.staff_only,
        )
        .join(Person, Person.id == MatchEvent.by_id)
        .where(MatchEvent.match_id == match.id)
        .order_by(MatchEvent.server_at.desc(), MatchEvent.id.desc())
        .limit(100)
    )
    return [
        Happened(
            row.verb,
            row.to_state,
            row.called,
            row.server_at,
            row.reason if for_staff or not row.staff_only else None,
        )
        for row in rows
    ]


def people_in(match_id: UUID) -> list[Other]:
    """Who takes part in a match now, mentors first."""
    rows = db.session.execute(
        select(Person.id, Person.called, Participation.side)
        .join(Participation, Participation.person_id == Person.id)
        .where(
            Participation.match_id == match_id,
            or_(Participation.until.is_(None), Participation.until > clock.now()),
        )
        .order_by(Participation.side.desc(), Person.called)
    )
    return [Other(*row) for row in rows]


def called(person_id: UUID) -> str:
    """What somebody is called."""
    return db.session.scalar(select(Person.called).where(Person.id == person_id)) or ""


def find_match(match_id: UUID) -> Match | None:
    """The match with this id."""
    return db.session.get(Match, match_id)


def mentors(mentor_id: UUID, mentee_id: UUID) -> bool:
    """True when the one is or was the mentor of the other."""
    one, other = aliased(Participation), aliased(Participation)
    return (
        db.session.scalar(
            select(one.id)
            .join(other, other.match_id == one.match_id)
            .where(
                one.person_id == mentor_id,
                one.side.in_(("mentor", "peer")),
                other.person_id == mentee_id,
                other.id != one.id,
            )
            .limit(1)
        )
        is not None
    )


def mentored_by(mentor_id: UUID) -> Select:
    """Query twin of `mentors`: the ids of whoever this person is or was the mentor of."""
    one, other = aliased(Participation), aliased(Participation)
    return (
        select(other.person_id)
        .join(one, one.match_id == other.match_id)
        .where(one.person_id == mentor_id, one.side.in_(("mentor", "peer")), other.id != one.id)
    )
