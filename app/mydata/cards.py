"""What my data shows on other pages: the way to it, and for the team that everything of somebody should go."""

from typing import Any

from app.mydata import policy, requested
from app.people.actor import Actor
from app.schemes.queries import Place


def to_my_data(_actor, _about) -> dict[str, Any]:
    """On the page about me: who can see my data."""
    return {}


def for_another(_actor, place: Place) -> dict[str, Any]:
    """Beside a person, for who looks after their account: the way to let everything of theirs go."""
    return {"person_id": place.id}


def waits(actor: Actor, _day) -> dict[str, Any] | None:
    """On Today: how many wait for this person to agree."""
    number = requested.waiting_for(actor) if policy.looks_after_somebody(actor) else 0
    return {"waiting": number} if number else None
