"""Tables of organisations, schemes and who holds which role in them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids, wall
from app.db import Model

ROLES = ("mentee", "mentor", "youth_worker", "coordinator", "contact_person", "lead", "guardian")
TEAM = ("youth_worker", "coordinator")
STAFF = ("youth_worker", "coordinator", "contact_person", "lead")
TAKING_PART = ("mentee", "mentor", "guardian")


class Organisation(Model):
    """Who runs schemes."""

    __tablename__ = "organisation"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    name: Mapped[str]


class Scheme(Model):
    """One mentoring scheme: the boundary that no data crosses."""

    __tablename__ = "scheme"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str]
    template: Mapped[str]  # youth, workplace, business
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)  # only what differs from the defaults
    rev: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class SchemeRevision(Model):
    """How a scheme's name and settings stood from one change to the next; all of them are kept."""

    __tablename__ = "scheme_revision"
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"), primary_key=True)
    rev: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    settings: Mapped[dict[str, Any]]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class SchemeText(Model):
    """A question or clause in a scheme's own words, in one language, instead of ours."""

    __tablename__ = "scheme_text"
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    said: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Membership(Model):
    """That a person holds a role in a scheme, from one moment and perhaps until another."""

    __tablename__ = "membership"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    role: Mapped[str]
    since: Mapped[datetime] = mapped_column(default=clock.now)
    until: Mapped[datetime | None]
    given_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    __table_args__ = (Index(None, "person_id"), Index(None, "scheme_id", "role"))


class SchemeInvitation(Model):
    """What an invitation to a scheme gives: a role, and who it is meant for in the inviter's words."""

    __tablename__ = "scheme_invitation"
    id: Mapped[UUID] = mapped_column("invitation_id", ForeignKey("invitation.id"), primary_key=True)
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"), index=True)
    role: Mapped[str]
    meant_for: Mapped[str]
    mentee_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # of a guardian: whose


class Guardianship(Model):
    """That somebody is a parent or guardian of a young person in a scheme."""

    __tablename__ = "guardianship"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    guardian_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    mentee_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[datetime] = mapped_column(default=clock.now)
    until: Mapped[datetime | None]
    given_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


wall.belongs_by(Membership.__tablename__, "person_id")
