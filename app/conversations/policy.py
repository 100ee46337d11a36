"""Who may see and change a scheme's own conversation cards."""

from sqlalchemy import ColumnElement

from app.conversations.models import TalkCard
from app.people.actor import Actor
from app.schemes.models import ROLES, TEAM, Scheme


def can_add(actor: Actor, scheme: Scheme) -> bool:
    """The team and the lead add cards for their scheme."""
    return actor.holds(scheme.id, "lead", *TEAM)


def added_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_add`."""
    return Scheme.id.in_(actor.schemes_as("lead", *TEAM))


def can_see(actor: Actor, card: TalkCard) -> bool:
    """Everybody in the scheme."""
    return actor.holds(card.scheme_id, *ROLES)


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_see`."""
    return TalkCard.scheme_id.in_(actor.schemes_as(*ROLES))


def can_remove(actor: Actor, card: TalkCard) -> bool:
    """Who adds cards takes them away."""
    return actor.holds(card.scheme_id, "lead", *TEAM)


def removed_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_remove`."""
    return TalkCard.scheme_id.in_(actor.schemes_as("lead", *TEAM))


def adds_somewhere(actor: Actor) -> bool:
    """True for who adds cards in some scheme."""
    return bool(actor.schemes_as("lead", *TEAM))
