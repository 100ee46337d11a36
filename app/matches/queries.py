"""Matches for screens: my running ones with the people in them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.db import db
from app.matches.models import STEP_OF, Match, Participation
from app.matches.quiet import is_quiet
from app.people.actor import Actor
from app.people.models import Person, tone
from app.prepared import Prepared
from app.schemes.models import Scheme
from app.schemes.settings import in_force
from app.web.language import local, today


@dataclass(frozen=True)
class Other:
    """Somebody else in a match."""

    id: UUID
    called: str
    side: str
    state: str = "in"
    part_id: UUID | None = None
    stands_in: bool = False
    until: datetime | None = None

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
    paused_until: date | None
    suspended_at: datetime | None
    closed_at: datetime | None
    quiet_from: str | None
    quiet_until: str | None
    template: str
    settings: dict[str, Any]
    others: tuple[Other, ...]

    @property
    def step(self) -> str:
        """Which of the five steps the match is in."""
        return STEP_OF[self.state]

    @property
    def title(self) -> str:
        """What this reader calls the match."""
        return self.name or ", ".join(other.called for other in self.others)

    @property
    def paused(self) -> bool:
        """True while there is a pause."""
        return self.paused_until is not None and self.paused_until >= today()

    @property
    def rests(self) -> bool:
        """True while nobody is reminded of anything: in a pause, on hold, and in the quiet hours they agreed on."""
        return (
            self.paused
            or self.suspended_at is not None
            or is_quiet(self.quiet_from, self.quiet_until, f"{local(clock.now()):%H:%M}")
        )

    def set(self, name: str) -> Any:
        """A setting in force in its scheme."""
        return in_force(self, name)


_match, _person, _part, _scheme = (table.__table__ for table in (Match, Person, Participation, Scheme))
_mine, _coordinator = _part.alias("mine"), _person.alias("coordinator")
_OF_PERSON = Prepared(
    select(
        _match.c.id,
        _match.c.scheme_id,
        _match.c.kind,
        _match.c.name,
        _match.c.state,
        _mine.c.side.label("my_side"),
        _coordinator.c.called.label("coordinator"),
        _match.c.rhythm_days,
        _match.c.session_minutes,
        _match.c.planned_sessions,
        _match.c.started_on,
        _match.c.ends_on,
        _match.c.paused_until,
        _match.c.suspended_at,
        _match.c.closed_at,
        _match.c.quiet_from,
        _match.c.quiet_until,
        _scheme.c.template,
        _scheme.c.settings,
        _person.c.id.label("other_id"),
        _person.c.called.label("other_called"),
        _part.c.side.label("other_side"),
        _part.c.state.label("other_state"),
    )
    .select_from(
        _mine.join(_match, _mine.c.match_id == _match.c.id)
        .join(_scheme, _scheme.c.id == _match.c.scheme_id)
        .join(_coordinator, _coordinator.c.id == _match.c.coordinator_id)
        .outerjoin(
            _part,
            (_part.c.match_id == _match.c.id)
            & (_part.c.person_id != _mine.c.person_id)
            & (_part.c.state != "left")
            & (_part.c.until.is_(None) | (_part.c.until > bindparam("now"))),
        )
        .outerjoin(_person, _person.c.id == _part.c.person_id)
    )
    .where(
        _mine.c.person_id == bindparam("person"),
        _mine.c.since <= bindparam("now"),
        or_(_mine.c.until.is_(None), _mine.c.until > bindparam("now")),
        _mine.c.state == "in",
        _match.c.state != "withdrawn",
        or_(_match.c.closed_at.is_(None), _mine.c.side != "mentor", _match.c.access_until > bindparam("now")),
    )
    .order_by(_match.c.closed_at.is_not(None), _match.c.made_at, _match.c.id, _person.c.called)
)


def matches_of(actor: Actor, closed: bool = False) -> list[MatchView]:
    """The matches of a person, running ones first (closed ones only when asked for); one query."""
    rows = _OF_PERSON.rows(person=actor.id, now=clock.now())
    grouped: dict[UUID, list] = {}
    for row in rows:
        if closed or row.state != "closed":
            grouped.setdefault(row.id, []).append(row)
    return [_view(group) for group in grouped.values()]


def _view(rows: list) -> MatchView:
    others = tuple(
        Other(row.other_id, row.other_called, row.other_side, row.other_state)
        for row in rows
        if row.other_id is not None
    )
    return MatchView(*rows[0][:19], others)  # type: ignore[call-arg]


_PEOPLE_IN = Prepared(
    select(
        _person.c.id.label("person_id"),
        _person.c.called,
        _part.c.side,
        _part.c.state,
        _part.c.id,
        _part.c.stands_in,
        _part.c.until,
    )
    .join(_part, _part.c.person_id == _person.c.id)
    .where(
        _part.c.match_id == bindparam("match"),
        or_(_part.c.state == "asked", _part.c.state == "in"),
        _part.c.since <= bindparam("now"),
        or_(_part.c.until.is_(None), _part.c.until > bindparam("now")),
    )
    .order_by(_part.c.side.desc(), _person.c.called)
)


def people_in(match_id: UUID) -> list[Other]:
    """Who takes part in a match now, mentors first."""
    return [Other(*row) for row in _PEOPLE_IN.rows(match=match_id, now=clock.now())]


def everybody_ever(match: Match) -> list[Other]:
    """Who takes or took part in a match, and its coordinator; for its history."""
    taken = select(Participation.person_id).where(Participation.match_id == match.id)
    rows = db.session.execute(
        select(Person.id, Person.called).where(or_(Person.id.in_(taken), Person.id == match.coordinator_id))
    )
    return [Other(row.id, row.called, "") for row in rows]


def called(person_id: UUID) -> str:
    """What somebody is called."""
    return db.session.scalar(select(Person.called).where(Person.id == person_id)) or ""


_ONE = Prepared(select(*Match.__table__.c).where(Match.__table__.c.id == bindparam("match")))


def look_at(match_id: UUID) -> Any | None:
    """The same as `find_match` for pages that change nothing: the match's row, in a prepared read."""
    return _ONE.first(match=match_id)


def find_match(match_id: UUID) -> Match | None:
    """The match with this id."""
    return db.session.get(Match, match_id)


_one, _other = aliased(Participation), aliased(Participation)


def mentors(mentor_id: UUID, mentee_id: UUID) -> bool:
    """True when the one is or was the mentor of the other."""
    return (
        db.session.scalar(
            select(_one.id)
            .join(_other, _other.match_id == _one.match_id)
            .where(
                _one.person_id == mentor_id,
                _one.side.in_(("mentor", "peer")),
                _other.person_id == mentee_id,
                _other.id != _one.id,
            )
            .limit(1)
        )
        is not None
    )


def mentored_by(mentor_id: UUID) -> Select:
    """Query twin of `mentors`: the ids of whoever this person is or was the mentor of."""
    return (
        select(_other.person_id)
        .join(_one, _one.match_id == _other.match_id)
        .where(_one.person_id == mentor_id, _one.side.in_(("mentor", "peer")), _other.id != _one.id)
    )
