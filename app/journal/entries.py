"""Entries as one reader sees them: their own and those shared with them, opened once it is their turn; one query each."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, literal, or_, select
from sqlalchemy.orm import aliased

from app.journal import policy
from app.journal.content import PURPOSE, Content, open_content
from app.journal.models import Entry
from app.people.actor import Actor
from app.people.asker import ASKER, Asker, PreparedFor
from app.people.models import Person, tone
from app.prepared import Lookup, Prepared, each, one_of
from app.sealing.vault import DataKey, opened
from app.sessions.models import Session

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
_READ = (
    select(*_SHOWN, *_SEALED)
    .join(Person, Person.id == Entry.author_id)
    .join(DataKey, and_(DataKey.owner_id == Entry.author_id, DataKey.purpose == PURPOSE))
    .order_by(Entry.on.desc(), Entry.id.desc())
)


_MINE_IN = and_(Entry.author_id == ASKER.id, Entry.match_id == bindparam("match"))
_DAYS = (
    select(Entry.id)
    .where(Entry.author_id == ASKER.id, Entry.session_id.is_(None), Entry.on < bindparam("before"))
    .order_by(Entry.on.desc(), Entry.id.desc())
    .limit(PAGE)
)
_VIEWS = (
    select(Entry.id)
    .where(_MINE_IN, Entry.session_id.is_not(None))
    .order_by(Entry.on.desc(), Entry.id.desc())
    .limit(PAGE)
)
_WHICH: dict[str, ColumnElement[bool]] = {
    "one": Entry.id == bindparam("entry"),
    "of a session": Entry.session_id == bindparam("session"),
    "of sessions": one_of(Entry.__table__.c.session_id, PAGE),
    "my words": Entry.id.in_(select(Entry.id).where(_MINE_IN).order_by(Entry.id.desc()).limit(3 * PAGE)),
    "my views": Entry.id.in_(_VIEWS),
    "my days": Entry.id.in_(_DAYS),
}


@PreparedFor
def _KNOWN(asker: Asker, which: str) -> Select:
    readable = policy.readable_by(asker).label("open")
    return _READ.add_columns(readable).where(_WHICH[which], policy.known_by(asker))


def _entries(actor: Actor, which: str, **values: Any) -> list[EntryView]:
    """Of these entries (a key of _WHICH) those of which the actor may know: their own and those shared with them."""
    return [_view(row, actor) for row in _KNOWN.rows(actor, which, **values)]


def _view(row, actor: Actor) -> EntryView:
    content = None
    if row.open and not policy.is_shut(actor, row):
        key = opened(row.author_id, PURPOSE, row.ring_key, row.wrapped)
        content = open_content(key, row)
    return EntryView(*row[: len(_SHOWN)], row.author_id == actor.id, content)  # type: ignore[call-arg]


def of_sessions(actor: Actor, session_ids: list[UUID]) -> list[EntryView]:
    """The views of these sessions, at least one and a page of them at most."""
    # The last one again and again, so that one statement does for every number of them.
    filled = session_ids + session_ids[-1:] * (PAGE - len(session_ids))
    return _entries(actor, "of sessions", **each(filled))


def views_of(actor: Actor, session_id: UUID) -> list[EntryView]:
    """The views of one session of which the actor may know."""
    return _entries(actor, "of a session", session=session_id)


def own_views(actor: Actor, match_id: UUID) -> list[EntryView]:
    """What somebody wrote about the latest sessions of a match, the latest first; one query."""
    return _entries(actor, "my views", match=match_id)


def own_words(actor: Actor, match_id: UUID) -> list[EntryView]:
    """What somebody wrote themselves in a match, with words in it, the latest of them; one query."""
    found = _entries(actor, "my words", match=match_id)
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
    readable = or_(Entry.author_id == ASKER.id, policy.read_as_pair_by(ASKER))
    return Prepared(
        _READ.add_columns(literal(True).label("open")).where(Entry.session_id.in_(there), readable)
    )


def carried_over(actor: Actor, match_ids: list[UUID]) -> Lookup[list[EntryView]]:
    """What was to be tried before next time, in the latest session of each match, for who takes part in it."""
    if not match_ids:
        return []
    asked = {"me": actor.id, "now": actor.now, **each(match_ids)}
    rows = yield from _carried_over_in(len(match_ids)).read(**asked)
    found = [_view(row, actor) for row in rows]
    # Today stays on the phone; what somebody put behind a lock does not.
    kept = [entry for entry in found if not (actor.lock and policy.is_private(entry))]
    return [entry for entry in kept if entry.content and entry.content.get("next_time")]


def diary(actor: Actor, before: date | None = None) -> list[EntryView]:
    """The latest diary entries of their writer."""
    return _entries(actor, "my days", before=before or date.max)


def one_entry(actor: Actor, entry: Entry) -> EntryView:
    """One entry for a page of its own."""
    return _entries(actor, "one", entry=entry.id)[0]


def with_others(actor: Actor, entry: Entry) -> tuple[EntryView, list[EntryView]]:
    """One entry, and for its author what the others wrote about the same session; one query."""
    if entry.author_id != actor.id or entry.session_id is None:
        return one_entry(actor, entry), []
    found = views_of(actor, entry.session_id)
    [own] = [view for view in found if view.id == entry.id]
    return own, [view for view in found if not view.mine]
