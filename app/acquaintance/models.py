"""Tables of getting to know each other: the card that somebody writes about themselves, and the preparation sheet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model
from app.matches.apart import Apart


class AboutMe(Model):
    """Who somebody is, in their own words, in one scheme; `shared` names what the others in a match may read."""

    __tablename__ = "about_me"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    shared: Mapped[list[str]]
    sealed: Mapped[bytes]
    rev: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index("uq_about_me_person_scheme", "person_id", "scheme_id", unique=True),)


class Sheet(Apart, Model):
    """How somebody prepares for the first meeting; the others read it once everybody is ready."""

    __tablename__ = "sheet"
    __table_args__ = (Index("uq_sheet_match_person", "match_id", "person_id", unique=True),)
