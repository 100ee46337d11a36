"""Lists of sessions for screens: what comes, what was, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID

from sqlalchemy import and_, bindparam, func, or_, select

from app import clock
from app.db import db
from app.matches.models import Match
from app.matches.quiet import beside_quiet
from app.people.models import Person
from app.prepared import Lookup, Prepared, each, one_of
from app.sessions.models import Attendance, Session
from app.web.language import local, today

PAGE = 20


@dataclass(frozen=True)
class Meeting:
    """A session as a list shows it; `number` counts the held and planned ones of its match."""

    id: UUID
    match_id: UUID
    state: str
    on: date
    starts_at: datetime | None
    minutes: int | None
    way: str | None
    place: str | None
    why_missed: str | None
    number: int

    @property
    def ahead(self) -> bool:
        """True while its time has yet to come: it can still be moved, or said not to take place."""
        return self.starts_at > clock.now() if self.starts_at else self.on > today()


@dataclass(frozen=True)
class Ahead:
    """What is coming in a match: how many sessions were held, those that are planned, the next one first, and those
    that somebody called off, so that the other does not stand there alone."""

    held: int
    planned: tuple[Meeting, ...]
    called_off: tuple[Meeting, ...]

    @property
    def next(self) -> Meeting | None:
        """The next session, when one is planned."""
        return self.planned[0] if self.planned else None


COLUMNS = (
    Session.id,
    Session.match_id,
    Session.state,
    Session.on,
    Session.starts_at,
    Session.minutes,
    Session.way,
    Session.place,
    Session.why_missed,
)


_session, _match = Session.__table__, Match.__table__
_AHEAD = (
    select(
        _match.c.id.label("of"),
        select(func.count())
        .where(_session.c.match_id == _match.c.id, _session.c.state == "held")
        .correlate(_match)
        .scalar_subquery()
        .label("held"),
        *(_session.c[column.key] for column in COLUMNS),
    )
    .select_from(
        _match.outerjoin(
            _session,
            and_(
                _session.c.match_id == _match.c.id,
                _session.c.state.in_(("planned", "missed")),
                _session.c.on >= bindparam("today"),
            ),
        )
    )
    .order_by(_session.c.on, _session.c.id)
)


@cache
def _ahead_of(number: int) -> Prepared:
    return Prepared(_AHEAD.where(one_of(_match.c.id, number)))


def ahead(match_ids: Iterable[UUID]) -> Lookup[dict[UUID, Ahead]]:
    """For each match what is coming; one query."""
    ids = list(match_ids)
    if not ids:
        return {}
    found: dict[UUID, dict[str, list[Meeting]]] = {}
    counts: dict[UUID, int] = {}
    rows = yield from _ahead_of(len(ids)).read(today=today(), **each(ids))
    for of, count, *facts in rows:
        counts[of] = count
        by_state = found.setdefault(of, {"planned": [], "missed": []})
        if facts[0] is not None:
            meeting = Meeting(*facts, count + len(by_state["planned"]) + 1)  # type: ignore[call-arg]
            by_state[meeting.state].append(meeting)
    return {
        of: Ahead(counts[of], tuple(by_state["planned"]), tuple(by_state["missed"]))
        for of, by_state in found.items()
    }


_other = _session.alias("other")
_NUMBER = (
    select(func.count())
    .where(
        _other.c.match_id == _session.c.match_id,
        _other.c.state == "held",
        or_(_other.c.on < _session.c.on, and_(_other.c.on == _session.c.on, _other.c.id <= _session.c.id)),
    )
    .correlate(_session)
    .scalar_subquery()
    .label("number")
)
_MEETINGS = select(*(_session.c[column.key] for column in COLUMNS), _NUMBER)
_LATEST_SELECT = (
    _MEETINGS.where(_session.c.match_id == bindparam("match"), _session.c.state != "planned")
    .order_by(_session.c.on.desc(), _session.c.id.desc())
    .limit(PAGE)
)
_LATEST = Prepared(_LATEST_SELECT)
_EARLIER = Prepared(
    _LATEST_SELECT.where(
        or_(
            _session.c.on < bindparam("day"),
            and_(_session.c.on == bindparam("day"), _session.c.id < bindparam("last")),
        )
    )
)
_ONE = Prepared(_MEETINGS.where(_session.c.id == bindparam("session")))


def of_match(match_id: UUID, before: tuple[date, UUID] | None = None) -> Lookup[list[Meeting]]:
    """A page of held and missed sessions of a match, the latest first, after the key of the page before."""
    if before is None:
        rows = yield from _LATEST.read(match=match_id)
    else:
        rows = yield from _EARLIER.read(match=match_id, day=before[0], last=before[1])
    return [Meeting(*row) for row in rows]


def meeting(session: Session) -> Meeting:
    """One session for a page of its own."""
    return Meeting(*_ONE.rows(session=session.id)[0])


def find_session(session_id: UUID) -> Session | None:
    """The session with this id."""
    return db.session.get(Session, session_id)


def present_at(session_id: UUID) -> list[tuple[UUID, str]]:
    """Who was there; one query."""
    rows = db.session.execute(
        select(Person.id, Person.called)
        .join(Attendance, Attendance.person_id == Person.id)
        .where(Attendance.session_id == session_id)
        .order_by(Person.called)
    )
    return [(row.id, row.called) for row in rows]


@dataclass(frozen=True)
class Suggested:
    """The next days in the rhythm of a match, at the time and place of its latest session."""

    days: list[date]
    at: str
    way: str
    place: str | None


def suggested(match: Match, number: int = 4) -> Suggested:
    """What would come next: a rhythm after the latest session, never in a pause or in quiet hours; one query."""
    latest = db.session.execute(
        select(Session.on, Session.starts_at, Session.way, Session.place)
        .where(Session.match_id == match.id, Session.state != "missed")
        .order_by(Session.on.desc(), Session.id.desc())
        .limit(1)
    ).first()
    rhythm = timedelta(days=match.rhythm_days)
    free_from = max(today(), (match.paused_until or today()) + timedelta(days=1 if match.paused_until else 0))
    day = latest.on + rhythm if latest else today() + rhythm
    while day < free_from:
        day += rhythm
    days = [day + rhythm * step for step in range(number)]
    starts = local(latest.starts_at) if latest and latest.starts_at else None
    way = latest.way if latest and latest.way else "in-person"
    at = beside_quiet(
        match.quiet_from, match.quiet_until, f"{starts:%H:%M}" if starts else "15:30", match.session_minutes
    )
    return Suggested(days, at, way, latest.place if latest else None)
