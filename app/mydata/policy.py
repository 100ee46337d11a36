"""Who may take back that everything of theirs goes: who asked for it."""

from sqlalchemy import ColumnElement, and_

from app.mydata.models import Erasure
from app.people.actor import Actor


def owns(actor: Actor, asked: Erasure) -> bool:
    """Who asked takes it back, as long as it did not happen."""
    return asked.person_id == actor.id and asked.done_at is None and asked.withdrawn_at is None


def owned_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `owns`."""
    return and_(Erasure.person_id == actor.id, Erasure.done_at.is_(None), Erasure.withdrawn_at.is_(None))
