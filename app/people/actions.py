"""What changes about a person."""

from uuid import UUID

from app import clock, ids
from app.db import db
from app.people.actor import Actor
from app.people.forms import LanguageForm, NameForm
from app.people.models import Person


def introduce(called: str, language: str = "nl", person_id: UUID | None = None) -> Person:
    """Make a person known by what they want to be called."""
    person = Person(id=person_id or ids.new_id(), called=called, language=language, made_at=clock.now())
    db.session.add(person)
    db.session.flush()
    return person


def call_myself(_actor: Actor, person: Person, values: NameForm, _op_id: UUID) -> Person:
    """Be called something else from now on."""
    person.called = values.called
    return person


def choose_language(_actor: Actor, person: Person, values: LanguageForm, _op_id: UUID) -> Person:
    """Read another language from now on, on every phone."""
    person.language = values.language
    return person
