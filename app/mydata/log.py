"""What happened with somebody's data: the lines of the audit log about them, and those of what they did themselves."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from app.audit import QUIET, AuditLine
from app.db import db
from app.mydata.words import area_of
from app.people.actor import Actor
from app.people.models import Person

LATEST = 60


@dataclass(frozen=True)
class Line:
    """One line: who did it (None: the person themselves), in which part of Naast, and whether they only read."""

    called: str | None
    area: str
    read: bool
    at: datetime


def about(actor: Actor) -> ColumnElement[bool]:
    """The lines that are for somebody: what they did, and what was done to what is theirs, but for what is quiet."""
    loud = (~AuditLine.verb.startswith(quiet, autoescape=True) for quiet in QUIET)
    return and_(or_(AuditLine.strand == actor.id, AuditLine.about_id == actor.id), *loud)


def log_of(actor: Actor) -> list[Line]:
    """The latest first; one statement. Of worries and of "I want to talk" nothing stands here: others may look along."""
    rows = db.session.execute(
        select(AuditLine.strand, AuditLine.verb, AuditLine.at, Person.called)
        .join(Person, Person.id == AuditLine.strand)
        .where(about(actor))
        .order_by(AuditLine.at.desc(), AuditLine.number.desc())
        .limit(LATEST)
    )
    return [_line(row.strand, row.verb, row.at, row.called, actor.id) for row in rows]


def _line(strand: UUID, verb: str, at: datetime, called: str, me: UUID) -> Line:
    return Line(None if strand == me else called, area_of(verb), verb.endswith(".read"), at)
