"""What schemes show elsewhere: the way to the people and the settings, for staff."""

from typing import Any

from app.people.actor import Actor
from app.schemes.policy import is_staff
from app.schemes.queries import schemes_of_staff


def led(actor: Actor, _thing) -> dict[str, Any] | None:
    """The schemes somebody works for, and which of them they lead."""
    if not is_staff(actor):
        return None
    return {"schemes": schemes_of_staff(actor), "leads": actor.schemes_as("lead")}
