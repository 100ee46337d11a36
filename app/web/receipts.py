"""Receipts: that an operation was done, stored with its effect, so that sending it again does nothing twice."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model

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
