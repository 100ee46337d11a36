"""Who writes down and sees what a mentor needs: the team of the scheme, never about themselves; and the mentor."""

from sqlalchemy import ColumnElement, and_, or_

from app.people.actor import Actor
from app.requirements.models import Requirement
from app.schemes.models import TEAM


def can_record(actor: Actor, place) -> bool:
    """Of a mentor in a scheme: its team, but nobody says of themselves what was seen."""
    is_mentor = any(held.role == "mentor" for held in place.now)
    return is_mentor and actor.holds(place.scheme_id, *TEAM) and actor.id != place.id


def can_take_back(actor: Actor, requirement: Requirement) -> bool:
    """The same people put right what was written down by mistake."""
    return actor.holds(requirement.scheme_id, *TEAM) and actor.id != requirement.person_id


def taken_back_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_take_back`."""
    return and_(Requirement.scheme_id.in_(actor.schemes_as(*TEAM)), Requirement.person_id != actor.id)


def can_see(actor: Actor, requirement: Requirement) -> bool:
    """The team of the scheme, and the person themself."""
    return actor.id == requirement.person_id or actor.holds(requirement.scheme_id, *TEAM)


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_see`."""
    return or_(Requirement.person_id == actor.id, Requirement.scheme_id.in_(actor.schemes_as(*TEAM)))
