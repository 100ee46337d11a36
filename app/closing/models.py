"""Tables of the fifth step: looking back, thank-you notes, and the keepsake that a mentee owns."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model
from app.matches.apart import Apart

CONTACT = ("yes", "sometimes", "no", "unsure")


class LookBack(Apart, Model):
    """How somebody looks back on a match; the others read it once theirs is in too."""

    __tablename__ = "look_back"
    __table_args__ = (Index("uq_look_back_match_person", "match_id", "person_id", unique=True),)


class Thanks(Model):
    """A thank-you note from one to another; it opens for them at the last session, or when the match is closed."""

    __tablename__ = "thanks"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"))
    from_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    to_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    sealed: Mapped[bytes]
    opened_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index("uq_thanks_match_from_to", "match_id", "from_id", "to_id", unique=True),)


class Keepsake(Model):
    """What somebody takes along from a match: a copy of what they chose, theirs alone."""

    __tablename__ = "keepsake"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    sealed: Mapped[bytes]
    rev: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index("uq_keepsake_match_owner", "match_id", "owner_id", unique=True),)
