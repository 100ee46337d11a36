"""Who may review what: the team, as far as the authors shared with it."""

from sqlalchemy import ColumnElement, select

from app.db import db
from app.journal.models import Entry
from app.journal.policy import read_as_team_by, reads_as_team
from app.people.actor import Actor
from app.review.models import Answer
from app.schemes.policy import in_team
from app.sessions.models import Session

__all__ = ["can_answer", "can_read_answer", "can_review", "in_team"]


def can_review(actor: Actor, entry: Entry) -> bool:
    """Who reads an entry as one of the team may mark it as seen."""
    return reads_as_team(actor, entry)


def reviewed_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_review`."""
    return read_as_team_by(actor)


def can_answer(actor: Actor, session: Session) -> bool:
    """Who may review at least one view of a session may answer its authors."""
    entries = db.session.scalars(select(Entry).where(Entry.session_id == session.id))
    return any(reads_as_team(actor, entry) for entry in entries)


def answered_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_answer`."""
    return Session.id.in_(select(Entry.session_id).where(read_as_team_by(actor)))


def can_read_answer(actor: Actor, answer: Answer) -> bool:
    """An answer is for the entry's author, and for the team that may read the entry."""
    entry = db.session.get_one(Entry, answer.entry_id)
    return entry.author_id == actor.id or reads_as_team(actor, entry)


def answers_readable_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_read_answer`."""
    mine = select(Entry.id).where((Entry.author_id == actor.id) | read_as_team_by(actor))
    return Answer.entry_id.in_(mine)
