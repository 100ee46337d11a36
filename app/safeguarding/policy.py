"""Who may know of a concern: its contact person, and who was let in by name. Whoever raised it knows what they wrote."""

from sqlalchemy import ColumnElement, and_, exists, or_

from app.db import db
from app.people.actor import Actor
from app.safeguarding.models import Concern, ConcernReader
from app.schemes.models import STAFF, Scheme

EVERYBODY = (*STAFF, "mentee", "mentor", "guardian")


def can_raise(actor: Actor, scheme: Scheme) -> bool:
    """Whoever takes part in a scheme or works for it can say that they worry."""
    return actor.holds(scheme.id, *EVERYBODY)


def raised_in_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_raise`."""
    return Scheme.id.in_(actor.schemes_as(*EVERYBODY))


def can_read(actor: Actor, concern: Concern) -> bool:
    """The contact person (the lead, where it is about the contact person) and whoever was let in."""
    if actor.holds(concern.scheme_id, "lead" if concern.past_contact else "contact_person"):
        return True
    return _was_let_in(actor, concern) and actor.holds(concern.scheme_id, *STAFF)


def _was_let_in(actor: Actor, concern: Concern) -> bool:
    return db.session.get(ConcernReader, (concern.id, actor.id)) is not None


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_read`."""
    let_in = exists().where(ConcernReader.concern_id == Concern.id, ConcernReader.person_id == actor.id)
    return or_(
        and_(Concern.past_contact.is_(False), Concern.scheme_id.in_(actor.schemes_as("contact_person"))),
        and_(Concern.past_contact.is_(True), Concern.scheme_id.in_(actor.schemes_as("lead"))),
        and_(let_in, Concern.scheme_id.in_(actor.schemes_as(*STAFF))),
    )


def can_see(actor: Actor, concern: Concern) -> bool:
    """Who raised it sees that it was received and what they wrote; who can read it sees all of it."""
    return concern.raised_by == actor.id or can_read(actor, concern)


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_see`."""
    return or_(Concern.raised_by == actor.id, readable_by(actor))


def can_decide(actor: Actor, concern: Concern) -> bool:
    """Only the contact person (or the lead in their place) decides, closes, and lets somebody in."""
    return actor.holds(concern.scheme_id, "lead" if concern.past_contact else "contact_person")


def decided_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_decide`."""
    return or_(
        and_(Concern.past_contact.is_(False), Concern.scheme_id.in_(actor.schemes_as("contact_person"))),
        and_(Concern.past_contact.is_(True), Concern.scheme_id.in_(actor.schemes_as("lead"))),
    )


def keeps_records(actor: Actor) -> bool:
    """True for who receives concerns, in some scheme."""
    return bool(actor.schemes_as("contact_person"))


def has_raised(actor: Actor) -> bool:
    """True for who may have records of their own to look back at."""
    return bool(actor.schemes_as(*EVERYBODY))
