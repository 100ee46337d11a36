"""Who may change what about a person: they themselves."""

from sqlalchemy import ColumnElement

from app.people.actor import Actor
from app.people.models import Person


def is_self(actor: Actor, person: Person) -> bool:
    """Only the person changes what stands about them."""
    return actor.id == person.id


def self_of(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `is_self`."""
    return Person.id == actor.id
