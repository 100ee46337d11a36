"""Who may review what: the team, as far as the authors shared with it."""

from sqlalchemy import ColumnElement, false, select

from app.db import db
from app.journal.models import Entry
from app.journal.policy import read_as_team_by, reads_as_team
from app.matches import policy as matches
from app.matches.models import Match
from app.people.actor import Actor
from app.people.models import Person
from app.review.models import Answer, FollowUp
from app.schemes.policy import is_staff
from app.sessions.models import Session


def has_desk(actor: Actor) -> bool:
    """Staff have a desk; what stands on it differs with what each of them may know."""
    return is_staff(actor)


def works_at_desk(actor: Actor, person: Person) -> bool:
    """Who has a desk works at their own."""
    return actor.id == person.id and has_desk(actor)


def at_desk(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `works_at_desk`."""
    return Person.id == actor.id if has_desk(actor) else false()


def can_close(actor: Actor, made: FollowUp) -> bool:
    """The team closes what is followed up in the matches it oversees, whoever began it."""
    return matches.can_oversee(actor, db.session.get_one(Match, made.match_id))


def closed_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_close`."""
    return FollowUp.match_id.in_(select(Match.id).where(matches.overseen_by(actor)))


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
