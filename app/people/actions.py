"""What changes about a person."""

from app import clock
from app.db import db
from app.people.models import Person


def introduce(called: str, language: str = "nl") -> Person:
    """Make a person known by what they want to be called."""
    person = Person(called=called, language=language, made_at=clock.now())
    db.session.add(person)
    db.session.flush()
    return person
