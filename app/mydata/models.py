"""Tables of erasing: who asked for it, for themself or (two of the staff) for another, when it happens, and that it was done."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.accounts.two import OfTwo
from app.db import Model

WAITS = text("withdrawn_at IS NULL AND done_at IS NULL")


class Erasure(Model):
    """That somebody wants what is theirs to go, on a day; a clock does it then, for who left long ago by itself."""

    __tablename__ = "erasure"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]

    __table_args__ = (
        Index("uq_erasure_waits", "person_id", unique=True, sqlite_where=WAITS, postgresql_where=WAITS),
    )

    @property
    def late(self) -> bool:
        """True when its day has passed and something still holds it up."""
        return self.done_at is None and self.due_at < clock.now()


class ErasureRequest(OfTwo, Model):
    """That two of the staff want what is of somebody to go, who does not ask it themself; `erasure_id` once both do."""

    __tablename__ = "erasure_request"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    why: Mapped[str]
    sealed: Mapped[bytes]
    erasure_id: Mapped[UUID | None] = mapped_column(ForeignKey("erasure.id"))
