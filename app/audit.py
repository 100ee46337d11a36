"""The audit log: one line for each change and each reading on a trail, in chains that show what was altered later.

Each person who does things has a chain of their own (and the clock has one), so that people do not wait for each
other. A line holds who, when, which verb, the id of what it was done to and of whom that is; never words. Its mark is
an HMAC over the line and the mark before it, with a key apart from those of the journals: who can write to the database
and has no keys can neither alter, add nor take out a line unseen. Lines cut off at the end of a chain are missed only
by who has the `heads` of an earlier day, kept elsewhere.
"""

import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Index, Table, bindparam, event, func, select
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import Model, connected, db
from app.prepared import Addition, Prepared
from app.sealing.keyring import BadKeys
from app.sealing.vault import keyring

PURPOSE = "audit"
CLOCK = UUID(int=0)
# Of these nothing may show on the page of whom they are about.
QUIET = ("safeguarding.", "talks.", "concern_reading.")
# Who wrote it comes before whom it is for: of a note that is still closed its reader learns nothing.
_WHOSE = ("author_id", "from_id", "owner_id", "person_id", "to_id")


class AuditLine(Model):
    """One line; `strand` is who did it, or the clock. Neither changed nor taken away: the database refuses it."""

    __tablename__ = "audit_line"
    strand: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    verb: Mapped[str]
    thing_id: Mapped[UUID | None]
    about_id: Mapped[UUID | None]
    ring_key: Mapped[str]
    mark: Mapped[bytes]

    __table_args__ = (Index(None, "about_id", "at"),)


@dataclass(frozen=True)
class Head:
    """The last line of a chain."""

    number: int
    mark: bytes


class _Line(NamedTuple):
    strand: UUID
    number: int
    at: datetime
    verb: str
    thing_id: UUID | None
    about_id: UUID | None
    ring_key: str


_ADD = Addition(AuditLine)
_LAST = Prepared(
    select(AuditLine.number, AuditLine.mark)
    .where(AuditLine.strand == bindparam("strand"))
    .order_by(AuditLine.number.desc())
    .limit(1)
)


def record(by: UUID | None, verb: str, things: Iterable[tuple[UUID | None, UUID | None]]) -> None:
    """Write down that `by` (nobody: the clock) did this, a line for each (thing, whose it is)."""
    strand = by or CLOCK
    last = _last_of(strand)
    ring_key, key = keyring().current(PURPOSE)
    for thing_id, about_id in things:
        line = _Line(strand, last.number + 1, clock.now(), verb, thing_id, about_id, ring_key)
        last = Head(line.number, _mark(key, last.mark, line))
        _ADD.put(**line._asdict(), mark=last.mark)


def whose(verb: str, thing: Any) -> UUID | None:
    """Whom a thing belongs to, as far as that may stand on their page."""
    if verb.startswith(QUIET):
        return None
    return next((getattr(thing, name) for name in _WHOSE if getattr(thing, name, None)), None)


def _last_of(strand: UUID) -> Head:
    """The end of a chain; who else wants to add to it waits until this transaction is over."""
    if connected().dialect.name == "postgresql":
        number = int.from_bytes(strand.bytes[:8], signed=True) ^ int.from_bytes(strand.bytes[8:], signed=True)
        db.session.execute(select(func.pg_advisory_xact_lock(number)))
    row = _LAST.first(strand=strand)
    return Head(row.number, row.mark) if row else Head(0, b"")


def _mark(key: bytes, before: bytes, line: Any) -> bytes:
    facts = (line.strand, line.number, line.at.isoformat(), line.verb, line.thing_id, line.about_id)
    said = json.dumps([str(fact) for fact in (*facts, line.ring_key)])
    return hmac.digest(key, before + said.encode(), "sha256")


def heads() -> dict[UUID, Head]:
    """The last line of each chain; one statement."""
    ends = select(AuditLine.strand, func.max(AuditLine.number).label("number")).group_by(AuditLine.strand)
    last = ends.subquery()
    lines = select(AuditLine.strand, AuditLine.number, AuditLine.mark).join(
        last, (last.c.strand == AuditLine.strand) & (last.c.number == AuditLine.number)
    )
    return {line.strand: Head(line.number, line.mark) for line in db.session.execute(lines)}


def faults(known: dict[UUID, Head]) -> Iterator[str]:
    """What is wrong with the log, a sentence each; `known` are heads of an earlier day. Reads every line once."""
    marks = dict(known)
    last: dict[UUID, Head] = {}
    for line in _lines():
        before = last.get(line.strand, Head(0, b""))
        last[line.strand] = Head(line.number, line.mark)
        if line.number != before.number + 1:
            yield f"Lines {before.number + 1} to {line.number - 1} of {line.strand} are gone."
        elif not _fits(line, before):
            yield f"Line {line.number} of {line.strand} is not as it was written."
        then = marks.get(line.strand)
        if then and then.number == line.number and marks.pop(line.strand).mark != line.mark:
            yield f"Line {line.number} of {line.strand} is another than on the day of the heads."
    for strand, head in marks.items():
        yield f"The log of {strand} ends before line {head.number}, which was there."


def _fits(line: Any, before: Head) -> bool:
    try:
        key = keyring().key(PURPOSE, line.ring_key)
    except BadKeys:
        return False
    return hmac.compare_digest(_mark(key, before.mark, line), line.mark)


def _lines() -> Iterator[Any]:
    lines = select(*AuditLine.__table__.c).order_by(AuditLine.strand, AuditLine.number)
    return iter(db.session.execute(lines.execution_options(yield_per=2000)))


SAID = "the audit log only grows"
GROWS_ONLY = {
    "sqlite": tuple(
        f"CREATE TRIGGER audit_line_{what.lower()} BEFORE {what} ON audit_line BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        for what in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        "CREATE FUNCTION audit_line_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAID}'; END $$",
        "CREATE TRIGGER audit_line_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_line "
        "EXECUTE FUNCTION audit_line_only_grows()",
    ),
}


@event.listens_for(AuditLine.__table__, "after_create")
def _guard(_table: Table, connection: Connection, **_more: Any) -> None:
    for statement in GROWS_ONLY[connection.dialect.name]:
        connection.exec_driver_sql(statement)
