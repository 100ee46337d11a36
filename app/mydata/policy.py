"""Who decides that everything of somebody goes: they themself, or two of the people who look after them."""

from sqlalchemy import ColumnElement, and_, or_, select

from app.accounts import policy as accounts
from app.accounts.two import is_second, seconded_by, waiting
from app.db import db
from app.mydata.models import Erasure, ErasureRequest
from app.people.actor import Actor
from app.people.models import Person

looks_after_somebody = accounts.looks_after_somebody


def owns(actor: Actor, asked: Erasure) -> bool:
    """Who asked takes it back, as long as it did not happen."""
    return asked.person_id == actor.id and asked.done_at is None and asked.withdrawn_at is None


def owned_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `owns`."""
    return and_(Erasure.person_id == actor.id, Erasure.done_at.is_(None), Erasure.withdrawn_at.is_(None))


def can_ask_for(actor: Actor, person: Person) -> bool:
    """Who may get somebody back in: looks after them, and has no stake in it."""
    return accounts.can_recover(actor, person)


def asked_for_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_ask_for`."""
    return accounts.recovered_by(actor)


def can_see(actor: Actor, asked: ErasureRequest) -> bool:
    """Who may ask for somebody also sees what was asked for them."""
    person = db.session.get(Person, asked.person_id)
    return person is not None and can_ask_for(actor, person)


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_see`."""
    return ErasureRequest.person_id.in_(select(Person.id).where(asked_for_by(actor)))


def can_agree(actor: Actor, asked: ErasureRequest) -> bool:
    """Somebody else than who asked, within a day."""
    return is_second(actor, asked) and can_see(actor, asked)


def agreed_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_agree`."""
    return seconded_by(actor, ErasureRequest) & seen_by(actor)


def can_stop(actor: Actor, asked: ErasureRequest) -> bool:
    """Anybody who sees it stops it, while it waits or in the week."""
    if asked.stopped_at is not None:
        return False
    going = db.session.get(Erasure, asked.erasure_id) if asked.erasure_id else None
    goes = going is not None and going.withdrawn_at is None and going.done_at is None
    return (asked.waits or goes) and can_see(actor, asked)


def stopped_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_stop`."""
    goes = select(Erasure.id).where(Erasure.withdrawn_at.is_(None), Erasure.done_at.is_(None))
    goes_on = or_(waiting(ErasureRequest), ErasureRequest.erasure_id.in_(goes))
    return and_(ErasureRequest.stopped_at.is_(None), goes_on, seen_by(actor))
