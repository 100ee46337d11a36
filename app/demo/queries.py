"""Who the demo's people are in the database."""

from uuid import UUID

from sqlalchemy import select

from app.db import db
from app.demo.guests import GUESTS, Guest
from app.people.models import Person


def people_of_guests() -> dict[str, UUID]:
    """The ids of the guests by what they are called; of namesakes the first, who was made with the demo."""
    names = [guest.called for guest in GUESTS]
    rows = db.session.execute(
        select(Person.called, Person.id).where(Person.called.in_(names)).order_by(Person.id.desc())
    )
    return {row.called: row.id for row in rows}


def person_of(guest: Guest) -> UUID | None:
    """The id of one guest."""
    return people_of_guests().get(guest.called)
