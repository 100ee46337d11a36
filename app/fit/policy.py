"""Who answers whether it fits, and who reads it: the team reads a "rather not", nobody of the match does."""

from sqlalchemy import ColumnElement, and_, or_, select

from app.db import db
from app.fit.models import Fit
from app.matches.models import Match
from app.matches.policy import can_oversee, overseen_by, participation_of, taken_part_by
from app.people.actor import Actor


def can_answer(actor: Actor, match: Match) -> bool:
    """Who takes part in a match that is on its way."""
    return (
        match.state == "active" and match.suspended_at is None and participation_of(actor, match) is not None
    )


def answered_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_answer`."""
    return and_(Match.state == "active", Match.suspended_at.is_(None), taken_part_by(actor))


def can_read(actor: Actor, fit: Fit) -> bool:
    """Who answered; and the team, where it was a "rather not"."""
    if fit.person_id == actor.id:
        return True
    return fit.team_reads and can_oversee(actor, db.session.get_one(Match, fit.match_id))


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_read`."""
    seen = Fit.match_id.in_(select(Match.id).where(overseen_by(actor)))
    return or_(Fit.person_id == actor.id, and_(Fit.team_reads.is_(True), seen))
