"""Receipts: that an operation was done, stored with its effect, so that sending it again does nothing twice."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Index, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model
from app.prepared import Addition, Prepared

KEPT = timedelta(days=400)


class Receipt(Model):
    """One operation of one person: which verb, on what, what was sent (as a hash) and what came of it."""

    __tablename__ = "receipt"
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    op_id: Mapped[UUID] = mapped_column(primary_key=True)
    verb: Mapped[str]
    thing_id: Mapped[UUID | None]
    payload: Mapped[bytes]
    answer: Mapped[dict[str, Any]]
    phone_at: Mapped[datetime | None]
    server_at: Mapped[datetime]

    __table_args__ = (Index(None, "server_at"),)


_ADD = Addition(Receipt)
_KNOWN = Prepared(
    select(*Receipt.__table__.c).where(
        Receipt.person_id == bindparam("person"), Receipt.op_id == bindparam("op")
    )
)


def receipt_of(person_id: UUID, op_id: UUID) -> Any | None:
    """The receipt of an operation, if it was done."""
    return _KNOWN.first(person=person_id, op=op_id)


def give(**facts: Any) -> None:
    """Put down that it was done; the columns of Receipt."""
    _ADD.put(**facts)
