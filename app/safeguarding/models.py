"""Tables of concerns: the record apart from everything else. What is written in it stays: what was wrong is set right below it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DDL, ForeignKey, Index, event, text
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model

OPEN = text("closed_at IS NULL")


class Concern(Model):
    """A worry about somebody, with who wrote it down first. All words are in its notes.

    `past_contact`: it is about the contact person, so the lead reads it instead.
    """

    __tablename__ = "concern"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    match_id: Mapped[UUID | None] = mapped_column(ForeignKey("match.id"))
    about_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    raised_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    past_contact: Mapped[bool] = mapped_column(default=False)
    phone_at: Mapped[datetime | None]
    raised_at: Mapped[datetime] = mapped_column(default=clock.now)
    head: Mapped[bytes] = mapped_column(default=b"")  # a seal on the last note, so that it cannot be cut off
    look_again_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_concern_open", "scheme_id", "raised_at", sqlite_where=OPEN, postgresql_where=OPEN),
        Index(None, "scheme_id", "id"),
    )


class ConcernNote(Model):
    """One thing written in a record, sealed; its hash holds the hash of the one before, so nothing can be taken out."""

    __tablename__ = "concern_note"
    concern_id: Mapped[UUID] = mapped_column(ForeignKey("concern.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # raised, added, correction, step, told, decision, reader, suspended, closed, reopened
    step: Mapped[int | None]
    corrects: Mapped[int | None]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    sealed: Mapped[bytes]
    chained: Mapped[bytes]


class ConcernReader(Model):
    """That somebody was let in to a record, by whom; the reason is a note in it."""

    __tablename__ = "concern_reader"
    concern_id: Mapped[UUID] = mapped_column(ForeignKey("concern.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    added_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index(None, "person_id"),)


class ConcernReading(Model):
    """That somebody opened a record on a day."""

    __tablename__ = "concern_reading"
    concern_id: Mapped[UUID] = mapped_column(ForeignKey("concern.id"), primary_key=True)
    reader_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)


# The database itself refuses to change or remove a note.
STAYS = {
    "sqlite": [
        f"CREATE TRIGGER concern_note_stays_{name} BEFORE {name.upper()} ON concern_note "
        "BEGIN SELECT RAISE(ABORT, 'notes of a concern stay as they are'); END"
        for name in ("update", "delete")
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION concern_note_stays() RETURNS trigger AS $$ "
        "BEGIN RAISE EXCEPTION 'notes of a concern stay as they are'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER concern_note_stays BEFORE UPDATE OR DELETE ON concern_note "
        "FOR EACH ROW EXECUTE FUNCTION concern_note_stays()",
    ],
}
for _dialect, _statements in STAYS.items():
    for _statement in _statements:
        event.listen(
            ConcernNote.__table__,
            "after_create",
            DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect),
        )
