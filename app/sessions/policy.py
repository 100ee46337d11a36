"""Who may see a session and say something about it: whoever may in its match."""

from sqlalchemy import ColumnElement, select

from app.db import db
from app.matches import policy as matches
from app.matches.models import Match
from app.people.actor import Actor
from app.sessions.models import Session


def can_see(actor: Actor, session: Session) -> bool:
    """That it took place, when and how long: who takes part, and the team of the scheme."""
    return matches.can_see(actor, db.session.get_one(Match, session.match_id))


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_see`."""
    return Session.match_id.in_(select(Match.id).where(matches.seen_by(actor)))


def can_change(actor: Actor, session: Session) -> bool:
    """Who meets in the match moves a session, or says that it did not happen."""
    return matches.can_meet(actor, db.session.get_one(Match, session.match_id))


def changed_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_change`."""
    return Session.match_id.in_(select(Match.id).where(matches.met_by(actor)))
