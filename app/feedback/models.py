"""Tables of feedback: what people tell each other and their scheme, what comes back, and cheers."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model


class Feedback(Model):
    """What somebody told another in their match, or (`to_id` empty) their scheme; sealed with the writer's key."""

    __tablename__ = "feedback"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    to_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"), index=True)
    sealed: Mapped[bytes]
    phone_at: Mapped[datetime | None]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    read_at: Mapped[datetime | None]
    thanked_at: Mapped[datetime | None]
    asked_in_at: Mapped[datetime | None]
    asked_in_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    __table_args__ = (
        Index(None, "author_id", "id"),
        Index(None, "to_id", "id"),
        Index(None, "scheme_id", "made_at"),
    )


class FeedbackAnswer(Model):
    """What somebody said back."""

    __tablename__ = "feedback_answer"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    feedback_id: Mapped[UUID] = mapped_column(ForeignKey("feedback.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    sealed: Mapped[bytes]
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Cheer(Model):
    """One warm line from one person in a match to another, perhaps about a goal."""

    __tablename__ = "cheer"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    to_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"), index=True)
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id"))
    sealed: Mapped[bytes]
    phone_at: Mapped[datetime | None]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index(None, "to_id", "made_at"),)


class FeedbackReading(Model):
    """That somebody of the team opened feedback on a day; the two it is between see it."""

    __tablename__ = "feedback_reading"
    feedback_id: Mapped[UUID] = mapped_column(ForeignKey("feedback.id"), primary_key=True)
    reader_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
