"""Table of talk requests: that a young person wants to talk to somebody, and what came of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model

WAYS = ("call", "message", "visit")


class TalkRequest(Model):
    """One time that somebody asked to talk. `sealed` and `answer` hold words, each with the key of who wrote them."""

    __tablename__ = "talk_request"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    match_id: Mapped[UUID | None] = mapped_column(ForeignKey("match.id"))
    way: Mapped[str]
    pause: Mapped[bool] = mapped_column(default=False)  # asks that the mentor does not call or write for now
    sealed: Mapped[bytes | None]
    phone_at: Mapped[datetime | None]
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    answer_by: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    answer: Mapped[bytes | None]
    read_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "person_id", "id"), Index(None, "match_id", "id"))

    @property
    def over(self) -> bool:
        """True when nobody has to do anything any more."""
        return self.answered_at is not None or self.withdrawn_at is not None
