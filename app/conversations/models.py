"""Table of the conversation cards that schemes add to the deck."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model


class TalkCard(Model):
    """A card of a scheme's own: a question to begin with, and lines that help."""

    __tablename__ = "talk_card"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    kind: Mapped[str]
    begins: Mapped[str]
    helps: Mapped[str | None]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index(None, "scheme_id"),)
