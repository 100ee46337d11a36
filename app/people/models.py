"""Tables of people."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model


class Person(Model):
    """One human being, known by what they want to be called; no address, no birthday, no surname needed."""

    __tablename__ = "person"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    called: Mapped[str]
    language: Mapped[str] = mapped_column(default="nl")
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    left_at: Mapped[datetime | None]

    @property
    def tone(self) -> int:
        """A number that picks the colour of this person's avatar, the same everywhere."""
        return tone(self.id)


def tone(person_id: UUID) -> int:
    """The colour number of a person, from their id."""
    return (person_id.int ^ (person_id.int >> 40)) % 4
