"""Table of introductions: whom somebody got to know through the match, and what came of it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model


class Introduction(Model):
    """That somebody was introduced to somebody outside the match; the words are sealed with the writer's key."""

    __tablename__ = "introduction"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"))
    on: Mapped[date]
    sealed: Mapped[bytes]
    phone_at: Mapped[datetime | None]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    told_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "match_id", "on"),)
