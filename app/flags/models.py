"""Table of the flags that were raised: what happened that the team must see, and when it no longer had to."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model

UP = text("lowered_at IS NULL")


class Flag(Model):
    """That something of this kind waits for the team; it holds no words, only what it is about."""

    __tablename__ = "flag"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    kind: Mapped[str]
    scheme_id: Mapped[UUID]
    match_id: Mapped[UUID | None]
    person_id: Mapped[UUID | None]
    about_id: Mapped[UUID]
    number: Mapped[int | None]
    raised_at: Mapped[datetime] = mapped_column(default=clock.now)
    lowered_at: Mapped[datetime | None]
    lowered_by: Mapped[UUID | None]

    # The desk reads flags that are up and no others, so it does not get slower with the years.
    __table_args__ = (
        Index("uq_flag_up", "kind", "about_id", unique=True, sqlite_where=UP, postgresql_where=UP),
        Index("ix_flag_up_match", "match_id", "kind", sqlite_where=UP, postgresql_where=UP),
        Index("ix_flag_up_scheme", "scheme_id", "kind", sqlite_where=UP, postgresql_where=UP),
    )
