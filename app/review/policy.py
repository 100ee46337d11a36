"""Who may review what: the team, as far as the authors shared with it."""

from sqlalchemy import ColumnElement, and_, false, not_, or_, select

from app.db import db
from app.journal.models import Entry
from app.journal.policy import read_as_team_by, reads_as_team
from app.matches import policy as matches
from app.matches.models import Match
from app.people.actor import Actor
from app.people.models import Person
from app.review.models import Answer, Cover, FollowUp
from app.schemes.models import TEAM, Scheme
from app.schemes.policy import is_staff
from app.sessions.models import Session

OVER = ("closed", "withdrawn")


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


def can_give(actor: Actor, match: Match) -> bool:
    """The team gives running matches that it oversees to a colleague."""
    return match.state not in OVER and matches.can_oversee(actor, match)


def given_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_give`."""
    return and_(Match.state.not_in(OVER), matches.overseen_by(actor))


def can_hand_over(actor: Actor, match: Match) -> bool:
    """Who can give a match; and the lead any running one in the scheme that is not their own."""
    leads = actor.holds(match.scheme_id, "lead") and not matches.takes_part(actor, match)
    return can_give(actor, match) or (match.state not in OVER and leads)


def handed_over_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_hand_over`."""
    leads = and_(Match.scheme_id.in_(actor.schemes_as("lead")), not_(matches.taken_part_by(actor)))
    return or_(given_by(actor), and_(Match.state.not_in(OVER), leads))


def plans_work(actor: Actor, scheme: Scheme) -> bool:
    """Who sees how the work is spread, and arranges who stands in for whom: the team and the lead."""
    return actor.holds(scheme.id, "lead", *TEAM)


def planned_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `plans_work`."""
    return Scheme.id.in_(actor.schemes_as("lead", *TEAM))


def can_order(actor: Actor, scheme: Scheme) -> bool:
    """The lead decides in which order the desk of a scheme stands."""
    return actor.holds(scheme.id, "lead")


def ordered_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_order`."""
    return Scheme.id.in_(actor.schemes_as("lead"))


def can_end_cover(actor: Actor, cover: Cover) -> bool:
    """The two it is about end it, and the lead."""
    return actor.id in (cover.for_id, cover.by_id) or actor.holds(cover.scheme_id, "lead")


def cover_ended_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_end_cover`."""
    return or_(
        Cover.for_id == actor.id, Cover.by_id == actor.id, Cover.scheme_id.in_(actor.schemes_as("lead"))
    )
