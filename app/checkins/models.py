"""Table of check-ins: that the team spoke with somebody of a match, and how it is in five blocks."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model

WAYS = ("call", "visit", "message", "no-answer")
BLOCKS = ("activities", "outcomes", "safety", "relation", "needs")
SIGNS = ("good", "mixed", "hard")


class CheckIn(Model):
    """One contact. `person_id` is None for a parent or guardian; `sealed` holds the five blocks, with the caller's key."""

    __tablename__ = "check_in"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    on: Mapped[date]
    way: Mapped[str]
    sealed: Mapped[bytes]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index(None, "match_id", "person_id", "on"),)
