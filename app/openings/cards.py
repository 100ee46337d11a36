"""What openings show elsewhere: on Today that one waits, and below the record of a concern which belong to it."""

from typing import Any

from app.openings import policy, queries
from app.openings.words import WHY
from app.people.actor import Actor
from app.safeguarding.models import Concern


def waits(actor, _day) -> dict[str, Any] | None:
    """For contact persons and leads."""
    number = queries.waiting_for(actor) if policy.guards(actor) else 0
    return {"number": number} if number else None


def of_concern(actor: Actor, concern: Concern) -> dict[str, Any] | None:
    """For contact persons and leads: the openings that belong to a concern, and the way to ask for one."""
    if not policy.can_ask_in(actor, concern.scheme_id):
        return None
    return {"concern": concern, "lines": queries.openings(actor, concern.id), "why": WHY}
