"""What the desk shows besides its queue: answers, who saw an entry, what is followed up, and what went before."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import String, Uuid, and_, bindparam, cast, null, or_, select, union_all
from sqlalchemy.orm import aliased

from app.db import db
from app.journal.models import Entry
from app.people.actor import Actor
from app.people.models import Person, tone
from app.prepared import Lookup, Prepared, each, one_of
from app.review.actions import PURPOSE, bound_follow_up, open_answer
from app.review.models import Answer, FollowUp, Seen
from app.sealing.seal import unseal_fields
from app.sealing.vault import DataKey, opened
from app.sessions.models import Session
from app.talks.content import open_answer as open_talk_answer
from app.talks.models import TalkRequest
from app.talks.queries import News
from app.web.language import today

PAGE = 50


@dataclass(frozen=True)
class Reply:
    """An answer as its reader sees it."""

    id: UUID
    entry_id: UUID
    by: str
    by_id: UUID
    said: str
    at: datetime
    read_at: datetime | None

    @property
    def tone(self) -> int:
        """The colour number of the writer's avatar."""
        return tone(self.by_id)


_answer, _person, _key, _entry = (table.__table__ for table in (Answer, Person, DataKey, Entry))
_REPLIES = (
    select(
        _answer.c.id,
        _answer.c.entry_id,
        _answer.c.by_id,
        _answer.c.sealed,
        _answer.c.at,
        _answer.c.read_at,
        _person.c.called,
        _key.c.ring_key,
        _key.c.wrapped,
    )
    .join(_person, _person.c.id == _answer.c.by_id)
    .join(_key, and_(_key.c.owner_id == _answer.c.by_id, _key.c.purpose == PURPOSE))
    .order_by(_answer.c.at, _answer.c.id)
)
_talk, _seer = TalkRequest.__table__, Person.__table__.alias("seer")
_TALK_COLUMNS = ("person_id", "scheme_id", "answer_by", "seen_at", "answered_at")
# What Today tells in one statement: answers not opened yet, and what came of wanting to talk.
_TOLD = union_all(
    select(
        _REPLIES.join(_entry, _entry.c.id == _answer.c.entry_id)
        .where(_entry.c.author_id == bindparam("author"), _answer.c.read_at.is_(None))
        .limit(3)
        .subquery(),
        *(cast(null(), _talk.c[name].type).label(name) for name in _TALK_COLUMNS),
        cast(null(), String()).label("seer"),
    ),
    select(
        _talk.c.id,
        cast(null(), Uuid()).label("entry_id"),
        _talk.c.answered_by.label("by_id"),
        _talk.c.answer.label("sealed"),
        _talk.c.asked_at.label("at"),
        _talk.c.read_at,
        _person.c.called,
        _key.c.ring_key,
        _key.c.wrapped,
        *(_talk.c[name] for name in _TALK_COLUMNS),
        _seer.c.called.label("seer"),
    )
    .select_from(
        _talk.outerjoin(_person, _person.c.id == _talk.c.answered_by)
        .outerjoin(_seer, _seer.c.id == _talk.c.seen_by)
        .outerjoin(_key, and_(_key.c.owner_id == _talk.c.answered_by, _key.c.purpose == PURPOSE))
    )
    .where(
        _talk.c.person_id == bindparam("author"),
        _talk.c.withdrawn_at.is_(None),
        or_(_talk.c.answered_at.is_(None), _talk.c.read_at.is_(None)),
    ),
)
_NEW = Prepared(select(_TOLD.subquery("told")))


def _opened(rows) -> list[Reply]:
    return [
        Reply(
            row.id,
            row.entry_id,
            row.called,
            row.by_id,
            open_answer(opened(row.by_id, PURPOSE, row.ring_key, row.wrapped), row),
            row.at,
            row.read_at,
        )
        for row in rows
    ]


@cache
def _to_entries(number: int) -> Prepared:
    return Prepared(_REPLIES.where(one_of(_answer.c.entry_id, number)))


def replies(entry_ids: list[UUID]) -> list[Reply]:
    """The answers to these entries, the oldest first; the caller settled who may read them."""
    return _opened(_to_entries(len(entry_ids)).rows(**each(entry_ids))) if entry_ids else []


def new_replies(actor: Actor) -> Lookup[tuple[list[Reply], list[News]]]:
    """Answers to what the actor wrote that they did not open yet (three at most), and talks; one statement."""
    rows = yield from _NEW.read(author=actor.id)
    return _opened(row for row in rows if row.entry_id), [_news(row) for row in rows if not row.entry_id]


def _news(row) -> News:
    answer = ""
    if row.sealed:
        answer = open_talk_answer(opened(row.by_id, PURPOSE, row.ring_key, row.wrapped), row)
    return News(row.id, row.answer_by, row.seen_at, row.seer, row.answered_at, row.called, answer)


def seen_by(entry_ids: list[UUID]) -> dict[UUID, list[tuple[str, datetime]]]:
    """Who marked each entry as seen, and when."""
    found: dict[UUID, list[tuple[str, datetime]]] = {entry_id: [] for entry_id in entry_ids}
    rows = db.session.execute(
        select(Seen.entry_id, Person.called, Seen.at)
        .join(Person, Person.id == Seen.by_id)
        .where(Seen.entry_id.in_(entry_ids))
        .order_by(Seen.at)
    )
    for entry_id, called, at in rows:
        found[entry_id].append((called, at))
    return found


def find_entry(entry_id: UUID) -> Entry | None:
    """The entry with this id."""
    return db.session.get(Entry, entry_id)


def earlier(match_id: UUID, session: Session, limit: int = 4) -> list[Session]:
    """The sessions of a match before this one, that they took place and no more."""
    return list(
        db.session.scalars(
            select(Session)
            .where(
                Session.match_id == match_id,
                Session.state != "planned",
                or_(Session.on < session.on, and_(Session.on == session.on, Session.id < session.id)),
            )
            .order_by(Session.on.desc(), Session.id.desc())
            .limit(limit)
        )
    )


@dataclass(frozen=True)
class Followed:
    """A follow-up as the desk shows it."""

    id: UUID
    by: str
    said: str
    due_on: date
    made_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    outcome: str | None

    @property
    def overdue(self) -> bool:
        """True when its day is over and nobody closed it."""
        return self.closed_at is None and self.due_on < today()


_closer, _closers_key = aliased(Person), aliased(DataKey)
_FOLLOWED = (
    select(
        FollowUp.id,
        FollowUp.match_id,
        FollowUp.by_id,
        FollowUp.closed_by,
        FollowUp.sealed,
        FollowUp.closing,
        FollowUp.due_on,
        FollowUp.made_at,
        FollowUp.closed_at,
        Person.called.label("by"),
        _closer.called.label("closer"),
        DataKey.ring_key,
        DataKey.wrapped,
        _closers_key.ring_key.label("closers_ring_key"),
        _closers_key.wrapped.label("closers_wrapped"),
    )
    .join(Person, Person.id == FollowUp.by_id)
    .join(DataKey, and_(DataKey.owner_id == FollowUp.by_id, DataKey.purpose == PURPOSE))
    .outerjoin(_closer, _closer.id == FollowUp.closed_by)
    .outerjoin(
        _closers_key, and_(_closers_key.owner_id == FollowUp.closed_by, _closers_key.purpose == PURPOSE)
    )
    .where(FollowUp.match_id == bindparam("match"))
    .order_by(FollowUp.closed_at.is_not(None), FollowUp.due_on, FollowUp.id)
    .limit(PAGE)
)


def followed(match_id: UUID) -> list[Followed]:
    """What is and was followed up in a match: open ones first, the most pressing on top."""
    found = []
    for one in db.session.execute(_FOLLOWED, {"match": match_id}):
        outcome = None
        if one.closing:
            key = opened(one.closed_by, PURPOSE, one.closers_ring_key, one.closers_wrapped)
            outcome = unseal_fields(key, one.closing, bound_follow_up(one, "closing"))["said"]
        found.append(
            Followed(one.id, one.by, what(one), one.due_on, one.made_at, one.closed_at, one.closer, outcome)
        )
    return found


def what(one: Any) -> str:
    """What somebody would do, opened with the key of who wrote it."""
    key = opened(one.by_id, PURPOSE, one.ring_key, one.wrapped)
    return unseal_fields(key, one.sealed, bound_follow_up(one, "sealed"))["said"]


def find_follow_up(follow_up_id: UUID) -> FollowUp | None:
    """The follow-up with this id."""
    return db.session.get(FollowUp, follow_up_id)
