"""Tables of the journal: entries with every revision, and the reading trail."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model

AUDIENCES = ("me", "pair", "team")
FEELINGS = ("hard", "meh", "okay", "good", "great")


class Entry(Model):
    """What one author wrote, about a session of a match or about a day.

    `sealed` holds feeling, talk balance and words, encrypted for this row, author and audience.
    """

    __tablename__ = "entry"
    came = ""  # what became of a change just made: "merged" or "kept-both" where two crossed
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    scheme_id: Mapped[UUID | None] = mapped_column(ForeignKey("scheme.id"))
    match_id: Mapped[UUID | None] = mapped_column(ForeignKey("match.id"))
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("session.id"))
    on: Mapped[date]
    audience: Mapped[str]
    please_read: Mapped[bool] = mapped_column(default=False)
    sealed: Mapped[bytes]
    rev: Mapped[int] = mapped_column(default=1)
    phone_at: Mapped[datetime | None]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    opens_at: Mapped[datetime] = mapped_column(default=clock.now)  # from then on the others see it anyway
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        Index(None, "author_id", "id"),
        Index(None, "match_id", "id"),
        Index(None, "match_id", "author_id", "on"),
        Index("uq_entry_session_author", "session_id", "author_id", unique=True),
        Index(
            "ix_entry_for_team",
            "scheme_id",
            "written_at",
            "id",
            sqlite_where=text("audience = 'team' OR please_read"),
            postgresql_where=text("audience = 'team' OR please_read"),
        ),
    )


class EntryRevision(Model):
    """An earlier state of an entry, as it was sealed then; kept as long as the entry."""

    __tablename__ = "entry_revision"
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    rev: Mapped[int] = mapped_column(primary_key=True)
    audience: Mapped[str]
    please_read: Mapped[bool] = mapped_column(default=False)
    sealed: Mapped[bytes]
    why: Mapped[str]  # edit, sharing, merged, kept-both
    op_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Reading(Model):
    """That staff opened an entry on a day; the author sees it, once a person and day."""

    __tablename__ = "reading"
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    reader_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
