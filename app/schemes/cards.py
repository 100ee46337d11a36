"""What schemes show elsewhere: the way to the people and the settings, for staff."""

from typing import Any

from app.accounts.policy import can_recover
from app.db import db
from app.offline.queries import last_heard
from app.people.actor import Actor
from app.people.models import Person
from app.schemes.policy import in_team, is_staff
from app.schemes.queries import Place, guardians_of, schemes_of_staff
from app.schemes.sockets import for_caretaker
from app.surfaces import cards


def led(actor: Actor, _thing) -> dict[str, Any] | None:
    """The schemes somebody works for, and which of them they lead."""
    if not is_staff(actor):
        return None
    return {"schemes": schemes_of_staff(actor), "leads": actor.schemes_as("lead")}


def phone(_actor: Actor, place: Place) -> dict[str, Any] | None:
    """Beside somebody who takes part: when their phone last synchronised. That it is silent can mean something."""
    return {"heard": last_heard([place.id]).get(place.id)} if place.now else None


def way_back(actor: Actor, place: Place) -> dict[str, Any] | None:
    """Beside a person: the way to get them back in and what else is done for them, for who may ask that."""
    if not can_recover(actor, db.session.get_one(Person, place.id)):
        return None
    return {"person_id": place.id, "more": cards(for_caretaker, actor, place)}


def family(actor: Actor, place: Place) -> dict[str, Any] | None:
    """Beside a young person: their parents and guardians here, and the way to invite one."""
    if not any(held.role == "mentee" for held in place.now):
        return None
    return {"guardians": guardians_of(place.scheme_id, place.id), "place": place, "may": in_team(actor)}
