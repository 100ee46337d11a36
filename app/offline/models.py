"""Table of the phones that write offline, and when each was last heard of."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import Model


class Phone(Model):
    """One browser of one person: when it last sent what waited on it, and how much still waited then."""

    __tablename__ = "phone"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[str]
    waiting: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index(None, "person_id"),)
