"""Who may read a rating: who gave it, and the team of the scheme; never the other."""

from sqlalchemy import ColumnElement, or_, select

from app.db import db
from app.matches import policy as matches
from app.matches.models import Match
from app.people.actor import Actor
from app.ratings.models import Rating


def can_read(actor: Actor, rating: Rating) -> bool:
    """Who gave it, and who oversees the match."""
    match = db.session.get_one(Match, rating.match_id)
    return rating.author_id == actor.id or matches.can_oversee(actor, match)


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_read`."""
    overseen = select(Match.id).where(matches.overseen_by(actor))
    return or_(Rating.author_id == actor.id, Rating.match_id.in_(overseen))
