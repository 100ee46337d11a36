"""Who sees the introductions of a match: who takes part in it; the team does not."""

from sqlalchemy import ColumnElement, select

from app.db import db
from app.introductions.models import Introduction
from app.matches import policy as matches
from app.matches.models import Match
from app.people.actor import Actor


def can_see(actor: Actor, introduction: Introduction) -> bool:
    """Who takes part in the match."""
    return matches.takes_part(actor, db.session.get_one(Match, introduction.match_id))


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_see`."""
    return Introduction.match_id.in_(select(Match.id).where(matches.taken_part_by(actor)))


def can_tell(actor: Actor, introduction: Introduction) -> bool:
    """Who meets in the match tells what came of it, on either side."""
    return matches.can_meet(actor, db.session.get_one(Match, introduction.match_id))


def told_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_tell`."""
    return Introduction.match_id.in_(select(Match.id).where(matches.met_by(actor)))
