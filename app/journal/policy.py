"""Who may read what somebody wrote: the audience its author chose, the two views' turn, and nobody else."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.db import db
from app.journal.models import Entry
from app.matches.models import Match
from app.matches.policy import participation_of, shared_with, shares, taken_part_by
from app.people.actor import Actor
from app.people.models import Person
from app.schemes.models import TEAM

_own = aliased(Entry)


def can_read(actor: Actor, entry: Entry) -> bool:
    """The author; who the author chose, once it is their turn; the team where the author wants that."""
    return entry.author_id == actor.id or reads_as_pair(actor, entry) or reads_as_team(actor, entry)


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_read`."""
    return or_(Entry.author_id == actor.id, read_as_pair_by(actor), read_as_team_by(actor))


def reads_as_pair(actor: Actor, entry: Entry) -> bool:
    """Who took part when it was written reads a shared view once their own is in, or the waiting time is over."""
    if entry.audience == "me" or entry.match_id is None:
        return False
    match = db.session.get_one(Match, entry.match_id)
    if not shares(actor, match, entry.written_at):
        return False
    return entry.opens_at <= clock.now() or _wrote_about(actor, entry.session_id)


def _wrote_about(actor: Actor, session_id) -> bool:
    wrote = exists().where(Entry.session_id == session_id, Entry.author_id == actor.id)
    return session_id is not None and bool(db.session.scalar(select(wrote)))


def read_as_pair_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `reads_as_pair`."""
    return and_(
        Entry.audience != "me",
        shared_with(actor, Entry.match_id, Entry.written_at),
        or_(
            Entry.opens_at <= actor.now,
            exists().where(_own.session_id == Entry.session_id, _own.author_id == actor.id),
        ),
    )


def known_by(actor: Actor) -> ColumnElement[bool]:
    """Of which entries somebody may know that they exist: those they can read now or once it is their turn."""
    shared = and_(Entry.audience != "me", shared_with(actor, Entry.match_id, Entry.written_at))
    return or_(Entry.author_id == actor.id, shared, read_as_team_by(actor))


def reads_as_team(actor: Actor, entry: Entry) -> bool:
    """The team reads what its author shared with it, or asked it to read now; never a match of their own."""
    wanted = entry.audience == "team" or entry.please_read
    if not wanted or entry.scheme_id is None or not actor.holds(entry.scheme_id, *TEAM):
        return False
    return entry.match_id is None or not _takes_part(actor, entry)


def _takes_part(actor: Actor, entry: Entry) -> bool:
    return participation_of(actor, db.session.get_one(Match, entry.match_id)) is not None


def read_as_team_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `reads_as_team`."""
    return and_(
        or_(Entry.audience == "team", Entry.please_read),
        Entry.scheme_id.in_(actor.schemes_as(*TEAM)),
        or_(Entry.match_id.is_(None), Entry.match_id.not_in(select(Match.id).where(taken_part_by(actor)))),
    )


def can_change(actor: Actor, entry: Entry) -> bool:
    """Only the author changes an entry, or who may read it."""
    return entry.author_id == actor.id


def changed_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_change`."""
    return Entry.author_id == actor.id


def is_private(entry: Any) -> bool:
    """What its author's own lock closes: entries, or rows of them, that are for nobody else."""
    return entry.audience == "me"


def is_shut(actor: Actor, entry: Any) -> bool:
    """True while the author's own lock is closed: on this phone not even they read it."""
    return actor.lock == "closed" and entry.author_id == actor.id and is_private(entry)


def is_self(actor: Actor, person: Actor | Person) -> bool:
    """A diary is written by its owner."""
    return actor.id == person.id


def leaves_trail(actor: Actor, view) -> bool:
    """True when this reading is by the team: neither the author nor somebody of the match."""
    if view.author_id == actor.id or view.scheme_id is None or not actor.holds(view.scheme_id, *TEAM):
        return False
    return view.match_id is None or not _takes_part(actor, view)
