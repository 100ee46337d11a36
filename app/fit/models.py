"""Table of the answers to whether it fits."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model

AFTER = (1, 3)  # sessions after which it is asked


class Fit(Model):
    """What somebody answered after a session; the answer is sealed, that they answered is not."""

    __tablename__ = "fit"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    after: Mapped[int]
    sealed: Mapped[bytes]
    team_reads: Mapped[bool] = mapped_column(default=False)  # a "rather not" goes to the team, with its words
    phone_at: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index("uq_fit_match_person_after", "match_id", "person_id", "after", unique=True),)
