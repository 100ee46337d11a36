"""Table of requirements: what the team saw, of whom, when, and until when it holds. Never the paper itself."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model

KINDS = ("intake", "vog", "reference", "training", "code")


class Requirement(Model):
    """That one of the team saw something on a day. A later one of its kind takes its place; nothing is overwritten."""

    __tablename__ = "requirement"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    seen_on: Mapped[date]
    expires_on: Mapped[date | None]
    checked_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    taken_back_at: Mapped[datetime | None]
    taken_back_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    __table_args__ = (Index(None, "person_id", "scheme_id", "kind", "seen_on"),)
