"""What the desk shows: the sessions of which something was shared with the team, and what the team did with it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, func, or_, select

from app.db import db
from app.journal.models import Entry
from app.journal.policy import read_as_team_by
from app.matches.models import Match, Participation
from app.people.actor import Actor
from app.people.models import Person, tone
from app.review.actions import PURPOSE, open_answer
from app.review.models import Answer, Seen
from app.sealing.vault import DataKey, opened
from app.sessions.models import Session

PAGE = 50


@dataclass(frozen=True)
class DeskLine:
    """One session on the desk: whose, when, who shared a view with the team, and why it stands here."""

    session_id: UUID
    match_id: UUID
    title: str
    tone: int
    on: date
    latest: datetime
    authors: tuple[str, ...]
    please_read: bool
    unseen: int
    mine: bool


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


def desk(actor: Actor, which: str = "all") -> list[DeskLine]:
    """Sessions with something shared, those that ask to be read now first, then unseen, then by time. Two queries."""
    seen = exists().where(Seen.entry_id == Entry.id)
    query = (
        select(
            Entry.session_id,
            Entry.match_id,
            Entry.on,
            Entry.written_at,
            Entry.please_read,
            Person.called,
            seen.label("seen"),
            Match.name,
            Match.coordinator_id,
        )
        .join(Person, Person.id == Entry.author_id)
        .join(Match, Match.id == Entry.match_id)
        .where(read_as_team_by(actor), Entry.session_id.is_not(None))
        .order_by(Entry.written_at.desc(), Entry.id.desc())
        .limit(PAGE * 2)
    )
    if which == "unseen":
        query = query.where(~seen)
    if which == "mine":
        query = query.where(Match.coordinator_id == actor.id)
    rows = db.session.execute(query).all()
    names = _names({row.match_id for row in rows})
    grouped: dict[UUID, list] = {}
    for row in rows:
        grouped.setdefault(row.session_id, []).append(row)
    lines = [_line(actor, session_id, group, names) for session_id, group in grouped.items()]
    lines.sort(key=lambda line: line.latest, reverse=True)
    lines.sort(key=lambda line: (not (line.please_read and line.unseen), not line.unseen))
    return lines[:PAGE]


def _line(actor: Actor, session_id: UUID, rows: list, names: dict[UUID, list[str]]) -> DeskLine:
    first = rows[0]
    return DeskLine(
        session_id,
        first.match_id,
        first.name or " & ".join(names[first.match_id]),
        tone(first.match_id),
        first.on,
        max(row.written_at for row in rows),
        tuple(row.called for row in rows),
        any(row.please_read for row in rows),
        sum(not row.seen for row in rows),
        first.coordinator_id == actor.id,
    )


def _names(match_ids: set[UUID]) -> dict[UUID, list[str]]:
    """What the people of each match are called, mentees first."""
    found: dict[UUID, list[str]] = {match_id: [] for match_id in match_ids}
    rows = db.session.execute(
        select(Participation.match_id, Person.called)
        .join(Person, Person.id == Participation.person_id)
        .where(Participation.match_id.in_(match_ids))
        .order_by(Participation.side != "mentee", Person.called)
    )
    for match_id, called in rows:
        found[match_id].append(called)
    return found


def title_of(match: Match) -> str:
    """What a match is called at the desk."""
    return match.name or " & ".join(_names({match.id})[match.id])


def counts(actor: Actor) -> dict[str, int]:
    """How many entries that were shared with the team nobody marked as seen yet."""
    seen = exists().where(Seen.entry_id == Entry.id)
    unseen = db.session.scalar(
        select(func.count())
        .select_from(Entry)
        .where(read_as_team_by(actor), Entry.session_id.is_not(None), ~seen)
    )
    return {"unseen": unseen or 0}


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
_TO_ENTRIES = _REPLIES.where(_answer.c.entry_id.in_(bindparam("entries", expanding=True)))
_NEW = (
    _REPLIES.join(_entry, _entry.c.id == _answer.c.entry_id)
    .where(_entry.c.author_id == bindparam("author"), _answer.c.read_at.is_(None))
    .limit(3)
)


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


def replies(entry_ids: list[UUID]) -> list[Reply]:
    """The answers to these entries, the oldest first; the caller settled who may read them."""
    return _opened(db.session.execute(_TO_ENTRIES, {"entries": entry_ids}))


def new_replies(actor: Actor) -> list[Reply]:
    """Answers to what the actor wrote that they did not open yet, at most three; one query."""
    return _opened(db.session.execute(_NEW, {"author": actor.id}))


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
