"""When the phones of people were last heard of, for who looks after them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from app.db import db
from app.offline.models import Phone


@dataclass(frozen=True)
class Heard:
    """The last time any phone of a person sent what waited, and how much still waited on their phones then."""

    at: datetime
    waiting: int


def last_heard(person_ids: Iterable[UUID]) -> dict[UUID, Heard]:
    """By person; nobody whose phone was never heard of. One statement."""
    rows = db.session.execute(
        select(Phone.person_id, func.max(Phone.seen_at), func.sum(Phone.waiting))
        .where(Phone.person_id.in_(list(person_ids)))
        .group_by(Phone.person_id)
    )
    return {person_id: Heard(at, int(waiting)) for person_id, at, waiting in rows}
