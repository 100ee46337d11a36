"""Tables of openings: who wanted to open what somebody wrote for themselves, who agreed, why, and each look at it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.accounts.two import OfTwo
from app.db import Model

OPEN = timedelta(hours=24)
LOOK_AGAIN = timedelta(days=7)
WHY = ("self", "others", "missing")


class Opening(OfTwo, Model):
    """One opening. `sealed` holds in whose words why, and why it is not told yet, if it is not (`look_again_on`)."""

    __tablename__ = "opening"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    concern_id: Mapped[UUID | None] = mapped_column(ForeignKey("concern.id"), index=True)
    why: Mapped[str]
    sealed: Mapped[bytes]
    told_at: Mapped[datetime | None]
    look_again_on: Mapped[date | None]

    __table_args__ = (Index(None, "scheme_id", "id"),)

    @property
    def is_open(self) -> bool:
        """True for a day after a second person agreed."""
        if self.agreed_at is None or self.stopped_at is not None:
            return False
        return clock.now() - self.agreed_at < OPEN

    @property
    def closes_at(self) -> datetime | None:
        """When it closes by itself."""
        return self.agreed_at + OPEN if self.agreed_at else None


class OpeningLook(Model):
    """That one of the two looked: each time, not once a day."""

    __tablename__ = "opening_look"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    opening_id: Mapped[UUID] = mapped_column(ForeignKey("opening.id"), index=True)
    reader_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
