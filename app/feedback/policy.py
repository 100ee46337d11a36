"""Who may read feedback and answer it: the two it is between, and the team where it was asked in or addressed."""

from sqlalchemy import ColumnElement, and_, or_, select

from app.db import db
from app.feedback.models import Cheer, Feedback
from app.matches import policy as matches
from app.matches.models import Match
from app.people.actor import Actor
from app.schemes.models import TEAM

HEARS = (*TEAM, "lead")  # who hears what is said to the scheme itself


def can_read(actor: Actor, feedback: Feedback) -> bool:
    """Who wrote it; who received it, as long as they take part; the team where it is asked in or addressed."""
    return feedback.author_id == actor.id or can_thank(actor, feedback) or reads_as_team(actor, feedback)


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_read`."""
    return or_(Feedback.author_id == actor.id, thanked_by(actor), read_as_team_by(actor))


def can_thank(actor: Actor, feedback: Feedback) -> bool:
    """Who received it, as long as they take part in the match."""
    return feedback.to_id == actor.id and matches.takes_part(actor, _match_of(feedback))


def thanked_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_thank`."""
    there = select(Match.id).where(matches.taken_part_by(actor))
    return and_(Feedback.to_id == actor.id, Feedback.match_id.in_(there))


def reads_as_team(actor: Actor, feedback: Feedback) -> bool:
    """The team where it was asked in; also the lead where it is for the scheme; never in a match of their own."""
    wanted = feedback.to_id is None or feedback.asked_in_at is not None
    roles = HEARS if feedback.to_id is None else TEAM
    return (
        wanted
        and actor.holds(feedback.scheme_id, *roles)
        and not matches.takes_part(actor, _match_of(feedback))
    )


def read_as_team_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `reads_as_team`."""
    return and_(
        or_(
            and_(Feedback.to_id.is_(None), Feedback.scheme_id.in_(actor.schemes_as(*HEARS))),
            and_(
                Feedback.to_id.is_not(None),
                Feedback.asked_in_at.is_not(None),
                Feedback.scheme_id.in_(actor.schemes_as(*TEAM)),
            ),
        ),
        Feedback.match_id.not_in(select(Match.id).where(matches.taken_part_by(actor))),
    )


def can_answer(actor: Actor, feedback: Feedback) -> bool:
    """Who reads it says something back; the two of a suspended match do not."""
    if reads_as_team(actor, feedback):
        return True
    return can_read(actor, feedback) and _match_of(feedback).suspended_at is None


def answered_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_answer`."""
    open_now = select(Match.id).where(Match.suspended_at.is_(None))
    return or_(read_as_team_by(actor), and_(readable_by(actor), Feedback.match_id.in_(open_now)))


def can_ask_in(actor: Actor, feedback: Feedback) -> bool:
    """Either of the two it is between asks the team to help."""
    return feedback.to_id is not None and (feedback.author_id == actor.id or can_thank(actor, feedback))


def asked_in_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_ask_in`."""
    return and_(Feedback.to_id.is_not(None), or_(Feedback.author_id == actor.id, thanked_by(actor)))


def can_read_cheer(actor: Actor, cheer: Cheer) -> bool:
    """A cheer is between who gave it and who got it."""
    return actor.id in (cheer.author_id, cheer.to_id)


def cheers_readable_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_read_cheer`."""
    return or_(Cheer.author_id == actor.id, Cheer.to_id == actor.id)


def hears(actor: Actor) -> bool:
    """True for who hears, in some scheme, what people tell it."""
    return bool(actor.schemes_as(*HEARS))


def _match_of(feedback: Feedback) -> Match:
    return db.session.get_one(Match, feedback.match_id)
