"""Tables of ratings: how somebody says it is between them and the other, for the team alone, and who read it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model


class Rating(Model):
    """One answer to "how is it between you", 1 to 5 with perhaps a line; sealed with the writer's key."""

    __tablename__ = "rating"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"))
    sealed: Mapped[bytes]
    phone_at: Mapped[datetime | None]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index(None, "match_id", "author_id", "made_at"),)

    @property
    def given_at(self) -> datetime:
        """When it was said: on the phone where it waited there, never later than it arrived."""
        return min(self.phone_at or self.made_at, self.made_at)


class RatingReading(Model):
    """That somebody of the team read a rating on a day; who gave it sees that."""

    __tablename__ = "rating_reading"
    rating_id: Mapped[UUID] = mapped_column(ForeignKey("rating.id"), primary_key=True)
    reader_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
