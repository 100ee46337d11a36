"""Tables of the desk: what staff did with an entry or a session, on record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model


class Seen(Model):
    """That a member of the team marked an entry as seen."""

    __tablename__ = "seen"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Answer(Model):
    """What a member of the team wrote back about an entry, sealed with the key of who wrote it."""

    __tablename__ = "answer"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    sealed: Mapped[bytes]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    read_at: Mapped[datetime | None]
