"""What the journal's pages show, in a fixed number of queries: sessions with their views, diary days, readers."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from uuid import UUID

from sqlalchemy import bindparam, exists, select

from app import clock
from app.db import db
from app.journal.entries import PAGE, EntryView, diary, of_sessions
from app.journal.models import Entry, EntryRevision, Reading
from app.people.actor import Actor
from app.people.trails import trail_of
from app.prepared import Lookup, Prepared, each, one_of
from app.sessions.models import Session
from app.web.language import today


@dataclass(frozen=True)
class SessionView:
    """A session in the journal with the views that its reader may know of."""

    id: UUID
    match_id: UUID
    state: str
    on: date
    starts_at: datetime | None
    minutes: int | None
    way: str | None
    place: str | None
    why_missed: str | None
    views: tuple[EntryView, ...] = ()

    @property
    def mine(self) -> EntryView | None:
        """The reader's own view, when it is in."""
        return next((view for view in self.views if view.mine), None)

    @property
    def ahead(self) -> bool:
        """True of a session whose day has yet to come: it was called off."""
        return self.on > today()


_FACTS = [Session.__table__.c[fact.name] for fact in fields(SessionView) if fact.name != "views"]


@cache
def _latest_of(number: int) -> Prepared:
    """The latest sessions of so many matches."""
    return Prepared(
        select(*_FACTS)
        .where(one_of(Session.__table__.c.match_id, number), Session.state != "planned")
        .where(Session.on < bindparam("before"))
        .order_by(Session.on.desc(), Session.id.desc())
        .limit(PAGE)
    )


def sessions(
    actor: Actor, match_ids: Iterable[UUID], before: date | None = None, limit: int = PAGE
) -> list[SessionView]:
    """The latest held and missed sessions of these matches with their views; two queries, whatever the number."""
    of = list(match_ids)
    rows = _latest_of(len(of)).rows(before=before or date.max, **each(of))[:limit]
    views = _by_session(of_sessions(actor, [row.id for row in rows])) if rows else {}
    return [SessionView(**row._asdict(), views=tuple(views.get(row.id, ()))) for row in rows]


def _by_session(found: list[EntryView]) -> dict[UUID | None, list[EntryView]]:
    grouped: dict[UUID | None, list[EntryView]] = {}
    for entry in found:
        grouped.setdefault(entry.session_id, []).append(entry)
    return grouped


def kept_both(entry: Entry) -> bool:
    """True when the last change crossed another one, so that both texts stand in the entry."""
    last = db.session.get(EntryRevision, (entry.id, entry.rev - 1))
    return last is not None and last.why == "kept-both"


def trail(entry_id: UUID) -> list[tuple[str, datetime]]:
    """Who of the staff read an entry, with the first moment of each day."""
    return trail_of(Reading.entry_id, entry_id)


def by_day(actor: Actor, match_ids: list[UUID], before: date | None = None) -> list[SessionView | EntryView]:
    """Sessions and diary days together, the latest day first, about a page of them."""
    found: list[SessionView | EntryView] = [
        *(sessions(actor, match_ids, before) if match_ids else []),
        *diary(actor, before),
    ]
    found.sort(key=lambda item: (item.on, item.id), reverse=True)
    if len(found) <= PAGE:
        return found
    last = found[PAGE - 1].on  # whole days, so that the next page starts with another one
    return [item for item in found if item.on >= last]


@dataclass(frozen=True)
class Unwritten:
    """A recent session about which somebody did not write yet."""

    id: UUID
    match_id: UUID
    on: date
    state: str
    starts_at: datetime | None

    def asked_by(self, hours: int) -> bool:
        """Whether it is time to ask: at once where another wrote, else so many hours after it was to begin."""
        begins = self.starts_at or datetime.combine(self.on, time(12), UTC)
        return self.state == "held" or begins + timedelta(hours=hours) <= clock.now()


_entry, _session = Entry.__table__, Session.__table__
_UNWRITTEN = (
    select(_session.c.id, _session.c.match_id, _session.c.on, _session.c.state, _session.c.starts_at)
    .where(
        _session.c.state != "missed",
        _session.c.on.between(bindparam("since"), bindparam("today")),
        ~exists().where(_entry.c.session_id == _session.c.id, _entry.c.author_id == bindparam("author")),
    )
    .order_by(_session.c.on.desc())
    .limit(9)
)


@cache
def _unwritten_in(number: int) -> Prepared:
    return Prepared(_UNWRITTEN.where(one_of(_session.c.match_id, number)))


def unwritten(actor: Actor, match_ids: list[UUID], since: date) -> Lookup[list[Unwritten]]:
    """Sessions since a day about which the actor did not write yet, the latest first, a few of them."""
    if not match_ids:
        return []
    asked = {"since": since, "today": today(), "author": actor.id, **each(match_ids)}
    rows = yield from _unwritten_in(len(match_ids)).read(**asked)
    return [Unwritten(*row) for row in rows]
