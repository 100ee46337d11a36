"""Who the demo's people are in the database."""

from uuid import UUID

from sqlalchemy import Row, select

from app.db import db
from app.demo.guests import GUESTS, named_by
from app.people.models import Person


def people_of_guests() -> dict[str, Row[UUID, str]]:
    """The guests by their name in the address, each with id and what they are called now.

    In a demo of before their ids told it, by what they are called; of namesakes the first, who was made with it.
    """
    query = select(Person.id, Person.called).where(Person.left_at.is_(None)).order_by(Person.id.desc())
    there = db.session.execute(query).all()
    called = {row.called: row for row in there}
    old = {guest.name: called[guest.called] for guest in GUESTS if guest.called in called}
    return old | {name: row for row in there if (name := named_by(row.id))}
