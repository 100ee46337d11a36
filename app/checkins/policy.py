"""Who calls, and who reads what was said: the team that oversees the match."""

from sqlalchemy import ColumnElement, select

from app.checkins.models import CheckIn
from app.db import db
from app.matches import policy as matches
from app.matches.models import Match
from app.people.actor import Actor


def can_read(actor: Actor, check_in: CheckIn) -> bool:
    """The team of the scheme, in matches that are not their own."""
    return matches.can_oversee(actor, db.session.get_one(Match, check_in.match_id))


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_read`."""
    return CheckIn.match_id.in_(select(Match.id).where(matches.overseen_by(actor)))
