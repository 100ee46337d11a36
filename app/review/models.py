"""Tables of the desk: what staff did with an entry, who has what, what is followed up, and in which order a scheme works."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model

OPEN = text("closed_at IS NULL")


class Seen(Model):
    """That a member of the team marked an entry as seen."""

    __tablename__ = "seen"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Answer(Model):
    """What a member of the team wrote back about an entry, sealed with the key of who wrote it."""

    __tablename__ = "answer"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    sealed: Mapped[bytes]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    read_at: Mapped[datetime | None]


class Mark(Model):
    """Who took a line of the desk, and until when it rests. It holds for that line as long as `since` is its moment."""

    __tablename__ = "desk_mark"
    kind: Mapped[str] = mapped_column(primary_key=True)
    about_id: Mapped[UUID] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    match_id: Mapped[UUID | None]
    taken_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    given_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # None: they took it themselves
    taken_at: Mapped[datetime | None]
    rests_until: Mapped[date | None]

    __table_args__ = (Index(None, "taken_by_id", "taken_at"),)


class Look(Model):
    """That one of the staff opened a line of the desk, as it was since that moment."""

    __tablename__ = "desk_look"
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    about_id: Mapped[UUID] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class FollowUp(Model):
    """What one of the team is going to do about a match, and when; open until somebody says how it went.

    `sealed` holds the words, `closing` how it went, each with the key of who wrote it.
    """

    __tablename__ = "follow_up"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"))
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("entry.id"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    sealed: Mapped[bytes]
    due_on: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    closing: Mapped[bytes | None]

    __table_args__ = (
        Index(None, "match_id", "id"),
        Index("ix_follow_up_open", "match_id", "due_on", sqlite_where=OPEN, postgresql_where=OPEN),
    )


class Cover(Model):
    """That somebody looks after a colleague's matches for a while."""

    __tablename__ = "cover"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    for_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    ended_at: Mapped[datetime | None]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index(None, "scheme_id", "until_on"),)


class Handover(Model):
    """That a match went from one of the team to another, with a note for whoever takes it over, sealed by its writer."""

    __tablename__ = "handover"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"))
    from_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    to_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    sealed: Mapped[bytes | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index(None, "match_id", "id"),)


class DeskPlace(Model):
    """Where a kind of reason stands in the order of a scheme, for the kinds whose place the lead changed."""

    __tablename__ = "desk_place"
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
