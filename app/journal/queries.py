"""What the journal's pages show, in a fixed number of queries: sessions with their views, diary days, readers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, literal, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.db import db
from app.journal import policy
from app.journal.content import PURPOSE, Content, open_content
from app.journal.models import Entry, EntryRevision, Reading
from app.journal.policy import known_by, readable_by
from app.matches.models import Participation
from app.people.actor import ASKER, Actor
from app.people.models import Person, tone
from app.people.trails import trail_of
from app.prepared import Lookup, Prepared, each, one_of
from app.sealing.vault import DataKey, opened
from app.sessions.models import Session
from app.web.language import today

PAGE = 20


@dataclass(frozen=True)
class EntryView:
    """An entry as one reader sees it; `content` is None while it is not their turn yet."""

    id: UUID
    author_id: UUID
    author: str
    scheme_id: UUID | None
    match_id: UUID | None
    session_id: UUID | None
    on: date
    audience: str
    please_read: bool
    rev: int
    phone_at: datetime | None
    written_at: datetime
    opens_at: datetime
    mine: bool
    content: Content | None

    @property
    def tone(self) -> int:
        """The colour number of the author's avatar."""
        return tone(self.author_id)

    @property
    def shut(self) -> bool:
        """True when the reader wrote it, and their own lock is closed."""
        return self.mine and self.content is None

    @property
    def came_later(self) -> bool:
        """True when it was written without network and arrived more than ten minutes later."""
        return self.phone_at is not None and abs((self.written_at - self.phone_at).total_seconds()) > 600


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


_SHOWN = (
    Entry.id,
    Entry.author_id,
    Person.called.label("author"),
    Entry.scheme_id,
    Entry.match_id,
    Entry.session_id,
    Entry.on,
    Entry.audience,
    Entry.please_read,
    Entry.rev,
    Entry.phone_at,
    Entry.written_at,
    Entry.opens_at,
)
_SEALED = (Entry.sealed, DataKey.ring_key, DataKey.wrapped)


def entries(actor: Actor, *which) -> list[EntryView]:
    """The entries that fit `which` and of which the actor may know: their own and those shared with them."""
    open_now = readable_by(actor)
    rows = db.session.execute(
        select(*_SHOWN, *_SEALED, open_now.label("open"))
        .join(Person, Person.id == Entry.author_id)
        .join(DataKey, and_(DataKey.owner_id == Entry.author_id, DataKey.purpose == PURPOSE))
        .where(*which, known_by(actor))
        .order_by(Entry.on.desc(), Entry.id.desc())
    )
    return [_view(row, actor) for row in rows]


def _view(row, actor: Actor) -> EntryView:
    content = None
    if row.open and not policy.is_shut(actor, row):
        key = opened(row.author_id, PURPOSE, row.ring_key, row.wrapped)
        content = open_content(key, row)
    return EntryView(*row[: len(_SHOWN)], row.author_id == actor.id, content)  # type: ignore[call-arg]


def sessions(
    actor: Actor, match_ids: Iterable[UUID], before: date | None = None, limit: int = PAGE
) -> list[SessionView]:
    """The latest held and missed sessions of these matches with their views; two queries, whatever the number."""
    latest = (
        select(
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
        .where(Session.match_id.in_(list(match_ids)), Session.state != "planned")
        .where(Session.on < before if before else Session.on.is_not(None))
        .order_by(Session.on.desc(), Session.id.desc())
        .limit(limit)
    )
    rows = db.session.execute(latest).all()
    views = _by_session(entries(actor, Entry.session_id.in_([row.id for row in rows]))) if rows else {}
    return [SessionView(*row, views=tuple(views.get(row.id, ()))) for row in rows]


def _by_session(found: list[EntryView]) -> dict[UUID | None, list[EntryView]]:
    grouped: dict[UUID | None, list[EntryView]] = {}
    for entry in found:
        grouped.setdefault(entry.session_id, []).append(entry)
    return grouped


def views_of(actor: Actor, session_id: UUID) -> list[EntryView]:
    """The views of one session of which the actor may know."""
    return entries(actor, Entry.session_id == session_id)


def own_words(actor: Actor, match_id: UUID) -> list[EntryView]:
    """What somebody wrote themselves in a match, with words in it, the latest of them; one query."""
    ids = (
        select(Entry.id)
        .where(Entry.author_id == actor.id, Entry.match_id == match_id)
        .order_by(Entry.id.desc())
        .limit(3 * PAGE)
    )
    found = entries(actor, Entry.id.in_(ids))
    return [view for view in found if view.content and view.content.get("did")]


_later = aliased(Session)
_LATEST_HELD = select(Session.id).where(
    Session.state == "held",
    ~exists().where(
        _later.match_id == Session.match_id,
        _later.state == "held",
        or_(_later.on > Session.on, and_(_later.on == Session.on, _later.id > Session.id)),
    ),
)


@cache
def _carried_over_in(number: int) -> Prepared:
    """Of the latest session of so many matches what somebody of the match may read."""
    there = _LATEST_HELD.where(one_of(Session.__table__.c.match_id, number))
    return Prepared(
        select(*_SHOWN, *_SEALED, literal(True).label("open"))
        .join(Person, Person.id == Entry.author_id)
        .join(DataKey, and_(DataKey.owner_id == Entry.author_id, DataKey.purpose == PURPOSE))
        .where(
            Entry.session_id.in_(there),
            or_(Entry.author_id == ASKER.id, policy.read_as_pair_by(ASKER, bindparam("now"))),
        )
        .order_by(Entry.on.desc(), Entry.id.desc())
    )


def carried_over(actor: Actor, match_ids: list[UUID]) -> Lookup[list[EntryView]]:
    """What was to be tried before next time, in the latest session of each match, for who takes part in it."""
    if not match_ids:
        return []
    asked = {"me": actor.id, "now": clock.now(), **each(match_ids)}
    rows = yield from _carried_over_in(len(match_ids)).read(**asked)
    found = [_view(row, actor) for row in rows]
    # Today stays on the phone; what somebody put behind a lock does not.
    kept = [entry for entry in found if not (actor.lock and policy.is_private(entry))]
    return [entry for entry in kept if entry.content and entry.content.get("next_time")]


def diary(actor: Actor, before: date | None = None, limit: int = PAGE) -> list[EntryView]:
    """The latest diary entries of their writer."""
    ids = (
        select(Entry.id)
        .where(Entry.author_id == actor.id, Entry.session_id.is_(None))
        .where(Entry.on < before if before else Entry.on.is_not(None))
        .order_by(Entry.on.desc(), Entry.id.desc())
        .limit(limit)
    )
    return entries(actor, Entry.id.in_(ids))


def one_entry(actor: Actor, entry: Entry) -> EntryView:
    """One entry for a page of its own."""
    return entries(actor, Entry.id == entry.id)[0]


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


def people_in(match_id: UUID) -> list[Person]:
    """Who takes part in a match now."""
    now = clock.now()
    return list(
        db.session.scalars(
            select(Person)
            .join(Participation, Participation.person_id == Person.id)
            .where(
                Participation.match_id == match_id,
                Participation.state == "in",
                Participation.since <= now,
                or_(Participation.until.is_(None), Participation.until > now),
            )
            .order_by(Person.called)
        )
    )


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
